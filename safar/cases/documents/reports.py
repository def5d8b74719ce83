"""What the office puts on paper: how a case ended, and the statement for an authority after a journey that failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safar.cases.documents.parts import TEMPLATE, WORDS, heading, new_page, page, paragraph, rows, signs, table
from safar.plumbing.documents import render_pdf
from safar.plumbing.printing import country_on_paper, day_on_paper, isolated, language_on_paper, words_of
from safar.plumbing.typefaces import is_printable
from safar.plumbing.types import Json


@dataclass(frozen=True, kw_only=True)
class EndedMember:
    """How it ended for one member; the outcome in words, the days where there are any."""

    name: str
    outcome: str
    departed_on: date | None = None
    arrived_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class EndedPromise:
    """What became of one thing promised: handed over with its receipt, or the reason why not, in words."""

    what: str
    amount: str
    became: str


@dataclass(frozen=True, kw_only=True)
class ClosureReport:
    """A closed case on paper, in the language of the office; names as the case shows them, so an alias stays one."""

    language: str
    case_reference: str
    programme: str
    office: str
    opened_on: date
    closed_on: date
    reason: str
    members: Sequence[EndedMember]
    promises: Sequence[EndedPromise]
    note: str = ""
    closed_by: str = ""
    countries: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class FailedStepOnPaper:
    """A step that cannot be undone, in words, and the day it was done."""

    what: str
    done_on: date | None


@dataclass(frozen=True, kw_only=True)
class AuthorityStatement:
    """V17: what an authority needs to put somebody back where they stood; it never says why the journey failed.

    `language` is one the authority reads; the statement is handed to the person, never sent.
    """

    language: str
    authority: str
    programme: str
    name: str
    steps: Sequence[FailedStepOnPaper]
    return_country: str
    stated_on: date
    own_name: str = ""
    born: str = ""
    document: str = ""
    case_reference: str = ""
    office: str = ""
    office_phone: str = ""
    signed_by: str = ""
    host_country: str = ""


def closure_report_pdf(report: ClosureReport) -> bytes:
    """The closure report as PDF."""
    return render_pdf(TEMPLATE, closure_report_data(report))


def authority_statement_pdf(*statements: AuthorityStatement) -> bytes:
    """The statement for the authority as PDF; those of several people each on a page of its own."""
    return render_pdf(TEMPLATE, authority_statement_data(*statements))


def closure_report_data(report: ClosureReport) -> dict[str, Json]:
    """What the layout is given."""
    language = language_on_paper(WORDS, "report", report.language)
    words = words_of(WORDS, "report", language)

    def day(when: date | None) -> str:
        return day_on_paper(when, language, *report.countries)

    promises = [(promise.what, promise.amount, promise.became) for promise in report.promises]
    return page(
        language,
        title=words["closure"],
        office=report.office,
        reference=report.case_reference,
        parts=[
            rows(
                [
                    (words["case"], report.case_reference),
                    (words["programme"], report.programme),
                    (words["opened"], day(report.opened_on)),
                    (words["closed"], day(report.closed_on)),
                    (words["reason"], report.reason),
                    (words["note"], report.note),
                ]
            ),
            heading(words["people"]),
            table(
                [words["name"], words["outcome"], words["departed"], words["arrived"]],
                [(one.name, one.outcome, day(one.departed_on), day(one.arrived_on)) for one in report.members],
            ),
            heading(words["promised"]),
            table([words["item"], words["amount"], words["became"]], promises)
            if promises
            else paragraph(words["nothing_promised"]),
            signs([(words["sign_closed"], report.closed_by), (words["sign_seen"], "")]),
        ],
    )


def authority_statement_data(first: AuthorityStatement, *others: AuthorityStatement) -> dict[str, Json]:
    """What the layout is given."""
    language = language_on_paper(WORDS, "report", first.language)
    words = words_of(WORDS, "report", language)
    parts = _statement(first, words, language)
    for other in others:
        parts += [new_page(words["statement"]), *_statement(other, words, language)]
    return page(language, title=words["statement"], office=first.office, reference=first.case_reference, parts=parts)


def _statement(statement: AuthorityStatement, words: Mapping[str, str], language: str) -> list[Json]:
    countries = (statement.return_country, statement.host_country)
    own = statement.own_name if statement.own_name != statement.name and is_printable(statement.own_name) else ""
    journey = {
        "country": country_on_paper(statement.return_country, language),
        "programme": isolated(statement.programme),
    }
    return [
        rows([(words["to"], statement.authority)], leave_blank=True),
        rows([(words["whom"], statement.name), ("", own), (words["born"], statement.born)]),
        rows([(words["document"], statement.document)], leave_blank=True),
        paragraph(words["statement_intro"] % journey),
        table(
            [words["step"], words["done_on"]],
            [(step.what, day_on_paper(step.done_on, language, *countries)) for step in statement.steps],
        ),
        paragraph(words["statement_failed"]),
        paragraph(words["statement_ask"]),
        rows([(words["phone"], statement.office_phone)], leave_blank=True),
        paragraph(words["statement_hand"]),
        signs(
            [(words["sign_office"], statement.signed_by), (day_on_paper(statement.stated_on, language, *countries), "")]
        ),
    ]
