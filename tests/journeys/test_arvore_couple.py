"""ARVoRe for a couple, without script: one changes their mind in two actions, the other is asked again and goes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import FACTS, IRREVERSIBLE, TALK, TOPICS, desk_in_lisbon, signed
from tests.journeys.steps import DAYS, HOURS, Desk

STAYS, GOES = "Celeste", "Abílio"
COMMON: steps.Answers = {"nationality": "BR", "language": "pt", "reads": True, "needs_interpreter": False}
HUSBAND: steps.Answers = {**COMMON, "name": "Abílio Fontes Queiroga", "sex": "male", "birth": "1981"}
WIFE: steps.Answers = {**COMMON, "name": "Celeste Moura Queiroga", "sex": "female", "birth": "1984", "is_the": "spouse"}


def test_one_of_a_couple_stays_and_the_other_is_asked_alone_and_goes(sign_in: SignIn, picture: Picture) -> None:
    ana, helena, duarte, marta = (
        desk_in_lisbon(sign_in, name, script=False) for name in ("ana", "helena", "duarte", "marta")
    )
    case = _both_declare(ana)
    _both_have_a_seat(ana, helena, duarte, case)
    _she_changes_her_mind(ana, case, picture)
    _he_is_asked_alone_again(ana, case, picture)
    _he_leaves(ana, duarte, marta, case)
    _he_is_helped_and_nothing_is_held_against_her(ana, helena, marta, case, picture)


def _both_declare(ana: Desk) -> str:
    week_ago = (steps.now() - 6 * DAYS).date()
    husband = steps.register(ana, HUSBAND, week_ago, "pt")
    steps.register(ana, WIFE, week_ago, "pt", relative_of=husband)
    steps.open_case(ana, husband, {"return_place": "Campinas"})
    case = steps.enrol(ana, FACTS)
    steps.move(ana, case, "begin_counselling")
    steps.open_sheet(ana, case)
    each = steps.with_adult(TOPICS, IRREVERSIBLE)
    steps.write_sheet(ana, {**TALK, "held_at": steps.now() - 5 * DAYS}, {GOES: each, STAYS: each})
    steps.press(ana)
    steps.move(ana, case, "go_to_declaration")
    for name, hours in ((GOES, 0), (STAYS, 1)):
        paper = steps.declare(ana, case, name, signed(steps.now() - 3 * DAYS + hours * HOURS))
        assert paper.startswith(b"%PDF")
    steps.move(ana, case, "ask_for_decision")
    return case


def _both_have_a_seat(ana: Desk, helena: Desk, duarte: Desk, case: str) -> None:
    day = (steps.now() - 2 * DAYS).date()
    steps.decide(helena, case, {"kind": "ours", "answer": "approved", "decided_on": day, "decided_by": "Helena Prado"})
    steps.move(helena, case, "approve")
    for name in (GOES, STAYS):
        steps.ask_for_paper(ana, case, name, day, "Consulado do Brasil")
        valid_until = (steps.now() + 180 * DAYS).date()
        issued: steps.Answers = {"step": "issued", "on": day, "valid_from": day, "valid_until": valid_until}
        steps.next_paper_step(ana, case, name, {**issued, "wish_on": day, "wish_paper": "pasta 15"})
    steps.move(ana, case, "documents_ready")
    leaves = steps.this_minute() + 2 * HOURS
    flight: steps.Answers = {"way": "air", "from_place": "Lisboa", "to_place": "Campinas", "carrier": "Azul"}
    steps.arrange_journey(duarte, case, {**flight, "leaves_at": leaves, "arrives_at": leaves + 11 * HOURS})
    steps.move(duarte, case, "ticket_issued")


def _she_changes_her_mind(ana: Desk, case: str, picture: Picture) -> None:
    steps.go_to(ana, case)
    picture(ana.page, "casal-01-os-dois-com-lugar")
    steps.follow(ana, "a.btn.withdraw")  # the first action
    steps.push(ana, "button.withdraw", within=f"main li:has-text('{STAYS}')")  # the second, and the last
    expect(ana.page.locator("main")).to_contain_text(GOES)
    picture(ana.page, "casal-02-ela-nao-quer-ir")


def _he_is_asked_alone_again(ana: Desk, case: str, picture: Picture) -> None:
    steps.open_sheet(ana, case)
    short: steps.Answers = {"purpose": "renewal", "minutes": "15", "held_at": steps.this_minute()}
    said: steps.Answers = {"was_there": True, "alone": "yes", "decision": "yes", "manner": "text", "understood": True}
    steps.write_sheet(ana, {**TALK, **short}, {GOES: said})
    steps.press(ana)
    steps.declare(ana, case, GOES, signed(steps.this_minute()))
    steps.open_free_will(ana, case)
    picture(ana.page, "casal-03-ele-declara-de-novo")


def _he_leaves(ana: Desk, duarte: Desk, marta: Desk, case: str) -> None:
    steps.move(
        ana, case, "close_before_travel", {"members": [STAYS], "outcome": "withdrew", "reason": "Fica em Lisboa."}
    )
    steps.ask_again(ana, case, GOES, "before", "Sala 2")
    steps.do_last_steps(ana, case, GOES)
    steps.ask_again(ana, case, GOES, "at_departure", "Aeroporto")
    left: steps.Answers = {"members": [GOES], "departed_at": steps.this_minute(), "place": "Lisboa", "way": "air"}
    steps.record_departure(duarte, case, left)
    steps.move(duarte, case, "leave", {"members": [GOES]})
    arrived: steps.Answers = {"outcome": "met", "arrived_at": steps.this_minute(), "place": "Campinas"}
    steps.record_arrival(marta, case, {"members": [GOES], **arrived})


def _he_is_helped_and_nothing_is_held_against_her(
    ana: Desk, helena: Desk, marta: Desk, case: str, picture: Picture
) -> None:
    steps.approve_amounts(helena, case, "1500", "EUR")
    steps.move(marta, case, "begin_reintegration")
    steps.hand_everything_over(marta, case)
    steps.finish_tasks(marta, case)
    steps.close(marta, case)
    expect(marta.page.locator("#acts a[href$='/closure-report']")).to_be_visible()
    picture(marta.page, "casal-04-encerrado")
    ana.page.locator("#find").fill("Celeste Moura")
    ana.page.locator("#find").press("Enter")
    steps.follow(ana, "a[href^='/people/']:not([href*='register'])")
    expect(ana.page.locator("main a.btn-go[href^='/cases/open/']")).to_be_visible()  # she may ask again any time
    assert not ana.page.locator("main .chip.stop").count(), "something is held against her"
