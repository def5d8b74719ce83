"""Whoever changed their mind is not asked again to travel, and holds nobody else up."""

from __future__ import annotations

import pytest

from safar.consent import services as consent
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, CaseStory, must
from tests.consent.ground import GROWN

pytestmark = pytest.mark.django_db


def test_v4_nothing_more_is_asked_of_whoever_does_not_go(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.until_ticket()
    story.itinerary()
    story.approve_amounts()
    must(story.move("ticket_issued", by=story.ground.movement, at=DECIDED))
    with acting_as(story.by) as by:
        consent.withdraw_declaration(
            by=by, at=DECIDED, traveller_id=story.travellers[1], channel="phone", said_at=DECIDED
        )
    goes, stays = (row.name for row in story.file().enrolments[0].rows)
    waiting = {(line.code, name) for line in story.file().enrolments[0].blockers for name in line.members}
    assert ("confirmed_before_travel", goes) in waiting
    assert {code for code, name in waiting if name == stays} == {"departed_or_struck"}
    told = next(line for line in story.file().enrolments[0].blockers if line.members == (stays,))
    assert "does not travel" in told.sentence
