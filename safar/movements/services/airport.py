"""What is reported from the airport: taken once, merged with what others said, and handed to consent and cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from safar.accounts.services import require
from safar.accounts.types import Role
from safar.consent import queries as consent_queries
from safar.consent import services as consent
from safar.consent.types import ConfirmationGiven
from safar.movements.models import Leg, Report, Settlement
from safar.movements.rules import MAY_STILL_COME, REPORT_WAITS_HOURS, merged, says_no
from safar.movements.services.outcomes import arrive, depart, traveller_of
from safar.movements.services.rows import noted
from safar.movements.types import Entry, IncidentKind, Merged, ReportGiven, ReportKind, Taken
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

_ANSWERS = {"yes": "still_yes", "not_sure": "not_sure", "no": "no"}
_CURRENCY = re.compile(r"^[A-Z]{3}$")


def report_from_airport(*, by: Actor, at: datetime, entries: Sequence[ReportGiven]) -> list[Taken]:
    """Take entries made at an airport, however late and however often they are sent, and settle what they come to.

    Each is kept as it was reported. What a rule or another entry contradicts becomes an incident, never nothing.
    """
    require(by, "movements.report")
    taken: list[Taken] = []
    cases: dict[UUID, int] = {}
    for entry in entries:
        try:
            with database_refusals():
                case_id, office_id = _take(entry)
        except Refused as refusal:
            taken.append(Taken(entry.id, False, refusal.sentence))
            continue
        cases[case_id] = office_id
        taken.append(Taken(entry.id, True))
    for case_id, office_id in sorted(cases.items()):
        settle_reports(by=by, at=at, case_id=case_id, office_id=office_id)
    return taken


def _take(entry: ReportGiven) -> tuple[UUID, int]:
    if entry.kind not in list(ReportKind):
        raise Refused("movements_report_kind_known")
    if entry.kind == ReportKind.CASH and not (entry.amount and _CURRENCY.match(entry.currency)):
        raise Refused("movements_report_cash_amount")
    if entry.kind == ReportKind.ASKED and (entry.value not in _ANSWERS or entry.alone is None):
        raise Refused("movements_report_answer_known")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, office_id FROM movements_take(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [entry.id, entry.leg_id, entry.kind, entry.value, entry.alone, entry.amount, entry.currency,
             entry.receipt[:60], entry.stated_at],
        )  # fmt: skip
        case_id, office_id = cursor.fetchone()
    return case_id, int(office_id)


def settle_reports(*, by: Actor, at: datetime, case_id: UUID, office_id: int) -> None:
    """Bring what was reported about a case to consent and cases, in the name of whoever stands at the airport.

    They reach no files themselves: for this alone, the case's office is in scope, and every rule of the database holds.
    """
    reporter = replace(
        by, role=Role.AIRPORT_ASSISTANT, office_id=office_id, offices=frozenset({office_id}), channel="airport"
    )
    with acting_as(reporter):
        legs = list(
            Leg.objects.select_related("case", "member", "itinerary")
            .select_for_update(of=("self",))
            .filter(case_id=case_id, dropped_at=None, reports__isnull=False)
            .order_by("member__role", "member__position", "id")
        )
        # A child leaves only with a parent who has left, so those who decide for themselves are settled first.
        chosen = sorted({leg.id: leg for leg in legs}.values(), key=lambda leg: leg.member.role == "child")
        reports: dict[UUID, list[Report]] = {leg.id: [] for leg in chosen}
        for report in Report.objects.filter(leg__in=chosen).select_related("settlement").order_by("stated_at", "id"):
            reports[report.leg_id].append(report)
        for leg in chosen:
            _Settling(reporter, at, leg, reports[leg.id]).answers()
        for leg in chosen:
            _Settling(reporter, at, leg, reports[leg.id]).boardings()


class _Settling:
    """One leg's reports on their way to consent; what is settled already is not settled twice."""

    def __init__(self, by: Actor, at: datetime, leg: Leg, reports: Sequence[Report]) -> None:
        self.by, self.at, self.leg = by, at, leg
        self.state: Merged = merged(entry_of(report) for report in reports)
        settled = set(Settlement.objects.filter(report__in=reports).values_list("report_id", flat=True))
        self.open = [report for report in reports if report.id not in settled]

    def answers(self) -> None:
        """Ticks and cash are kept as they are; answers become confirmations, a no withdraws."""
        for report in self.open:
            if report.kind in (ReportKind.PAPERS, ReportKind.CASH):
                twice = report.kind == ReportKind.CASH and IncidentKind.CASH_TWICE in self.state.contradictions
                self._settle(report, "refused" if twice else "done", IncidentKind.CASH_TWICE if twice else "")
            elif report.kind == ReportKind.ASKED or says_no(entry_of(report)):
                self._answer(report)

    def _answer(self, report: Report) -> None:
        moment = min(report.stated_at, report.recorded_at)
        no = says_no(entry_of(report))
        try:
            with database_refusals():
                consent.confirm_wish(
                    by=self.by, at=self.at, traveller_id=traveller_of(self.leg),
                    given=ConfirmationGiven(
                        which="at_departure", answer="no" if no else _ANSWERS[report.value], asked_at=moment,
                        alone=bool(report.alone), asked_by_id=report.by_id, place=self.leg.from_place,
                    ),
                )  # fmt: skip
        except Refused as refusal:
            self._settle(report, "refused", refusal.code)
            return
        disputed = no and IncidentKind.NO_AND_BOARDED in self.state.contradictions
        self._settle(report, "refused" if disputed else "done", IncidentKind.NO_AND_BOARDED if disputed else "")

    def boardings(self) -> None:
        """Who boarded has departed, if no rule and no other entry stands against it."""
        for report in self.open:
            if report.kind == ReportKind.BOARDED:
                self._boarded(report)
            elif report.kind == ReportKind.NOT_BOARDED and not says_no(entry_of(report)):
                self._not_boarded(report)
            elif report.kind == ReportKind.ARRIVED:
                self._arrived(report)

    def _boarded(self, report: Report) -> None:
        against = [one for one in self.state.contradictions if one != IncidentKind.CASH_TWICE]
        if against:
            self._settle(report, "refused", against[0])
        elif self._has_departed():
            self._settle(report, "outdone")
        else:
            self._depart(report)

    def _depart(self, report: Report) -> None:
        try:
            with database_refusals():
                depart(self.by, self.at, self.leg, min(report.stated_at, report.recorded_at), self.leg.from_place)
        except Refused as refusal:
            self._settle_unless_it_may_still_come(report, refusal.code)
            return
        self._settle(report, "done")

    def _arrived(self, report: Report) -> None:
        if not self._has_departed():
            self._settle_unless_it_may_still_come(report, "movements_not_departed")
            return
        try:
            with database_refusals():
                arrive(
                    self.by, self.at, self.leg, "not_met" if report.value == "not_met" else "met",
                    min(report.stated_at, report.recorded_at),
                )  # fmt: skip
        except Refused as refusal:
            self._settle(report, "refused", refusal.code)
            return
        self._settle(report, "done")

    def _settle_unless_it_may_still_come(self, report: Report, code: str) -> None:
        if code not in MAY_STILL_COME or self.at >= report.recorded_at + timedelta(hours=REPORT_WAITS_HOURS):
            self._settle(report, "refused", code)

    def _not_boarded(self, report: Report) -> None:
        if IncidentKind.NO_AND_BOARDED in self.state.contradictions or self.state.answer == "no":
            self._settle(report, "outdone")
        elif IncidentKind.BOARDED_AND_NOT in self.state.contradictions:
            self._settle(report, "refused", IncidentKind.BOARDED_AND_NOT)
        elif self.state.boarding == "boarded":
            self._settle(report, "outdone")  # came after all
        elif self._has_departed():
            self._settle(report, "refused", IncidentKind.BOARDED_AND_NOT)
        else:
            consent.record_not_travelled(
                by=self.by, at=self.at, traveller_id=traveller_of(self.leg), outcome=report.value,
                planned_at=self.leg.expected_leaves_at,
            )  # fmt: skip
            self._settle(report, "done")

    def _has_departed(self) -> bool:
        traveller = traveller_of(self.leg)
        return consent_queries.travellers_in([traveller])[traveller].departed_at is not None

    def _settle(self, report: Report, result: str, code: str = "") -> None:
        Settlement.objects.create(report=report, result=result, code=code, settled_at=self.at)
        noted(self.by, self.at, "report_settled", self.leg, kind=report.kind, result=result, code=code)


def entry_of(report: Report) -> Entry:
    """A report as the merge sees it."""
    return Entry(
        report.id,
        report.kind,
        report.stated_at,
        report.value,
        report.alone,
        report.amount,
        report.currency,
        report.receipt,
    )
