"""What became of somebody on a leg: each outcome has its next steps with their clocks, whoever wrote it and how."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.consent import services as consent
from safar.movements import queries, services
from safar.movements.models import Leg, Outcome
from safar.movements.types import LegGiven, LegState
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, GROWN, LEAVES, SMALL, raw
from tests.movements.ground import HOURS, DayStory, undone


def test_an_itinerary_is_a_leg_by_itself(day: DayStory) -> None:
    day.ready()
    leg = day.leg()
    assert (leg.from_place, leg.to_place, leg.state, leg.from_zone) == ("Lisbon", "Goiânia", "planned", "Europe/Lisbon")


def test_legs_are_written_in_order_and_take_the_place_of_the_first(day: DayStory) -> None:
    day.ready()
    by = day.ground.movement
    legs = [
        LegGiven("air", "Lisbon", "São Paulo", LEAVES, LEAVES + 9 * HOURS, "TP", "83", to_zone="America/Sao_Paulo"),
        LegGiven(
            "air", "São Paulo", "Goiânia", LEAVES + 11 * HOURS, LEAVES + 13 * HOURS, "AD", "4", "America/Sao_Paulo"
        ),
    ]
    with acting_as(by):
        services.plan_legs(by=by, at=LEAVES - HOURS, case_id=day.case_id, member_ids=day.member_ids, legs=legs)
    assert [(line.position, line.to_place) for line in day.legs()] == [(1, "São Paulo"), (2, "Goiânia")]


NOT_BOARDED: dict[LegState, dict[str, int]] = {
    LegState.DID_NOT_APPEAR: {"call_absent": 2, "reach_absent_otherwise": 24, "claim_lost_seat": 24},
    LegState.LATE: {"look_after_stranded": 2, "book_again": 24},
    LegState.ILL: {"see_doctor": 2, "book_when_well": 72},
    LegState.DENIED_PAPERS: {"carrier_says_why": 24, "mend_papers": 24, "look_after_stranded": 2},
    LegState.DENIED_FITNESS: {"carrier_says_why": 24, "fitness_again": 24, "look_after_stranded": 2},
    LegState.OVERBOOKED: {"carrier_owes": 2, "look_after_stranded": 2, "book_again": 24},
    LegState.REFUSED_EXIT: {"ask_why_exit_refused": 4, "lawyer_for_person": 24, "look_after_stranded": 2},
    LegState.DETAINED: {"protect_detained": 2, "lawyer_for_person": 4, "tell_family_with_consent": 24},
    LegState.TRANSPORT_FAILED: {"look_after_stranded": 2, "book_again": 24},
}
AFTER_DEPARTURE: dict[LegState, set[str]] = {
    LegState.DIVERTED: {"find_diverted", "tell_receiver_of_change"},
    LegState.HOSPITALISED: {"companion_in_hospital", "tell_family_with_consent"},
    LegState.MISSING: {"search_missing", "tell_family_with_consent", "tracing_request"},
    LegState.JOURNEY_STOPPED: {"meet_who_stopped", "ask_where_to_now"},
    LegState.ARRIVED_NOT_MET: {"reach_not_met"},
    LegState.UNCONFIRMED: {"confirm_arrival"},
    LegState.REFUSED_ENTRY: {"receive_refused", "statement_of_refusal", "lawyer_for_person", "promises_stand"},
    LegState.SENT_BACK: {"receive_sent_back", "lawyer_for_person", "promises_stand"},
}


def test_not_boarding_has_its_next_steps_and_the_declaration_stands(day: DayStory) -> None:
    day.ready()
    for state, tasks in NOT_BOARDED.items():
        with undone():
            day.happens(state)
            found = day.open_tasks()
            assert day.state() == state
            assert {code: found[code].due_at for code in tasks} == {
                code: LEAVES + timedelta(hours=hours) for code, hours in tasks.items()
            }, state
            assert day.leg().permit_state == "in_force"


def test_each_thing_that_happens_under_way_or_at_the_end_has_its_next_steps(day: DayStory) -> None:
    day.ready()
    day.sent(day.yes(), day.entry("boarded", at=LEAVES))
    for state, tasks in AFTER_DEPARTURE.items():
        with undone():
            day.happens(state, at=ARRIVED)
            assert day.state() == state
            assert tasks <= set(day.open_tasks()), state


def test_v4_a_changed_mind_is_the_persons_own_withdrawal(day: DayStory) -> None:
    day.ready()
    day.happens(LegState.CHANGED_MIND)
    assert (day.state(), day.leg().permit_state) == ("changed_mind", "withdrawn")
    assert {"tell_carrier", "see_person_home"} <= set(day.open_tasks())


def test_a_withdrawal_from_anywhere_says_so_on_the_leg(day: DayStory) -> None:
    day.ready()
    day.withdraw(day.travellers[0], LEAVES - 3 * HOURS)
    assert day.state() == "changed_mind"


def test_nobody_is_hospitalised_on_the_way_who_never_left(day: DayStory) -> None:
    day.ready()
    with pytest.raises(Refused, match="not departed"):
        day.happens(LegState.HOSPITALISED)
    with pytest.raises(DatabaseError, match="movements_not_departed"):
        raw(
            day.by,
            "INSERT INTO movements_outcome (id, leg_id, old, new, stated_at, reason)"
            " VALUES (%s, %s, 'planned', 'boarded', now(), '')",
            [uuid4(), day.leg().id],
        )


def test_the_state_is_written_by_nobody_but_the_database(day: DayStory) -> None:
    day.ready()
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(day.by, "UPDATE movements_leg SET state = 'arrived_met'")


def test_whoever_writes_second_is_told(day: DayStory) -> None:
    day.ready()
    day.happens(LegState.ILL)
    with pytest.raises(Refused, match="meanwhile"):
        day.happens(LegState.LATE, was=LegState.PLANNED)
    with acting_as(day.by), pytest.raises(DatabaseError, match="movements_changed_meanwhile"):
        Outcome.objects.create(leg_id=day.leg().id, old="planned", new="late", stated_at=LEAVES)


def test_v20_a_death_on_the_way_is_reported_and_nothing_closed_until_it_is_confirmed(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    day.sent(day.yes(0), day.entry("boarded", 0, LEAVES), day.entry("boarded", 1, LEAVES))
    with pytest.raises(Refused, match="reported"):
        day.happens(LegState.DIED, at=ARRIVED)
    with acting_as(day.by):
        report = consent.report_death(by=day.by, at=ARRIVED, traveller_id=day.travellers[0], source="the airline")
    assert day.state() == "boarded"
    assert day.open_tasks(day.ground.protection)["child_not_alone"].due_at == ARRIVED + HOURS
    with acting_as(day.by):
        consent.answer_death(by=day.by, at=ARRIVED + HOURS, report_id=report, confirmed=True, paper="certificate 4")
    assert day.state() == "died"
    assert {"tell_family_of_death", "body_and_belongings", "papers_of_death"} <= set(
        day.open_tasks(day.ground.protection)
    )


def test_an_arrival_that_nobody_confirmed_rings_and_falls_silent_when_it_is(day: DayStory) -> None:
    day.ready()
    day.sent(day.yes(), day.entry("boarded", at=LEAVES))
    assert day.rings(ARRIVED + 5 * HOURS) == 0
    assert day.rings() == 1
    assert day.rings() == 0
    assert day.state() == "unconfirmed"
    by = day.ground.movement
    with acting_as(by):
        top = queries.under_way(by=by, at=ARRIVED + 7 * HOURS)[0]
    assert (top.is_late, top.hours_late, top.met_by) == (True, 7, "our office")
    assert "confirm_arrival" in day.open_tasks()
    day.happens(LegState.ARRIVED_MET, at=ARRIVED + 8 * HOURS)
    assert "confirm_arrival" not in day.open_tasks()
    with acting_as(by):
        assert queries.under_way(by=by, at=ARRIVED + 9 * HOURS) == []


def test_who_may_write_it_and_who_sees_it(day: DayStory) -> None:
    day.ready()
    leg = day.leg().id
    stranger = day.ground.stranger
    with acting_as(stranger):
        assert queries.leg_file(by=stranger, leg_id=leg, at=LEAVES) is None
        with pytest.raises(Refused, match="no such leg"):
            services.record_outcome(by=stranger, at=LEAVES, leg_id=leg, state=LegState.ILL)
    protection = day.ground.protection
    with acting_as(protection), pytest.raises(NotAllowed):
        services.record_outcome(by=protection, at=LEAVES, leg_id=leg, state=LegState.ILL)
    with acting_as(day.assistant):
        assert not Leg.objects.exists()
        with pytest.raises(NotAllowed):
            queries.leg_file(by=day.assistant, leg_id=leg, at=LEAVES)


def test_v1_a_leg_rests_on_the_permit_of_the_person_who_travels(day: DayStory) -> None:
    day.ready([GROWN, GROWN.replace(year=1982)])
    theirs = day.member_ids[1]
    with acting_as(day.by):
        one = Leg.objects.get(member_id=day.member_ids[0])
        with pytest.raises(DatabaseError, match="no_such_itinerary"), transaction.atomic():
            Leg.objects.create(
                case_id=one.case_id, member_id=theirs, itinerary_id=one.itinerary_id, permit_id=one.permit_id,
                position=2, way="air", from_place="Lisbon", to_place="Goiânia", leaves_at=one.leaves_at,
                expected_leaves_at=one.leaves_at, state_since=one.leaves_at,
            )  # fmt: skip
