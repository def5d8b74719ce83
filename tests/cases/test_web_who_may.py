"""Every page of a case: open to the right role in the right office, and to nobody else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.permissions import REACH_NO_FILES
from safar.accounts.queries import may
from safar.accounts.types import OfficeRef, Role
from tests.cases.counter import Counter
from tests.conftest import ActorMaker

pytestmark = pytest.mark.django_db

PAGES = {
    "case": "cases.read",
    "case_print": "cases.read",
    "history": "cases.read",
    "amounts": "cases.read",
    "enrol": "cases.open",
    "eligibility": "cases.open",
    "decision": "cases.decide",
    "add_member": "cases.change_members",
    "birth": "cases.change_members",
    "death": "cases.change_members",
    "stays": "cases.change_members",
    "split": "cases.change_members",
    "marriage": "cases.change_members",
    "separation": "cases.change_members",
    "birth_on_the_way": "cases.change_members",
    "missing": "cases.change_members",
    "found": "cases.change_members",
    "merge": "cases.change_members",
    "changes": "cases.read",
    "tell_to_save_life": "cases.tell_to_save_life",
    "hold": "cases.hold",
    "resume": "cases.hold",
    "cancel": "cases.close",
    "close": "cases.close",
    "reopen": "cases.close",
    "offer": "cases.transfer",
    "withdraw_offer": "cases.transfer",
    "answer_offer": "cases.transfer",
    "assign": "cases.transfer",
    "travel_document": "cases.documents",
    "itinerary": "cases.documents",
    "departure": "consent.depart",
    "not_travelled": "consent.depart",
    "destination": "cases.change_members",
    "arrival": "consent.arrive",
    "book": "cases.appoint",
    "add_task": "cases.tasks",
    "add_note": "cases.note",
    "add_file": "cases.note",
    "contact": "cases.note",
}


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def test_every_page_opens_for_exactly_the_roles_that_may(counter: Counter) -> None:
    case_id = counter.enrolled("rita").id
    for role in Role.values:
        by = counter.sit_down(role)
        for page, permission in PAGES.items():
            expected = 200 if may(by, permission) and role not in REACH_NO_FILES else 403
            assert counter.look(page, case_id).status_code == expected, (role, page)


def test_every_page_is_absent_for_another_office(counter: Counter, office_tehran: OfficeRef) -> None:
    case_id = counter.enrolled("rita").id
    for role in ("counsellor", "programme_manager"):
        by = counter.sit_down(role, office_tehran)
        for page, permission in PAGES.items():
            if may(by, permission):
                hidden, absent = counter.look(page, case_id), counter.look(page, uuid4())
                assert hidden.status_code == 404, (role, page)
                assert hidden.content == absent.content, (role, page)


def test_every_page_asks_nobody_to_sign_in(counter: Counter) -> None:
    case_id = counter.enrolled("rita").id
    for page in PAGES:
        answer = counter.look(page, case_id)
        assert answer.status_code == 302, page
        assert answer["Location"].startswith(reverse("account_login")), page


def test_pressing_without_the_role_changes_nothing(counter: Counter) -> None:
    case_id = counter.enrolled("rita").id
    counter.sit_down("movement_officer")
    assert counter.send("hold", case_id, reason="wait").status_code == 403
    assert counter.case(case_id).status == "open"


def test_what_belongs_to_another_case_is_absent(counter: Counter) -> None:
    one, other = counter.enrolled("rita"), counter.enrolled("paulo")
    counter.sit_down()
    own = reverse("cases:move", args=[one.id, one.enrolment, "begin_counselling"])
    assert counter.client.get(own).status_code == 200
    foreign = reverse("cases:move", args=[one.id, other.enrolment, "begin_counselling"])
    assert counter.client.get(foreign).status_code == 404
    assert counter.look("complete_task", one.id, uuid4()).status_code == 404
    assert counter.look("refusal_letter", one.id, uuid4()).status_code == 404
    assert counter.look("file", one.id, uuid4()).status_code == 404
