"""What is printed: the declaration, the information pack, the blank counselling sheet. Never kept by the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.consent import queries
from safar.consent.documents.declaration import DeclarationPaper, declaration_bytes
from safar.consent.documents.filled import filled_sheet
from safar.consent.documents.pack import PackPaper, pack_bytes
from safar.consent.documents.promised import promised_lines
from safar.consent.documents.sheet import blank_sheet_bytes, sheet_bytes
from safar.consent.models import Declaration, SessionPerson
from safar.consent.types import DeclarationDocument, PackText
from safar.consent.web.subjects import Someone, Subject, open_subject
from safar.kernel.calendars import default_calendar
from safar.people import services as people_services
from safar.people.types import NameFact, NameKind, NamePurpose
from safar.plumbing.documents import NotPrinted
from safar.plumbing.web import display, errors
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programme_queries
from safar.programmes.types import LANGUAGES, text_in


@require_safe
def declaration(request: HttpRequest, id: UUID) -> HttpResponse:
    """A declaration as PDF, in the language it was signed in."""
    require(reader(), "consent.read")
    found = Declaration.objects.filter(id=id).select_related("session").first()
    if found is None:
        raise Http404
    subject = open_subject(request, found.traveller_id, "declaration on paper")
    document = queries.declaration_document(id)
    if document is None:
        raise Http404
    paper = _paper(subject, subject.one(), document, found, request.build_absolute_uri("/"))
    return _pdf(request, lambda: declaration_bytes(paper), document.reference)


@require_safe
def declaration_to_sign(request: HttpRequest, id: UUID) -> HttpResponse:
    """A declaration to be signed on paper before it is put on file: what is not known yet is a line to write on."""
    require(reader(), "consent.declare")
    subject = open_subject(request, id, "declaration to sign")
    one = subject.one()
    wanted = [request.GET.get("language", ""), one.person.preferred_language if one.person else ""]
    current = {text.language: text for text in queries.texts(subject.journey.programme_code) if not text.superseded_at}
    text = next((current[code] for code in wanted if code in current), next(iter(current.values()), None))
    if text is None or not one.is_adult:
        raise Http404
    paper = replace(
        _known(subject, one, text),
        return_country=subject.journey.return_country,
        return_place=subject.journey.return_place,
        children=[_named(subject)[child.id] for child in subject.children],
    )
    return _pdf(request, lambda: declaration_bytes(paper), f"declaration-{text.language}")


def _known(subject: Subject, one: Someone, text: PackText) -> DeclarationPaper:
    """What is known before anything is signed: who, in which programme, and the words."""
    language = text.language
    names = _names(subject).get(one.line.person_id, [])
    in_document = next((name.text for name in names if name.kind is NameKind.DOCUMENT), "")
    primary = next((name for name in names if name.is_primary), None)
    return DeclarationPaper(
        language=language,
        programme=text_in(subject.programme.names, language),
        body=text.body,
        is_draft=text.is_draft,
        origin=text.origin,
        name_in_document=in_document or (primary.latin or primary.text if primary else one.name),
        name_in_own_script=primary.text if primary else one.name,
        born=one.person.birth_text(language, default_calendar(language)) if one.person else "",
        return_country="",
        return_place="",
        promised=promised_lines(subject.programme, language, timezone.localdate()),
        children=[],
        reflection_hours=subject.journey.reflection_hours,
        host_country=subject.journey.host_country,
        office_phone=_telephone(subject.journey.office_id),
    )


def _telephone(office_id: int) -> str:
    """By which number the office that has the journey is called."""
    office = accounts.offices_by_id([office_id]).get(office_id)
    return office.telephone if office else ""


def _names(subject: Subject) -> Mapping[UUID, Sequence[NameFact]]:
    """What the person signs and keeps bears their name, also behind an alias; opening that is logged (D10)."""
    everybody = [one.line.person_id for one in subject.people]
    because = NamePurpose.DECLARATION
    return people_services.names_on_paper(by=reader(), at=timezone.now(), person_ids=everybody, because=because)


def _named(subject: Subject) -> dict[UUID, str]:
    """How each traveller is called on the declaration."""
    names = _names(subject)
    primary = {person: next((name for name in found if name.is_primary), None) for person, found in names.items()}
    found = [(one, primary.get(one.line.person_id)) for one in subject.people]
    return {
        one.id: f"{name.text} ({name.latin})"
        if name and name.latin and name.latin != name.text
        else name.text
        if name
        else one.name
        for one, name in found
    }


def _paper(
    subject: Subject, one: Someone, document: DeclarationDocument, found: Declaration, address: str
) -> DeclarationPaper:
    children = _named(subject)
    same = (
        *("return_country", "return_place", "reference", "digest", "signed_at", "place", "manner", "witness_name"),
        *("witness_relation", "interpreter_name", "no_interpreter_needed", "copy_answer", "reading_aloud_answer"),
        *("declaration_id", "presences", "transcription"),
    )
    return replace(
        _known(subject, one, document.text),
        language=document.language,
        children=[children.get(child, "") for child in document.children],
        address=address,
        session_at=found.session.held_at,
        shortened_reason=found.shortened_reason,
        **{name: getattr(document, name) for name in same},
    )


@require_safe
def talk(request: HttpRequest, id: UUID) -> HttpResponse:
    """A talk on the counselling sheet, one page for each of those who were there: here for the traveller asked for."""
    require(reader(), "consent.read")
    part = SessionPerson.objects.filter(id=id).select_related("session").first()
    if part is None:
        raise Http404
    subject = open_subject(request, part.traveller_id, "counselling record on paper")
    held = next(
        line for line in queries.sessions_of([subject.journey.id])[subject.journey.id] if line.id == part.session_id
    )
    theirs = next(line for line in held.people if line.id == id)
    language = display.language()
    counsellor = accounts.names_of([held.counsellor_id]).get(held.counsellor_id, "")
    countries = (subject.journey.return_country, subject.journey.host_country)
    filled = filled_sheet(
        held, theirs, language=language, name=subject.one().name, counsellor=counsellor, countries=countries
    )
    return _pdf(request, lambda: sheet_bytes(language, filled), "counselling-sheet")


@require_safe
def pack(request: HttpRequest, id: UUID) -> HttpResponse:
    """An information pack as PDF, to take home."""
    require(reader(), "consent.read")
    found = next((known for known in queries.packs() if known.id == id), None)
    if found is None:
        raise Http404
    published = programme_queries.published(found.programme_code)
    name = text_in(published.programme.names, found.language) if published else found.programme_code
    paper = PackPaper(found.language, name, found.version, found.body, found.is_draft, found.origin)
    return _pdf(request, lambda: pack_bytes(paper), f"pack-{found.programme_code}-{found.language}-{found.version}")


@require_safe
def blank_sheet(request: HttpRequest, id: UUID) -> HttpResponse:
    """The counselling sheet with nothing on it, to be filled in by hand and entered later."""
    require(reader(), "consent.counsel")
    language = request.GET.get("language", "")
    wanted = language if language in LANGUAGES else display.language()
    return _pdf(request, lambda: blank_sheet_bytes(wanted), "counselling-sheet")


def _pdf(request: HttpRequest, make: Callable[[], bytes], name: str) -> HttpResponse:
    try:
        content = make()
    except NotPrinted as fault:
        return errors.conflict(request, str(fault))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
