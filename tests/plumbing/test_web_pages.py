"""Pages as a browser gets them: headers, languages, errors in words, and a refused page that leaves nothing behind."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from safar.plumbing.refusals import Refused
from safar.plumbing.web import errors
from safar.plumbing.web.middleware import PageMiddleware

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get(SIGN_IN).headers["Content-Security-Policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["font-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


def test_browsers_keep_no_page_and_frame_none(client: Client) -> None:
    headers = client.get(SIGN_IN).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("pt", "ltr"), ("fa-af", "rtl")])
def test_a_page_says_its_language_and_direction(client: Client, language: str, direction: str) -> None:
    html = client.get(SIGN_IN, headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert ("bootstrap-utilities.rtl.min.css" in html) == (direction == "rtl")


def test_the_language_can_be_chosen_without_a_script_and_stays(client: Client) -> None:
    answer = client.post("/language", {"language": "fa-af", "next": SIGN_IN})
    assert (answer.status_code, answer.headers["Location"]) == (302, SIGN_IN)
    assert 'dir="rtl"' in client.get(SIGN_IN).content.decode()


def test_choosing_a_language_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/language", {"language": "pt", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_an_unknown_address_is_answered_in_words(client: Client) -> None:
    answer = client.get("/nothing/here", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "There is nothing here that you can see" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404), (errors.conflict, 409)],
)
def test_each_error_has_a_page_of_its_own(view: object, status: int) -> None:
    answer = view(RequestFactory().get("/"))  # type: ignore[operator]
    assert answer.status_code == status
    assert "<h1" in answer.content.decode()


def test_a_fault_of_ours_is_told_without_touching_anything_else() -> None:
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "was not saved" in answer.content.decode()


def test_a_forged_request_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language", {"language": "pt"})
    assert answer.status_code == 403
    assert "The page had been open too long" in answer.content.decode()


def test_a_refused_page_undoes_what_it_began() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with transaction.atomic():
        middleware = PageMiddleware(page)
        answer = middleware.process_exception(RequestFactory().get("/"), Refused("no_such_code"))
        assert transaction.get_rollback()
    assert answer is not None
    assert answer.status_code == 409
    assert "no_such_code" in answer.content.decode()


def test_another_exception_undoes_too_and_goes_on_its_way() -> None:
    with transaction.atomic():
        answer = PageMiddleware(lambda request: HttpResponse()).process_exception(
            RequestFactory().get("/"), ValueError()
        )
        assert transaction.get_rollback()
    assert answer is None


def test_drafts_are_kept_for_nobody_who_is_not_signed_in(client: Client) -> None:
    answer = client.post(f"/draft/counselling/{uuid4()}", {"motive": "home"})
    assert answer.status_code == 403  # a redirect would lead to a page that is there, and the browser would say “saved”


def test_who_was_signed_out_while_typing_gets_the_text_back(client: Client) -> None:
    typed = {"text": "She will come back on Monday with her brother.", "password1": "a secret that is quite long"}
    answer = client.post("/enquiries/add", typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert typed["text"] in page
    assert typed["password1"] not in page
    assert client.get("/enquiries/add").status_code == 302
