"""Everything at once: services, import and raw SQL on two connections, in any order, and no forbidden state is reached.

The machine below does at random what staff, an import and somebody with the application's password can do, sets
whatever that role can set, and after every step the oracle judges the bare rows. Then each rule is taken out in turn,
and the same attempts do reach a forbidden state.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.consent import services
from safar.consent.models import Hold
from safar.consent.types import PresenceGiven, ScreenAnswers
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent import flaws_of_children
from tests.consent.departing import LATE_FLAWS
from tests.consent.flaws import FLAWS, clear, measures
from tests.consent.ground import LEAVES, SIGNED, SMALL, TALK, Story, lay_ground
from tests.consent.oracle import Oracle
from tests.consent.seats import seats
from tests.taking_out import without

__all__ = ["flaws_of_children", "seats"]  # the flaws of children join the table when they are loaded
STEPS = int(os.environ.get("SAFAR_VOLUNTARINESS_STEPS", "500"))
STEPS_EACH = 50
RULES = {f"v{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 20)}
PERMIT = "INSERT INTO consent_permit (id, traveller_id, declaration_id, made_at) VALUES (%s, %s, %s, %s)"
SEAT = "INSERT INTO seat (id, bus, number, permit_id, permit_state) VALUES (%s, 'A', %s, %s, %s)"
DEPARTURE = (
    "INSERT INTO consent_departure (id, traveller_id, permit_id, permit_state,"
    " planned_at, departed_at, recorded_at, late,"
    " place, way) VALUES (%s, %s, %s, 'in_force', %s, %s, now(), false, 'Lisboa', 'air')"
)
WITHDRAWAL = (
    "INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, by_traveller_self,"
    " consequences_told) VALUES (%s, %s, %s, now(), false, 'raw', true, false)"
)
# What the application's role may try with settings, roles and rights: pgtrigger.ignore would switch other triggers off.
TRICKS = (
    "SET session_replication_role = replica",
    "SET ROLE safar_owner",
    "SELECT set_config('pgtrigger.ignore', 'consent:permit', false)",
    "SELECT set_config('safar.offices', '{1,2,3,4,5,6,7,8,9}', false)",
    "SELECT set_config('safar.classes', '{general,protection,medical,payment}', false)",
    "SELECT set_config('safar.role', 'administrator', false)",
    "SELECT set_config('search_path', 'pg_temp, public', false)",
    "SET default_transaction_isolation = 'repeatable read'",
    "SET check_function_bodies = off",
    "SET row_security = off",
    "RESET row_security",
    "ALTER TABLE consent_permit DISABLE TRIGGER ALL",
    "UPDATE consent_permit SET state = 'in_force'",
    "UPDATE consent_permit SET state = 'used'",
    "UPDATE seat SET permit_state = 'in_force'",
    "UPDATE consent_journey SET reflection_hours = 0, lapse_days = 9999",
    "UPDATE consent_traveller SET ask_again_since = NULL",
)
CHANGES = (
    "UPDATE consent_declaration SET signed_at = signed_at - interval '3 days'",
    "UPDATE consent_confirmation SET answer = 'still_yes'",
    "DELETE FROM consent_withdrawal",
    "DELETE FROM consent_chainlink",
)
SCREENS = [None, ScreenAnswers(), ScreenAnswers(), ScreenAnswers(debt=True), ScreenAnswers(threat=True)]
PRESENCES = [None, None, None, ("police", True, True), ("police", True, False), ("spouse", True, True)]
ANSWERS = ["still_yes"] * 4 + ["not_sure", "no"]
HOURS = st.integers(min_value=-30, max_value=60)


@dataclass
class Known:
    """What the machine knows of one traveller."""

    traveller: UUID
    session: UUID | None = None
    declarations: list[UUID] = field(default_factory=list)


@dataclass
class Bench:
    """What all examples share: the story, a second connection as the application, the owner's, and the counts."""

    story: Story
    second: psycopg.Connection[Any]
    owner: psycopg.Connection[Any]
    oracle: Oracle
    refused: Counter[str] = field(default_factory=Counter)

    def count(self, code: str | None) -> None:
        """Count a refusal under the rule that its code begins with."""
        if code:
            self.refused[code.split("_")[0]] += 1

    def attempt(self, deed: Callable[[], Any]) -> Any:
        """Do something that may be refused."""
        try:
            done = deed()
        except Refused as refused:
            self.count(refused.code)
            return None
        except NotAllowed:
            return None
        for refusal in getattr(done, "refusals", ()):
            self.count(refusal.code)
        return done

    def raw(self, sql: str, *values: object, rule: str | None = None) -> bool:
        """Run bare SQL on the second connection; whether it went through."""
        try:
            self.second.execute(sql, values)
        except psycopg.Error as error:
            self.count(rule or error.diag.constraint_name)
            return False
        return True


class Voluntariness(RuleBasedStateMachine):
    """Somebody does anything at all, in any order."""

    bench: Bench

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Known] = []
        self.story = self.bench.story
        self.bench.second.execute("RESET ALL")
        offices = f"{{{self.story.by.office_id}}}"
        self.bench.second.execute("SELECT set_config('safar.offices', %s, false)", [offices])

    def _one(self, number: int) -> Known:
        return self.known[-1 - number % len(self.known)]

    def _permit(self, one: Known) -> UUID:
        row = self.bench.owner.execute(
            "SELECT id FROM consent_permit WHERE traveller_id = %s ORDER BY recorded_at DESC LIMIT 1", [one.traveller]
        ).fetchone()
        return row[0] if row else uuid4()

    @rule(family=st.booleans())
    def somebody_comes(self, family: bool) -> None:
        """An adult, or a parent with a child, opens a journey."""
        people = [self.story.person()]
        if family:
            people.append(self.story.person(SMALL))
            self.story.parent_of(*people)
        self.known += [Known(traveller) for traveller in self.story.journey(people)]

    @precondition(lambda self: self.known)
    @rule(
        who=st.integers(0, 9), hours=HOURS, alone=st.booleans(), told=st.booleans(), all_topics=st.booleans(),
        screen=st.sampled_from(SCREENS), presence=st.sampled_from(PRESENCES),
    )  # fmt: skip
    def they_talk(
        self, who: int, hours: int, alone: bool, told: bool, all_topics: bool, screen: ScreenAnswers | None,
        presence: tuple[str, bool, bool] | None,
    ) -> None:  # fmt: skip
        """A session, good or bad."""
        one = self._one(who)
        person: dict[str, Any] = {"alone": alone, "consequences_told": told, "screen": screen}
        if not all_topics:
            person["topics"] = self.story.ground.topics[:3]
        session = {"presences": (PresenceGiven(*presence),)} if presence else {}
        at = TALK + timedelta(hours=hours)
        one.session = self.bench.attempt(lambda: self.story.talk(one.traveller, at, person=person, session=session))

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9))
    def they_are_prepared(self, who: int) -> None:
        """Everything that comes before a declaration, in order."""
        one = self._one(who)
        one.session = self.bench.attempt(lambda: self.story.talk(one.traveller))
        self.bench.attempt(lambda: self.story.position(one.traveller))
        self.bench.attempt(lambda: self.story.acknowledge(one.traveller))

    @rule(together=st.booleans(), asked=st.booleans(), leaving=st.booleans())
    def all_goes_well(self, together: bool, asked: bool, leaving: bool) -> None:
        """One or two new people: a good talk, a good declaration, perhaps asked again in time, perhaps off they go."""
        people = [self.story.person() for _one in range(2 if together else 1)]
        for traveller in self.story.journey(people):
            one = Known(traveller, session=self.story.told(traveller))
            outcome = self.story.sign(traveller, one.session)  # type: ignore[arg-type]
            one.declarations.append(outcome.declaration_id)
            if asked:
                self.story.asked(traveller)
            self.known.append(one)
            if leaving:
                self.bench.attempt(lambda traveller=traveller: self.story.leave(traveller))  # type: ignore[misc]

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), status=st.sampled_from(["none", "open_claim", "open_appeal"]), advised=st.booleans())
    def they_say_where_they_stand(self, who: int, status: str, advised: bool) -> None:
        """Asylum, with or without advice."""
        one = self._one(who)
        advice = {"advice": "taken", "advice_on": TALK.date(), "advice_by": "Refugee Council"} if advised else {}
        self.bench.attempt(lambda: self.story.position(one.traveller, TALK, status=status, **advice))

    @precondition(lambda self: any(one.session for one in self.known))
    @rule(
        who=st.integers(0, 9), hours=HOURS, copy=st.sampled_from(["taken", "declined", ""]), shortened=st.booleans(),
        by_another=st.integers(0, 5), imported=st.integers(0, 5), names=st.booleans(),
    )  # fmt: skip
    def they_sign(
        self, who: int, hours: int, copy: str, shortened: bool, by_another: int, imported: int, names: bool
    ) -> None:
        """A declaration, perhaps too early, by somebody else, or brought in by an import."""
        one = self._one(who)
        if one.session is None:
            return
        differs: dict[str, Any] = {"copy_answer": copy}
        if shortened:
            differs |= {"shortened_by_person": True, "shortened_reason": "the rent ends"}
        if by_another == 0:
            differs["signed_by"] = self.story.person()
        if names:
            differs["children"] = tuple(other.traveller for other in self.known if other is not one)
        story = Story(self.story.ground)
        story.by = replace(story.by, channel="import" if imported == 0 else "desk")
        at = SIGNED + timedelta(hours=hours)
        outcome = self.bench.attempt(lambda: story.sign(one.traveller, one.session, at, **differs))  # type: ignore[arg-type]
        if outcome is not None:
            one.declarations.append(outcome.declaration_id)

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), days=st.integers(-1, 95))
    def a_permit_is_asked_for(self, who: int, days: int) -> None:
        """By the service."""
        one, by = self._one(who), self.story.by
        with acting_as(by):
            self.bench.attempt(
                lambda: services.issue_permit(by=by, at=SIGNED + timedelta(days=days), traveller_id=one.traveller)
            )

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), whose=st.integers(0, 9), days=st.integers(-1, 95), child=st.booleans())
    def a_permit_is_written_raw(self, who: int, whose: int, days: int, child: bool) -> None:
        """By bare SQL, from anybody's declaration."""
        one, other = self._one(who), self._one(whose)
        declaration = None if child or not other.declarations else other.declarations[-1]
        self.bench.raw(PERMIT, uuid4(), one.traveller, declaration, SIGNED + timedelta(days=days))

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), hours=st.integers(0, 90), answer=st.sampled_from(ANSWERS),
          which=st.sampled_from(["before", "at_departure"]), alone=st.booleans())  # fmt: skip
    def they_are_asked_again(self, who: int, hours: int, answer: str, which: str, alone: bool) -> None:
        """Alone or not, in time or not."""
        one = self._one(who)
        at = LEAVES - timedelta(hours=hours)
        self.bench.attempt(lambda: self.story.ask(one.traveller, which, at, answer, alone=alone))

    @precondition(lambda self: self.known)
    @rule(
        who=st.integers(0, 9),
        whose=st.integers(0, 9),
        hours=st.integers(-100, 40),
        delayed=st.booleans(),
        raw=st.booleans(),
    )
    def they_leave(self, who: int, whose: int, hours: int, delayed: bool, raw: bool) -> None:
        """By the service or by bare SQL, on their own permit or another's."""
        one = self._one(who)
        other = self._one(whose) if whose == 0 else one
        at = LEAVES + timedelta(hours=hours)
        planned = LEAVES if delayed else None
        if raw:
            self.bench.raw(DEPARTURE, uuid4(), one.traveller, self._permit(other), planned, at)
        else:
            self.bench.attempt(lambda: self.story.leave(one.traveller, at, planned))

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), days=st.integers(-3, 25), raw=st.booleans())
    def they_withdraw(self, who: int, days: int, raw: bool) -> None:
        """By the service or by bare SQL."""
        one, at = self._one(who), SIGNED + timedelta(days=days)
        if raw:
            self.bench.raw(WITHDRAWAL, uuid4(), one.traveller, at)
        else:
            self.bench.attempt(lambda: self.story.withdraw(one.traveller, at))

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), spoke=st.booleans(), raised=st.booleans())
    def a_hold_is_raised_or_released(self, who: int, spoke: bool, raised: bool) -> None:
        """A message from somebody else; its release with or without a talk alone."""
        one, by, at = self._one(who), self.story.ground.protection, SIGNED + timedelta(days=1)
        with acting_as(by):
            if raised:
                services.message_from_other(
                    by=by, at=at, traveller_id=one.traveller, said_by="an uncle", channel="visit"
                )
                return
            for hold in list(Hold.objects.filter(traveller_id=one.traveller, release__isnull=True)):
                self.bench.attempt(
                    lambda hold=hold: services.release_hold(  # type: ignore[misc]
                        by=by, at=at, hold_id=hold.id, spoke_alone_at=at if spoke else None
                    )
                )

    @precondition(lambda self: self.known)
    @rule(
        who=st.integers(0, 9),
        what=st.sampled_from(["measures", "doubt", "settled", "death", "detained", "clear", "strike", "terms"]),
    )
    def something_happens(self, who: int, what: str) -> None:
        """Measures, doubts, a report of death, detention, a cleared screen, somebody struck, other terms."""
        one, by = self._one(who), self.story.by
        deeds: dict[str, Callable[[], Any]] = {
            "measures": lambda: measures(self.story, one.traveller, TALK),
            "doubt": lambda: services.record_capacity_doubt(
                by=by, at=TALK, traveller_id=one.traveller, raised_on=TALK.date(), source="a teacher"),
            "settled": lambda: self._settle(one),
            "death": lambda: services.report_death(by=by, at=SIGNED, traveller_id=one.traveller, source="a cousin"),
            "detained": lambda: services.record_detention(
                by=by, at=TALK, traveller_id=one.traveller, in_detention=True),
            "strike": lambda: services.strike_traveller(
                by=by, at=SIGNED, traveller_id=one.traveller, reason="stays here"),
            "terms": lambda: services.change_destination(
                by=by, at=SIGNED, journey_id=self.story.journey_of(one.traveller), return_country="BR",
                return_place=f"place {uuid4()}"),
        }  # fmt: skip
        if what == "clear":
            self._clear(one)
            return
        with acting_as(by):
            self.bench.attempt(deeds[what])

    def _settle(self, one: Known) -> None:
        from safar.consent.queries import capacity_doubts_of

        for doubt in capacity_doubts_of([one.traveller])[one.traveller]:
            services.settle_capacity_doubt(
                by=self.story.by, at=TALK, doubt_id=doubt.id, settled_by="assessment", settler_kind="psychologist",
                settled_on=TALK.date(), can_decide=True,
            )  # fmt: skip

    def _clear(self, one: Known) -> None:
        from safar.consent.models import Screen

        with acting_as(self.story.ground.protection):
            red = Screen.objects.filter(session_person__traveller_id=one.traveller, result="red").count()
        if red == 1:
            self.bench.attempt(lambda: clear(self.story, one.traveller, SIGNED))

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), number=st.integers(1, 4), state=st.sampled_from(["in_force", "in_force", "used"]))
    def a_seat_is_taken_raw(self, who: int, number: int, state: str) -> None:
        """By bare SQL."""
        self.bench.raw(SEAT, uuid4(), number, self._permit(self._one(who)), state)

    @rule(trick=st.sampled_from(TRICKS))
    def a_trick_is_tried(self, trick: str) -> None:
        """Whatever the role can set, it sets."""
        self.bench.raw(trick, rule="v1")

    @rule(change=st.sampled_from(CHANGES))
    def history_is_rewritten(self, change: str) -> None:
        """Nobody rewrites what was said."""
        assert not self.bench.raw(change, rule="v14"), change

    @precondition(lambda self: self.known)
    @rule(who=st.integers(0, 9), step=st.integers(0, 5))
    def a_step_is_done_raw(self, who: int, step: int) -> None:
        """A step that cannot be undone, by bare SQL."""
        codes = self.story.ground.steps
        self.bench.raw(
            "UPDATE consent_irreversiblestep SET done_at = %s WHERE traveller_id = %s AND code = %s",
            LEAVES, self._one(who).traveller, codes[step % len(codes)],
        )  # fmt: skip

    @invariant()
    def no_forbidden_state(self) -> None:
        """The oracle finds nothing."""
        assert self.bench.oracle.look("seat") == set()


@pytest.fixture
def bench(
    committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef, seats: str,
    owner: psycopg.Connection[Any],
) -> Any:  # fmt: skip
    """Staff and programme, committed, and the second connection."""
    ground = lay_ground(actor, office_lisbon, office_tehran)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as second:
        yield Bench(Story(ground), second, owner, Oracle(owner, ground.topics, ground.steps))


def _every_flaw(bench: Bench) -> None:
    """Each flawed return of the tables, by bare SQL on the second connection: refused, and counted."""
    bench.second.execute("RESET ALL")
    bench.second.execute("SELECT set_config('safar.offices', %s, false)", [f"{{{bench.story.by.office_id}}}"])
    for flaw in FLAWS:
        wanted = flaw.build(Story(bench.story.ground))
        bench.oracle.pass_over("seat")
        assert not bench.raw(PERMIT, uuid4(), wanted.traveller, wanted.declaration, wanted.at), flaw
        assert bench.oracle.look("seat") == set()
        _texts_again(bench)
    for late in LATE_FLAWS:
        leaving = late.build(Story(bench.story.ground))
        bench.oracle.pass_over("seat")
        values = (uuid4(), leaving.traveller, leaving.permit, leaving.planned, leaving.at)
        assert not bench.raw(DEPARTURE, *values), late
        assert bench.oracle.look("seat") == set()


def _texts_again(bench: Bench) -> None:
    """Some flaws publish drafts: as the owner, put the approved texts back for the next."""
    for table in ("consent_informationpack", "consent_declarationtext"):
        bench.owner.execute(
            f"UPDATE {table} SET current_from = 'infinity', superseded_at = 'infinity' WHERE version > 1"
        )
        bench.owner.execute(f"UPDATE {table} SET superseded_at = NULL WHERE version = 1")


def test_no_forbidden_state_is_reached_whatever_is_done(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    machine = type("Machine", (Voluntariness,), {"bench": bench})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_EACH), stateful_step_count=STEPS_EACH, deadline=None,
            derandomize=os.environ.get("SAFAR_VOLUNTARINESS_RANDOM") != "1",
            database=None, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    reached = {
        table: bench.oracle.rows(f"SELECT count(*) AS n FROM consent_{table}")[0]["n"]
        for table in ("permit", "departure", "withdrawal", "hold")
    }
    assert all(reached.values()), f"the machine stays in the shallows: {reached}"
    _every_flaw(bench)
    counts = {name: bench.refused[name] for name in sorted(RULES, key=lambda name: int(name[1:]))}
    with capsys.disabled():
        print("\nreached:", "  ".join(f"{table}s {count}" for table, count in reached.items()))
        print("refusals by rule:", "  ".join(f"{name.upper()} {count}" for name, count in counts.items()))
    assert all(counts.values()), counts


@pytest.mark.parametrize("rule_out", sorted({flaw.rule for flaw in FLAWS}))
def test_without_the_rule_a_forbidden_state_is_reached(rule_out: str, bench: Bench) -> None:
    flaw = next(flaw for flaw in FLAWS if flaw.rule == rule_out)
    wanted = flaw.build(Story(bench.story.ground))
    bench.second.execute("SELECT set_config('safar.offices', %s, false)", [f"{{{bench.story.by.office_id}}}"])
    with without(bench.owner, rule_out):
        assert bench.raw(PERMIT, uuid4(), wanted.traveller, wanted.declaration, wanted.at)
    assert rule_out.removeprefix("consent_") in bench.oracle.look("seat")


@pytest.mark.parametrize("rule_out", ["consent_v11", "consent_v6_ticketing"])
def test_without_the_rule_a_forbidden_departure_is_reached(rule_out: str, bench: Bench) -> None:
    flaw = next(flaw for flaw in LATE_FLAWS if flaw.rule == rule_out)
    leaving = flaw.build(Story(bench.story.ground))
    bench.second.execute("SELECT set_config('safar.offices', %s, false)", [f"{{{bench.story.by.office_id}}}"])
    with without(bench.owner, rule_out):
        assert bench.raw(DEPARTURE, uuid4(), leaving.traveller, leaving.permit, leaving.planned, leaving.at)
    assert rule_out.split("_")[1] in bench.oracle.look("seat")


def test_v17_without_the_order_a_step_is_done_too_early(bench: Bench) -> None:
    story = Story(bench.story.ground)
    traveller = story.single()
    story.told(traveller)
    bench.second.execute("SELECT set_config('safar.offices', %s, false)", [f"{{{bench.story.by.office_id}}}"])
    with without(bench.owner, "consent_v17_order"):
        assert bench.raw("UPDATE consent_irreversiblestep SET done_at = %s WHERE traveller_id = %s", LEAVES, traveller)
    assert "v17" in bench.oracle.look("seat")


def test_v14_without_the_chain_the_oracle_misses_a_link(bench: Bench) -> None:
    story = Story(bench.story.ground)
    bench.owner.execute("ALTER TABLE consent_withdrawal DISABLE TRIGGER c_chain")
    try:
        story.withdraw(story.single())
    finally:
        bench.owner.execute("ALTER TABLE consent_withdrawal ENABLE TRIGGER c_chain")
    assert "v14" in bench.oracle.look("seat")


assert isinstance(LEAVES, datetime)
