"""The manager's overview, and what it never shows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from tests.cases.counter import Counter
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def test_the_manager_sees_stuck_stages_places_and_workload(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down("programme_manager")
    page = words(counter.client.get(reverse("desk:overview")))
    for heading in ("Risks today", "Where people are stuck", "Approvals", "Places left", "Workload"):
        assert heading in page
    assert counter.counsellor.name in page
    assert counter.case(opened.id).reference in page
    assert "59 of 60 people" in page


def test_v12_nobody_is_measured_by_departures(counter: Counter) -> None:
    counter.enrolled("rita")
    counter.sit_down("programme_manager")
    page = words(counter.client.get(reverse("desk:overview")))
    workload = page[page.index('id="workload"') :]
    heads = workload[workload.index("<thead>") : workload.index("</thead>")].lower()
    assert "depart" not in heads
    assert "return" not in heads


@pytest.mark.parametrize("role", ["counsellor", "protection_officer", "data_protection_officer", "administrator"])
def test_the_overview_is_the_managers(counter: Counter, role: str) -> None:
    counter.sit_down(role)
    assert counter.client.get(reverse("desk:overview")).status_code == 403
