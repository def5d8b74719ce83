"""The ordinary way, from the first talk to a permit that is used."""

from __future__ import annotations

from safar.consent import queries
from safar.plumbing.scope import acting_as
from tests.consent.ground import LEAVES, SIGNED, Story


def test_somebody_declares_is_asked_again_and_departs(story: Story) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    story.asked(traveller)
    story.leave(traveller)
    with acting_as(story.by):
        (line,) = queries.permits_of([traveller])[traveller]
    assert (line.id, line.state) == (permit, "used")


def test_what_is_missing_is_said_before_anybody_tries(story: Story) -> None:
    traveller = story.single()
    with acting_as(story.by):
        waits = queries.what_a_permit_waits_for([traveller], SIGNED)[traveller]
    codes = {refusal.code for refusal in waits}
    assert {"v1_no_declaration", "v3_no_session", "v6_not_screened_alone", "v13_advice"} <= codes
    assert all(refusal.sentence and "%(" not in refusal.sentence for refusal in waits)


def test_everything_on_file_is_one_history(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    story.asked(traveller)
    story.leave(traveller)
    with acting_as(story.by):
        kinds = [event.kind for event in queries.events_of([traveller])]
        journey = queries.journey_file([story.journey_id])[story.journey_id]
    assert kinds[0] == "traveller_added"
    assert kinds[-1] == "departed"
    assert {"session_held", "declaration_made", "permit_made", "asked_again", "step_acknowledged"} <= set(kinds)
    assert journey.travellers[0].departed_at == LEAVES
