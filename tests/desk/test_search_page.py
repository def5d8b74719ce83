"""The search box: any script, a reason for each, a reference leads to its case, and nothing in the address."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
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


def look_for(counter: Counter, text: str) -> str:
    """What the search page says."""
    return words(counter.client.post(reverse("search"), {"q": text}))


@pytest.mark.parametrize("text", ["محمد احمدی", "Mohammad Ahmadi", "Muhammad Ahmady"])
def test_a_name_is_found_in_any_script(counter: Counter, text: str) -> None:
    counter.person("محمد احمدی", "Mohammad Ahmadi", date(1985, 5, 2))
    counter.sit_down()
    page = look_for(counter, text)
    assert "محمد احمدی" in page
    assert "the same name" in page or "a name that sounds alike" in page


def test_a_case_reference_leads_to_its_case(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    answer = counter.client.post(reverse("search"), {"q": counter.case(opened.id).reference.lower()})
    assert answer["Location"] == reverse("cases:case", args=[opened.id])


def test_d9_what_another_office_has_is_not_found(counter: Counter, office_tehran: OfficeRef) -> None:
    opened = counter.enrolled("rita")
    reference = counter.case(opened.id).reference
    counter.sit_down("counsellor", office_tehran)
    assert "Nobody was found" in look_for(counter, "Rita Lima")
    assert "Nobody was found" in look_for(counter, reference)


def test_d12_what_was_found_is_written_down(counter: Counter) -> None:
    person = counter.person("Rita Lima", "", date(1988, 7, 1))
    counter.sit_down()
    look_for(counter, "Rita Lima")
    with acting_as(counter.actor("data_protection_officer", counter.office)):
        assert "search" in {reading.page for reading in readings_of([person], counter.now)}


def test_what_is_looked_for_never_stands_in_an_address(counter: Counter) -> None:
    counter.sit_down()
    counter.person("Rita Lima", "", date(1988, 7, 1))
    page = words(counter.client.get(reverse("search"), {"q": "Rita"}))
    assert "Rita Lima" not in page
    assert 'method="get"' not in page


def test_an_invisible_character_is_told_of(counter: Counter) -> None:
    counter.sit_down()
    assert "invisible character" in look_for(counter, "Ri\u202eta")


def test_a_persons_page_shows_their_cases_and_opens_one(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    person = opened.party.persons["rita"]
    page = words(counter.client.get(reverse("people:person", args=[person])))
    assert reverse("cases:case", args=[opened.id]) in page
    assert reverse("cases:open", args=[person]) in page


def test_nothing_written_is_said(counter: Counter) -> None:
    counter.sit_down()
    assert "Nothing was written" in look_for(counter, "  ")


LINES = "P<AFGAHMADI<<MOHAMMAD<<<<<<<<<<<<<<<<<<<<<<<\nP012345673AFG8505028M3001019<<<<<<<<<<<<<<02"


def test_the_form_finds_by_name_father_and_birth_and_says_why(counter: Counter) -> None:
    person = counter.person("محمد احمدی", "", date(1985, 5, 2))
    counter.person("محمد احمدی", "", date(1950, 1, 1))
    counter.sit_down()
    answer = counter.client.post(reverse("search"), {"name": "Mohamad Ahmady", "born": "1986"})
    page = words(answer)
    assert str(person) in page
    assert "born within a year" in page
    assert "Lisbon" in page


def test_the_lines_of_a_passport_are_read_and_looked_for_at_once(counter: Counter) -> None:
    person = counter.person("محمد احمدی", "Mohammad Ahmadi", date(1985, 5, 2))
    counter.sit_down()
    page = words(counter.client.post(reverse("search"), {"lines": LINES}))
    assert str(person) in page
    assert "check digit" not in page


def test_a_wrong_check_digit_is_explained_and_the_name_still_looked_for(counter: Counter) -> None:
    person = counter.person("محمد احمدی", "Mohammad Ahmadi", date(1985, 5, 2))
    counter.sit_down()
    page = words(counter.client.post(reverse("search"), {"lines": LINES.replace("8505028", "8505038")}))
    assert "The check digit of the date of birth is 8; this date gives 9." in page
    assert str(person) in page


@pytest.mark.parametrize("lines", ["P<AFG", "<<<<", "محمد", "1" * 88, "P<" * 200])
def test_what_is_no_passport_is_answered_with_a_sentence_and_stays(counter: Counter, lines: str) -> None:
    counter.sit_down()
    answer = counter.client.post(reverse("search"), {"lines": lines, "name": "Rita"})
    assert answer.status_code == 200
    assert "needs a look" in words(answer)
    assert 'value="Rita"' in words(answer)


@pytest.mark.parametrize("field", ["born", "place", "sex"])
def test_what_belongs_to_thousands_finds_nobody_by_itself(counter: Counter, field: str) -> None:
    counter.person("Rita Lima", "", date(1988, 7, 1))
    counter.sit_down()
    page = words(counter.client.post(reverse("search"), {field: {"born": "1988", "sex": "female"}.get(field, "Porto")}))
    assert "Write a name or a number too" in page
    assert "Rita Lima" not in page


def test_a_birth_that_cannot_be_read_loses_nothing(counter: Counter) -> None:
    counter.sit_down()
    page = words(counter.client.post(reverse("search"), {"name": "Rita", "born": "31/02/1986"}))
    assert "has no day 31" in page
    assert 'value="31/02/1986"' in page


def test_nobody_found_leads_on(counter: Counter) -> None:
    counter.sit_down()
    page = words(counter.client.post(reverse("search"), {"q": "Zyxwv Qrstu"}))
    assert "Nobody was found" in page
    for way in ("people:register", "people:tracing"):
        assert reverse(way) in page


def test_who_may_not_register_is_not_led_there(counter: Counter) -> None:
    counter.sit_down("movement_officer")
    page = words(counter.client.post(reverse("search"), {"q": "Zyxwv Qrstu"}))
    assert "Nobody was found" in page
    assert reverse("people:register") not in page
