"""V9, V10 and V16: families travel together; nobody signs for an adult, and no child in a dispute."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from safar.consent import queries, services
from safar.consent.types import TravellerLine
from safar.people.services import settle_birth
from safar.people.types import BirthDecision
from safar.plumbing.scope import acting_as
from tests.consent.flaws import family
from tests.consent.ground import GROWN, SIGNED, SMALL, TALK, Story


def _child_permit(story: Story, child: UUID) -> tuple[UUID | None, set[str]]:
    with acting_as(story.by):
        outcome = services.issue_child_permit(by=story.by, at=SIGNED, child_id=child)
    return outcome.permit_id, {refusal.code for refusal in outcome.refusals}


def test_v16_a_child_travels_with_both_parents_who_name_it(story: Story) -> None:
    father, mother, child = story.person(), story.person(), story.person(SMALL)
    story.parent_of(father, child)
    story.parent_of(mother, child)
    one, other, small = story.journey([father, mother, child])
    story.position(small)
    story.declared(one, children=(small,))
    assert _child_permit(story, small)[1] == {"v16_other_parent"}
    story.declared(other, children=(small,))
    permit, refusals = _child_permit(story, small)
    assert permit is not None, refusals


def test_v16_a_child_travels_with_one_parent_and_the_others_consent(story: Story) -> None:
    mother, father, child = story.person(), story.person(), story.person(SMALL)
    story.parent_of(mother, child)
    story.parent_of(father, child)
    grown, small = story.journey([mother, child])
    story.declared(grown, children=(small,))
    story.position(small)
    story.consents(small, parent=mother)
    assert _child_permit(story, small)[1] == {"v16_other_parent"}, "her own consent is not the other's"
    story.consents(small, given_by_name="an uncle")
    assert _child_permit(story, small)[1] == {"v16_other_parent"}, "the father is on file and has not consented"
    story.consents(small, parent=father)
    assert _child_permit(story, small)[0] is not None


def test_v16_the_parent_declares_first_and_names_the_child(story: Story) -> None:
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    story.position(small)
    story.consents(small, kind="sole_paper")
    assert _child_permit(story, small)[1] == {"v16_parent_without_permit"}
    story.declared(grown)
    assert _child_permit(story, small)[1] == {"v16_child_not_named"}


def test_v16_a_dispute_ends_when_the_same_parent_consents_later(story: Story) -> None:
    _grown, small, _parent, _child = family(story)
    father = story.person()
    story.consents(small, parent=father, kind="dissent")
    assert "v16_dispute" in _child_permit(story, small)[1]
    story.consents(small, parent=father, given_at=TALK + timedelta(days=1))
    assert _child_permit(story, small)[0] is not None


def test_v16_children_lapse_and_renew_with_the_parent(story: Story) -> None:
    grown, small, _parent, _child = family(story)
    story.consents(small, kind="sole_paper")
    assert _child_permit(story, small)[0] is not None
    with acting_as(story.by):
        services.change_destination(
            by=story.by, at=SIGNED, journey_id=story.journey_id, return_country="BR", return_place="Recife"
        )
        states = {line.id: line.permit.state for line in _travellers(story) if line.permit}
    assert states == {grown: "lapsed", small: "lapsed"}
    later = SIGNED + timedelta(days=3)
    story.sign(grown, story.talk(grown, later - timedelta(hours=1)), later, children=(small,))
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=later, child_id=small).permit_id


def _travellers(story: Story) -> tuple[TravellerLine, ...]:
    return queries.journey_file([story.journey_id])[story.journey_id].travellers


def test_v10_a_disputed_age_makes_a_child_until_it_is_settled(story: Story) -> None:
    person = story.person(GROWN)
    (traveller,) = story.journey([person])
    permit = story.declared(traveller)
    with acting_as(story.by):
        version = settle_birth(
            by=story.by, at=SIGNED, person_id=person, version=1, decision=BirthDecision.DOUBT, note="says 16"
        )
        waits = queries.what_a_permit_waits_for([traveller], SIGNED)[traveller]
        assert [refusal.code for refusal in waits] == ["v10_birth_disputed"]
        assert version
    story.asked(traveller)
    with acting_as(story.by):
        departure = queries.what_a_departure_waits_for([traveller], SIGNED + timedelta(days=20))[traveller]
    assert "v10_birth_disputed" in {refusal.code for refusal in departure}
    assert permit


def test_v10_who_may_still_be_seventeen_is_a_child(story: Story) -> None:
    almost = story.person(date(1998, 5, 5))
    (traveller,) = story.journey([almost])
    assert "v10_not_adult" in {r.code for r in story.sign(traveller, story.told(traveller)).refusals}
    grown = story.person(date(1998, 5, 4))
    (traveller,) = story.journey([grown])
    assert story.sign(traveller, story.told(traveller)).permit_id


def test_v1_the_others_are_asked_again_when_somebody_stays_or_joins(story: Story) -> None:
    one, other = story.journey([story.person(), story.person()])
    story.declared(one)
    with acting_as(story.by):
        services.strike_traveller(by=story.by, at=SIGNED, traveller_id=other, reason="found work", stays=True)
        waits = queries.what_ticketing_waits_for([one], SIGNED)[one]
    assert [refusal.code for refusal in waits] == ["v1_ask_again"]
    later = SIGNED + timedelta(days=2)
    assert story.sign(one, story.talk(one, SIGNED + timedelta(days=1)), later).permit_id
    with acting_as(story.by):
        services.add_traveller(by=story.by, at=later, journey_id=story.journey_id, person_id=story.person())
        waits = queries.what_ticketing_waits_for([one], later)[one]
    assert [refusal.code for refusal in waits] == ["v1_ask_again"]


def test_v1_a_child_that_joins_asks_nobody_again(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    born = story.person(date(2016, 2, 3))
    with acting_as(story.by):
        services.add_traveller(by=story.by, at=SIGNED, journey_id=story.journey_id, person_id=born)
        assert queries.what_ticketing_waits_for([traveller], SIGNED)[traveller] == []
