"""What is typed is kept for its writer alone, replaces what was kept before, and goes after a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.plumbing.drafts import Draft, KeptDraft, draft_for, drop_draft, keep_draft
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

pytestmark = pytest.mark.django_db
ActorMaker = Callable[..., Actor]
NOON = datetime(2016, 5, 3, 12, tzinfo=UTC)
FORM = "counselling"


@pytest.fixture
def writer(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    return actor("counsellor", office_lisbon)


def _keep(by: Actor, subject: UUID, at: datetime = NOON, **answers: list[str]) -> None:
    with acting_as(by):
        keep_draft(by=by, at=at, form=FORM, subject=subject, answers=answers)


def _kept(by: Actor, subject: UUID, at: datetime = NOON) -> KeptDraft | None:
    with acting_as(by):
        return draft_for(by=by, at=at, form=FORM, subject=subject)


def test_a_draft_comes_back_as_the_initial_values_of_its_form(writer: Actor) -> None:
    subject = uuid4()
    _keep(writer, subject, motive=["family"], topics=["asylum", "withdrawal"])
    kept = _kept(writer, subject)
    assert kept is not None
    assert kept.initial == {"motive": "family", "topics": ["asylum", "withdrawal"]}


def test_a_draft_is_kept_without_the_characters_that_cannot_be(writer: Actor) -> None:
    subject = uuid4()
    _keep(writer, subject, motive=["fa\x00mi\ud800ly"])
    kept = _kept(writer, subject)
    assert kept is not None
    assert kept.answers == {"motive": ["family"]}


def test_a_later_draft_replaces_the_earlier(writer: Actor) -> None:
    subject = uuid4()
    _keep(writer, subject, motive=["a"])
    _keep(writer, subject, motive=["b"])
    kept = _kept(writer, subject)
    assert kept is not None
    assert kept.answers == {"motive": ["b"]}


def test_a_draft_is_dropped_when_its_form_is_saved(writer: Actor) -> None:
    subject = uuid4()
    _keep(writer, subject, motive=["a"])
    with acting_as(writer):
        drop_draft(by=writer, form=FORM, subject=subject)
    assert _kept(writer, subject) is None


def test_nobody_else_sees_a_draft_even_in_the_same_office(
    writer: Actor, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    subject = uuid4()
    _keep(writer, subject, motive=["a"])
    with acting_as(actor("counsellor", office_lisbon, 2)):
        assert not Draft.objects.filter(subject=subject).exists()


def test_nobody_writes_a_draft_in_anothers_name(writer: Actor, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    other = actor("counsellor", office_lisbon, 2)
    with acting_as(other), pytest.raises(DatabaseError), transaction.atomic():
        keep_draft(by=writer, at=NOON, form=FORM, subject=uuid4(), answers={})


def test_a_draft_older_than_a_week_is_gone_for_its_writer_and_from_the_table(
    writer: Actor, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    subject = uuid4()
    _keep(writer, subject, motive=["a"])
    later = NOON + timedelta(days=8)
    assert _kept(writer, subject, later) is None
    _keep(actor("counsellor", office_lisbon, 2), uuid4(), later)
    with acting_as(writer):
        assert not Draft.objects.filter(subject=subject).exists()


def test_the_sweep_cannot_be_used_to_drop_what_was_just_written(writer: Actor) -> None:
    subject, today = uuid4(), datetime.now(UTC)
    _keep(writer, subject, today, motive=["a"])
    _keep(writer, uuid4(), today + timedelta(days=400))
    assert _kept(writer, subject, today) is not None


def test_the_page_keeps_what_a_script_sends(client: Client, writer: Actor) -> None:
    subject = uuid4()
    client.force_login(User.objects.get(id=writer.user_id or 0))
    answer = client.post(f"/draft/{FORM}/{subject}", {"motive": "casa", "topics": ["a", "b"]})
    assert set(answer.json()) == {"saved_at"}
    kept = _kept(writer, subject, datetime.now(UTC))
    assert kept is not None
    assert kept.answers == {"motive": ["casa"], "topics": ["a", "b"]}


def test_a_draft_too_long_is_refused(client: Client, writer: Actor) -> None:
    client.force_login(User.objects.get(id=writer.user_id or 0))
    answer = client.post(f"/draft/{FORM}/{uuid4()}", {"motive": "x" * 300_000})
    assert answer.status_code == 400


def test_drafts_stand_under_row_level_security(owner: psycopg.Connection) -> None:
    row = owner.execute("SELECT relrowsecurity FROM pg_class WHERE relname = 'plumbing_draft'").fetchone()
    assert row == (True,)


def test_a_browser_that_sends_its_token_with_the_form_keeps_a_draft(writer: Actor) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get(id=writer.user_id or 0))
    subject = uuid4()
    browser.cookies["csrftoken"] = token = "a" * 32
    address = f"/draft/{FORM}/{subject}"
    kept = browser.post(address, {"motive": "family"}, headers={"X-CSRFToken": token})
    assert kept.status_code == 200
    assert browser.post(address, {"motive": "family"}).status_code == 403
