"""The first pages in a browser: signing in, one's own language, nothing blocked, open to everybody."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.conftest import Picture, SignIn


def test_each_account_lands_on_a_page_of_its_own(sign_in: SignIn) -> None:
    for username in ("ana", "farzana", "ines", "duarte", "mirwais", "helena", "erik", "admin"):
        page = sign_in(username)
        assert page.locator("h1").count() == 1, username


def test_dari_is_written_from_right_to_left(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("farzana")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "fa-af"
    picture(page, "my-day-dari")


def test_the_first_pages_are_open_to_all(sign_in: SignIn, assert_open_to_all: Callable[[Page], None]) -> None:
    for username in ("ana", "farzana"):
        assert_open_to_all(sign_in(username))
