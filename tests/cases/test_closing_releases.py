"""A way that ends without travel leaves nothing behind that could still take somebody along."""

from __future__ import annotations

from safar.cases import services
from safar.consent import queries as consent
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, LATER, CaseStory
from tests.consent.ground import GROWN


def _states(story: CaseStory) -> list[str]:
    with acting_as(story.by):
        travellers = [row.traveller_id for row in story.file().enrolments[0].rows if row.traveller_id is not None]
        lines = consent.permits_of(travellers)
        return sorted(line.state for traveller in travellers for line in lines.get(traveller, [])[:1])


def _until_ticket(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.until_ticket()


def test_v1_a_case_that_ends_without_travel_ends_its_permits_and_bookings(story: CaseStory) -> None:
    _until_ticket(story)
    story.itinerary()
    assert _states(story) == ["in_force", "in_force"]
    with acting_as(story.by):
        services.cancel_case(by=story.by, at=DECIDED, case_id=story.case_id, outcome="withdrew", reason="they stay")
    assert _states(story) == ["lapsed", "lapsed"]


def test_a_case_opened_again_lets_them_declare_again(story: CaseStory) -> None:
    _until_ticket(story)
    with acting_as(story.by):
        services.cancel_case(by=story.by, at=DECIDED, case_id=story.case_id, outcome="withdrew", reason="they stay")
        services.reopen_case(by=story.by, at=LATER, case_id=story.case_id, reason="they asked again")
        travellers = [row.traveller_id for row in story.file().enrolments[0].rows if row.traveller_id is not None]
        waits = consent.what_a_permit_waits_for(travellers, LATER)
    for traveller in travellers:
        assert "v1_not_going" not in {refusal.code for refusal in waits[traveller]}
