"""ARVoRe in Portuguese: a man without family, from a first visit in Lisbon to a closed case, by the pages alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import FACTS, IRREVERSIBLE, TALK, TOPICS, desk_in_lisbon, signed
from tests.journeys.steps import DAYS, HOURS, Desk

NAME = "Wilson Sequeira Prates"
PERSON: steps.Answers = {
    "name": NAME,
    "sex": "male",
    "birth": "23/05/1988",
    "nationality": "BR",
    "language": "pt",
    "reads": True,
    "needs_interpreter": False,
    "document_kind": "national_id",
    "document_number": "MG-7714-02",
    "document_country": "BR",
    "contact_number": "+351 900 014 220",
}


def test_a_man_alone_returns_and_is_helped_to_begin_again(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    ana = desk_in_lisbon(sign_in, "ana")
    expect(ana.page.locator("html")).to_have_attribute("lang", "pt")
    expect(ana.page.locator("html")).to_have_attribute("dir", "ltr")
    assert_open_to_all(ana.page)
    case = _first_contact(ana, picture, assert_open_to_all)
    _talk(ana, case, picture, assert_open_to_all)
    _declaration(ana, case, picture, assert_open_to_all)
    helena, duarte, marta = (desk_in_lisbon(sign_in, name) for name in ("helena", "duarte", "marta"))
    _decision(ana, helena, case, picture)
    _papers_and_ticket(ana, duarte, case)
    _departure(ana, duarte, case, picture)
    _help_and_closure(helena, marta, case, picture, assert_open_to_all)


def _first_contact(ana: Desk, picture: Picture, open_to_all: Callable[[Page], None]) -> str:
    week_ago = (steps.now() - 6 * DAYS).date()
    namesake = {**PERSON, "birth": "1987", "document_kind": "", "document_number": "", "document_country": ""}
    steps.register(ana, namesake, week_ago, "pt")
    steps.begin_registering(ana, week_ago, "pt")
    steps.answer(ana, steps.looked_for({**PERSON, "birth": "31/02/1988", "name": ""}))
    steps.push(ana)
    assert "31" in steps.refused_and_kept(ana, birth="31/02/1988", document_number="MG-7714-02")
    steps.answer(ana, steps.looked_for(PERSON))
    steps.push(ana)
    expect(ana.page.locator("main [name=seen]").first).to_be_visible()
    picture(ana.page, "arvore-01-talvez-ja-registado")
    open_to_all(ana.page)
    steps.say_they_are_others(ana)
    steps.answer(ana, PERSON)
    steps.finish_registering(ana)
    open_to_all(ana.page)
    steps.open_case(ana, ana.page.url, {"return_place": "Goiânia"})
    case = steps.enrol(ana, FACTS)
    assert not ana.page.locator("main .chip.stop").count(), "a rule stands against him"
    steps.move(ana, case, "begin_counselling")
    expect(ana.page.locator("#next")).to_contain_text("conversa")
    picture(ana.page, "arvore-02-processo-aberto")
    open_to_all(ana.page)
    return case


def _talk(ana: Desk, case: str, picture: Picture, open_to_all: Callable[[Page], None]) -> None:
    steps.open_sheet(ana, case)
    held = steps.now() - 5 * DAYS
    said = {NAME: steps.with_adult(TOPICS, IRREVERSIBLE)}
    steps.write_sheet(ana, {**TALK, "held_at": held, "minutes": "setenta"}, said)
    steps.push(ana, "main button[name=keep]")
    steps.open_sheet(ana, case)
    assert ana.page.locator("main [name=minutes]").input_value() == "setenta", "the sheet kept what was typed"
    steps.push(ana)
    assert "70" in steps.refused_and_kept(ana, minutes="setenta", held_at_0=ana.day(held))
    picture(ana.page, "arvore-03-folha-com-um-erro")
    open_to_all(ana.page)
    steps.answer(ana, {"minutes": "70"})
    steps.press(ana)
    steps.move(ana, case, "go_to_declaration")


def _declaration(ana: Desk, case: str, picture: Picture, open_to_all: Callable[[Page], None]) -> None:
    steps.open_declaration(ana, case, NAME)
    open_to_all(ana.page)
    steps.answer(ana, {**signed(steps.now() - 3 * DAYS), "witness_name": ""})
    steps.push(ana)
    steps.refused_and_kept(ana, place="Sala 2")
    steps.answer(ana, {"witness_name": "M. Sousa"})
    picture(ana.page, "arvore-04-declaracao")
    steps.press(ana)
    assert steps.download(ana, "a[href^='/declarations/']").startswith(b"%PDF")
    steps.move(ana, case, "ask_for_decision")


def _decision(ana: Desk, helena: Desk, case: str, picture: Picture) -> None:
    day = (steps.now() - 2 * DAYS).date()
    steps.decide(helena, case, {"kind": "ours", "answer": "approved", "decided_on": day, "decided_by": "Helena Prado"})
    picture(helena.page, "arvore-05-decidido")
    steps.move(helena, case, "approve")
    steps.ask_for_paper(ana, case, NAME, day, "Consulado do Brasil")


def _papers_and_ticket(ana: Desk, duarte: Desk, case: str) -> None:
    today = steps.now()
    wish: steps.Answers = {"wish_on": (today - 2 * DAYS).date(), "wish_paper": "pasta 14"}
    steps.next_paper_step(ana, case, NAME, {"step": "recognised", "on": (today - 2 * DAYS).date(), **wish})
    valid: steps.Answers = {"valid_from": (today - DAYS).date(), "valid_until": (today + 180 * DAYS).date()}
    steps.next_paper_step(ana, case, NAME, {"step": "issued", "on": (today - DAYS).date(), **valid})
    steps.move(ana, case, "documents_ready")
    leaves = steps.this_minute()
    flight: steps.Answers = {"way": "air", "from_place": "Lisboa", "to_place": "Goiânia", "carrier": "Azul"}
    steps.arrange_journey(duarte, case, {**flight, "leaves_at": leaves, "arrives_at": leaves + 11 * HOURS})
    steps.move(duarte, case, "ticket_issued")


def _departure(ana: Desk, duarte: Desk, case: str, picture: Picture) -> None:
    steps.ask_again(ana, case, NAME, "before", "Sala 2")
    assert steps.do_last_steps(ana, case, NAME) == len(IRREVERSIBLE)
    steps.ask_again(ana, case, NAME, "at_departure", "Aeroporto")
    steps.go_to(duarte, case)
    picture(duarte.page, "arvore-06-pronto-a-partir")
    steps.record_departure(duarte, case, {"departed_at": steps.this_minute(), "place": "Lisboa", "way": "air"})
    steps.move(duarte, case, "leave")


def _help_and_closure(
    helena: Desk, marta: Desk, case: str, picture: Picture, open_to_all: Callable[[Page], None]
) -> None:
    steps.record_arrival(marta, case, {"outcome": "met", "arrived_at": steps.this_minute(), "place": "Goiânia"})
    steps.go_to(helena, f"{case}/amounts")
    steps.follow(helena, "a.btn-go[href$='/approve']")
    steps.answer(helena, {"amount": "mil e quinhentos", "currency": "EUR", "reference": "G-14"})
    steps.push(helena)
    steps.refused_and_kept(helena, amount="mil e quinhentos", reference="G-14")
    assert steps.approve_amounts(helena, case, "1500", "EUR") == 1
    steps.move(marta, case, "begin_reintegration")
    steps.go_to(marta, f"{case}/amounts")
    open_to_all(marta.page)
    assert steps.hand_everything_over(marta, case) == 4
    picture(marta.page, "arvore-07-tudo-entregue")
    steps.close(marta, case)
    expect(marta.page.locator("#acts a[href$='/closure-report']")).to_be_visible()
    picture(marta.page, "arvore-08-processo-encerrado")
    steps.go_to(marta, f"{case}/print")
    marta.page.emulate_media(media="print")
    picture(marta.page, "arvore-09-para-imprimir")
