"""Entries of several phones: whatever order they come in, they come to the same; a no wins; nothing is dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import psycopg
import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from safar.accounts.services import NotAllowed
from safar.consent import services as consent
from safar.movements import queries, services
from safar.movements.models import Report, Settlement
from safar.movements.rules import merged
from safar.movements.types import Entry, Finding, LegState
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import GROWN, LEAVES, SMALL, raw
from tests.movements.ground import HOURS, MINUTES, DayStory, undone, without

DAWN = datetime(2016, 5, 24, 5, tzinfo=UTC)
_moments = st.integers(0, 8).map(lambda quarter: DAWN + timedelta(minutes=15 * quarter))
_said = st.one_of(
    st.tuples(st.just("papers"), st.sampled_from(["handed", "not_handed"]), st.none(), st.none()),
    st.tuples(st.just("asked"), st.sampled_from(["yes", "not_sure", "no"]), st.booleans(), st.none()),
    st.tuples(st.just("boarded"), st.just(""), st.none(), st.none()),
    st.tuples(st.just("not_boarded"), st.sampled_from(["late", "ill", "changed_mind"]), st.none(), st.none()),
    st.tuples(st.just("cash"), st.just(""), st.none(), st.integers(1, 9)),
    st.tuples(st.just("arrived"), st.sampled_from(["met", "not_met"]), st.none(), st.none()),
)
_entries = st.lists(st.tuples(st.integers(1, 2**40), _moments, _said), max_size=9, unique_by=lambda one: one[0]).map(
    lambda told: [
        Entry(UUID(int=number), kind, at, value, alone, amount, "EUR" if amount else "")
        for number, at, (kind, value, alone, amount) in told
    ]
)


@given(_entries, st.randoms(use_true_random=False))
def test_any_order_of_the_same_entries_comes_to_the_same(entries: list[Entry], chance: Random) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    again = mixed[: len(mixed) // 2]  # a phone that sends some of them twice
    assert merged(entries) == merged(mixed) == merged([*mixed, *again])


@given(_entries)
def test_v4_a_no_is_never_outvoted(entries: list[Entry]) -> None:
    state = merged(entries)
    nos = [one for one in entries if (one.kind, one.value) in {("asked", "no"), ("not_boarded", "changed_mind")}]
    if nos:
        assert (state.answer, state.boarding) == ("no", "changed_mind")
    else:
        assert state.boarding != "changed_mind"
    if nos and any(one.kind == "boarded" for one in entries):
        assert "no_and_boarded" in state.contradictions


def test_what_one_phone_says_is_taken_once_however_often_it_is_sent(day: DayStory) -> None:
    day.ready()
    told = [day.entry("papers", value="handed"), day.yes(), day.entry("boarded", at=LEAVES)]
    for _time in range(2):
        assert [one.kept for one in day.sent(*told)] == [True, True, True]
    assert day.state() == "boarded"
    with acting_as(day.by):
        assert Report.objects.count() == Settlement.objects.filter(result="done").count() == 3
    assert day.leg_page().merged.papers


def test_two_phones_in_any_order_come_to_the_same_departure(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    told = [day.yes(0), day.entry("boarded", 0, LEAVES), day.entry("boarded", 1, LEAVES)]
    for order in (told, told[::-1], [told[1], told[0], told[2]]):
        with undone():
            for entry in order:
                day.sent(entry)
            assert [day.state(0), day.state(1)] == ["boarded", "boarded"]
            assert day.incidents() == []


def test_a_no_and_a_boarding_contradict_in_either_order(day: DayStory) -> None:
    day.ready()
    yes, boarded, no = day.yes(), day.entry("boarded", at=LEAVES), day.no()
    for order in ([yes, boarded, no], [no, boarded, yes], [boarded, no, yes]):
        with undone():
            for entry in order:
                day.sent(entry)
            assert day.state() == "disputed", [entry.value or entry.kind for entry in order]
            assert [one.kind for one in day.incidents()] == ["no_and_boarded"]
            assert {"find_out_who_left", "call_about_departure"} <= set(day.open_tasks())


def test_v4_a_withdrawal_at_the_desk_meanwhile_wins_and_the_report_is_kept(day: DayStory) -> None:
    day.ready()
    boarded = day.entry("boarded", at=LEAVES)
    day.sent(day.yes())
    day.withdraw(day.travellers[0], LEAVES - 10 * MINUTES)
    day.sent(boarded)
    incident = day.incidents()[0]
    assert incident.kind == "departure_refused"
    assert "rule stands against it" in incident.sentence
    assert (day.state(), day.leg().permit_state) == ("disputed", "withdrawn")
    assert {"find_out_who_left", "call_about_departure"} <= set(day.open_tasks())


def test_a_permit_held_meanwhile_makes_an_incident_too(day: DayStory) -> None:
    day.ready()
    day.sent(day.yes())
    with acting_as(day.ground.protection):
        consent.raise_hold(by=day.ground.protection, at=LEAVES - HOURS, traveller_id=day.travellers[0], reason="A call")
    day.sent(day.entry("boarded", at=LEAVES))
    assert day.incidents()[0].kind == "departure_refused"
    assert day.state() == "disputed"


def test_v9_a_childs_half_waits_for_its_parents_and_then_rings(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    day.sent(day.entry("boarded", 1, LEAVES))
    assert day.incidents() == []
    assert day.leg_page(1).reports[0].result == "waits"
    with undone():
        day.sent(day.yes(0), day.entry("boarded", 0, LEAVES))
        assert (day.state(1), day.incidents()) == ("boarded", [])
    from django.utils import timezone

    assert day.waited(timezone.now() + 4 * HOURS) == 1
    assert [one.kind for one in day.incidents()] == ["departure_refused"]
    assert day.state(1) == "disputed"


def test_boarded_and_then_taken_off_again(day: DayStory) -> None:
    day.ready()
    told = [day.yes(), day.entry("boarded", at=LEAVES), day.entry("not_boarded", at=LEAVES + MINUTES, value="ill")]
    for order in (told, told[::-1]):
        with undone():
            for entry in order:
                day.sent(entry)
            assert (day.state(), [one.kind for one in day.incidents()]) == ("disputed", ["boarded_and_not"])


def test_came_after_all(day: DayStory) -> None:
    day.ready()
    told = [day.yes(), day.entry("not_boarded", value="did_not_appear", at=LEAVES - 30 * MINUTES)]
    boarded = day.entry("boarded", at=LEAVES)
    for order in ([*told, boarded], [boarded, *told]):
        with undone():
            for entry in order:
                day.sent(entry)
            assert (day.state(), day.incidents()) == ("boarded", [])
            assert "call_absent" not in day.open_tasks()


def test_cash_written_down_twice_is_looked_at(day: DayStory) -> None:
    day.ready()
    day.sent(day.entry("cash", amount=5000, currency="EUR", receipt="R1"))
    assert day.incidents() == []
    day.sent(day.entry("cash", amount=5000, currency="EUR", receipt="R1"))
    assert [one.kind for one in day.incidents()] == ["cash_twice"]
    assert day.state() == "planned"


def test_somebody_finds_out(day: DayStory) -> None:
    day.ready()
    day.sent(day.yes())
    day.withdraw(day.travellers[0], LEAVES - 10 * MINUTES)
    day.sent(day.entry("boarded", at=LEAVES))
    incident, by = day.incidents()[0], day.ground.movement
    for finding, state, task in (
        (Finding.LEFT, "boarded", "left_against_a_rule"),
        (Finding.DID_NOT_LEAVE, "changed_mind", "see_person_home"),
    ):
        with undone(), acting_as(by):
            services.settle_incident(
                by=by, at=LEAVES + 3 * HOURS, incident_id=incident.id, finding=finding, words="I called the airline."
            )
            assert day.state() == state
            assert task in day.open_tasks(day.ground.protection)
            assert "find_out_who_left" not in day.open_tasks()
            with pytest.raises(Refused, match="already"):
                services.settle_incident(by=by, at=LEAVES, incident_id=incident.id, finding=finding, words="Again.")


def test_a_report_is_never_dropped_by_hand(day: DayStory, owner: psycopg.Connection) -> None:
    day.ready()
    with acting_as(day.ground.protection):
        consent.raise_hold(by=day.ground.protection, at=LEAVES - HOURS, traveller_id=day.travellers[0], reason="A call")
    boarded = day.entry("boarded", at=LEAVES)
    with acting_as(day.assistant):
        from safar.movements.services import airport

        with transaction.atomic():
            airport._take(boarded)
    for result in ("done", "outdone"):
        with undone(), acting_as(day.by), pytest.raises(DatabaseError, match="movements_report_not_dropped"):
            Settlement.objects.create(report_id=boarded.id, result=result, settled_at=LEAVES)
    with undone(), acting_as(day.by), without(owner, "movements_settling"):
        Settlement.objects.create(report_id=boarded.id, result="done", settled_at=LEAVES)  # taken out, nobody notices
    with undone(), pytest.raises(DatabaseError, match="permission denied"):
        raw(day.by, "UPDATE movements_report SET kind = 'papers'")
    with undone(), pytest.raises(DatabaseError, match="permission denied"):
        raw(day.by, "DELETE FROM movements_report")


def test_who_stands_at_another_airport_says_nothing_and_sees_nothing(day: DayStory) -> None:
    day.ready()
    assert not day.sent(day.yes(), by=day.assistant_elsewhere)[0].kept
    absent = day.entry("boarded")
    nobody = day.sent(type(absent)(absent.id, absent.id, "boarded", LEAVES))[0]
    elsewhere = day.sent(day.entry("boarded"), by=day.assistant_elsewhere)[0]
    assert nobody.sentence == elsewhere.sentence  # D9
    with acting_as(day.assistant_elsewhere):
        assert queries.today_at_the_airport(by=day.assistant_elsewhere, at=LEAVES) == []
    with acting_as(day.by), pytest.raises(NotAllowed):
        queries.today_at_the_airport(by=day.by, at=LEAVES)
    with pytest.raises(NotAllowed):
        day.sent(day.yes(), by=day.by)


def test_the_airport_sees_today_and_the_least(day: DayStory) -> None:
    day.ready()
    with acting_as(day.assistant):
        line = queries.today_at_the_airport(by=day.assistant, at=LEAVES)[0]
        assert (line.direction, line.station, line.may_board, line.state) == ("leaving", "Lisbon", True, "planned")
        assert queries.today_at_the_airport(by=day.assistant, at=LEAVES - timedelta(days=2)) == []
    day.withdraw(day.travellers[0], LEAVES - HOURS)
    with acting_as(day.assistant):
        line = queries.today_at_the_airport(by=day.assistant, at=LEAVES)[0]
    assert (line.may_board, line.state) == (False, "not_today")
    assert LegState.CHANGED_MIND not in repr(line)
