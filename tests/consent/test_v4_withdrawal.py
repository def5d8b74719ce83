"""V4 and V5: a withdrawal releases everything at once, a message from somebody else only holds, nobody is worse off."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import JourneyStop, Traveller, Withdrawal
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.flaws import family, measures
from tests.consent.ground import LEAVES, SIGNED, TALK, Story
from tests.consent.seats import reservations, seats, states, take

__all__ = ["reservations", "seats"]
RAW_WITHDRAWAL = (
    "INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, by_traveller_self,"
    " consequences_told) VALUES (%s, %s, %s, now(), false, 'raw', %s, false)"
)


def test_v4_raw_sql_withdraws_and_what_is_tied_is_released(story: Story, seats: str) -> None:
    one, other = story.journey([story.person(), story.person()])
    permits = story.declared(one), story.declared(other)
    with acting_as(story.by):
        assert take(seats, permits[0], 1) is None
        assert take(seats, permits[1], 2) is None
        assert raw.run(RAW_WITHDRAWAL, uuid4(), one, LEAVES, True) is None
        assert states(seats) == {1: "withdrawn", 2: "in_force"}, "others keep their seats"
        assert take(seats, permits[0], 3) == "v1_permit_not_in_force"


def test_v4_a_released_seat_is_anothers_to_take(story: Story, seats: str) -> None:
    one, other = (story.journey([story.person()])[0] for _one in range(2))
    permits = story.declared(one), story.declared(other)
    with acting_as(story.by):
        assert take(seats, permits[0], 1) is None
        assert take(seats, permits[1], 1) == "seat_one_seat"
    story.withdraw(one)
    with acting_as(story.by):
        assert take(seats, permits[1], 1) is None


def test_v1_a_tied_row_says_in_force_and_nobody_rewrites_it(story: Story, seats: str) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    with acting_as(story.by):
        assert take(seats, permit, 1, "used") == "v1_permit_not_in_force"
        assert take(seats, uuid4(), 1) == "v1_no_permit"
        assert take(seats, permit, 1) is None
        assert take(seats, None, 9, None) is None, "a row that is not tied"
        assert raw.run("UPDATE seat SET note = 'window'") is None
        assert raw.run("UPDATE seat SET permit_state = 'used'") == "42501"
        assert raw.run("UPDATE seat SET permit_id = %s", permit) == "42501"
        assert raw.run("DELETE FROM seat") == "42501"


def test_v6_an_amber_person_is_reserved_for_but_not_ticketed(story: Story, seats: str, reservations: str) -> None:
    from safar.consent.types import ScreenAnswers

    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(debt=True)})
    measures(story, traveller, TALK)
    permit = story.sign(traveller, session).permit_id
    colleague = story.ground.colleague
    with acting_as(story.by):
        assert take(reservations, permit, 1) is None
        assert take(seats, permit, 1) == "v6_second_confirmation"
    with acting_as(colleague):
        services.record_amber_measure(
            by=colleague, at=SIGNED + timedelta(days=1), traveller_id=traveller, measure="second_confirmation"
        )
        assert take(seats, permit, 1) is None


def test_v1_nothing_new_is_tied_while_the_person_is_to_be_asked_again(story: Story, seats: str) -> None:
    husband, wife = story.journey([story.person(), story.person()])
    permit = story.declared(husband)
    story.declared(wife)
    with acting_as(story.by):
        assert take(seats, permit, 1) is None
    story.withdraw(wife)
    with acting_as(story.by):
        assert states(seats) == {1: "in_force"}, "the seat is kept"
        assert take(seats, permit, 2) == "v1_ask_again"
    later = SIGNED + timedelta(days=5)
    outcome = story.sign(husband, story.talk(husband, later - timedelta(hours=1)), later)
    assert outcome.permit_id == permit, outcome.refusals
    with acting_as(story.by):
        assert take(seats, permit, 2) is None


def test_v4_only_the_person_withdraws(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    with acting_as(story.by):
        assert raw.run(RAW_WITHDRAWAL, uuid4(), traveller, LEAVES, False) == "v4_only_the_person_withdraws"


def test_v4_a_message_from_somebody_else_holds_and_is_released_after_a_talk_alone(story: Story, seats: str) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    by = story.ground.protection
    said = SIGNED + timedelta(days=1)
    with acting_as(by):
        assert take(seats, permit, 1) is None
        hold = services.message_from_other(
            by=by, at=said, traveller_id=traveller, said_by="the husband", channel="telephone", message="she stays"
        )
        assert not Withdrawal.objects.exists()
        assert states(seats) == {1: "held"}
        assert [line.id for line in queries.holds_open([by.office_id or 0])] == [hold]
        with pytest.raises(Refused) as refused:
            services.release_hold(by=by, at=said, hold_id=hold)
        assert refused.value.code == "v4_reach_alone"
        with pytest.raises(Refused):
            services.release_hold(by=by, at=said, hold_id=hold, spoke_alone_at=said - timedelta(days=1))
        outcome = services.release_hold(by=by, at=said, hold_id=hold, spoke_alone_at=said)
        assert outcome.permit_id == permit
        assert states(seats) == {1: "in_force"}


def test_v4_a_seat_lost_while_held_leaves_the_declaration_standing(story: Story, seats: str) -> None:
    held, other = (story.journey([story.person()])[0] for _one in range(2))
    permit, rival = story.declared(held), story.declared(other)
    by = story.ground.protection
    with acting_as(by):
        assert take(seats, permit, 1) is None
        hold = services.raise_hold(by=by, at=SIGNED, traveller_id=held, reason="a worry")
        assert take(seats, rival, 1) is None
        outcome = services.release_hold(by=by, at=SIGNED, hold_id=hold)
        assert outcome.permit_id not in (None, permit)
        old, new = sorted(queries.permits_of([held])[held], key=lambda line: line.state == "in_force")
    assert (old.id, old.state, new.id, new.state) == (permit, "lapsed", outcome.permit_id, "in_force")
    assert old.declaration_id == new.declaration_id


def test_v4_a_child_that_depended_on_the_one_who_withdrew_is_held(story: Story) -> None:
    grown, small, _parent, _child = family(story)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    story.withdraw(grown)
    with acting_as(story.by):
        (permit,) = queries.permits_of([small])[small]
        lines = {line.id: line for line in queries.journey_file([story.journey_id])[story.journey_id].travellers}
    assert permit.state == "held"
    assert [hold.kind for hold in lines[small].holds] == ["dependant_of_withdrawn"]
    assert lines[grown].withdrawn_at is not None


def test_v4_after_departure_it_stops_the_journey_without_penalty(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    story.asked(traveller)
    story.leave(traveller)
    story.withdraw(traveller, LEAVES + timedelta(hours=4))
    with acting_as(story.by):
        (permit,) = queries.permits_of([traveller])[traveller]
        assert permit.state == "used"
        assert JourneyStop.objects.get().traveller_id == traveller


def test_v5_whoever_withdrew_applies_again_like_anybody(story: Story) -> None:
    person = story.person()
    (first,) = story.journey([person])
    story.declared(first)
    story.withdraw(first)
    (second,) = story.journey([person])
    story.declared(second)


def test_v5_they_may_also_declare_again_on_the_same_journey(story: Story) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    story.withdraw(traveller)
    later = SIGNED + timedelta(days=9)
    outcome = story.sign(traveller, story.talk(traveller, later - timedelta(hours=1)), later)
    assert outcome.permit_id not in (None, permit)


def test_one_live_permit_a_person(story: Story) -> None:
    person = story.person()
    (first,), (second,) = story.journey([person]), story.journey([person])
    story.declared(first)
    outcome = story.sign(second, story.told(second))
    assert [refusal.code for refusal in outcome.refusals] == ["v1_other_journey"]


def test_v4_who_may_write_a_withdrawal_down(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    stranger = story.ground.stranger
    with acting_as(stranger):
        with pytest.raises(Refused) as refused:
            services.withdraw_declaration(by=stranger, at=LEAVES, traveller_id=traveller, channel="visit")
        assert refused.value.code == "consent_unknown"
        assert raw.run(RAW_WITHDRAWAL, uuid4(), traveller, LEAVES, True) == "42501"
        assert not Traveller.objects.exists()
    from safar.plumbing.types import NOBODY

    with acting_as(NOBODY), pytest.raises(NotAllowed):
        services.withdraw_declaration(by=NOBODY, at=LEAVES, traveller_id=traveller, channel="visit")
    story.withdraw(traveller)


def test_v4_whatever_the_release_means_the_cascade_is_what_does_it(
    story: Story, seats: str, owner: psycopg.Connection
) -> None:
    (action,) = owner.execute("SELECT confupdtype FROM pg_constraint WHERE conname = 'seat_tied'").fetchone() or ("",)
    assert action == "c"
