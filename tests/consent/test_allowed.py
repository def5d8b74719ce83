"""What the rules leave open: nobody is kept from going who may go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from safar.consent import services
from safar.consent.queries import permits_of
from safar.consent.types import PresenceGiven, ScreenAnswers
from safar.plumbing.scope import acting_as
from tests.consent.flaws import clear, measures
from tests.consent.ground import LEAVES, SIGNED, SMALL, TALK, Story

SOON = TALK + timedelta(hours=5)
SHORTENED: dict[str, Any] = {"shortened_by_person": True, "shortened_reason": "my mother is ill"}


def test_v2_the_person_shortens_the_time_with_a_reason(story: Story) -> None:
    traveller = story.single()
    assert story.sign(traveller, story.told(traveller), SOON, **SHORTENED).permit_id


def test_v2_exactly_the_hours_are_enough(story: Story) -> None:
    traveller = story.single()
    assert story.sign(traveller, story.told(traveller), TALK + timedelta(hours=24)).permit_id


def test_v2_in_detention_with_a_second_officer_and_advice(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller)
    with acting_as(story.by):
        services.record_detention(
            by=story.by,
            at=TALK,
            traveller_id=traveller,
            in_detention=True,
            removal_on=(TALK + timedelta(days=3)).date(),
        )
    measures(story, traveller, TALK)
    alone = story.sign(traveller, session, SOON, **SHORTENED, second_officer_id=story.by.user_id)
    assert {refusal.code for refusal in alone.refusals} == {"v2_second_officer"}
    colleague = story.ground.colleague.user_id
    both = story.sign(
        traveller,
        session,
        SOON + timedelta(hours=1),
        **SHORTENED,
        second_officer_id=colleague,
        legal_advice_offered=True,
    )
    assert both.permit_id


def test_v3_who_cannot_read_hears_it_and_answers_in_their_own_words(story: Story) -> None:
    person = story.person()
    (traveller,) = story.journey([person], cannot_read=frozenset({person}))
    answers = ("to go home", "I may say no until the door", "the card is gone")
    session = story.told(traveller, person={"manner": "read_aloud", "own_words": answers})
    assert story.sign(traveller, session, manner="thumbprint").permit_id


def test_v3_topics_are_covered_in_several_talks_and_the_last_one_counts(story: Story) -> None:
    traveller = story.single()
    story.told(traveller, person={"topics": story.ground.topics[:4]})
    second = story.talk(traveller, TALK + timedelta(days=1), person={"topics": story.ground.topics[4:]})
    early = story.sign(traveller, second, TALK + timedelta(hours=47))
    assert {refusal.code for refusal in early.refusals} == {"v2_reflection"}
    assert story.sign(traveller, second, TALK + timedelta(hours=48)).permit_id


def test_v6_a_cleared_red_screen_and_amber_measures_let_people_go_on(story: Story) -> None:
    red, amber = (story.journey([story.person()])[0] for _one in range(2))
    session = story.told(red, person={"screen": ScreenAnswers(pressure_employer=True)})
    clear(story, red, SIGNED - timedelta(hours=2))
    assert story.sign(red, session).permit_id
    session = story.told(amber, person={"screen": ScreenAnswers(removal_date=True)})
    measures(story, amber, TALK)
    assert story.sign(amber, session).permit_id


def test_v7_a_guardian_a_court_or_social_service_is_no_such_authority(story: Story) -> None:
    traveller = story.single()
    here = tuple(PresenceGiven(kind) for kind in ("guardian", "court", "social_service", "lawyer", "interpreter"))
    assert story.sign(traveller, story.told(traveller, session={"presences": here})).permit_id


def test_v13_advice_taken_or_declined_in_writing_are_both_answers(story: Story) -> None:
    for advice in ("taken", "declined_in_writing"):
        (traveller,) = story.journey([story.person()])
        session = story.told(traveller)
        story.position(
            traveller, TALK + timedelta(hours=1), status="open_appeal", advice=advice, advice_on=TALK.date(),
            advice_by="Refugee Council", advice_paper="file 3, page 1",
        )  # fmt: skip
        assert story.sign(traveller, session).permit_id


def test_v1_a_declaration_is_renewed_before_it_lapses_and_the_permit_stays(story: Story) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    later = SIGNED + timedelta(days=80)
    outcome = story.sign(traveller, story.talk(traveller, later - timedelta(hours=1)), later)
    assert outcome.permit_id == permit
    with acting_as(story.by):
        (line,) = permits_of([traveller])[traveller]
    assert line.lapses_at == later + timedelta(days=90)
    assert line.declaration_id == outcome.declaration_id


def test_a_return_on_paper_is_entered_weeks_later_as_it_happened(story: Story) -> None:
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    session = story.told(grown)
    story.position(small)
    story.consents(small, kind="sole_paper")
    entered = LEAVES + timedelta(days=9)
    outcome = story.sign(grown, session, children=(small,), entered=entered)
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=entered, child_id=small).permit_id
        assert permits_of([grown])[grown][0].made_at == SIGNED
    assert outcome.permit_id
    story.asked(grown)
    story.leave(grown)
    story.leave(small)


def test_a_permit_is_made_when_the_last_blocker_went(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(threat=True)})
    assert not story.sign(traveller, session).permit_id
    cleared = SIGNED + timedelta(days=1)
    clear(story, traveller, cleared)
    with acting_as(story.by):
        assert services.issue_permit(by=story.by, at=cleared, traveller_id=traveller).permit_id
        assert permits_of([traveller])[traveller][0].made_at == cleared
