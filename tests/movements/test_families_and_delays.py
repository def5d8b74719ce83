"""Nobody's child is left behind, no family split without each adult's written wish; and what a delay brings."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from safar.consent import services as consent
from safar.consent.types import DepartureGiven
from safar.movements import queries, services
from safar.movements.models import SplitWish
from safar.movements.types import LegState
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, GROWN, LEAVES, SMALL
from tests.movements.ground import HOURS, MINUTES, DayStory, undone, without

SISTER = GROWN.replace(year=1984)


def test_a_small_child_is_never_left_behind(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    day.happens(LegState.DENIED_PAPERS, 1)
    assert "ask_whether_apart" in day.open_tasks()
    day.sent(day.yes(0))
    with acting_as(day.ground.movement):
        services.record_split_wish(
            by=day.ground.movement,
            at=LEAVES - MINUTES,
            leg_id=day.leg(0).id,
            paper="folder 3",
            given_at=LEAVES - MINUTES,
        )
    with pytest.raises(Refused, match="never left behind"):
        day.happens(LegState.BOARDED, 0)


def test_a_child_stays_with_whoever_cares_for_it(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    day.happens(LegState.ILL, 0)
    task = day.open_tasks(day.ground.protection)["child_stays_with_carer"]
    assert task.due_at == LEAVES + HOURS


def test_a_family_is_not_split_without_the_adults_own_written_wish(day: DayStory) -> None:
    day.ready([GROWN, SISTER])
    day.happens(LegState.OVERBOOKED, 1)
    day.sent(day.yes(0))
    by = day.ground.movement
    with pytest.raises(Refused, match="own written wish"):
        day.happens(LegState.BOARDED, 0)
    with acting_as(by), undone(), pytest.raises(Refused) as refused:  # whichever way it is asked
        consent.record_departure(by=by, at=LEAVES, given=DepartureGiven(day.travellers[0], LEAVES, "Lisbon"))
    assert refused.value.code == "movements_family_not_split"
    with acting_as(by):
        services.record_split_wish(
            by=by, at=LEAVES, leg_id=day.leg(0).id, paper="folder 3", given_at=LEAVES - 10 * MINUTES
        )
    day.happens(LegState.BOARDED, 0)
    assert day.state(0) == "boarded"


def test_the_rule_is_what_refuses(day: DayStory, owner: psycopg.Connection) -> None:
    day.ready([GROWN, SISTER])
    day.happens(LegState.OVERBOOKED, 1)
    day.sent(day.yes(0))
    with undone(), pytest.raises(Refused):
        day.happens(LegState.BOARDED, 0)
    with undone(), without(owner, "movements_family_stays"):
        day.happens(LegState.BOARDED, 0)
        assert day.state(0) == "boarded", "taken out, nobody noticed"
    day.itinerary([day.member_ids[1]])  # they have a new seat: nobody is left behind any more
    day.happens(LegState.BOARDED, 0)
    assert day.state(0) == "boarded"


def test_a_child_wishes_nothing_apart(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    with acting_as(day.by), undone(), pytest.raises(DatabaseError, match="movements_wish_of_an_adult"):
        SplitWish.objects.create(case_id=day.case_id, member_id=day.member_ids[1], given_at=LEAVES, paper="x")


def test_a_delay_brings_duties_that_are_ticked_off(day: DayStory) -> None:
    day.ready()
    by = day.ground.movement
    with acting_as(by):
        services.record_delay(by=by, at=LEAVES, leg_ids=[day.leg().id], leaves_at=LEAVES + 7 * HOURS, said_at=LEAVES)
        file = queries.leg_file(by=by, leg_id=day.leg().id, at=LEAVES + 4 * HOURS)
        assert file is not None
        assert {one.code for one in file.duties} == {
            "receiver_told", "papers_checked", "food", "telephone", "medicine", "room",
        }  # fmt: skip
        assert all(one.overdue for one in file.duties)
        services.tick_duty(by=by, at=LEAVES + HOURS, duty_id=file.duties[0].id, note="by telephone")
        with pytest.raises(Refused, match="already"):
            services.tick_duty(by=by, at=LEAVES + HOURS, duty_id=file.duties[0].id)
        with pytest.raises(Refused, match="later"), transaction.atomic():
            services.record_delay(by=by, at=LEAVES, leg_ids=[day.leg().id], leaves_at=LEAVES - HOURS)
    assert day.leg().expected_arrives_at == ARRIVED + 7 * HOURS
    assert "ask_again_after_delay" not in day.open_tasks()


def test_v11_a_delay_of_more_than_a_day_asks_again(day: DayStory) -> None:
    day.ready()
    by, late = day.ground.movement, LEAVES + 30 * HOURS
    with acting_as(by):
        services.record_delay(by=by, at=LEAVES, leg_ids=[day.leg().id], leaves_at=late, said_at=LEAVES)
    assert day.open_tasks()["ask_again_after_delay"].due_at == late
    day.ask(day.travellers[0], "at_departure", late - HOURS)
    with pytest.raises(Refused):
        day.happens(LegState.BOARDED, at=late + timedelta(hours=20))
    day.ask(day.travellers[0], "before", late - 2 * HOURS)
    day.ask(day.travellers[0], "at_departure", late - HOURS / 2)
    day.happens(LegState.BOARDED, at=late)
    assert day.state() == "boarded"


def test_a_child_in_the_care_of_somebody_in_hospital_is_not_alone(day: DayStory) -> None:
    day.ready([GROWN, SMALL])
    day.sent(day.yes(0), day.entry("boarded", 0, LEAVES), day.entry("boarded", 1, LEAVES))
    day.happens(LegState.HOSPITALISED, 0, at=ARRIVED)
    assert day.open_tasks(day.ground.protection)["child_not_alone"].due_at == ARRIVED + HOURS


def test_the_lists_of_the_movement_officer(day: DayStory) -> None:
    day.ready([GROWN, SISTER])
    by = day.ground.movement
    with acting_as(by):
        rows = queries.departures(by=by, at=LEAVES, day=LEAVES.date())
        assert [(row.leg.state, bool(row.document), row.met_by) for row in rows] == [
            ("planned", True, "our office")
        ] * 2
    day.happens(LegState.DID_NOT_APPEAR, 1)
    with acting_as(by):
        gone = queries.did_not_travel(by=by, at=LEAVES + 3 * HOURS, day=LEAVES.date())
    assert [row.leg.member_id for row in gone] == [day.member_ids[1]]
    assert any(overdue for _sentence, _due, overdue in gone[0].next_steps)
