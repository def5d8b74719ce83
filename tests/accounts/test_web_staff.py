"""The administrator's pages: accounts are made, posted, reset and closed there, and nobody else enters."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safar.accounts import queries
from safar.accounts.models import User
from safar.accounts.types import OfficeRef, Role
from safar.plumbing.types import Actor

pytestmark = pytest.mark.django_db
ActorMaker = Callable[..., Actor]
PAGES = ["/staff", "/staff/add", "/offices", "/offices/add"]


def _account(of: Actor) -> User:
    assert of.user_id is not None
    return User.objects.get(id=of.user_id)


def _sign_in(client: Client, by: Actor) -> Client:
    client.force_login(_account(by))
    return client


@pytest.fixture
def administrator(client: Client, actor: ActorMaker, organisation: OfficeRef) -> Client:
    return _sign_in(client, actor("administrator", organisation))


def _new(office: OfficeRef, **changes: str) -> dict[str, str]:
    return {
        "name": "Lurdes Marques",
        "username": "l.marques",
        "language": "pt",
        "office_id": str(office.id),
        "role": "counsellor",
        "from_on": "04/01/2016",
        **changes,
    }


@pytest.mark.parametrize("role", [role.value for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("page", PAGES)
def test_no_other_role_enters(
    client: Client, actor: ActorMaker, office_lisbon: OfficeRef, role: str, page: str
) -> None:
    assert _sign_in(client, actor(role, office_lisbon)).get(page).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_sent_to_sign_in(client: Client, page: str) -> None:
    assert "/account/login/" in client.get(page).headers["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_enters(administrator: Client, page: str) -> None:
    assert administrator.get(page).status_code == 200


def test_only_the_administrator_is_offered_the_pages(
    client: Client, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    shown = _sign_in(client, actor("administrator", office_lisbon)).get("/staff").content.decode()
    assert '<a href="/staff" aria-current="page">Staff</a>' in shown
    refused = _sign_in(Client(), actor("counsellor", office_lisbon)).get("/account/password/change/").content.decode()
    assert 'href="/staff"' not in refused


def test_a_new_account_gets_a_password_that_works_once(administrator: Client, office_lisbon: OfficeRef) -> None:
    shown = administrator.post("/staff/add", _new(office_lisbon)).content.decode()
    found = re.search(r'class="once">([^<]+)<', shown)
    assert found
    theirs = Client()
    answer = theirs.post("/account/login/", {"login": "l.marques", "password": found[1]})
    assert answer.status_code == 302
    assert theirs.get("/staff").headers["Location"] == "/account/password/change/"
    changed = {"oldpassword": found[1], "password1": "um gato atravessa", "password2": "um gato atravessa"}
    assert theirs.post("/account/password/change/", changed).status_code == 302
    assert theirs.get("/staff").status_code == 403


def test_a_taken_user_name_is_told_at_its_field_and_nothing_typed_is_lost(
    administrator: Client, office_lisbon: OfficeRef
) -> None:
    administrator.post("/staff/add", _new(office_lisbon))
    shown = administrator.post("/staff/add", _new(office_lisbon, name="Luísa Marques")).content.decode()
    assert "l.marques” is taken" in shown
    assert 'id="id_username_error"' in shown
    assert 'value="Luísa Marques"' in shown


@pytest.mark.parametrize(
    ("field", "value"), [("username", "L Marques"), ("role", "king"), ("office_id", "0"), ("from_on", "31/02/2016")]
)
def test_wrong_input_gets_a_sentence_and_makes_no_account(
    administrator: Client, office_lisbon: OfficeRef, field: str, value: str
) -> None:
    shown = administrator.post("/staff/add", _new(office_lisbon, **{field: value})).content.decode()
    assert f'id="id_{field}_error"' in shown
    assert queries.user_id_of("l.marques") is None


def test_a_reset_ends_the_old_password_and_is_written_down(
    administrator: Client, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    counsellor = actor("counsellor", office_lisbon)
    with CaptureQueriesContext(connection) as queried:
        shown = administrator.post(f"/staff/{counsellor.user_id}/password").content.decode()
    found = re.search(r'class="once">([^<]+)<', shown)
    assert found
    user = _account(counsellor)
    assert user.check_password(found[1])
    assert not user.check_password("a long pass phrase")
    written = [query["sql"] for query in queried if "INSERT INTO plumbing_auditentry" in query["sql"]]
    assert len(written) == 1
    assert "accounts.password_reset" in written[0]
    assert found[1] not in written[0]


def test_a_post_in_another_office_ends_the_one_before(
    administrator: Client, actor: ActorMaker, office_lisbon: OfficeRef, office_herat: OfficeRef
) -> None:
    counsellor = actor("counsellor", office_lisbon)
    data = {"office_id": str(office_herat.id), "role": "reintegration_officer", "from_on": "01/05/2016"}
    answer = administrator.post(f"/staff/{counsellor.user_id}/post", data)
    assert answer.status_code == 302
    posts = queries.posts_of(counsellor.user_id or 0)
    assert [(post.role, post.office_name, post.until_on is None) for post in posts] == [
        ("reintegration_officer", "Herat", True),
        ("counsellor", "Lisbon", False),
    ]
    shown = administrator.get(f"/staff/{counsellor.user_id}").content.decode()
    assert "1 January 2010 to 30 April 2016" in shown


def test_a_closed_account_cannot_sign_in(administrator: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    counsellor = actor("counsellor", office_lisbon)
    address = f"/staff/{counsellor.user_id}/close"
    assert administrator.get(address).status_code == 200
    assert _account(counsellor).is_active
    administrator.post(address)
    theirs = Client()
    name = _account(counsellor).username
    theirs.post("/account/login/", {"login": name, "password": "a long pass phrase"})
    assert "_auth_user_id" not in theirs.session


@pytest.mark.parametrize("page", ["", "/close"])
def test_an_account_that_does_not_exist_is_not_found(administrator: Client, page: str) -> None:
    assert administrator.get(f"/staff/999999{page}").status_code == 404


def test_the_list_shows_one_office_when_asked(
    administrator: Client, actor: ActorMaker, office_lisbon: OfficeRef, office_herat: OfficeRef
) -> None:
    actor("counsellor", office_lisbon)
    actor("counsellor", office_herat)
    shown = administrator.get("/staff", {"office": str(office_herat.id), "role": "counsellor"}).content.decode()
    assert "Counsellor-Hea-1" in shown
    assert "Counsellor-Lis-1" not in shown


def test_an_office_is_opened_below_another(administrator: Client, office_lisbon: OfficeRef) -> None:
    data = {
        "name": "Porto",
        "code": "opo",
        "parent_id": str(office_lisbon.id),
        "kind": "sub_office",
        "country": "PT",
        "timezone": "Europe/Lisbon",
        "language": "pt",
    }
    assert administrator.post("/offices/add", data).status_code == 302
    assert "OPO" in administrator.get("/offices").content.decode()
    assert "is taken" in administrator.post("/offices/add", data).content.decode()
