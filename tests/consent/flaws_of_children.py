"""One child for each way in which V9 and V16 refuse a permit: all is in order but for the one thing named."""

from __future__ import annotations

from datetime import date, timedelta

from safar.people.services import end_guardianship, relate_people
from safar.people.types import RelationKind
from safar.plumbing.scope import acting_as
from tests.consent.flaws import Wanted, family, flaw
from tests.consent.ground import BEFORE, SIGNED, SMALL, TALK, Story
from tests.consent.lonely import Lonely, feared_father, lonely


def _without(story: Story, *leave_out: str) -> Lonely:
    child = lonely(story)
    child.prepare(*leave_out)
    return child


@flaw("v9", "v9_no_decision")
def no_panel_has_decided(story: Story) -> Wanted:
    return Wanted(_without(story, "decision").traveller, None)


@flaw("v9", "v9_no_decision")
def the_decision_was_taken_back(story: Story) -> Wanted:
    from safar.consent import services

    child = lonely(story)
    child.prepare()
    by = story.ground.protection
    assert child.decision
    with acting_as(by):
        services.revoke_best_interest(by=by, at=TALK + timedelta(hours=1), decision_id=child.decision)
    return Wanted(child.traveller, None)


@flaw("v9", "v9_decided_otherwise")
def the_panel_says_stay(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("decision")
    child.decide(outcome="stay")
    return Wanted(child.traveller, None)


@flaw("v9", "v9_panel_of_one")
def one_person_sat_twice(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("decision")
    child.decide(panel=(("Ana Reis", "child protection"), (" ana  reis ", "the office")))
    return Wanted(child.traveller, None)


@flaw("v9", "v9_no_view")
def nobody_heard_the_child(story: Story) -> Wanted:
    return Wanted(_without(story, "view").traveller, None)


@flaw("v9", "v9_no_view")
def heard_before_the_uncle(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("view")
    child.view(alone=False)
    return Wanted(child.traveller, None)


@flaw("v9", "v9_no_view")
def asked_as_a_grown_up_is(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("view")
    child.view(fits_age=False)
    return Wanted(child.traveller, None)


@flaw("v9", "v9_child_does_not_want")
def the_child_says_no(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("view")
    child.view(wish="does_not_want")
    return Wanted(child.traveller, None)


@flaw("v9", "v9_guardian")
def no_guardian(story: Story) -> Wanted:
    return Wanted(_without(story, "guardian").traveller, None)


@flaw("v9", "v9_guardian_ended")
def the_paper_ran_out(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("guardian", "agreed")
    child.guard(until_on=TALK.date())
    child.agree()
    return Wanted(child.traveller, None)


@flaw("v9", "v9_guardian_ended")
def the_court_ended_it(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare()
    assert child.guardianship
    with acting_as(story.by):
        end_guardianship(
            by=story.by, at=TALK, guardianship_id=child.guardianship, ended_on=TALK.date(), because="moved"
        )
    return Wanted(child.traveller, None)


@flaw("v9", "v9_guardian_not_agreed")
def the_guardian_says_no(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare()
    child.agree(TALK + timedelta(hours=1), agrees=False)
    return Wanted(child.traveller, None)


@flaw("v9", "v9_carer")
def nobody_waits_there(story: Story) -> Wanted:
    return Wanted(_without(story, "carer").traveller, None)


@flaw("v9", "v9_carer_unverified")
def nobody_saw_the_home(story: Story) -> Wanted:
    return Wanted(_without(story, "verified").traveller, None)


@flaw("v9", "v9_carer_unverified")
def the_home_is_not_fit(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare()
    child.verify(on=TALK.date() + timedelta(days=1), suitable=False)
    return Wanted(child.traveller, None)


@flaw("v9", "v9_carer_not_accepting")
def the_aunt_was_not_asked(story: Story) -> Wanted:
    return Wanted(_without(story, "accepts").traveller, None)


@flaw("v9", "v9_carer_not_accepting")
def only_for_the_summer(story: Story) -> Wanted:
    child = lonely(story)
    child.prepare("accepts")
    child.accept(until_majority=False)
    return Wanted(child.traveller, None)


@flaw("v9", "v9_no_decision")
def a_bride_of_fifteen(story: Story) -> Wanted:
    husband, wife = story.person(), story.person(date(2001, 1, 1))
    with acting_as(story.by):
        relate_people(by=story.by, at=TALK, person_id=husband, other_id=wife, kind=RelationKind.SPOUSE)
    grown, young = story.journey([husband, wife])
    story.declared(grown, children=(young,))
    Lonely(story, wife, young).prepare("decision")
    return Wanted(young, None)


@flaw("v9", "v9_parted")
def the_baby_was_not_decided_about(story: Story) -> Wanted:
    mother, baby = story.person(date(2000, 1, 1)), story.person(date(2016, 1, 1))
    story.parent_of(mother, baby)
    young, small = story.journey([mother, baby])
    Lonely(story, mother, young).prepare()
    assert small
    return Wanted(young, None)


@flaw("v9", "v9_no_decision")
def the_only_parent_there_is_feared(story: Story) -> Wanted:
    child = story.person(SMALL)
    father = feared_father(story, child)
    grown, small = story.journey([father, child])
    story.declared(grown, children=(small,))
    Lonely(story, child, small).prepare("decision")
    return Wanted(small, None)


@flaw("v16", "v16_other_parent_barred")
def the_feared_parent_is_not_asked(story: Story) -> Wanted:
    _grown, small, _parent, child = family(story)
    feared_father(story, child)
    return Wanted(small, None)


@flaw("v16", "v16_dispute")
def one_panel_member_does_not_end_a_dispute(story: Story) -> Wanted:
    grown, small, _parent, child = family(story)
    story.consents(small, kind="sole_paper")
    story.consents(small, kind="dissent", given_by_name="the father")
    Lonely(story, child, small).decide(panel=(("Ana Reis", ""),))
    assert grown
    return Wanted(small, None)


assert BEFORE < TALK < SIGNED
