"""AVRR-ARIA in Dari: a family of five from Tehran to Herat, handed over at arrival, helped and closed there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Picture, SignIn
from tests.journeys.steps import DAYS, HOURS, Desk

TOPICS = [
    *("alternatives_to_return", "asylum_and_appeal", "right_to_withdraw", "cannot_be_undone", "where_data_goes"),
    *("journey_and_arrival", "help_after_return", "selection_with_bafia"),
]
IRREVERSIBLE = ["asylum_claim_withdrawn", "card_surrendered", "deregistered"]
FATHER, MOTHER, ELDEST, SECOND, YOUNGEST = "جمشید", "شکیلا", "مینا", "امید", "یاسر"
ADULTS, CHILDREN = (FATHER, MOTHER), (ELDEST, SECOND, YOUNGEST)
COMMON: steps.Answers = {"nationality": "AF", "language": "fa-af", "reads": True, "needs_interpreter": False}
CHILD: steps.Answers = {**COMMON, "is_the": "child", "with_responsibility": True}
FACTS: steps.Answers = {
    "asylum_claim": "none",
    **dict.fromkeys(("legally_in_host_country", "is_qualified", "selected_with_authority"), "yes"),
    **dict.fromkeys(("helped_before", "is_recognised_refugee", "non_refoulement_concern"), "no"),
}


def test_a_family_of_five_goes_home_and_is_received(
    sign_in: SignIn, picture: Picture, assert_open_to_all: Callable[[Page], None]
) -> None:
    farzana, laleh, behzad = (_desk(sign_in, name, "Asia/Tehran") for name in ("farzana", "laleh", "behzad"))
    expect(farzana.page.locator("html")).to_have_attribute("lang", "fa-af")
    expect(farzana.page.locator("html")).to_have_attribute("dir", "rtl")
    case = _first_contact(farzana, picture, assert_open_to_all)
    _talk_with_each(farzana, case, picture)
    _declarations(farzana, case, picture)
    _decision_and_papers(farzana, laleh, behzad, case)
    _departure(farzana, behzad, case, picture)
    phone = Desk(sign_in("farzana", width=390), "fa-af", "Asia/Tehran")
    steps.go_to(phone, case)
    picture(phone.page, "aria-05-phone")
    zarghuna, najib, mirwais = (_desk(sign_in, name, "Asia/Kabul") for name in ("zarghuna", "najib", "mirwais"))
    _handed_over(farzana, mirwais, case, picture)
    _helped_and_closed(zarghuna, najib, mirwais, case, picture)


def _desk(sign_in: SignIn, username: str, timezone: str) -> Desk:
    return Desk(sign_in(username), "fa-af", timezone)


def _first_contact(farzana: Desk, picture: Picture, open_to_all: Callable[[Page], None]) -> str:
    week_ago = (steps.now() - 6 * DAYS).date()
    father: steps.Answers = {**COMMON, "name": "جمشید ستانکزی", "latin": "Jamshid Stanekzai", "sex": "male"}
    steps.begin_registering(farzana, week_ago, "fa-af")
    steps.answer(farzana, steps.looked_for({**father, "birth": "۱۳۶۲/۱۳/۰۴"}))
    steps.push(farzana)
    steps.refused_and_kept(farzana, birth="۱۳۶۲/۱۳/۰۴", latin="Jamshid Stanekzai")
    picture(farzana.page, "aria-01-impossible-month")
    steps.look_first(farzana, {**father, "birth": "۱۳۶۲/۰۲/۰۴"})
    steps.answer(farzana, father)
    home = steps.finish_registering(farzana)
    for person in _relatives():
        steps.register(farzana, person, week_ago, "fa-af", relative_of=home, other_parent=MOTHER)
    steps.go_to(farzana, home)
    open_to_all(farzana.page)
    picture(farzana.page, "aria-02-family")
    steps.open_case(farzana, home, {"return_place": "هرات"})
    case = steps.enrol(farzana, FACTS)
    steps.move(farzana, case, "begin_counselling")
    open_to_all(farzana.page)
    return case


def _relatives() -> list[steps.Answers]:
    this_year = steps.now().year
    wife: steps.Answers = {**COMMON, "is_the": "spouse", "sex": "female", "birth": "۱۳۶۶"}
    return [
        {**wife, "name": "شکیلا ستانکزی", "latin": "Shakila Stanekzai"},
        {**CHILD, "name": "مینا ستانکزی", "latin": "Mina Stanekzai", "sex": "female", "birth": f"{this_year - 14}"},
        {**CHILD, "name": "امید ستانکزی", "latin": "Omid Stanekzai", "sex": "male", "birth": f"{this_year - 8}"},
        {**CHILD, "name": "یاسر ستانکزی", "latin": "Yasir Stanekzai", "sex": "male", "birth": f"{this_year - 4}"},
    ]  # fmt: skip


def _talk_with_each(farzana: Desk, case: str, picture: Picture) -> None:
    steps.open_sheet(farzana, case)
    talk: steps.Answers = {
        **{"minutes": "۹۰", "purpose": "first", "place_kind": "office", "place": "اتاق ۲", "language": "fa-af"},
        **{"no_interpreter_needed": True, "nobody_else": True, "held_at": steps.now() - 5 * DAYS},
    }
    adult = steps.with_adult(TOPICS, IRREVERSIBLE)
    eldest: steps.Answers = {"was_there": True, "alone": "yes", "decision": "yes", "asylum": "none"}
    little: steps.Answers = {**eldest, "alone": "no"}
    people = {FATHER: adult, MOTHER: adult, ELDEST: eldest, SECOND: little, YOUNGEST: little}
    steps.write_sheet(farzana, talk, people)
    picture(farzana.page, "aria-03-sheet")
    steps.press(farzana)
    steps.move(farzana, case, "go_to_declaration")


def _declarations(farzana: Desk, case: str, picture: Picture) -> None:
    for hours, name in enumerate(ADULTS):
        steps.open_declaration(farzana, case, name)
        steps.tick_all(farzana, "children")
        paper = steps.sign(
            farzana,
            {
                **{"place": "اتاق ۲", "manner": "signature", "no_interpreter_needed": True},
                **{"witness_name": "س. مرادی", "witness_relation": "community", "nobody_else": True},
                **{"reading_aloud_answer": "declined", "copy_answer": "taken"},
                "signed_at": steps.now() - 3 * DAYS + hours * HOURS,
            },
        )
        assert paper.startswith(b"%PDF")
    for name in CHILDREN:
        steps.make_child_permit(farzana, case, name)
    steps.open_free_will(farzana, case)
    picture(farzana.page, "aria-04-all-permits")
    steps.move(farzana, case, "ask_for_decision")


def _decision_and_papers(farzana: Desk, laleh: Desk, behzad: Desk, case: str) -> None:
    day = (steps.now() - 2 * DAYS).date()
    steps.decide(laleh, case, {"kind": "ours", "answer": "approved", "decided_on": day, "decided_by": "لاله بهار"})
    steps.move(laleh, case, "approve")
    for name in (*ADULTS, *CHILDREN):
        steps.ask_for_paper(farzana, case, name, day, "قونسلگری افغانستان")
        valid_until = (steps.now() + 180 * DAYS).date()
        issued: steps.Answers = {"step": "issued", "on": day, "valid_from": day, "valid_until": valid_until}
        steps.next_paper_step(farzana, case, name, {**issued, "wish_on": day, "wish_paper": "دوسیه ۱۵"})
    steps.move(farzana, case, "documents_ready")
    leaves = steps.this_minute()
    bus: steps.Answers = {"way": "land", "from_place": "مشهد", "to_place": "هرات", "carrier": "کاروان"}
    steps.arrange_journey(behzad, case, {**bus, "leaves_at": leaves, "arrives_at": leaves + 11 * HOURS})
    steps.move(behzad, case, "ticket_issued")


def _departure(farzana: Desk, behzad: Desk, case: str, picture: Picture) -> None:
    for name in (*ADULTS, ELDEST):
        steps.ask_again(farzana, case, name, "before", "اتاق ۲")
    for name in ADULTS:
        assert steps.do_last_steps(farzana, case, name) == len(IRREVERSIBLE)
    for name in (*ADULTS, ELDEST):
        steps.ask_again(farzana, case, name, "at_departure", "دوغارون")
    steps.record_departure(behzad, case, {"departed_at": steps.this_minute(), "place": "دوغارون", "way": "land"})
    steps.move(behzad, case, "leave")
    arrived: steps.Answers = {"outcome": "met", "arrived_at": steps.this_minute(), "place": "هرات"}
    steps.record_arrival(farzana, case, arrived)


def _handed_over(farzana: Desk, mirwais: Desk, case: str, picture: Picture) -> None:
    steps.offer_case(farzana, case, "Herat", "فامیل به هرات رسید.")
    steps.go_to(mirwais, "/offered")
    picture(mirwais.page, "aria-06-offered")
    steps.accept_offer(mirwais, case)


def _helped_and_closed(zarghuna: Desk, najib: Desk, mirwais: Desk, case: str, picture: Picture) -> None:
    assert steps.approve_amounts(zarghuna, case, "95000", "AFN") >= 3
    steps.move(mirwais, case, "begin_reintegration")
    steps.agree_to_the_step(najib, case)
    assert steps.hand_everything_over(mirwais, case) >= 4
    picture(mirwais.page, "aria-07-handed-over")
    steps.close(mirwais, case)
    expect(mirwais.page.locator("#acts a[href$='/closure-report']")).to_be_visible()
    picture(mirwais.page, "aria-08-closed")
    steps.go_to(mirwais, f"{case}/print")
    mirwais.page.emulate_media(media="print")
    picture(mirwais.page, "aria-09-to-print")
