"""Nobody departs but with a permit in force, asked again, whichever way the row is written."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import Departure
from safar.consent.types import DepartureGiven
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.departing import LATE_FLAWS, LateFlaw
from tests.consent.flaws import measures
from tests.consent.ground import LEAVES, SIGNED, TALK, Story
from tests.taking_out import without


@pytest.mark.parametrize("flaw", LATE_FLAWS, ids=str)
def test_nobody_departs_and_the_sentence_says_why(flaw: LateFlaw, story: Story, owner: psycopg.Connection) -> None:
    leaving = flaw.build(story)
    by = story.ground.movement
    given = DepartureGiven(leaving.traveller, leaving.at, "Lisboa", planned_at=leaving.planned)
    with acting_as(by):
        with pytest.raises(Refused) as refused:
            services.record_departure(by=by, at=leaving.at, given=given)
        assert refused.value.code == flaw.code
        assert "%(" not in refused.value.sentence
        assert raw.departure(leaving.traveller, leaving.permit, leaving.at, leaving.planned) == flaw.code
        assert not Departure.objects.filter(traveller_id=leaving.traveller).exists()
        with without(owner, flaw.rule):
            assert raw.departure(leaving.traveller, leaving.permit, leaving.at, leaving.planned) is None
        assert Departure.objects.exists()


def test_v1_nobody_departs_on_a_permit_that_is_withdrawn_held_or_lapsed(story: Story) -> None:
    withdrawn, held, lapsed = (story.journey([story.person()])[0] for _one in range(3))
    permits = {traveller: story.declared(traveller) for traveller in (withdrawn, held, lapsed)}
    for traveller in permits:
        story.asked(traveller)
    story.withdraw(withdrawn)
    with acting_as(story.by):
        services.message_from_other(
            by=story.by, at=SIGNED, traveller_id=held, said_by="a brother", channel="visit", message="she stays"
        )
        services.strike_traveller(by=story.by, at=SIGNED, traveller_id=lapsed, reason="goes alone")
        for traveller, permit in permits.items():
            assert raw.departure(traveller, permit, LEAVES) == "v1_permit_not_in_force"


def test_v1_nobody_departs_on_the_permit_of_another_or_after_it_lapsed(story: Story) -> None:
    one, other = story.journey([story.person(), story.person()])
    permit, elsewhere = story.declared(one), story.declared(other)
    late = SIGNED + timedelta(days=90)
    story.asked(one)
    story.asked(one, late)
    with acting_as(story.by):
        assert raw.departure(one, elsewhere, LEAVES) == "v1_permit_of_another"
        assert raw.departure(one, permit, late) == "v1_permit_past_its_day"
        assert raw.departure(one, permit, LEAVES) is None
        assert raw.departure(one, permit, LEAVES) is not None


def test_v1_a_child_departs_after_its_parent_has_left(story: Story) -> None:
    from tests.consent.flaws import family

    grown, small, _parent, _child = family(story)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    story.asked(grown)
    story.leave(grown)
    story.leave(small)


def test_v11_after_a_short_delay_only_the_second_is_asked_again(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    late = LEAVES + timedelta(hours=20)
    story.ask(traveller, "before", LEAVES - timedelta(hours=70))
    story.ask(traveller, "at_departure", late - timedelta(hours=1))
    story.leave(traveller, late, planned_at=LEAVES)


def test_v11_a_no_withdraws_and_not_sure_holds(story: Story) -> None:
    sure, unsure = (story.journey([story.person()])[0] for _one in range(2))
    story.declared(sure)
    story.declared(unsure)
    story.ask(sure, "before", LEAVES - timedelta(hours=30), answer="no")
    story.ask(unsure, "before", LEAVES - timedelta(hours=30), answer="not_sure")
    with acting_as(story.by):
        states = {line: permits[0].state for line, permits in queries.permits_of([sure, unsure]).items()}
        waits = queries.what_a_departure_waits_for([unsure], LEAVES)[unsure]
    assert states == {sure: "withdrawn", unsure: "held"}
    assert "v11_last_answer" in {refusal.code for refusal in waits}


def test_v11_the_hold_of_who_was_not_sure_ends_when_they_are_asked_again(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    story.ask(traveller, "before", LEAVES - timedelta(hours=30), answer="not_sure")
    by = story.ground.protection
    with acting_as(by):
        (hold,) = queries.journey_file([story.journey_id])[story.journey_id].travellers[0].holds
        with pytest.raises(Refused, match="not sure"):
            services.release_hold(by=by, at=LEAVES, hold_id=hold.id)
    story.ask(traveller, "before", LEAVES - timedelta(hours=20))
    with acting_as(by):
        assert services.release_hold(by=by, at=LEAVES - timedelta(hours=19), hold_id=hold.id).permit_id
    story.ask(traveller, "at_departure", LEAVES - timedelta(hours=1))
    story.leave(traveller)


def test_v6_an_amber_person_departs_after_a_second_confirmation_by_somebody_else(story: Story) -> None:
    from safar.consent.types import ScreenAnswers

    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(debt=True)})
    measures(story, traveller, TALK)
    assert story.sign(traveller, session).permit_id
    other = story.ground.colleague
    with acting_as(other):
        services.record_amber_measure(
            by=other, at=SIGNED + timedelta(days=2), traveller_id=traveller, measure="second_confirmation"
        )
    story.asked(traveller)
    story.leave(traveller)


def test_a_departure_is_recorded_by_the_right_role_for_people_of_the_office(story: Story) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    story.asked(traveller)
    given = DepartureGiven(traveller, LEAVES, "Lisboa")
    protection, stranger = story.ground.protection, story.ground.stranger
    with acting_as(protection), pytest.raises(NotAllowed):
        services.record_departure(by=protection, at=LEAVES, given=given)
    with acting_as(stranger):
        with pytest.raises(Refused) as refused:
            services.record_departure(by=stranger, at=LEAVES, given=given)
        assert refused.value.code == "consent_unknown"
        assert raw.departure(traveller, permit, LEAVES) == "42501"
    story.leave(traveller)
