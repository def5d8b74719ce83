"""A boy alone, from counselling in Lisbon to the hand-over his aunt signs; the father who beat him is never asked."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import FACTS, TALK, desk_in_lisbon
from tests.journeys.steps import DAYS, HOURS, Answers, Desk

NAME, FATHER, AUNT = "Davi Nogueira Lima", "Tarcísio Nogueira", "Rosa Nogueira Lima"
BOY: Answers = {
    "name": NAME,
    "sex": "male",
    "birth": "14/08/2012",
    "nationality": "BR",
    "language": "pt",
    "needs_interpreter": False,
    "document_kind": "national_id",
    "document_number": "MG-5521-77",
    "document_country": "BR",
}


def test_a_boy_alone_is_handed_to_the_aunt_who_was_named_and_to_nobody_else(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    ana, ines, duarte = (desk_in_lisbon(sign_in, name) for name in ("ana", "ines", "duarte"))
    child, case = _counselled(ana)
    steps.open_free_will(ana, case)
    steps.follow(ana, f"section:has(h2:has-text('{NAME}')) a[href*='/child']")
    alone = ana.page.url
    expect(ana.page.locator("main .gates li")).to_have_count(6)
    picture(ana.page, "rapaz-01-o-que-falta")
    assert_open_to_all(ana.page)
    _father_is_offered_nowhere(ana, alone)
    _prepared(ana, ines, alone)
    steps.go_to(ana, alone)
    steps.press(ana, ".asking button.btn-go", within="#permit")
    picture(ana.page, "rapaz-02-autorizacao")
    _leaves(ana, duarte, case)
    _handed_over(duarte, ines, alone, case, picture)
    assert child


def _counselled(ana: Desk) -> tuple[str, str]:
    week_ago = (steps.now() - 6 * DAYS).date()
    steps.begin_registering(ana, week_ago, "pt", by_guardian=True)
    steps.look_first(ana, BOY)
    steps.answer(ana, BOY)
    child = steps.finish_registering(ana)
    father: Answers = {
        "is_the": "parent",
        "name": FATHER,
        "sex": "male",
        "birth": "02/02/1980",
        "shares_household": False,
    }
    steps.register(ana, father, week_ago, "pt", relative_of=child)
    steps.go_to(ana, child)
    steps.follow(ana, "a[href$='/concern']")
    steps.answer(ana, {"note": "O rapaz contou que o pai lhe batia."})
    steps.press(ana)
    steps.open_case(ana, child, {"return_place": "Goiânia", "members": [NAME]})
    case = steps.enrol(ana, FACTS)
    steps.move(ana, case, "begin_counselling")
    steps.open_sheet(ana, case)
    said: Answers = {"was_there": True, "alone": "yes", "decision": "yes", "asylum": "none"}
    steps.write_sheet(ana, {**TALK, "held_at": steps.now() - 5 * DAYS}, {NAME: said})
    steps.press(ana)
    return child, case


def _father_is_offered_nowhere(ana: Desk, alone: str) -> None:
    for item in ("guardian", "carer", "escort", "search"):
        steps.go_to(ana, f"{alone}/{item}")
        expect(ana.page.locator("main")).not_to_contain_text(FATHER)
    steps.go_to(ana, f"{alone}/carer")
    steps.answer(ana, {"carer-name": FATHER.upper(), "carer-place": "Goiânia"})
    steps.push(ana)
    steps.refused_and_kept(ana, **{"carer-place": "Goiânia"})


def _say(desk: Desk, alone: str, item: str, answers: Answers) -> None:
    steps.go_to(desk, f"{alone}/{item}")
    steps.answer(desk, {f"{item}-{name}": reply for name, reply in answers.items()})
    steps.press(desk)


def _prepared(ana: Desk, ines: Desk, alone: str) -> None:
    day, moment = (steps.now() - 2 * DAYS).date(), steps.now() - 2 * DAYS
    heard: Answers = {
        "heard_at": moment,
        "heard_by": "Ana Reis",
        "alone": True,
        "fits_age": True,
        "wish": "wants_to_return",
    }
    _say(ana, alone, "view", heard)
    court: Answers = {"kind": "court", "guardian_name": "Teresa Lobo", "proof": "Despacho 17/26", "from_on": day}
    _say(ana, alone, "guardian", court)
    steps.go_to(ana, f"{alone}/agreed")
    guardian = steps.option_for(ana, "agreed-guardianship", "Teresa Lobo")
    _say(ana, alone, "agreed", {"guardianship": guardian, "agrees": "yes", "said_at": moment, "paper": "carta"})
    _say(ana, alone, "carer", {"name": AUNT, "place": "Goiânia", "relation": "tia"})
    _say(ana, alone, "verification", {"verified_on": day, "verified_by": "Cáritas Goiânia", "suitable": "yes"})
    _say(ana, alone, "acceptance", {"answer": "until_majority", "said_at": steps.this_minute()})
    panel = "Ana Reis, Comissão de Protecção\nRui Alves, tribunal"
    decision: Answers = {"decided_on": steps.now().date(), "outcome": "return", "panel": panel, "paper": "BID 3/26"}
    _say(ines, alone, "decision", decision)


def _leaves(ana: Desk, duarte: Desk, case: str) -> None:
    leaves = steps.this_minute()
    flight: Answers = {"way": "air", "from_place": "Lisboa", "to_place": "Goiânia", "carrier": "Azul"}
    steps.arrange_journey(duarte, case, {**flight, "leaves_at": leaves, "arrives_at": leaves + 11 * HOURS})
    alone = f"/free-will/{_traveller(ana, case)}/child"
    _say(ana, alone, "pick-up", {"confirmed": "yes", "place": "Goiânia", "said_at": steps.this_minute()})
    _say(ana, alone, "escort", {"name": "Luís Pinto", "organisation": "OIM"})
    steps.ask_again(ana, case, NAME, "before", "Sala 2")
    steps.ask_again(ana, case, NAME, "at_departure", "Aeroporto")
    steps.record_departure(duarte, case, {"departed_at": steps.this_minute(), "place": "Lisboa", "way": "air"})


def _traveller(desk: Desk, case: str) -> str:
    steps.open_free_will(desk, case)
    link = desk.page.locator(f"section:has(h2:has-text('{NAME}')) a[href*='/child']").first.get_attribute("href") or ""
    return link.split("/")[2]


def _handed_over(duarte: Desk, ines: Desk, alone: str, case: str, picture: Picture) -> None:
    there: Answers = {"happened_at": steps.this_minute(), "at_place": "Goiânia", "handed_by": "Luís Pinto"}
    signed: Answers = {"outcome": "handed_over", "identity_seen": "RG 998", "signed_by": FATHER}
    steps.go_to(duarte, f"{alone}/hand-over")
    steps.answer(duarte, {f"hand-over-{name}": reply for name, reply in {**there, **signed}.items()})
    steps.push(duarte)
    steps.refused_and_kept(duarte, **{"hand-over-signed_by": FATHER})
    picture(duarte.page, "rapaz-03-so-a-tia-assina")
    _say(duarte, alone, "hand-over", {**there, "outcome": "somebody_else"})
    steps.go_to(ines, case)
    expect(ines.page.locator("main")).to_contain_text(NAME)
    _say(duarte, alone, "hand-over", {**there, **signed, "happened_at": steps.this_minute(), "signed_by": AUNT})
    steps.go_to(duarte, alone)
    expect(duarte.page.locator("main")).to_contain_text(AUNT)
    picture(duarte.page, "rapaz-04-entregue")
