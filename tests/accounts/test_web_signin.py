"""Signing in: in the reader's language, with refusals in words, and nothing for those who have no account."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.plumbing.types import Actor

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"


@pytest.fixture
def username(actor: Callable[..., Actor], office_lisbon: OfficeRef) -> str:
    return User.objects.get(id=actor("administrator", office_lisbon).user_id or 0).username


def test_the_page_a_person_wanted_follows_the_sign_in(client: Client, username: str) -> None:
    assert client.get("/staff").headers["Location"] == f"{SIGN_IN}?next=/staff"
    answer = client.post(f"{SIGN_IN}?next=/staff", {"login": username, "password": "a long pass phrase"})
    assert answer.headers["Location"] == "/staff"


@pytest.mark.parametrize("login", ["administrator-lis-1", "nobody-at-all"])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client, username: str, login: str) -> None:
    shown = client.post(SIGN_IN, {"login": login, "password": "wrong"}).content.decode()
    assert "User name and password do not belong together." in shown
    assert f'value="{login}"' in shown
    assert 'value="wrong"' not in shown


def test_the_chosen_language_is_kept_in_the_account(client: Client, username: str) -> None:
    client.force_login(User.objects.get(username=username))
    client.post("/language", {"language": "fa-af", "next": "/staff"})
    assert User.objects.get(username=username).language == "fa-af"
    fresh = Client()
    fresh.force_login(User.objects.get(username=username))
    assert 'lang="fa-af" dir="rtl"' in fresh.get("/staff").content.decode()


def test_signing_out_takes_a_second_press_and_ends_the_session(client: Client, username: str) -> None:
    client.force_login(User.objects.get(username=username))
    assert "Sign out?" in client.get("/account/logout/").content.decode()
    client.post("/account/logout/")
    assert client.get("/staff").status_code == 302


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    data = {"username": "intruder", "password1": "a long pass phrase"}
    assert client.post("/account/signup/", data).status_code in (302, 404)
    assert not User.objects.filter(username="intruder").exists()


def test_a_lost_password_is_reset_by_nobody_from_outside(client: Client) -> None:
    assert "dministrator" in client.get("/account/login/").content.decode()
    assert client.post("/account/password/reset/", {"email": "x@example.org"}).status_code in (302, 404)


def test_a_new_password_too_short_is_told_in_words(client: Client, username: str) -> None:
    client.force_login(User.objects.get(username=username))
    data = {"oldpassword": "a long pass phrase", "password1": "short", "password2": "short"}
    shown = client.post("/account/password/change/", data).content.decode()
    assert 'id="id_password1_error"' in shown
    assert "10 characters" in shown


def test_the_menu_says_who_one_is_and_where(client: Client, username: str) -> None:
    client.force_login(User.objects.get(username=username))
    assert "administrator, Lisbon" in client.get("/staff").content.decode()
