"""My day and the lists: what they show, to whom, and that filters stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import AppointmentAsked, ContactOutcome, ForWhom, Purpose, TaskAsked
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter, Opened
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db

LISTS = ("my_day", "waiting", "leaving", "not_reached", "worklist", "offered")


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def to_do(counter: Counter, opened: Opened, words_of_it: str, days: int = -1) -> None:
    """Something to do about a case, due some days from now."""
    with acting_as(counter.counsellor) as by:
        asked = TaskAsked(
            "other", ForWhom.EMBASSY, {"what": words_of_it}, owner_id=by.user_id,
            due_at=counter.now + timedelta(days=days),
        )  # fmt: skip
        services.add_task(by=by, at=counter.now - timedelta(days=5), case_id=opened.id, asked=asked)


def meet(counter: Counter, opened: Opened, interpreter: str = "", language: str = "fa-af") -> None:
    """An appointment today."""
    with acting_as(counter.counsellor) as by:
        asked = AppointmentAsked(
            starts_at=counter.now.replace(hour=10, minute=15), minutes=45, purpose=Purpose.FIRST, language=language,
            place_kind="office", place="room 7", interpreter_needed=True, interpreter_name=interpreter,
            with_user_id=by.user_id,
        )  # fmt: skip
        services.book_appointment(by=by, at=counter.now - timedelta(days=2), case_id=opened.id, asked=asked)


def page_of(counter: Counter, name: str, **query: str) -> str:
    """A page of the desk, after following to remembered filters."""
    return words(counter.client.get(reverse(f"desk:{name}"), query, follow=True))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_empty_and_in_every_language(counter: Counter, name: str) -> None:
    counter.sit_down()
    answer = counter.client.get(reverse(f"desk:{name}"))
    assert answer.status_code == 200
    for language in ("en", "pt", "fa-af"):
        assert f'<button name="language" value="{language}"' in words(answer)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_opens_for_who_does_no_casework(counter: Counter, name: str) -> None:
    counter.sit_down("administrator")
    assert counter.client.get(reverse(f"desk:{name}")).status_code == 403


@pytest.mark.parametrize("name", [*LISTS, "overview", "home"])
def test_no_list_opens_for_nobody(counter: Counter, name: str) -> None:
    assert counter.client.get(reverse(f"desk:{name}")).status_code == 302


def test_my_day_has_appointments_then_what_is_due(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    meet(counter, opened)
    to_do(counter, opened, "Ask the consulate again")
    counter.sit_down()
    page = page_of(counter, "my_day")
    assert "room 7" in page
    assert "book one" in page
    assert page.index("room 7") < page.index("Ask the consulate again")


def test_my_day_can_show_only_what_has_no_interpreter(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    meet(counter, opened, interpreter="Interpreter 17")
    counter.sit_down()
    assert "Interpreter 17" in page_of(counter, "my_day")
    page = page_of(counter, "my_day", no_interpreter="1")
    assert "Interpreter 17" not in page
    assert "hidden by the filter" in page


def test_what_waits_says_for_whom_since_when_and_until_when(counter: Counter) -> None:
    to_do(counter, counter.enrolled("rita"), "Ask the consulate again")
    counter.sit_down()
    page = page_of(counter, "waiting")
    assert "the embassy" in page
    assert 'class="late"' in page
    assert "overdue" in page


def test_filters_stay_until_they_are_forgotten(counter: Counter) -> None:
    to_do(counter, counter.enrolled("rita"), "Ask the consulate again")
    counter.sit_down()
    assert "Ask the consulate again" not in page_of(counter, "waiting", for_whom="medical")
    assert "Ask the consulate again" not in page_of(counter, "waiting")
    assert "Ask the consulate again" in page_of(counter, "waiting", clear="1")


def test_a_filter_nobody_knows_is_left_out(counter: Counter) -> None:
    counter.enrolled("rita")
    counter.sit_down()
    page = page_of(counter, "worklist", stage="<script>", office="999999999999999999", sort="nothing")
    assert "Rita Lima" in page
    assert "<script>" not in page


def test_the_worklist_sorts_by_a_column(counter: Counter) -> None:
    counter.enrolled("rita")
    counter.open(counter.persons("paulo"))
    counter.sit_down()
    down = page_of(counter, "worklist", sort="-title")
    assert down.index("Rita Lima") < down.index("Paulo Lima")
    up = page_of(counter, "worklist", sort="title")
    assert up.index("Paulo Lima") < up.index("Rita Lima")
    assert 'aria-sort="ascending"' in up


def test_other_offices_see_none_of_it(counter: Counter, office_tehran: OfficeRef) -> None:
    opened = counter.enrolled("rita")
    meet(counter, opened)
    to_do(counter, opened, "Ask the consulate again")
    counter.sit_down("counsellor", office_tehran)
    for name in LISTS:
        assert "Rita Lima" not in page_of(counter, name), name


def test_v20_who_is_not_reached_is_listed_and_never_called_gone(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    with acting_as(counter.counsellor) as by:
        services.record_contact_attempt(
            by=by, at=counter.now, case_id=opened.id, channel="phone", outcome=ContactOutcome.NO_ANSWER
        )
    counter.sit_down()
    page = page_of(counter, "not_reached")
    assert "Rita Lima" in page
    assert "abscond" not in page.lower()


@pytest.mark.parametrize("name", ["worklist", "waiting"])
def test_a_longer_list_costs_no_more_questions(counter: Counter, name: str) -> None:
    to_do(counter, counter.enrolled("rita"), "one")
    counter.sit_down()
    page_of(counter, name)
    with CaptureQueriesContext(connection) as few:
        page_of(counter, name)
    for person in ("paulo", "rita", "paulo"):
        to_do(counter, counter.enrolled(person), "more")
    with CaptureQueriesContext(connection) as many:
        page_of(counter, name)
    assert len(many) <= len(few), [query["sql"][:120] for query in many]


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("counsellor", "desk:my_day"),
        ("protection_officer", "consent:screens"),
        ("movement_officer", "desk:leaving"),
        ("reintegration_officer", "desk:waiting"),
        ("programme_manager", "desk:overview"),
        ("data_protection_officer", "desk:worklist"),
        ("administrator", "accounts:staff"),
    ],
)
def test_each_role_begins_with_its_own_page(counter: Counter, role: str, page: str) -> None:
    counter.sit_down(role)
    answer = counter.client.get("/")
    assert answer["Location"] == reverse(page)
    assert counter.client.get(reverse(page)).status_code == 200


def test_my_day_is_the_day_of_the_office_and_not_of_greenwich(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    late = counter.now.replace(hour=22, minute=30)
    with acting_as(counter.counsellor) as by:
        asked = AppointmentAsked(
            starts_at=late, minutes=45, purpose=Purpose.FIRST, language="fa-af", place_kind="remote", place="call",
            with_user_id=by.user_id,
        )  # fmt: skip
        services.book_appointment(by=by, at=counter.now, case_id=opened.id, asked=asked)
        with timezone.override("Asia/Tehran"):
            assert not queries.my_day(by=by, day=late.date(), at=counter.now).appointments
            assert queries.my_day(by=by, day=late.date() + timedelta(days=1), at=counter.now).appointments
