"""The pages on which two records are compared, judged, merged and parted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from safar.accounts.models import AccessEntry, User
from safar.accounts.types import OfficeRef
from safar.people import queries, services
from safar.people.types import NameGiven, PersonId
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW
from tests.people.merging import record_of

pytestmark = pytest.mark.django_db


def _sit(client: Client, by: Actor) -> None:
    client.force_login(User.objects.get(id=by.user_id or 0))


@pytest.fixture
def twins(counsellor: Actor) -> tuple[PersonId, PersonId]:
    """One person on two records in two scripts."""
    one = record_of(counsellor, NameGiven("فرید احمدی"), date(1980, 3, 4), "P1", residence_place="Herat")
    return one, record_of(counsellor, NameGiven("Farid Ahmadi"), date(1980, 4, 3), "P2", residence_place="Mashhad")


def test_from_a_report_by_hand_to_a_merge_and_back(
    client: Client, counsellor: Actor, actor: ActorMaker, office_lisbon: OfficeRef, twins: tuple[PersonId, PersonId]
) -> None:
    one, other = twins
    _sit(client, counsellor)
    assert "another record" in client.get(f"/people/{one}").content.decode()
    assert client.post(f"/people/{one}/twin", {"text": ""}).status_code == 200
    found = client.post(f"/people/{one}/twin", {"text": "Farid Ahmadi"}).content.decode()
    assert str(other) in found
    assert client.post(f"/people/{one}/twin", {"other": "nobody"}).status_code == 404
    with acting_as(counsellor):
        reported = client.post(f"/people/{one}/twin", {"other": str(other)})
        pair = queries.pairs_of([one])[0]
    assert reported.headers["Location"] == f"/people/duplicates/{pair.id}"
    queue = client.get("/people/duplicates").content.decode()
    assert "فرید احمدی" in queue
    assert "a colleague thinks" in queue
    page = client.get(f"/people/duplicates/{pair.id}").content.decode()
    assert "Herat" in page
    assert "Mashhad" in page
    assert "differs" in page
    assert client.post(f"/people/duplicates/{pair.id}", {"answer": ""}).status_code == 200
    said = client.post(f"/people/duplicates/{pair.id}", {"answer": "same", "note": "I know him"})
    assert said.headers["Location"] == "/people/duplicates"
    assert client.get(f"/people/duplicates/{pair.id}/merge").status_code == 403

    manager = actor("programme_manager", office_lisbon)
    _sit(client, manager)
    assert "فرید احمدی" in client.get("/people/duplicates?show=merge").content.decode()
    asked = client.get(f"/people/duplicates/{pair.id}/merge").content.decode()
    assert "Which record is kept?" in asked
    chosen = {"keep": "first", "birth": "second", "residence": "second"}
    missing = client.post(f"/people/duplicates/{pair.id}/merge", chosen)
    assert missing.status_code == 200
    with acting_as(manager):
        assert queries.merges_of(twins) == []
        names = {str(name.id): name.text for of_one in queries.names_in(twins).values() for name in of_one}
        latin = next(key for key, text in names.items() if text == "Farid Ahmadi")
    done = client.post(
        f"/people/duplicates/{pair.id}/merge", chosen | {"list_name": latin, "reason": "the same passport"}
    )
    kept, gone = pair.a_id, pair.b_id
    assert done.headers["Location"] == f"/people/{kept}"
    assert client.get(f"/people/{gone}").headers["Location"] == f"/people/{kept}"
    shown = client.get(f"/people/{kept}").content.decode()
    assert "Read together with" in shown
    assert "the same passport" in shown
    assert "Merged with another record" in client.get(f"/people/{kept}/history").content.decode()
    assert "No pair waits to be merged" in client.get("/people/duplicates?show=merge").content.decode()
    with acting_as(manager):
        merge = queries.merges_of([kept])[0]
    undo = f"/people/{kept}/merges/{merge.id}/undo"
    assert client.get(undo).status_code == 200
    assert client.post(undo, {"reason": ""}).status_code == 200
    assert client.post(undo, {"reason": "two brothers", "are_two": "on"}).status_code == 302
    assert client.get(undo).status_code == 404
    assert client.get(f"/people/{gone}").status_code == 200
    with acting_as(manager):
        assert queries.pairs_of([kept])[0].answer == "different"
    assert "parted on" in client.get(f"/people/{kept}").content.decode()


def test_d9_who_sees_one_of_them_finds_no_pair(
    client: Client, counsellor: Actor, stranger: Actor, twins: tuple[PersonId, PersonId]
) -> None:
    with acting_as(counsellor):
        services.report_pair(by=counsellor, at=NOW, one_id=twins[0], other_id=twins[1])
        pair = queries.pairs_of([twins[0]])[0]
    _sit(client, stranger)
    for address in ("", "/merge"):
        assert client.get(f"/people/duplicates/{pair.id}{address}").status_code in (403, 404)
    assert "No pair waits" in client.get("/people/duplicates").content.decode()
    assert client.post(f"/people/{twins[0]}/twin", {"other": str(twins[1])}).status_code == 404


def test_a_hidden_pair_is_its_own_protection_officers(
    client: Client, counsellor: Actor, actor: ActorMaker, office_lisbon: OfficeRef, twins: tuple[PersonId, PersonId]
) -> None:
    protection, colleague = actor("protection_officer", office_lisbon), actor("protection_officer", office_lisbon, 2)
    with acting_as(protection):
        services.restrict_person(by=protection, at=NOW, person_id=twins[0], restricted=True)
    _sit(client, counsellor)
    sent = client.post(f"/people/{twins[1]}/twin", {"other": str(twins[0])})
    assert sent.headers["Location"] == f"/people/{twins[1]}"
    assert "No pair waits" in client.get("/people/duplicates").content.decode()
    with acting_as(protection):
        pair = queries.pairs_of([twins[0]])[0]
    assert client.get(f"/people/duplicates/{pair.id}").status_code == 404
    _sit(client, protection)
    said = client.post(f"/people/duplicates/{pair.id}", {"answer": "same"})
    assert said.headers["Location"] == "/people/duplicates"
    _sit(client, colleague)
    assert "hidden" in client.get("/people/duplicates?show=second").content.decode()
    seen = client.post(f"/people/duplicates/{pair.id}", {"answer": "same"})
    assert seen.headers["Location"] == f"/people/duplicates/{pair.id}/merge"


def test_d12_comparing_two_records_is_written_down(
    client: Client, counsellor: Actor, actor: ActorMaker, office_lisbon: OfficeRef, twins: tuple[PersonId, PersonId]
) -> None:
    with acting_as(counsellor):
        services.report_pair(by=counsellor, at=NOW, one_id=twins[0], other_id=twins[1])
        pair = queries.pairs_of([twins[0]])[0]
    _sit(client, counsellor)
    client.get(f"/people/duplicates/{pair.id}")
    with acting_as(actor("data_protection_officer", office_lisbon)):
        read = AccessEntry.objects.filter(page="likely duplicate").values_list("subject_ids", flat=True)
        assert {one for ids in read for one in ids} == set(twins)


@pytest.mark.parametrize("role", ["movement_officer", "data_protection_officer", "administrator"])
def test_other_roles_judge_nobody(
    role: str, client: Client, actor: ActorMaker, office_lisbon: OfficeRef, twins: tuple[PersonId, PersonId]
) -> None:
    _sit(client, actor(role, office_lisbon))
    assert client.get("/people/duplicates").status_code == 403
    assert client.get(f"/people/{twins[0]}/twin").status_code in (403, 404)
