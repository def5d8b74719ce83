"""Today is the day on the office's wall: at half past midnight in Kabul it is tomorrow already by the world's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from safar.cases import services
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import LATER, CaseStory

pytestmark = pytest.mark.django_db
AFTER_MIDNIGHT_IN_KABUL = datetime.combine(LATER.date(), datetime.min.time(), UTC) + timedelta(hours=20)


@pytest.mark.parametrize(("clock", "refused"), [("Asia/Kabul", False), ("UTC", True)])
def test_what_is_handed_over_after_midnight_is_handed_over_today(story: CaseStory, clock: str, refused: bool) -> None:
    story.enrolled()
    story.until_left()
    story.arrive(story.by)
    line = next(one for one in story.file().enrolments[0].promises if one.line == "ticket")
    given: dict[str, Any] = {"due_item_id": line.id, "on": LATER.date() + timedelta(days=1), "receipt": "R1"}
    with timezone.override(clock), acting_as(story.by) as by:
        if refused:
            with pytest.raises(Refused):
                services.hand_over(by=by, at=AFTER_MIDNIGHT_IN_KABUL, **given)
        else:
            services.hand_over(by=by, at=AFTER_MIDNIGHT_IN_KABUL, **given)
