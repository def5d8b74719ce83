"""A day of travel told in steps, on the ground of cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import transaction

from safar.cases import services as cases
from safar.consent import services as consent
from safar.movements import queries, services
from safar.movements.services.rounds import ring_for_arrivals, settle_waiting_reports
from safar.movements.types import IncidentLine, LegFile, LegLine, LegState, ReportGiven, Taken
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import ARRIVED, LEAVES, CaseStory, must

MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)


@contextmanager
def without(owner: psycopg.Connection, rule: str) -> Iterator[None]:
    """Within, the trigger `rule` refuses nothing: to see whether anybody would notice."""
    found = owner.execute("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s", [rule]).fetchone()
    assert found is not None, f"there is no rule {rule}"
    owner.execute(f"CREATE OR REPLACE FUNCTION {rule}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    try:
        yield
    finally:
        owner.execute(found[0])


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back afterwards, so that one morning can end in many ways."""
    with suppress(_TakenBack), transaction.atomic():
        yield
        raise _TakenBack


class _TakenBack(Exception):
    """Leaves a transaction without keeping what happened in it."""


class DayStory(CaseStory):
    """A case whose people are ready to leave from an airport that the office looks after."""

    assistant: Actor
    assistant_elsewhere: Actor

    def ready(self, births: Sequence[date] = (), asked_before: bool = True) -> None:
        """Everything up to the morning of the departure: ticket, steps done, asked again once."""
        by = self.ground.movement
        with acting_as(by):
            services.keep_station(by=by, at=LEAVES, code="LIS", name="Lisbon", timezone="Europe/Lisbon")
        self.enrolled(births or (date(1980, 3, 4),))
        self.until_ticket()
        self.itinerary()
        self.approve_amounts()
        must(self.move("ticket_issued", by=by, at=LEAVES - 48 * HOURS))
        for traveller in self.travellers:
            if asked_before:
                self.ask(traveller, "before", LEAVES - 30 * HOURS)
        with acting_as(self.by):
            for traveller in self.travellers:
                for code in self.ground.steps:
                    consent.complete_step(
                        by=self.by, at=LEAVES - 5 * HOURS, traveller_id=traveller, code=code, done_at=LEAVES - 5 * HOURS
                    )

    def told(self, traveller: UUID, **differs: Any) -> UUID:
        """Everything that comes before a declaration; for a child also the paper that makes one parent enough."""
        session = super().told(traveller, **differs)
        if self._roles()[self.travellers.index(traveller)] == "child":
            self.consents(traveller, kind="sole_paper")
        return session

    def legs(self) -> list[LegLine]:
        """The legs that count, person by person."""
        with acting_as(self.ground.movement):
            return queries.legs_of_case(by=self.ground.movement, case_id=self.case_id)

    def leg(self, who: int = 0) -> LegLine:
        """The first leg of one of them."""
        return next(line for line in self.legs() if line.member_id == self.member_ids[who] and line.position == 1)

    def leg_page(self, who: int = 0) -> LegFile:
        """Everything about that leg."""
        with acting_as(self.ground.movement):
            file = queries.leg_file(by=self.ground.movement, leg_id=self.leg(who).id, at=LEAVES)
        assert file is not None
        return file

    def state(self, who: int = 0) -> str:
        """What became of one of them."""
        return self.leg(who).state

    def happens(
        self, state: LegState, who: int = 0, at: datetime = LEAVES, by: Actor | None = None, **differs: Any
    ) -> None:
        """Somebody at the desk writes down what happened."""
        actor = by or self.ground.movement
        with acting_as(actor):
            services.record_outcome(by=actor, at=at, leg_id=self.leg(who).id, state=state, stated_at=at, **differs)

    def entry(self, kind: str, who: int = 0, at: datetime = LEAVES - 20 * MINUTES, **differs: Any) -> ReportGiven:
        """An entry as a phone makes it."""
        return ReportGiven(uuid4(), self.leg(who).id, kind, at, **differs)

    def yes(self, who: int = 0, at: datetime = LEAVES - 60 * MINUTES) -> ReportGiven:
        """Asked again alone: yes."""
        return self.entry("asked", who, at, value="yes", alone=True)

    def no(self, who: int = 0, at: datetime = LEAVES - 50 * MINUTES) -> ReportGiven:
        """Asked again alone: no."""
        return self.entry("asked", who, at, value="no", alone=True)

    def sent(self, *entries: ReportGiven, by: Actor | None = None, at: datetime = LEAVES + 2 * HOURS) -> list[Taken]:
        """The phone has a network and sends these."""
        actor = by or self.assistant
        with acting_as(actor):
            return services.report_from_airport(by=actor, at=at, entries=list(entries))

    def incidents(self) -> list[IncidentLine]:
        """What contradicts and is open."""
        with acting_as(self.ground.movement):
            return queries.incidents(by=self.ground.movement)

    def open_tasks(self, by: Actor | None = None) -> dict[str, Any]:
        """The open tasks of the case by their codes."""
        return {task.code: task for task in self.file(by).tasks if task.done_at is None}

    def rings(self, at: datetime = ARRIVED + 7 * HOURS) -> int:
        """The caretaker makes a round."""
        from safar.accounts.queries import the_system

        system = the_system()
        with acting_as(system):
            return ring_for_arrivals(by=system, at=at)

    def waited(self, at: datetime) -> int:
        """The caretaker settles what waited too long."""
        from safar.accounts.queries import the_system

        system = the_system()
        with acting_as(system):
            return settle_waiting_reports(by=system, at=at)

    def departed_at_desk(self, who: int) -> None:
        """The desk records a departure."""
        by = self.ground.movement
        with acting_as(by):
            must(
                cases.record_departure(
                    by=by, at=LEAVES, case_id=self.case_id, member_ids=[self.member_ids[who]], departed_at=LEAVES,
                    place="Lisbon", way="air",
                )
            )  # fmt: skip
