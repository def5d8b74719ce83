"""What is printed from a case: the receipt for something due, the closure report, the statement for an authority."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases import queries
from safar.cases.documents import (
    AUTHORITY_LANGUAGES,
    AuthorityStatement,
    authority_statement_pdf,
    closure_report_of,
    closure_report_pdf,
    hand_over_receipt_pdf,
    language_of,
    receipt_of,
    statement_of,
)
from safar.cases.types import CaseFile, EnrolmentView, PromiseLine
from safar.cases.web.asking import open_file
from safar.cases.web.views.deciding import pdf
from safar.consent import queries as consent
from safar.people import queries as people
from safar.people import services as people_services
from safar.people.types import NamePurpose
from safar.plumbing.documents import NotPrinted
from safar.plumbing.types import Actor
from safar.plumbing.web import display, errors
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes


@require_safe
def receipt(request: HttpRequest, id: UUID, item: UUID) -> HttpResponse:
    """The receipt for one thing due, in the language of the person who signs it."""
    case = _case(id, "receipt")
    view, line = found_due(case, item)
    language = language_of(case, people.people_in([card.person_id for card in case.people]))
    programme = programmes.published(view.programme_code, int(view.version)).programme
    paper = receipt_of(case, view, line, programme, language=language)
    return _printed(request, lambda: hand_over_receipt_pdf(paper), case)


@require_safe
def closure_report(request: HttpRequest, id: UUID) -> HttpResponse:
    """How the case ended, once it is closed, in the reader's language."""
    case = _case(id, "closure report")
    if case.closed_at is None:
        raise Http404
    journey = consent.journey_file([case.journey_id]).get(case.journey_id) if case.journey_id else None
    reason = queries.closure_reasons().get(case.closure_reason, case.closure_reason)
    paper = closure_report_of(case, journey, language=display.language(), reason=reason)
    return _printed(request, lambda: closure_report_pdf(paper), case)


@require_safe
def statement(request: HttpRequest, id: UUID) -> HttpResponse:
    """V17: what an authority is told of steps taken for a journey that failed; 404 while there are none."""
    case = _case(id, "statement for the authority")
    statements = statements_of(case, reader(), as_sent=True)
    english = request.GET.get("language") == "en"
    found = [paper for paper in statements if (paper.language == "en") == english] or statements
    if not found:
        raise Http404
    return _printed(request, lambda: authority_statement_pdf(*found), case)


def statements_of(case: CaseFile, by: Actor, *, as_sent: bool = False) -> list[AuthorityStatement]:
    """The statements of a case whose journey failed: each in the authority's language and in English.

    `as_sent` opens the names for the paper, also those behind an alias where the reader's role may (D10): on a page
    inside, and for any other role, the alias stands in their place.
    """
    travellers = {card.traveller_id: card.person_id for card in case.people if card.traveller_id}
    journey = consent.journey_file([case.journey_id]).get(case.journey_id) if case.journey_id else None
    if journey is None:
        return []
    programme = programmes.published_by_id(journey.programme_version_id).programme
    persons, names = people.people_in(travellers.values()), people.names_in(travellers.values())
    if as_sent:
        because, everybody = NamePurpose.STATEMENT, list(travellers.values())
        names = people_services.names_on_paper(by=by, at=timezone.now(), person_ids=everybody, because=because)
    papers = people.documents_of(travellers.values())
    office = accounts.offices_by_id([case.office_id])[case.office_id]
    found = []
    for traveller, steps in consent.steps_of(travellers).items():
        person_id = travellers[traveller]
        for language in dict.fromkeys((AUTHORITY_LANGUAGES.get(case.host_country, "en"), "en")):
            statement = person_id in persons and statement_of(
                case,
                programme,
                persons[person_id],
                names.get(person_id, []),
                steps,
                on=timezone.localdate(),
                language=language,
                paper=next(iter(papers.get(person_id, [])), None),
                office_phone=office.telephone,
                signed_by=by.name,
            )
            if statement:
                found.append(statement)
    return found


def _case(case_id: UUID, page: str) -> CaseFile:
    by = reader()
    require(by, "cases.read")
    return open_file(by, case_id, page)


def found_due(case: CaseFile, item: UUID) -> tuple[EnrolmentView, PromiseLine]:
    """The thing due of that id with its enrolment; 404 when the case has none such."""
    for view in case.enrolments:
        for line in view.promises:
            if line.id == item:
                return view, line
    raise Http404


def _printed(request: HttpRequest, make: Callable[[], bytes], case: CaseFile) -> HttpResponse:
    try:
        return pdf(make(), case.reference)
    except NotPrinted as fault:
        return errors.conflict(request, str(fault))
