"""A counsellor registers somebody who is on file in another script, is stopped by the match list, and answers it.

The record was made in Dari letters; the name is typed in Latin, by ear.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from safar.kernel.travel_documents import check_digit
from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.steps import DAYS, Desk

ON_FILE: steps.Answers = {
    "name": "محمدحسین رضایی",
    "father_name": "غلام رسول",
    "sex": "male",
    "birth": "1363",
    "nationality": "AF",
    "language": "fa-af",
    "document_kind": "passport",
    "document_number": "P07714021",
    "document_country": "AF",
}
BY_EAR: steps.Answers = {"name": "Mohamad Hosein Rezayi", "birth": "1985"}
TELEPHONE = 390


def test_a_twin_in_the_other_script_stops_the_registration(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    farzana = Desk(sign_in("farzana"), "fa-af", "Asia/Kabul")
    on_file = steps.register(farzana, ON_FILE, (steps.now() - 6 * DAYS).date(), "fa-af").split("/")[-1]
    _stopped(farzana, on_file)
    assert_open_to_all(farzana.page)
    picture(farzana.page, "twin-01-stopped-dari")
    _this_is_the_person(farzana, on_file)
    _another_person_after_saying_so(farzana, on_file, picture, assert_open_to_all)
    _found_by_the_search(farzana, on_file, picture, assert_open_to_all)
    phone = Desk(sign_in("farzana", width=TELEPHONE), "fa-af", "Asia/Kabul")
    _stopped(phone, on_file)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE
    picture(phone.page, "twin-04-on-a-telephone")


def test_without_script_and_by_the_lines_of_the_passport(sign_in: SignIn, picture: Picture) -> None:
    farzana = Desk(sign_in("farzana", script=False), "fa-af", "Asia/Kabul")
    steps.go_to(farzana, "/search")
    farzana.page.locator("main details:has([name=lines]) summary").press("Enter")
    steps.answer(farzana, {"lines": _lines("AHMADI<<NILOFAR", "P09900112", "920517")})
    farzana.page.locator("main details:has([name=lines]) button").press("Enter")
    expect(farzana.page.locator("main .card.empty")).to_be_visible()
    steps.begin_registering(farzana, (steps.now() - 6 * DAYS).date(), "fa-af")
    steps.answer(farzana, {"lines": _lines("AHMADI<<NILOFAR", "P09900112", "920517")})
    steps.press(farzana)
    assert farzana.page.locator("main [name=document_number]").input_value() == "P09900112"
    assert farzana.page.locator("main [name=latin]").input_value() == "Nilofar Ahmadi"
    assert farzana.page.locator("main [name=sex]").input_value() == "female"
    picture(farzana.page, "twin-05-filled-from-the-passport")


def _lines(names: str, number: str, birth: str) -> str:
    """A passport's two lines as a handheld reader types them."""
    parts = [f"{part}{check_digit(part)}" for part in (number, birth, "310101", "<" * 14)]
    last = check_digit("".join(parts))
    first = f"P<AFG{names}".ljust(44, "<")
    return f"{first}\n{parts[0]}AFG{parts[1]}F{parts[2]}{parts[3]}{last}"


def _stopped(desk: Desk, on_file: str) -> None:
    """The name by ear meets the record in the other script before anything else is asked."""
    steps.begin_registering(desk, (steps.now() - 5 * DAYS).date(), "fa-af")
    steps.answer(desk, BY_EAR)
    steps.press(desk)
    expect(desk.page.locator(f"main a[href$='/people/{on_file}']")).to_be_visible()
    assert not desk.page.locator("main [name=nationality]").count()


def _this_is_the_person(desk: Desk, on_file: str) -> None:
    steps.push(desk, f"main button[name=is][value='{on_file}']")
    assert desk.page.url.endswith(f"/people/{on_file}")
    expect(desk.page.locator("main")).to_contain_text("محمدحسین رضایی")


def _another_person_after_saying_so(
    desk: Desk, on_file: str, picture: Picture, open_to_all: Callable[[Page], None]
) -> None:
    _stopped(desk, on_file)
    steps.push(desk)
    assert desk.page.locator("main .notice.stop").inner_text(), "nothing says that an answer is missing"
    picture(desk.page, "twin-02-answer-missing")
    steps.say_they_are_others(desk)
    assert desk.page.locator("main [name=name]").input_value() == BY_EAR["name"]
    open_to_all(desk.page)
    steps.answer(desk, {"sex": "male", "nationality": "AF", "language": "fa-af"})
    another = steps.finish_registering(desk)
    assert not another.endswith(on_file)


def _found_by_the_search(desk: Desk, on_file: str, picture: Picture, open_to_all: Callable[[Page], None]) -> None:
    """Both are found by the Latin spelling and a year, each with the reason; nothing of it stands in the address."""
    steps.go_to(desk, "/search")
    steps.answer(desk, {"q": "Mohammad Hussain Rezaee 1985"})
    steps.push(desk, "main .one-box button")
    expect(desk.page.locator(f"main tbody a[href$='/people/{on_file}']")).to_be_visible()
    assert desk.page.locator("main tbody tr").count() >= 2
    assert desk.page.url.endswith("/search")
    open_to_all(desk.page)
    picture(desk.page, "twin-03-search-dari")
