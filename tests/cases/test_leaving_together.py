"""A family leaves in one go, whoever stands first on the list."""

from __future__ import annotations

from safar.cases.models import Member
from safar.plumbing.scope import acting_as
from tests.cases.ground import CaseStory
from tests.consent.ground import GROWN, SMALL


def test_v9_a_child_listed_before_its_parents_leaves_with_them(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN, SMALL])
    story.until_ticket()
    with acting_as(story.by):
        for place, member_id in enumerate(reversed(story.member_ids)):
            Member.objects.filter(id=member_id).update(position=place)
    story.itinerary()
    assert [outcome.reasons for outcome in story.depart().outcomes] == [(), (), ()]
