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
    assert "the name is written so" in page or "sounds or begins" in page


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
    look_for(counter, "Rita")
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
