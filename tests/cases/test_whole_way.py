"""The whole way by services: from first contact to a closed case."""

from __future__ import annotations

from safar.cases import services
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, LATER, LEAVES, CaseStory, must


def test_a_single_man_goes_home_from_lisbon(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    movement = story.ground.movement
    must(story.move("ticket_issued", by=movement, at=LEAVES))
    must(story.depart())
    must(story.move("leave", by=movement, at=LEAVES))
    assert story.file().enrolments[0].rows[0].stage == "arrival"
