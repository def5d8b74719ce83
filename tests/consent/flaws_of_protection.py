"""Single flaws of protection: time to recover (V6), capacity for one decision and support (V8)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from safar.consent import services
from safar.consent.types import CapacityFinding, ScreenAnswers
from safar.plumbing.scope import acting_as
from tests.consent.flaws import Wanted, _wanted, clear, flaw
from tests.consent.ground import SIGNED, TALK, Story


@flaw("v6", "v6_recovery_time")
def perhaps_trafficked(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(trafficking_signs=True)})
    clear(story, traveller, TALK + timedelta(hours=5))
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v8", "v8_support")
def can_decide_with_support_that_nobody_gave(story: Story) -> Wanted:
    traveller = story.single()
    settle(story, doubt(story, traveller), CapacityFinding(result="with_support"))
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v8", "v8_finding_ended")
def found_able_until_yesterday(story: Story) -> Wanted:
    traveller = story.single()
    finding = CapacityFinding(result="can", valid_until=(SIGNED - timedelta(days=1)).date())
    settle(story, doubt(story, traveller), finding)
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


def doubt(story: Story, traveller: UUID, about: str = "return") -> UUID:
    """A counsellor doubts that the person can take a decision."""
    with acting_as(story.by):
        return services.record_capacity_doubt(
            by=story.by, at=TALK, traveller_id=traveller, raised_on=TALK.date(), source="the counsellor", about=about
        )


def settle(story: Story, doubt_id: UUID, finding: CapacityFinding) -> None:
    """A psychologist finds something about it on the same day."""
    with acting_as(story.by):
        services.settle_capacity_doubt(
            by=story.by, at=TALK, doubt_id=doubt_id, settled_by="assessment", settler_kind="psychologist",
            settled_on=TALK.date(), can_decide=finding.result != "cannot", finding=finding,
        )  # fmt: skip
