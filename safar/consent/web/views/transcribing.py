"""From paper into force: the list of papers, the entry, the second reading, and the person's own word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts import queries as accounts
from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.consent import queries, services
from safar.consent.types import PackText, PaperLine, PaperOutcome, PaperReading, PaperState, SessionLine
from safar.consent.web import words
from safar.consent.web.forms.answers import language_name
from safar.consent.web.forms.transcribing import CheckForm, PaperForm, ReachForm
from safar.consent.web.subjects import Someone, Subject, open_subject, people_of
from safar.consent.web.views.pages import choose, done, draw, one_traveller, status_of
from safar.consent.web.views.signing import form_values, talks_with
from safar.people import queries as people
from safar.plumbing.documents import NotPrinted
from safar.plumbing.scans import pages_in, picture_of
from safar.plumbing.types import Actor
from safar.plumbing.web import display, errors
from safar.plumbing.web.moments import reader
from safar.programmes.types import text_in


@dataclass(frozen=True)
class Difference:
    """One answer in which two readings differ: what was entered, and what was typed now."""

    what: str
    entered: str
    typed: str


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Every paper that waits for somebody, and the numbered sheets that are out."""
    by = reader()
    require(by, "consent.read")
    offices = sorted(by.offices)
    waiting = queries.papers_waiting(offices)
    travellers = queries.travellers_in([line.traveller_id for line in waiting])
    names = {one.id: one for one in people_of(list(travellers.values()))}
    log_read(by=by, at=timezone.now(), kind="list", ids=[line.person_id for line in waiting], page="papers")
    rows = [(line, names[line.traveller_id]) for line in waiting if line.traveller_id in names]
    sets = queries.blank_sets(offices)
    staff = accounts.names_of([line.entered_by_id for line in waiting if line.entered_by_id])
    return render(
        request,
        "consent/papers.html",
        {"rows": rows, "sets": sets, "staff": staff, "me": by.user_id, "may_issue": may(by, "consent.issue_blanks")},
    )


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, id: UUID) -> HttpResponse:
    """Enter what stands on a paper, with its scan."""
    by, at = reader(), timezone.now()
    require(by, "consent.transcribe")
    subject, one = one_traveller(request, id, "paper declaration")
    if one is None:
        return choose(request, subject, _("Whose paper is it?"), "consent:paper_enter", only="adults")
    talks = talks_with(subject, one)
    texts = [text for text in queries.texts(subject.journey.programme_code)]
    form = _paper_form(request, subject, one, talks, texts, by) if talks and texts else None
    if form is not None and request.method == "POST":
        made: list[UUID] = []

        def keep() -> None:
            language = next(text.language for text in texts if str(text.id) == form.cleaned_data["text"])
            given = form.paper_given(one.id, language)
            made.append(services.enter_paper_declaration(by=by, at=at, given=given))

        if done(form, keep):
            messages.success(
                request, _("The paper is entered. A colleague checks it; nothing rests on it before that.")
            )
            return HttpResponseRedirect(reverse("consent:paper", args=[made[0]]))
    on_its_way = [paper for paper in queries.papers_of([one.id])[one.id] if paper.state in ("to_check", "to_reach")]
    return draw(
        request,
        "paper_enter",
        subject,
        status=status_of(form) if form is not None else 200,
        one=one,
        form=form,
        talks=talks,
        texts=texts,
        on_its_way=on_its_way,
    )


def _paper_form(
    request: HttpRequest, subject: Subject, one: Someone, talks: list[SessionLine], texts: list[PackText], by: Actor
) -> PaperForm:
    packs = queries.packs(subject.journey.programme_code)
    again = _entered_before(request, one)
    initial: dict[str, Any] = {"session": str(talks[0].id), **(again or {})}
    return PaperForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial=initial,
        texts=[(str(text.id), _version(text)) for text in texts],
        packs=[(str(pack.id), _version(pack)) for pack in packs],
        **form_values(subject, talks, by),
    )


def _entered_before(request: HttpRequest, one: Someone) -> dict[str, Any] | None:
    """What was entered the first time, when two readings differed: to be compared with the paper again."""
    before = next((paper for paper in queries.papers_of([one.id])[one.id] if paper.state == PaperState.DIFFERS), None)
    if before is None:
        return None
    same = ("signed_at", "place", "manner", "interpreter_name", "no_interpreter_needed", "witness_name")
    more = ("witness_relation", "copy_answer", "reading_aloud_answer", "in_sight", "in_hearing")
    links = {"session": before.session_id, "text": before.text_id, "pack": before.pack_id}
    return {
        **{name: getattr(before, name) for name in (*same, *more)},
        **{name: str(value) for name, value in links.items()},
        "nobody_else": not before.in_sight and not before.in_hearing,
        "children": [str(child) for child in before.children],
    }


def _version(text: PackText) -> str:
    since = display.day_in_words(timezone.localdate(text.current_from))
    until = f" – {display.day_in_words(timezone.localdate(text.superseded_at))}" if text.superseded_at else ""
    sentence = _("%(language)s, version %(version)s, in use %(since)s%(until)s")
    return sentence % {
        "language": language_name(text.language), "version": text.version, "since": since, "until": until,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, id: UUID) -> HttpResponse:
    """One paper: its scan, and whatever is to be done next by whoever is looking."""
    by = reader()
    require(by, "consent.read")
    line = queries.paper_by_id(id)
    if line is None:
        raise Http404
    subject = open_subject(request, line.traveller_id, "paper declaration")
    one = subject.one()
    checking = line.state == PaperState.TO_CHECK and may(by, "consent.check_paper") and by.user_id != line.entered_by_id
    if checking:
        return _check(request, subject, one, line)
    if line.state == PaperState.TO_REACH and may(by, "consent.declare"):
        return _reach(request, subject, one, line)
    return _page(request, subject, one, line)


def _page(
    request: HttpRequest, subject: Subject, one: Someone, line: PaperLine, status: int = 200, **more: Any
) -> HttpResponse:
    talk = next((held for held in talks_with(subject, one) if held.id == line.session_id), None)
    part = next((part for part in talk.people if part.traveller_id == one.id), None) if talk else None
    named = {code.code: code for code in subject.programme.topics}
    ids = [line.entered_by_id, line.checked_by_id, talk.counsellor_id if talk else None]
    ids += [tried.spoke_by_id for tried in line.reaches]
    children = {child.id: child.name for child in subject.people}
    pack = queries.pack_by_id(line.pack_id)
    return draw(
        request,
        "paper",
        subject,
        status=status,
        one=one,
        paper=line,
        pages=_pages(line),
        talk=talk,
        part=part,
        pack=_version(pack) if pack else "",
        topics={code: text_in(topic.names, display.language()) for code, topic in named.items()},
        children=[children.get(child, "") for child in line.children],
        staff=accounts.names_of([known for known in ids if known]),
        born=one.person.birth_text(display.language(), display.calendar_in_use()) if one.person else "",
        is_mine=reader().user_id == line.entered_by_id,
        **more,
    )


def _pages(line: PaperLine) -> list[tuple[UUID, int]]:
    pages = []
    for scan_id, _kind in line.scans:
        found = queries.scan_of(scan_id)
        if found:
            pages += [(scan_id, number + 1) for number in range(pages_in(found[3], found[2]))]
    return pages


def _check(request: HttpRequest, subject: Subject, one: Someone, line: PaperLine) -> HttpResponse:
    """The second reading. What differs is shown first; only then is it said which of the two is wrong."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        read = form.reading()
        codes = queries.paper_differences(line.id, read)
        differences = [_difference(code, line, read) for code in codes]
        if not codes or "entry_is_wrong" in request.POST:
            at, by = timezone.now(), reader()
            if done(form, lambda: services.check_paper_declaration(by=by, at=at, paper_id=line.id, read=read)):
                return _checked(request, line, bool(codes))
    status = 422 if differences or (form.is_bound and form.errors) else 200
    return _page(request, subject, one, line, status=status, check=form, differences=differences)


def _checked(request: HttpRequest, line: PaperLine, differs: bool) -> HttpResponse:
    if differs:
        messages.warning(request, _("The entry is void: the paper is entered anew and checked again."))
    else:
        messages.success(request, _("Checked. Now the person is reached, alone, and says whether it is theirs."))
    return HttpResponseRedirect(reverse("consent:paper", args=[line.id]))


def _difference(code: str, line: PaperLine, read: PaperReading) -> Difference:
    entered, typed = "", ""
    if code == "signed_at":
        entered, typed = display.moment_in_words(line.signed_at), display.moment_in_words(read.signed_at)
    elif code == "language":
        entered, typed = language_name(line.language), language_name(read.language)
    elif code == "manner":
        entered, typed = words.word(words.MANNERS, line.manner), words.word(words.MANNERS, read.manner)
    elif code in ("witness_name", "interpreter_name"):
        entered, typed = getattr(line, code) or _("nobody"), getattr(read, code) or _("nobody")
    elif code == "held_on":
        typed = display.day_in_words(read.held_on)
    else:
        typed = _("not confirmed")
    return Difference(words.word(words.DIFFERENCES, code), entered, typed)


def _reach(request: HttpRequest, subject: Subject, one: Someone, line: PaperLine) -> HttpResponse:
    """What the person says about their paper."""
    known = people.contacts_of([one.line.person_id]).get(one.line.person_id, [])
    contacts = [(str(contact.id), f"{contact.masked} · {contact.hours}".strip(" ·")) for contact in known]
    initial = {"spoke_at": timezone.now(), "language": one.person.preferred_language if one.person else line.language}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=initial, contacts=contacts)
    outcome: list[PaperOutcome] = []
    by, at = reader(), timezone.now()
    if request.method == "POST" and done(
        form,
        lambda: outcome.append(services.record_paper_reached(by=by, at=at, paper_id=line.id, given=form.reach_given())),
    ):
        return _reached(request, one, line, outcome[0])
    return _page(request, subject, one, line, status=status_of(form), reach=form, contacts=known)


def _reached(request: HttpRequest, one: Someone, line: PaperLine, outcome: PaperOutcome) -> HttpResponse:
    if outcome.permit_id:
        messages.success(request, _("The declaration is transcribed and the permit is in force."))
    elif outcome.declaration_id:
        messages.warning(request, _("The declaration is transcribed. There is no permit yet: see what it waits for."))
    elif outcome.state == PaperState.NEVER_SIGNED:
        messages.warning(request, _("The paper is void and the case is held. A protection officer speaks with them."))
    elif outcome.state == PaperState.CHANGED_MIND:
        messages.success(
            request, _("Their no is on file. Nothing more is arranged, and nothing else changes for them.")
        )
    else:
        messages.success(request, _("Written down. The paper waits until they are reached."))
        return HttpResponseRedirect(reverse("consent:paper", args=[line.id]))
    return HttpResponseRedirect(reverse("consent:permit", args=[one.id]))


@require_safe
def scan(request: HttpRequest, id: UUID) -> HttpResponse:
    """One page of a scan as a picture; nothing that somebody uploaded reaches the browser as a document."""
    require(reader(), "consent.read")
    found = queries.scan_of(id)
    if found is None:
        raise Http404
    traveller_id, _page_number, media_type, content = found
    open_subject(request, traveller_id, "scan of a paper")
    number = request.GET.get("page", "1")
    try:
        kind, drawn = picture_of(content, media_type, int(number) if number.isdigit() and len(number) < 4 else 1)
    except NotPrinted as fault:
        return errors.conflict(request, str(fault))
    return HttpResponse(
        drawn, content_type=kind, headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    )
