"""The pages of movements: who may open them, what they refuse in a sentence, and that the airport needs no script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from safar.accounts.models import Office, User
from safar.movements.models import Report
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import GROWN, LEAVES
from tests.movements.ground import DayStory


def signed_in(by: Actor) -> Client:
    """A browser in which this colleague is signed in."""
    client = Client()
    client.force_login(
        User.objects.get(id=by.user_id or 0), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def morning(day: DayStory, monkeypatch: pytest.MonkeyPatch) -> DayStory:
    """The morning of the departure, by every clock of the pages."""
    day.ready([GROWN, GROWN.replace(year=1985)])
    Office.objects.filter(id=day.by.office_id or 0).update(telephone="+351 900 000 100")
    monkeypatch.setattr(timezone, "now", lambda: LEAVES)
    return day


def test_the_airport_by_plain_forms(morning: DayStory) -> None:
    phone = signed_in(morning.assistant)
    page = phone.get("/today/")
    assert page.status_code == 200
    assert page.headers["X-Safar-Until"].startswith("2016-05-25T05:00")
    text = page.content.decode()
    assert 'href="tel:+351900000100"' in text
    assert morning.file().reference not in text
    leg = str(morning.leg().id)
    entry = {"id": str(uuid4()), "leg": leg, "kind": "asked", "value": "yes", "alone": "1"}
    for _twice in range(2):
        assert phone.post("/today/report", entry).status_code == 302
    with acting_as(morning.by):
        assert Report.objects.count() == 1
    for wrong in ({"kind": "nonsense"}, {"value": "perhaps"}, {"id": "x"}, {"leg": "x"}, {"stated_at": "tomorrow"}):
        answer = phone.post("/today/report", {**entry, "id": str(uuid4()), **wrong}, follow=True)
        assert answer.status_code == 200
        assert "notice warning" in answer.content.decode()


def test_the_airport_by_what_a_phone_kept(morning: DayStory) -> None:
    phone = signed_in(morning.assistant)
    assert phone.get("/today/token").json()["user"] == morning.assistant.user_id
    assert phone.get("/today/worker.js").headers["Content-Type"].startswith("text/javascript")
    leg = str(morning.leg().id)
    kept: list[Any] = [
        {"id": str(uuid4()), "leg": leg, "kind": "papers", "value": "handed", "stated_at": "2016-05-24T08:10:00.000Z"},
        {"id": str(uuid4()), "leg": leg, "kind": "cash", "amount": "٥٠", "currency": "EUR", "receipt": "R1"},
        {"id": str(uuid4()), "leg": str(uuid4()), "kind": "boarded"},
        {"id": "x", "kind": 5},
        "nonsense",
    ]
    answer = phone.post("/today/entries", json.dumps({"entries": kept}), content_type="application/json").json()
    by_id = {one["id"]: one for one in answer["taken"]}
    assert [by_id[one["id"]]["kept"] for one in kept[:3]] == [True, True, False]
    assert by_id[kept[2]["id"]]["sentence"]
    for broken in ("", "[]", '{"entries": 4}', json.dumps({"entries": [1] * 400})):
        assert phone.post("/today/entries", broken, content_type="application/json").status_code == 400


def test_who_may_open_which_page(morning: DayStory) -> None:
    leg, case = morning.leg().id, morning.case_id
    desk = [
        "/movements/departures", "/movements/under-way", "/movements/not-travelled", "/movements/incidents",
        f"/movements/legs/{leg}", f"/movements/cases/{case}", f"/movements/legs/{leg}/outcome",
        f"/movements/legs/{leg}/delay", f"/movements/legs/{leg}/wish", f"/movements/cases/{case}/plan",
        "/movements/stations",
    ]  # fmt: skip
    officer, assistant = signed_in(morning.ground.movement), signed_in(morning.assistant)
    stranger = signed_in(morning.ground.stranger)
    for address in desk:
        assert officer.get(address).status_code == 200, address
        assert assistant.get(address).status_code in (403, 404), address
    for address in desk[4:6]:
        assert stranger.get(address).status_code == 404, address
    assert signed_in(morning.by).get("/today/").status_code == 403
    assert Client().get("/today/").status_code == 302


def test_what_happened_is_written_down_and_what_was_typed_is_kept(morning: DayStory) -> None:
    officer, leg = signed_in(morning.ground.movement), morning.leg().id
    wrong = {"state": "ill", "was": "planned", "stated_at_0": "99/99/9999", "stated_at_1": "10:00", "reason": "Fever."}
    answer = officer.post(f"/movements/legs/{leg}/outcome", wrong)
    assert answer.status_code == 200
    assert "Fever." in answer.content.decode()
    good = {**wrong, "stated_at_0": "24/05/2016", "stated_at_1": "08:30"}
    assert officer.post(f"/movements/legs/{leg}/outcome", good).status_code == 302
    assert morning.state() == "ill"
    stale = officer.post(f"/movements/legs/{leg}/outcome", {**good, "state": "late"})
    assert "meanwhile" in stale.content.decode()
    page = officer.get(f"/movements/legs/{leg}").content.decode()
    assert "Fever." in page
    delay = {"leaves_at_0": "24/05/2016", "leaves_at_1": "23:00", "everybody": "on", "reason": "Fog"}
    assert officer.post(f"/movements/legs/{morning.leg(1).id}/delay", delay).status_code == 302
    assert "Owed while they wait" in officer.get(f"/movements/legs/{morning.leg(1).id}").content.decode()


def test_without_the_module_the_program_runs() -> None:
    """Taken out of `config/modules.py`, its pages are gone and every other page still has its address."""
    code = (
        "import safar.config.modules as m; m.MODULES.clear()\n"
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('check', fail_level='ERROR')\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "from safar.cases.services import rounds\n"
        "assert rounds() == (); reverse('desk:leaving')\n"
        "try:\n    reverse('movements:today')\nexcept NoReverseMatch:\n    print('runs')\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "safar.config.settings"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert "runs" in done.stdout, done.stderr


@pytest.mark.parametrize("births", [[GROWN], [GROWN, GROWN.replace(year=1985)]])
def test_a_wish_to_travel_apart_is_offered_to_who_has_company(
    day: DayStory, births: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    day.ready(births)
    monkeypatch.setattr(timezone, "now", lambda: LEAVES)
    leg = day.leg().id
    page = signed_in(day.ground.movement).get(f"/movements/legs/{leg}")
    assert page.status_code == 200
    assert (f"{leg}/wish" in page.content.decode()) == (len(births) > 1)
