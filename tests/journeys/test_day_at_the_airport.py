"""The day of travel: an assistant's phone at 390 pixels, hours without a network, and a desk that says otherwise."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import FACTS, IRREVERSIBLE, TALK, TOPICS, desk_in_lisbon, signed
from tests.journeys.steps import DAYS, HOURS, Desk

NAMES = {"Jonas Vidal Amaro": "210", "Davi Lucena Prado": "220", "Iara Moura Teles": "230"}
PHONE = 390


def test_a_phone_without_a_network_and_a_desk_that_heard_a_no(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    ana, helena, duarte = (desk_in_lisbon(sign_in, name) for name in ("ana", "helena", "duarte"))
    cases = {name: _until_the_airport(ana, helena, duarte, name, last) for name, last in NAMES.items()}
    boards, says_no, withdraws = NAMES
    phone = sign_in("tiago", width=PHONE)
    expect(phone.locator("#people .person")).to_have_count(3)
    expect(phone.locator("#today")).to_have_attribute("data-kept", "1")
    assert_open_to_all(phone)
    picture(phone, "aeroporto-01-hoje")
    phone.context.set_offline(True)
    phone.reload()  # the list is still there
    expect(phone.locator("#people .person")).to_have_count(3)
    _touch(phone, boards, "Papéis entregues", "Papers handed")
    _asked(phone, boards, "yes")
    _touch(phone, boards, "Embarcou", "Boarded")
    _asked(phone, says_no, "no")
    _asked(phone, withdraws, "yes")
    _touch(phone, withdraws, "Embarcou", "Boarded")
    expect(phone.locator("[data-sending]")).to_contain_text("6")
    picture(phone, "aeroporto-02-sem-rede")
    _withdraw(ana, cases[withdraws], withdraws)
    phone.context.set_offline(False)
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(phone.locator("#sending")).to_have_class("notice sending go")
    expect(_card(phone, withdraws).locator(".notice")).to_be_visible()
    picture(phone, "aeroporto-03-enviado")
    steps.go_to(duarte, "/movements/incidents")
    expect(duarte.page.locator("main .card.stop")).to_have_count(1)
    expect(duarte.page.locator("main .card.stop")).to_contain_text(withdraws)
    assert_open_to_all(duarte.page)
    picture(duarte.page, "aeroporto-04-contradicao")
    steps.go_to(duarte, "/movements/under-way")
    rows = duarte.page.locator("main table.sheet tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(withdraws)
    assert_open_to_all(duarte.page)
    picture(duarte.page, "aeroporto-05-a-caminho")
    steps.go_to(duarte, "/movements/not-travelled")
    expect(duarte.page.locator("main table.sheet")).to_contain_text(says_no)
    kept = phone.evaluate("async () => (await indexedDB.databases()).length")
    assert kept == 1
    phone.locator("header details.menu").last.locator("summary").click()
    phone.locator("form[action*='logout'] button").click()
    phone.wait_for_url("**/account/login/**")
    assert phone.evaluate("async () => (await caches.keys()).length") == 0


def _card(phone: Page, name: str):  # type: ignore[no-untyped-def]
    return phone.locator("#people .person", has_text=name)


def _touch(phone: Page, name: str, *words: str) -> None:
    buttons = _card(phone, name).locator(".today-acts button")
    for word in words:
        one = buttons.get_by_text(word, exact=True)
        if one.count():
            one.first.click()
            return
    kind = "papers" if "Papers" in words[-1] else "boarded"
    _card(phone, name).locator(f"form:has(input[name=kind][value={kind}]) button").first.click()


def _asked(phone: Page, name: str, answer: str) -> None:
    form = _card(phone, name).locator("form.asked")
    form.locator("[name=alone]").check()
    form.locator(f"button[value={answer}]").click()


def _withdraw(ana: Desk, case: str, name: str) -> None:
    steps.go_to(ana, case)
    steps.follow(ana, "a.withdraw")
    steps.press(ana, "button.withdraw")


def _until_the_airport(ana: Desk, helena: Desk, duarte: Desk, name: str, last: str) -> str:
    person: steps.Answers = {
        "name": name, "sex": "male", "birth": f"12/05/19{last[:2]}".replace("/1921", "/1981").replace("/1922", "/1982")
        .replace("/1923", "/1983"), "nationality": "BR", "language": "pt", "reads": True, "needs_interpreter": False,
        "document_kind": "national_id", "document_number": f"MG-88{last}", "document_country": "BR",
        "contact_number": f"+351 900 014 {last}",
    }  # fmt: skip
    page = steps.register(ana, person, (steps.now() - 6 * DAYS).date(), "pt")
    steps.open_case(ana, page, {"return_place": "Goiânia"})
    case = steps.enrol(ana, FACTS)
    steps.move(ana, case, "begin_counselling")
    steps.open_sheet(ana, case)
    said = {name: steps.with_adult(TOPICS, IRREVERSIBLE)}
    steps.write_sheet(ana, {**TALK, "held_at": steps.now() - 5 * DAYS}, said)
    steps.press(ana)
    steps.move(ana, case, "go_to_declaration")
    steps.declare(ana, case, name, signed(steps.now() - 3 * DAYS))
    steps.move(ana, case, "ask_for_decision")
    today = steps.now()
    day = (today - 2 * DAYS).date()
    steps.decide(helena, case, {"kind": "ours", "answer": "approved", "decided_on": day, "decided_by": "Helena Prado"})
    steps.move(helena, case, "approve")
    steps.ask_for_paper(ana, case, name, day, "Consulado do Brasil")
    wish: steps.Answers = {"wish_on": day, "wish_paper": "pasta 14"}
    steps.next_paper_step(ana, case, name, {"step": "recognised", "on": day, **wish})
    valid: steps.Answers = {"valid_from": (today - DAYS).date(), "valid_until": (today + 180 * DAYS).date()}
    steps.next_paper_step(ana, case, name, {"step": "issued", "on": (today - DAYS).date(), **valid})
    steps.move(ana, case, "documents_ready")
    leaves = steps.this_minute() + HOURS
    flight: steps.Answers = {
        "way": "air",
        "from_place": "LIS",
        "to_place": "Goiânia",
        "carrier": "Azul",
        "number": "8751",
    }
    steps.arrange_journey(duarte, case, {**flight, "leaves_at": leaves, "arrives_at": leaves + 11 * HOURS})
    steps.move(duarte, case, "ticket_issued")
    steps.ask_again(ana, case, name, "before", "Sala 2")
    steps.do_last_steps(ana, case, name)
    return case
