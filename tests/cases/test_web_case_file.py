"""The case file: everything on one page for who may see it, and nothing for anybody else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safar.accounts.queries import readings_of
from safar.accounts.types import OfficeRef
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def test_the_case_file_shows_the_way_and_what_the_next_step_waits_for(counter: Counter) -> None:
    opened = counter.enrolled()
    counter.sit_down()
    page = words(counter.look("case", opened.id))
    for name in ("Rita Lima", "Paulo Lima", "Bia Lima"):
        assert name in page
    assert 'class="here' in page
    assert "What the next step waits for" in page
    assert "Someone changed their mind" in page
    assert reverse("consent:withdraw", args=[opened.party.journey]) in page


def test_each_blocker_names_the_page_that_clears_it(counter: Counter) -> None:
    opened = counter.enrolled()
    counter.go_on(opened, "begin_counselling")
    counter.sit_down()
    case = counter.case(opened.id)
    page = words(counter.look("case", opened.id))
    clearing = [gate.clear_with for gate in case.enrolments[0].blockers if gate.clear_with and gate.clear_with.id]
    assert clearing
    for clear in clearing:
        assert reverse(clear.url_name, args=[clear.id]) in page


def test_what_another_office_may_not_see_looks_like_nothing(counter: Counter, office_tehran: OfficeRef) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down("counsellor", office_tehran)
    hidden, absent = counter.look("case", opened.id), counter.look("case", uuid4())
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_a_role_without_casework_is_told_so(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down("administrator")
    assert counter.look("case", opened.id).status_code == 403


def test_nobody_is_asked_to_sign_in(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    answer = counter.look("case", opened.id)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize(("page", "name"), [("case", "case file"), ("case_print", "case print")])
def test_d12_reading_is_written_down(counter: Counter, page: str, name: str) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    counter.look(page, opened.id)
    officer = counter.actor("data_protection_officer", counter.office)
    with acting_as(officer):
        readings = readings_of([opened.party.persons["rita"]], counter.now)
    assert name in {reading.page for reading in readings}


def test_a_larger_family_costs_no_more_questions(counter: Counter) -> None:
    one, four = counter.enrolled("rita"), counter.enrolled("rita", "paulo", "bia", "caio")
    counter.sit_down()
    counter.look("case", one.id)
    with CaptureQueriesContext(connection) as few:
        counter.look("case", one.id)
    with CaptureQueriesContext(connection) as many:
        counter.look("case", four.id)
    assert len(many) <= len(few) + 1, [query["sql"][:120] for query in many]


def test_history_keeps_happened_and_recorded_apart(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.talk(opened.party, "rita", hours_ago=72)
    counter.sit_down()
    page = words(counter.look("history", opened.id))
    assert "Happened" in page
    assert "Written down" in page
    assert 'class="wait"' in page


@pytest.mark.parametrize("language", ["en", "pt", "fa-af"])
def test_the_case_file_reads_in_every_language(counter: Counter, language: str) -> None:
    opened = counter.declared("rita", "paulo", "bia")
    counter.sit_down()
    counter.client.post(reverse("accounts:language"), {"language": language, "next": "/"})
    answer = counter.look("case", opened.id)
    assert answer.status_code == 200
    assert f'lang="{language}"' in words(answer)
