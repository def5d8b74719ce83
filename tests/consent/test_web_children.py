"""The child's page: what is still missing, each thing on a page of its own, and nobody feared is ever offered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from safar.accounts.types import OfficeRef
from safar.consent import queries
from safar.people.services import raise_concern, relate_people
from safar.people.types import RelationKind
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.desk import Desk, Party, moment_answers, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Desk:
    """A desk in Lisbon."""
    return Desk(client, actor, office_lisbon)


def boy(desk: Desk) -> Party:
    """A boy of twelve, alone."""
    return desk.party({"davi": desk.person("Davi Sá", "Davi Sa", date(desk.now.year - 12, 1, 2))})


def _send(desk: Desk, party: Party, item: str, **answers: str) -> int:
    sent = {f"{item}-{name}": value for name, value in answers.items()}
    response = desk.client.post(f"/free-will/{party['davi']}/child/{item}", {"act": item, **sent})
    assert response.status_code in (302, 422), words(response)
    return response.status_code


def _day(desk: Desk, ago: int) -> str:
    return (desk.now - timedelta(days=ago)).date().isoformat()


def test_v9_from_an_empty_list_to_a_permit_and_every_step_on_a_page(desk: Desk) -> None:
    party = boy(desk)
    desk.sit_down()
    page = words(desk.get("child", party["davi"]))
    assert "What is still missing for" in page
    assert "No best-interest decision stands" in page
    an_hour_ago = desk.now - timedelta(hours=1)
    heard = moment_answers("heard_at", an_hour_ago)
    assert (
        _send(desk, party, "view", **heard, heard_by="Ana Reis", alone="on", fits_age="on", wish="wants_to_return")
        == 302
    )
    assert (
        _send(
            desk, party, "guardian", kind="court", guardian_name="Teresa Lobo", proof="17/2016", from_on=_day(desk, 30)
        )
        == 302
    )
    with acting_as(desk.counsellor):
        from safar.people.queries import guardians_of

        (guardian,) = guardians_of([party.persons["davi"]])[party.persons["davi"]]
    said = moment_answers("said_at", an_hour_ago)
    assert _send(desk, party, "agreed", guardianship=str(guardian.id), agrees="yes", **said) == 422, "a yes is on paper"
    assert _send(desk, party, "agreed", guardianship=str(guardian.id), agrees="yes", paper="letter", **said) == 302
    assert desk.client.get(f"/free-will/{party['davi']}/child/verification").status_code == 404, "there is no carer yet"
    assert _send(desk, party, "carer", name="Dona Rosa", place="Goiânia") == 302
    assert _send(desk, party, "verification", verified_on=_day(desk, 0), verified_by="Caritas", suitable="yes") == 302
    assert _send(desk, party, "acceptance", answer="until_majority", **moment_answers("said_at", an_hour_ago)) == 302
    assert _send(desk, party, "pick-up", confirmed="yes", place="Goiânia", **said) == 302
    assert _send(desk, party, "escort", name="Luís Pinto") == 302
    assert desk.client.get(f"/free-will/{party['davi']}/child/decision").status_code == 403
    desk.sit_down("protection_officer")
    panel = "Ana Reis, child protection\nRui Alves, the office"
    assert _send(desk, party, "decision", decided_on=_day(desk, 0), outcome="return", panel=panel, paper="BID 1") == 302
    page = words(desk.get("child", party["davi"]))
    assert "everything the child needs is there" in page
    assert "Rui Alves, the office" in page
    with acting_as(desk.counsellor):
        assert queries.what_children_miss([party["davi"]], timezone.now()) == {party["davi"]: []}


def test_v9_the_list_of_children_by_missing_item(desk: Desk) -> None:
    boy(desk)
    desk.sit_down("protection_officer")
    page = words(desk.client.get("/children"))
    assert "Davi Sá" in page
    assert "Nobody is named who travels with the child" in page
    assert "Davi Sá" in words(desk.client.get("/children?missing=carer"))
    assert "Davi Sá" not in words(desk.client.get("/children?missing=acceptance"))
    desk.sit_down("movement_officer")
    assert desk.client.get("/children").status_code == 403


def test_v16_who_is_feared_is_offered_nowhere(desk: Desk) -> None:
    party = boy(desk)
    father = desk.person("Tarek Mau", "Tarek Mau", date(1975, 1, 1))
    with acting_as(desk.counsellor):
        relation = relate_people(
            by=desk.counsellor, at=desk.now, person_id=father, other_id=party.persons["davi"], kind=RelationKind.PARENT,
            parental_responsibility=True,
        )  # fmt: skip
    desk.sit_down()
    pages = [f"/free-will/{party['davi']}/child/{item}" for item in ("guardian", "carer", "escort", "search")]
    assert all("Tarek Mau" in words(desk.client.get(page)) for page in pages)
    with acting_as(desk.counsellor):
        raise_concern(by=desk.counsellor, at=desk.now, relation_id=relation, note="He hit the boy.")
    assert not any("Tarek Mau" in words(desk.client.get(page)) for page in pages)
    assert _send(desk, party, "carer", name="Tarek Mau", place="Goiânia") == 422
    assert "no contact" in words(
        desk.client.post(pages[1], {"act": "carer", "carer-name": "tarek mau", "carer-place": "Recife"})
    )


def test_d9_a_stranger_finds_no_child(desk: Desk, office_tehran: OfficeRef) -> None:
    party = boy(desk)
    desk.sit_down("counsellor", office_tehran)
    assert desk.client.get(f"/free-will/{party['davi']}/child/carer").status_code == 404
    assert desk.client.get(f"/free-will/{party['davi']}/child").status_code == 404
    assert "Davi" not in words(desk.client.get("/children"))


def test_v16_a_best_interest_decision_is_no_word_of_a_parent_and_an_old_one_is_still_read() -> None:
    from safar.consent.web import words
    from safar.consent.web.forms.declaration import ParentalConsentForm

    offered = dict(ParentalConsentForm(givers=[]).fields["kind"].choices)  # type: ignore[attr-defined]
    assert "best_interest_decision" not in offered
    assert "court_decision" in offered
    assert words.CONSENT_KINDS["best_interest_decision"]
