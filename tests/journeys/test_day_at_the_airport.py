"""The day of travel: an assistant's phone at 390 pixels, hours without a network, and a desk that says otherwise."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.database import HOME, ROOT
from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import desk_in_lisbon
from tests.journeys.ready_to_leave import NAMES
from tests.journeys.steps import Desk

PHONE = 390
LISTS_KEPT = "async () => (await (await caches.open('safar-today-pages')).keys()).length"


def test_a_phone_without_a_network_and_a_desk_that_heard_a_no(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    ana, duarte = (desk_in_lisbon(sign_in, name) for name in ("ana", "duarte"))
    cases = _made_ready()
    boards, says_no, withdraws = NAMES
    phone = sign_in("tiago", width=PHONE)
    _all_three_are_listed(phone)
    expect(phone.locator("#today")).to_have_attribute("data-kept", "1")
    assert_open_to_all(phone)
    picture(phone, "aeroporto-01-hoje")
    phone.context.set_offline(True)
    phone.reload()  # the list is still there
    _all_three_are_listed(phone)
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
    rows = duarte.page.locator("main table.sheet tbody tr").filter(has_text=re.compile("|".join(NAMES)))
    expect(rows).to_have_count(2)  # the demonstration's own people may be under way besides
    expect(rows.first).to_contain_text(withdraws)
    expect(rows.last).to_contain_text(boards)
    assert_open_to_all(duarte.page)
    picture(duarte.page, "aeroporto-05-a-caminho")
    steps.go_to(duarte, "/movements/not-travelled?days=2")
    expect(duarte.page.locator("main table.sheet")).to_contain_text(says_no)
    kept = phone.evaluate("async () => (await indexedDB.databases()).length")
    assert kept == 1
    phone.locator("header details.menu").last.locator("summary").click()
    phone.locator("form[action*='logout'] button").click()
    phone.wait_for_url("**/account/login/**")
    assert phone.evaluate("async () => (await caches.keys()).length") == 0


def test_signing_out_on_another_page_wipes_the_list(sign_in: SignIn) -> None:
    phone = sign_in("tiago", width=PHONE)
    expect(phone.locator("#today")).to_have_attribute("data-kept", "1")
    assert phone.evaluate(LISTS_KEPT) > 0
    phone.goto("/account/password/change/")
    phone.locator("header details.menu").last.locator("summary").click()
    phone.locator("form[action*='logout'] button").click()
    phone.wait_for_url("**/account/login/**")
    assert phone.evaluate(LISTS_KEPT) == 0


def _card(phone: Page, name: str) -> Locator:
    return phone.locator("#people .person", has_text=name)


def _all_three_are_listed(phone: Page) -> None:
    """The three, each once; the demonstration's own people may leave today besides."""
    three = phone.locator("#people .person").filter(has_text=re.compile("|".join(NAMES)))
    expect(three).to_have_count(3)
    for name in NAMES:
        expect(_card(phone, name)).to_have_count(1)


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


def _made_ready() -> dict[str, str]:
    """The three people and the addresses of their cases."""
    home = HOME / f"journeys-{os.getpid()}"
    hidden = ("DATABASE_URL", "DATABASE_OWNER_URL", "SAFAR_TESTING", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.ready_to_leave", str(home)],
        env={**environment, "SAFAR_HOME": str(home), "SAFAR_DEMONSTRATION": "1"}, cwd=ROOT, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = [line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.startswith(NAMES)]
    return {name: f"/cases/{case}" for name, case in made}
