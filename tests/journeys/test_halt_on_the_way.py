"""A halt while one sister is already flying and the other leaves tomorrow: held, told, lifted, explained, gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.lisbon import FACTS, IRREVERSIBLE, TALK, TOPICS, desk_in_lisbon, signed
from tests.journeys.steps import DAYS, HOURS, Desk

FLYING, PACKING = "Marlene Couto Braga", "Ivone Couto Braga"
PLACE = "Altamira"
HALT: steps.Answers = {
    "level": "halt",
    "country": "BR",
    "areas": PLACE,
    "reason": "A represa rompeu; a cidade está a ser evacuada.",
    "source": "Defesa Civil",
    "words_en": "The dam has broken and the town is being emptied.",
    "words_pt": "A represa rompeu e a cidade está a ser evacuada.",
}


def test_a_halt_holds_everyone_is_told_is_lifted_and_is_explained(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    ana, helena, duarte, ines = (desk_in_lisbon(sign_in, name) for name in ("ana", "helena", "duarte", "ines"))
    flies = steps.this_minute()
    flying = _ready(ana, helena, duarte, FLYING, "310", flies)
    steps.ask_again(ana, flying, FLYING, "at_departure", "Aeroporto")
    steps.record_departure(duarte, flying, {"departed_at": steps.this_minute(), "place": "LIS", "way": "air"})
    packing = _ready(ana, helena, duarte, PACKING, "320", steps.this_minute() + 20 * HOURS)
    advisory = _halted(ines, picture, assert_open_to_all)
    steps.go_to(ana, packing)
    expect(ana.page.locator("main .notice.stop").first).to_contain_text(PLACE)
    _told(ana, advisory, picture, assert_open_to_all, first=FLYING)
    _lifted(ines, advisory, picture)
    _told(ana, advisory, picture, assert_open_to_all, first=FLYING)
    steps.ask_again(ana, packing, PACKING, "at_departure", "Aeroporto")
    steps.record_departure(duarte, packing, {"departed_at": steps.this_minute(), "place": "LIS", "way": "air"})


def _halted(ines: Desk, picture: Picture, open_to_all: Callable[[Page], None]) -> str:
    steps.go_to(ines, reverse("consent:advisory_new"))
    steps.answer(ines, HALT)
    steps.press(ines, "button[name=preview]")
    reach = ines.page.locator("#reach tbody tr")
    expect(reach).to_have_count(1)
    assert reach.first.locator("td").all_inner_texts()[:2] == ["1", "1"], "one on her way, one with a permit"
    open_to_all(ines.page)
    picture(ines.page, "alerta-01-antes-de-emitir")
    steps.press(ines, "button[name=issue]")
    rows = ines.page.locator("main tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(FLYING)
    open_to_all(ines.page)
    picture(ines.page, "alerta-02-quem-avisar")
    return ines.page.url


def _told(ana: Desk, advisory: str, picture: Picture, open_to_all: Callable[[Page], None], first: str) -> None:
    for name in (first, PACKING):
        steps.go_to(ana, advisory)
        expect(ana.page.locator("main tbody tr").first).to_contain_text(name)
        steps.follow(ana, "tbody a.btn-go")
        open_to_all(ana.page)
        ana.page.set_viewport_size({"width": 390, "height": 900})
        picture(ana.page, "alerta-03-o-que-dizer")
        ana.page.set_viewport_size({"width": 1280, "height": 900})
        steps.answer(ana, {"told-told_at": steps.this_minute(), "told-channel": "phone", "told-said": "Vou esperar."})
        steps.press(ana, "button.btn-go", "#told")
    steps.go_to(ana, advisory)
    assert not ana.page.locator("main tbody tr").count(), "everybody was told"


def _lifted(ines: Desk, advisory: str, picture: Picture) -> None:
    steps.go_to(ines, advisory)
    steps.answer(ines, {"lift-reason": "A água baixou.", "lift-words_pt": "Já se pode regressar à cidade."})
    steps.press(ines, "button.withdraw", "#lift")
    expect(ines.page.locator("main tbody tr")).to_have_count(2)
    picture(ines.page, "alerta-04-levantado")


def _ready(ana: Desk, helena: Desk, duarte: Desk, name: str, last: str, leaves: datetime) -> str:
    person: steps.Answers = {
        "name": name, "sex": "female", "birth": f"1{last[1]}/06/198{last[1]}", "nationality": "BR", "language": "pt",
        "reads": True, "needs_interpreter": False, "document_kind": "national_id", "document_number": f"PA-55{last}",
        "document_country": "BR", "contact_number": f"+351 900 015 {last}",
    }  # fmt: skip
    page = steps.register(ana, person, (steps.now() - 6 * DAYS).date(), "pt")
    steps.open_case(ana, page, {"return_place": PLACE})
    case = steps.enrol(ana, FACTS)
    steps.move(ana, case, "begin_counselling")
    steps.open_sheet(ana, case)
    steps.write_sheet(ana, {**TALK, "held_at": steps.now() - 5 * DAYS}, {name: steps.with_adult(TOPICS, IRREVERSIBLE)})
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
    flight: steps.Answers = {"way": "air", "from_place": "LIS", "to_place": PLACE, "carrier": "Azul", "number": "8751"}
    steps.arrange_journey(duarte, case, {**flight, "leaves_at": leaves, "arrives_at": leaves + 11 * HOURS})
    steps.move(duarte, case, "ticket_issued")
    steps.ask_again(ana, case, name, "before", "Sala 2")
    steps.do_last_steps(ana, case, name)
    return case
