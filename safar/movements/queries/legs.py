"""The legs of a case, and one leg with everything that happened on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import get_language

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.kernel.calendars import default_calendar, digits, format_day
from safar.movements.models import Duty, Leg, Outcome, Report
from safar.movements.queries.incidents import incident_lines
from safar.movements.queries.lines import leg_lines, merged_of
from safar.movements.rules import may_follow
from safar.movements.sentences import STATES
from safar.movements.types import DutyLine, LegFile, LegLine, LegState, OutcomeLine, PaperLine, ReportLine
from safar.people import queries as people
from safar.people.types import DocumentKind
from safar.plumbing.types import Actor

TO_TRAVEL_WITH = (DocumentKind.PASSPORT, DocumentKind.LAISSEZ_PASSER)


def legs_of_cases(case_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[tuple[str, str]]]:
    """For the case file: each leg as (person, what became of it), in order."""
    legs = list(_legs().filter(case_id__in=case_ids, dropped_at=None).order_by("leaves_at", "member__position"))
    found: dict[UUID, list[tuple[str, str]]] = {}
    for line in leg_lines(legs):
        found.setdefault(line.case_id, []).append((line.name, leg_in_words(line)))
    return found


def leg_in_words(line: LegLine) -> str:
    """A leg in one line: its own local day and time, from, to, and what became of it."""
    language = get_language() or "en"
    local = line.expected_leaves_at.astimezone(ZoneInfo(line.from_zone))
    day = format_day(local.date(), language, default_calendar(language))
    state = STATES[LegState(line.state)]
    return f"{day} {digits(f'{local:%H:%M}', language)} · {line.from_place} – {line.to_place} · {state}"


def legs_of_case(*, by: Actor, case_id: UUID) -> list[LegLine]:
    """The legs of one case that still count, person by person and in order."""
    require(by, "movements.read")
    legs = _legs().filter(case_id=case_id, dropped_at=None).order_by("member__position", "position", "leaves_at")
    return leg_lines(list(legs))


def leg_file(*, by: Actor, leg_id: UUID, at: datetime) -> LegFile | None:
    """One leg with its outcomes, duties, reports, incidents and papers; None for what is absent or out of scope."""
    require(by, "movements.read")
    leg = _legs().filter(id=leg_id).first()
    if leg is None:
        return None
    line = leg_lines([leg], frozen=True)[0]
    outcomes = list(Outcome.objects.filter(leg=leg).order_by("recorded_at"))
    duties = list(Duty.objects.filter(leg=leg).order_by("due_at", "code"))
    reports = list(Report.objects.filter(leg=leg).select_related("settlement").order_by("stated_at", "id"))
    names = accounts.names_of(
        [row.by_id for row in outcomes if row.by_id is not None]
        + [report.by_id for report in reports]
        + [duty.done_by_id for duty in duties if duty.done_by_id is not None]
    )
    return LegFile(
        leg=line,
        outcomes=tuple(
            OutcomeLine(row.new, row.stated_at, row.recorded_at, row.reason, names.get(row.by_id or 0, ""))
            for row in outcomes
        ),
        duties=tuple(_duty(row, names, at) for row in duties),
        reports=tuple(_report(row, names) for row in reports),
        incidents=tuple(incident_lines(leg_id=leg.id)),
        papers=_papers(line),
        merged=merged_of([leg.id])[leg.id],
        may_follow=may_follow(leg.state, line.permit_state == "used" or leg.state in _AFTER),
        has_company=_legs().filter(case_id=leg.case_id, dropped_at=None).exclude(member_id=leg.member_id).exists(),
    )


_AFTER = ("boarded", "delayed", "diverted", "hospitalised", "journey_stopped", "missing", "unconfirmed")


def _legs() -> QuerySet[Leg]:
    return Leg.objects.select_related("case", "member")


def _duty(row: Duty, names: Mapping[int, str], at: datetime) -> DutyLine:
    late = row.done_at is None and row.due_at < at
    return DutyLine(row.id, row.code, row.due_at, row.done_at, names.get(row.done_by_id or 0, ""), row.note, late)


def _report(row: Report, names: Mapping[int, str]) -> ReportLine:
    settled = getattr(row, "settlement", None)
    return ReportLine(
        row.id, row.kind, row.value, row.alone, row.amount, row.currency, row.receipt, row.stated_at, row.recorded_at,
        names.get(row.by_id, ""), settled.result if settled else "waits",
    )  # fmt: skip


def _papers(line: LegLine) -> tuple[PaperLine, ...]:
    arrives = (line.expected_arrives_at or line.expected_leaves_at).date()
    return tuple(
        PaperLine(
            str(paper.kind.label),
            paper.number,
            paper.valid_until,
            paper.valid_until is None or paper.valid_until >= arrives,
        )
        for paper in people.documents_of([line.person_id]).get(line.person_id, [])
        if paper.kind in TO_TRAVEL_WITH
    )
