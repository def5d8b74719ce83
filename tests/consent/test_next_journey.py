"""What stands against a return follows the person: a second journey leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from safar.consent import queries, services
from safar.consent.types import ScreenAnswers
from safar.plumbing.scope import acting_as
from tests.consent.flaws import clear
from tests.consent.ground import SIGNED, SMALL, TALK, Story


def _twice(story: Story) -> tuple[UUID, UUID]:
    person = story.person()
    return story.journey([person])[0], story.journey([person])[0]


def _refused(story: Story, traveller: UUID) -> set[str]:
    return {refusal.code for refusal in story.sign(traveller, story.told(traveller)).refusals}


def test_v6_a_red_screen_is_cleared_before_the_next_journey_too(story: Story) -> None:
    first, second = _twice(story)
    story.talk(first, person={"screen": ScreenAnswers(threat=True)})
    assert _refused(story, second) == {"v6_red"}
    clear(story, first, SIGNED)
    with acting_as(story.by):
        assert services.issue_permit(by=story.by, at=SIGNED, traveller_id=second).permit_id


def test_v13_who_was_declined_is_not_sent_by_another_journey(story: Story) -> None:
    first, second = _twice(story)
    with acting_as(story.by):
        doubt = services.raise_refoulement_doubt(by=story.by, at=TALK, traveller_id=first, note="a feud")
    elsewhere = story.ground.protection_elsewhere
    with acting_as(elsewhere):
        services.decide_refoulement(
            by=elsewhere, at=TALK, doubt_id=doubt, decision="declined", reason_for_person="a feud"
        )
    assert _refused(story, second) == {"v13_declined"}


def test_v8_and_v20_a_doubt_or_a_reported_death_holds_whichever_permit_there_is(story: Story) -> None:
    first, second = _twice(story)
    permit = story.declared(second)
    with acting_as(story.by):
        report = services.report_death(by=story.by, at=SIGNED, traveller_id=first, source="a cousin")
        assert queries.permits_of([second])[second][0].state == "held"
        assert queries.travellers_in([second])[second].is_frozen
        services.answer_death(by=story.by, at=SIGNED + timedelta(hours=1), report_id=report, confirmed=False)
        assert queries.permits_of([second])[second][0].state == "in_force"
        services.record_capacity_doubt(
            by=story.by, at=SIGNED, traveller_id=first, raised_on=SIGNED.date(), source="a nurse"
        )
        (line,) = queries.permits_of([second])[second]
    assert (line.id, line.state) == (permit, "held")


def test_v16_a_parent_who_said_no_said_it_for_the_next_journey_too(story: Story) -> None:
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    _grown, first = story.journey([parent, child])
    story.consents(first, kind="dissent", given_by_name="the father")
    grown, second = story.journey([parent, child])
    story.declared(grown, children=(second,))
    story.position(second)
    story.consents(second, kind="sole_paper")
    with acting_as(story.by):
        refusals = services.issue_child_permit(by=story.by, at=SIGNED, child_id=second).refusals
    assert [refusal.code for refusal in refusals] == ["v16_dispute"]


def test_v3_what_it_names_is_required_whatever_a_definition_says(story: Story) -> None:
    always = {"alternatives_to_return", "asylum_and_appeal", "right_to_withdraw", "cannot_be_undone", "where_data_goes"}
    story.single()
    with acting_as(story.by):
        assert always <= set(queries.journey_file([story.journey_id])[story.journey_id].required_topics)


@pytest.mark.parametrize("count", [1, 5])
def test_a_journey_is_read_in_a_fixed_number_of_steps(count: int, story: Story) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    travellers = story.journey([story.person() for _one in range(count)])
    with acting_as(story.by), CaptureQueriesContext(connection) as captured:
        queries.journey_file([story.journey_id])
        queries.what_a_permit_waits_for(travellers, SIGNED)
        queries.what_a_departure_waits_for(travellers, SIGNED)
        queries.events_of(travellers)
    assert len(captured) <= 17, [query["sql"][:90] for query in captured]
