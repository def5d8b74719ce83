"""D5: what a guardian agreed to ends when the person comes of age, and somebody asks them themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.utils import timezone

from safar.cases import services
from safar.cases.models import Task
from safar.people.services import record_data_consent, withdraw_data_consent
from safar.people.types import ConsentGiven, Purpose
from safar.plumbing.scope import acting_as
from tests.cases.ground import CaseStory
from tests.consent.ground import GROWN

YEAR = timedelta(days=365)


@pytest.fixture
def guarded(story: CaseStory, owner: psycopg.Connection) -> tuple[UUID, datetime]:
    """Somebody for whom a guardian agreed, and the moment at which they are of age; today they are not quite yet."""
    story.enrolled((GROWN,))
    return story.people[0], timezone.now()


def agreed(story: CaseStory, person: UUID, purpose: Purpose, *, by_guardian: bool, when: datetime) -> UUID:
    """A consent as it was given."""
    given = ConsentGiven(
        when, "en", purpose, "TAP", by_guardian=by_guardian, guardian_name="Teresa Lobo" if by_guardian else "",
        assent="assents" if by_guardian else "",
    )  # fmt: skip
    with acting_as(story.by):
        return record_data_consent(by=story.by, at=timezone.now(), person_id=person, consent=given)


def tasks(story: CaseStory) -> list[Task]:
    """The tasks to ask somebody anew."""
    with acting_as(story.by):
        return list(Task.objects.filter(case_id=story.case_id, code="ask_consents_anew"))


def rounds(story: CaseStory, at: datetime) -> int:
    """The caretaker's round."""
    with acting_as(story.by):
        return services.ask_consents_anew(by=story.by, at=at)


def test_d5_who_came_of_age_is_asked_once_and_their_word_ends_the_task(
    story: CaseStory, guarded: tuple[UUID, datetime]
) -> None:
    person, now = guarded
    agreed(story, person, Purpose.CARRIER, by_guardian=True, when=now - YEAR)
    agreed(story, person, Purpose.PHOTOGRAPH, by_guardian=True, when=now - YEAR)
    assert rounds(story, now) == 1
    assert rounds(story, now) == 0, "once is enough"
    (task,) = tasks(story)
    assert task.params == {"n": 2}
    agreed(story, person, Purpose.CARRIER, by_guardian=False, when=now)
    assert tasks(story)[0].done_at is None, "one use of two is still to ask"
    agreed(story, person, Purpose.PHOTOGRAPH, by_guardian=False, when=now)
    assert (tasks(story)[0].done_at is not None, tasks(story)[0].outcome) == (True, "asked_again")


def test_d5_a_no_ends_the_task_too(story: CaseStory, guarded: tuple[UUID, datetime]) -> None:
    person, now = guarded
    row = agreed(story, person, Purpose.CARRIER, by_guardian=True, when=now - YEAR)
    assert rounds(story, now) == 1
    with acting_as(story.by):
        withdraw_data_consent(by=story.by, at=now, consent_id=row)
    assert tasks(story)[0].done_at is not None
    assert rounds(story, now) == 0


def test_d5_nobody_is_asked_who_is_a_child_or_spoke_themselves(
    story: CaseStory, guarded: tuple[UUID, datetime]
) -> None:
    person, now = guarded
    agreed(story, person, Purpose.CARRIER, by_guardian=False, when=now)
    agreed(story, person, Purpose.CARRIER, by_guardian=True, when=now - YEAR)
    assert rounds(story, now) == 0
    agreed(story, person, Purpose.PHOTOGRAPH, by_guardian=True, when=now - YEAR)
    with acting_as(story.by):
        assert rounds(story, datetime(1990, 1, 1, tzinfo=now.tzinfo)) == 0, "a child then"
    assert rounds(story, now) == 1
