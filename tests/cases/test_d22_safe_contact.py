"""D22: the safe ways to somebody stand where they are called, and a message left where none may be is looked after."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import psycopg
import pytest
from django.test import Client

from safar.accounts.models import User
from safar.cases import services
from safar.cases.types import ContactOutcome
from safar.people.services import set_safe_contact
from safar.people.types import Channel, ContactGiven
from safar.plumbing.scope import acting_as
from tests.cases.ground import CaseStory
from tests.conftest import ActorMaker
from tests.consent.ground import TALK

SAFE = ContactGiven(
    Channel.PHONE, "+351 912 345 678", hours="after eight in the evening", who_may_answer="her sister",
    neutral_words="the library is calling", may_leave_message=False,
)  # fmt: skip


def told(story: CaseStory, contact: ContactGiven = SAFE) -> UUID:
    """A safe way to the first person of the case."""
    with acting_as(story.by):
        return set_safe_contact(by=story.by, at=TALK, person_id=story.people[0], contact=contact)


def message(story: CaseStory, outcome: ContactOutcome = ContactOutcome.MESSAGE_LEFT) -> None:
    """Somebody tried, and this came of it."""
    with acting_as(story.by):
        services.record_contact_attempt(
            by=story.by, at=TALK, case_id=story.case_id, channel="phone", outcome=outcome, member_id=story.member_ids[0]
        )


def tasks(story: CaseStory) -> list[str]:
    """The open tasks about a message, by whom they wait for."""
    return [
        task.for_whom for task in story.file().tasks if task.code == "message_left_unsafely" and task.done_at is None
    ]


def test_d22_a_message_where_none_may_be_left_comes_to_protection(story: CaseStory) -> None:
    story.enrolled()
    told(story)
    message(story)
    assert tasks(story) == ["protection"]


def test_d22_with_no_safe_way_on_file_nothing_allows_a_message(story: CaseStory) -> None:
    story.enrolled()
    message(story)
    assert tasks(story) == ["protection"]


def test_d22_where_they_said_one_may_be_left_nothing_follows(story: CaseStory) -> None:
    story.enrolled()
    told(story, replace(SAFE, may_leave_message=True))
    message(story)
    message(story, ContactOutcome.NO_ANSWER)
    assert tasks(story) == []


def test_d22_taken_out_nobody_looks_after_it(story: CaseStory, owner: psycopg.Connection) -> None:
    story.enrolled()
    told(story)
    row = owner.execute("SELECT pg_get_functiondef('cases_message_allowed'::regproc)").fetchone()
    assert row is not None
    owner.execute(
        "CREATE OR REPLACE FUNCTION cases_message_allowed(of_case uuid, of_member uuid) RETURNS boolean LANGUAGE sql"
        " STABLE AS 'SELECT true'"
    )
    try:
        message(story)
        assert tasks(story) == [], "taken out, somebody still looked after it"
    finally:
        owner.execute(row[0])


@pytest.mark.parametrize("page", ["contact", "task"])
def test_d22_the_safe_ways_stand_beside_the_form(page: str, story: CaseStory) -> None:
    story.enrolled()
    told(story)
    message(story)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(id=story.by.user_id or 0))
    task = next(task for task in story.file().tasks if task.code == "message_left_unsafely")
    address = {"contact": "contact", "task": f"tasks/{task.id}/done"}[page]
    said = client.get(f"/cases/{story.case_id}/{address}").content.decode()
    for words in ("after eight in the evening", "her sister", "the library is calling", "never leave one"):
        assert words in said
    assert "912 345 678" not in said, "the number itself is opened and logged elsewhere"


def test_d22_who_recorded_it_is_warned(story: CaseStory, actor: ActorMaker) -> None:
    story.enrolled()
    told(story)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(id=story.by.user_id or 0))
    said = client.post(
        f"/cases/{story.case_id}/contact",
        {
            "member": str(story.member_ids[0]), "tried_at_0": "01/06/2016", "tried_at_1": "10:00", "channel": "phone",
            "outcome": "message_left",
        },
        follow=True,
    )  # fmt: skip
    assert "A protection officer looks after it" in said.content.decode()
