"""Papers made from what is on the case: what they say comes from the record, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from babel.numbers import get_currency_precision
from django.utils import timezone

from safar.cases.documents.letters import HandedItem, HandOverReceipt
from safar.cases.documents.parts import WORDS
from safar.cases.documents.reports import (
    AuthorityStatement,
    ClosureReport,
    EndedMember,
    EndedPromise,
    FailedStepOnPaper,
)
from safar.cases.types import CaseFile, EnrolmentView, PromiseLine, WayRow
from safar.consent.types import JourneyFile, StepLine
from safar.kernel.calendars import default_calendar
from safar.people.types import DocumentFact, NameFact, NameKind, PersonSummary
from safar.plumbing.printing import day_on_paper, isolated, language_on_paper, money_on_paper, words_of
from safar.programmes.types import Programme, text_in

AUTHORITY_LANGUAGES = {"PT": "pt", "IR": "fa", "AF": "fa-af", "BR": "pt"}


def receipt_of(
    case: CaseFile, view: EnrolmentView, line: PromiseLine, programme: Programme, *, language: str, given_by: str = ""
) -> HandOverReceipt:
    """The receipt for one thing due; printed before it is handed over, the day and the giver are lines to write on."""
    names = {entitlement.code: entitlement.names for entitlement in programme.entitlements}
    what = text_in(names[line.line], language) if line.line in names else line.name
    amount = line.amount if line.approved_amount is None else line.approved_amount
    members = [row.name for row in view.rows]
    # What is due to a whole unit is signed for by the first of it.
    signer = line.for_whom if line.for_whom in members else next(iter(members), case.title)
    return HandOverReceipt(
        language=language,
        programme=text_in(programme.names, language),
        name=signer,
        items=[HandedItem(what=what, amount=_money(amount, line.currency, language), paper=line.receipt)],
        handed_on=line.handed_over_on,
        given_by=given_by,
        case_reference=case.reference,
        office=case.office,
        countries=(case.return_country, case.host_country),
    )


def closure_report_of(
    case: CaseFile, journey: JourneyFile | None, *, language: str, reason: str, closed_by: str = ""
) -> ClosureReport:
    """How a closed case ended; `reason` is the closure's words in that language, names are those the case shows."""
    travellers = {line.id: line for line in journey.travellers} if journey else {}
    members = []
    for view in case.enrolments:
        for row in view.rows:
            line = travellers.get(row.traveller_id) if row.traveller_id else None
            members.append(
                EndedMember(
                    name=row.name,
                    outcome=_ended(view, row),
                    departed_on=_day(line.departed_at if line else None),
                    arrived_on=_day(line.arrived_at if line else None),
                )
            )
    return ClosureReport(
        language=language,
        case_reference=case.reference,
        programme=", ".join(view.programme for view in case.enrolments),
        office=case.office,
        opened_on=_day(case.opened_at) or date.min,
        closed_on=_day(case.closed_at) or date.min,
        reason=reason,
        members=members,
        promises=[_promise(case, line, language) for view in case.enrolments for line in view.promises],
        closed_by=closed_by,
        countries=(case.return_country, case.host_country),
    )


def statement_of(
    case: CaseFile,
    programme: Programme,
    person: PersonSummary,
    names: list[NameFact],
    steps: list[StepLine],
    *,
    on: date,
    language: str = "",
    paper: DocumentFact | None = None,
    office_phone: str = "",
    signed_by: str = "",
) -> AuthorityStatement | None:
    """V17: the statement for one person, in a language of the host country unless another is asked for.

    None when no step of theirs has failed. What the file knows stands in it; only what it does not is left to write.
    """
    language = language or AUTHORITY_LANGUAGES.get(case.host_country, "en")
    failed = [step for step in steps if step.failed_at is not None]
    if not failed:
        return None
    words = {step.code: step.names for step in programme.irreversible_steps}
    return AuthorityStatement(
        language=language,
        authority=text_in(programme.authority.names, language) if programme.authority else "",
        programme=text_in(programme.names, language),
        name=name_in_document(person, names),
        own_name=next((name.text for name in names if name.is_primary), person.name),
        born=person.birth_text(language, default_calendar(language)),
        steps=[
            FailedStepOnPaper(
                what=text_in(words[step.code], language) if step.code in words else step.code,
                done_on=_day(step.done_at),
            )
            for step in failed
        ],
        document=f"{paper.number} ({paper.country})" if paper and paper.number else "",
        return_country=case.return_country,
        host_country=case.host_country,
        stated_on=on,
        case_reference=case.reference,
        office=case.office,
        office_phone=office_phone,
        signed_by=signed_by,
    )


def name_in_document(person: PersonSummary, names: list[NameFact]) -> str:
    """The name as in the person's document, else in Latin letters, else as it is."""
    found = next((name for name in names if name.kind is NameKind.DOCUMENT), None)
    return (found.latin or found.text) if found else (person.latin or person.name)


def language_of(case: CaseFile, persons: Mapping[UUID, PersonSummary]) -> str:
    """The language of the first member who said one; English when nobody did."""
    spoken = (persons[card.person_id].preferred_language for card in case.people if card.person_id in persons)
    return next((language for language in spoken if language), "en")


def _ended(view: EnrolmentView, row: WayRow) -> str:
    stages = {stage.code: stage.name for stage in view.stages}
    return row.outcome or stages.get(row.stage, row.stage)


def _promise(case: CaseFile, line: PromiseLine, language: str) -> EndedPromise:
    words = words_of(WORDS, "report", language_on_paper(WORDS, "report", language))
    day = day_on_paper(line.handed_over_on, language, case.return_country, case.host_country)
    became = {
        "handed_over": words["handed_over"] % {"day": isolated(day), "receipt": isolated(line.receipt)},
        "explained": words["explained"] % {"reason": isolated(line.reason)},
        "released": words["released"],
    }
    amount = line.amount if line.approved_amount is None else line.approved_amount
    return EndedPromise(
        what=line.name,
        amount=_money(amount, line.currency, language),
        became=became.get(line.state, words["not_yet"]),
    )


def _money(amount: int | None, currency: str, language: str) -> str:
    if amount is None or not currency:
        return ""
    return money_on_paper(Decimal(amount).scaleb(-get_currency_precision(currency)), currency, language)


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
