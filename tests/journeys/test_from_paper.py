"""Going live from paper: a declaration transcribed by one, checked by another, said to be his; blanks; three lists."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from tests.consent.papers import picture as scanned
from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import FACTS, IRREVERSIBLE, TALK, TOPICS, desk_in_lisbon, signed
from tests.journeys.steps import DAYS, Desk

NAME = "Anselmo Teixeira Lobo"
PERSON: steps.Answers = {
    "name": NAME,
    "sex": "male",
    "birth": "11/02/1979",
    "nationality": "BR",
    "language": "pt",
    "reads": True,
    "needs_interpreter": False,
    "document_kind": "national_id",
    "document_number": "RJ-2210-77",
    "document_country": "BR",
    "contact_number": "+351 900 017 311",
}
OURS = "Case number,Full name,Born,Status\nK1,Anselmo Lobo,1979-02-11,applied\nK2,Rita Prado,1991,applied\n"
THEIRS = "ref;nome;dob;estado\nK1;Anselmo Lobo;1979-02-17;partiu\nK2;Rita Prado;1991-04-04;applied\n"
DONORS = "Person,Date of birth\nAnselmo Lobo,1979-02-11\n"


def test_a_paper_comes_into_force_by_three_peoples_word(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    ana, helena = desk_in_lisbon(sign_in, "ana"), desk_in_lisbon(sign_in, "helena")
    number = _blank_set(helena, picture, assert_open_to_all)
    case = _talk(ana)
    paper = _entered(ana, case, number, picture, assert_open_to_all)
    assert not ana.page.locator("#check").count(), "whoever entered it is not asked to check it"
    _checked(helena, paper, picture, assert_open_to_all)
    _reached(ana, paper, picture, assert_open_to_all)
    steps.go_to(helena, reverse("consent:papers"))
    expect(helena.page.locator("main")).to_contain_text("1")
    assert not helena.page.locator("main", has_text=NAME).count(), "nothing waits any more"


def _blank_set(helena: Desk, picture: Picture, open_to_all: Callable[[Page], None]) -> str:
    steps.go_to(helena, reverse("consent:blanks_new"))
    helena.page.locator("main [name=programme]").select_option(index=1)
    steps.answer(helena, {"language": "pt", "count": "3", "issued_to": "R. Matos, Beja"})
    open_to_all(helena.page)
    steps.press(helena)
    assert steps.download(helena, "a[href$='.pdf']").startswith(b"%PDF")
    picture(helena.page, "papel-01-folhas-numeradas")
    return helena.page.locator("main table th bdi").first.inner_text()


def _talk(ana: Desk) -> str:
    steps.register(ana, PERSON, (steps.now() - 6 * DAYS).date(), "pt")
    steps.open_case(ana, ana.page.url, {"return_place": "Goiânia"})
    case = steps.enrol(ana, FACTS)
    steps.move(ana, case, "begin_counselling")
    steps.open_sheet(ana, case)
    said = {NAME: steps.with_adult(TOPICS, IRREVERSIBLE)}
    steps.write_sheet(ana, {**TALK, "held_at": steps.now() - 5 * DAYS, "minutes": "70"}, said)
    steps.press(ana)
    return case


def _entered(ana: Desk, case: str, number: str, picture: Picture, open_to_all: Callable[[Page], None]) -> str:
    steps.open_free_will(ana, case)
    steps.follow(ana, "a[href*='/from-paper']")
    open_to_all(ana.page)
    ana.page.locator("main [name=scans]").set_input_files(
        FilePayload(name="papel.png", mimeType="image/png", buffer=scanned())
    )
    for name in ("text", "pack"):
        steps.answer(ana, {name: steps.option_for(ana, name, "Português")})
    steps.answer(ana, {**signed(_signed_at), "blank_number": number})
    steps.press(ana)
    picture(ana.page, "papel-02-espera-por-quem-confere")
    return ana.page.url


_signed_at = steps.now().replace(hour=10, minute=30) - 3 * DAYS


def _checked(helena: Desk, paper: str, picture: Picture, open_to_all: Callable[[Page], None]) -> None:
    steps.go_to(helena, paper)
    read: steps.Answers = {
        "signed_at": _signed_at,
        "held_on": (steps.now() - 5 * DAYS).date(),
        "language": "pt",
        "manner": "signature",
        "witness_name": "M. Souto",
    }
    steps.answer(helena, read)
    steps.tick_all(helena, "lines")
    open_to_all(helena.page)
    steps.push(helena, "#check .asking button.btn-go", within="main")
    expect(helena.page.locator("main [role=alert]").first).to_contain_text("M. Sousa")
    picture(helena.page, "papel-03-duas-leituras")
    steps.answer(helena, {"witness_name": "M. Sousa"})
    steps.push(helena, "#check .asking button.btn-go", within="main")
    assert not helena.page.locator("#check").count(), "checked"


def _reached(ana: Desk, paper: str, picture: Picture, open_to_all: Callable[[Page], None]) -> None:
    steps.go_to(ana, paper)
    open_to_all(ana.page)
    said: steps.Answers = {"outcome": "confirms", "spoke_at": steps.this_minute(), "channel": "phone", "language": "pt"}
    steps.answer(ana, {**said, "alone": True, "no_interpreter_needed": True})
    steps.press(ana, "#reach .asking button.btn-go")
    picture(ana.page, "papel-04-em-vigor")
    expect(ana.page.locator("main .notice.go").first).to_be_visible()
    assert ana.page.locator("main a[href^='/on-paper/']").count(), "marked as transcribed"
    assert steps.download(ana, "a[href^='/declarations/']").startswith(b"%PDF")


def test_three_lists_of_one_caseload(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    helena = desk_in_lisbon(sign_in, "helena")
    steps.go_to(helena, reverse("cases:compare"))
    for name, text in (("first", OURS), ("second", THEIRS), ("third", DONORS)):
        helena.page.locator(f"main [name={name}]").set_input_files(
            FilePayload(name=f"{name}.csv", mimeType="text/csv", buffer=text.encode())
        )
    steps.press(helena)
    assert_open_to_all(helena.page)
    steps.press(helena)
    expect(helena.page.locator("main table")).to_contain_text("1979-02-17")
    assert_open_to_all(helena.page)
    picture(helena.page, "papel-05-tres-listas")
    steps.push(helena, "button[name=drop]", within="main")
    assert reverse("cases:compare") in helena.page.url
