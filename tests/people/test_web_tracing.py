"""The pages of family tracing, and what a child says to a guardian's consent."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.people.queries import data_consents_of, tracings_of
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.test_tracing import registered

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 5, 2, 9, tzinfo=UTC)


def _sit(client: Client, by: Actor) -> None:
    client.force_login(User.objects.get(id=by.user_id or 0))


def test_a_search_from_the_wish_to_the_two_answers(
    client: Client, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    here, there = actor("counsellor", office_lisbon), actor("counsellor", office_tehran)
    boy, mother = registered(here, "Davi Rahimi", date(2003, 1, 1)), registered(there, "Maryam Rahimi")
    _sit(client, here)
    empty = client.post(f"/people/{boy}/tracing/add", {"name": "", "relation": "mother"})
    assert empty.status_code == 200
    sent = {"name": "Maryam Rahimi", "relation": "mother", "birth": "1975", "last_known": "Herat"}
    assert client.post(f"/people/{boy}/tracing/add", sent).status_code == 302
    with acting_as(here):
        (search,) = tracings_of([boy])
    assert b"no answer yet" in client.get("/people/tracing").content
    tried = {"tried_on": "2016-05-01", "way": "The Red Cross"}
    assert client.post(f"/people/{boy}/tracing/{search.id}/attempt", tried).status_code == 302
    assert client.get(f"/people/{mother}/tracing/{search.id}/answer").status_code == 404
    _sit(client, there)
    page = client.get("/people/tracing").content.decode()
    assert "Maryam Rahimi" in page
    assert "Davi" not in page
    assert client.post(f"/people/{mother}/tracing/{search.id}/answer", {"agrees": "yes"}).status_code == 302
    assert "Davi Rahimi" in client.get("/people/tracing").content.decode()
    _sit(client, here)
    assert "found, and agrees" in client.get("/people/tracing").content.decode()
    assert client.post(f"/people/{boy}/tracing/{search.id}/close", {"because": "found"}).status_code == 302
    _sit(client, actor("movement_officer", office_lisbon))
    assert client.get("/people/tracing").status_code == 403


def test_d5_the_child_is_asked_too(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    here = actor("counsellor", office_lisbon)
    child = registered(here, "Sara Karimi", date(2012, 1, 1))
    _sit(client, here)
    sent = {"purpose": "carrier", "recipient": "TAP", "language": "pt", "by_guardian": "on", "agreed": "on"}
    assert "Ask the child too" in client.post(f"/people/{child}/consents/add", sent).content.decode()
    sent |= {"guardian_name": "Teresa Lobo", "assent": "assents"}
    assert client.post(f"/people/{child}/consents/add", sent).status_code == 302
    with acting_as(here):
        (fact,) = [one for one in data_consents_of([child])[child] if one.by_guardian]
    assert (fact.guardian_name, fact.assent) == ("Teresa Lobo", "assents")
