"""Each mistake of the crowd's second records does what it says, and a misspelling is one thing heard differently."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import pytest

from safar.config.demonstration.crowd import mistakes
from safar.config.demonstration.crowd.hearing import heard_forms, slipped, written_forms
from safar.config.demonstration.crowd.mistakes import MISTAKES, Desk, Mistake, second_record
from safar.config.demonstration.crowd.papers import Papers
from safar.config.demonstration.crowd.persons import BOTH, DAY, LATIN, NO_PAPER, OWN, YEAR, Paper, Person, Spelt
from safar.config.demonstration.crowd.rows import birth_of, row_of
from safar.config.demonstration.crowd.stocks import Random, draw, seeded, urn

MARYAM = Person(
    number=1, nation="AF", sex="female", given=(Spelt("گل", "Gul"), Spelt("مریم", "Maryam")),
    family=(Spelt("احمدی", "Ahmadi"),), father=(Spelt("غلام", "Ghulam"), Spelt("علی", "Ali")), grandfather=(),
    born=date(1984, 3, 7), exactness=DAY, is_solar=False, script=LATIN, country_of_birth="AF", country="IR",
    place=Spelt("مشهد", "Mashhad"), paper=Paper("passport", "P012345678", "AF"), phone="+98 96012 345 678",
    language="fa-af", household="H1", office="O001", consented_on=date(2019, 5, 1),
)  # fmt: skip
NAMES = ("given", "family", "father")


def after(mistake: Mistake, **changes: object) -> tuple[Person, Person]:
    """A record before and after one mistake, which must have been possible."""
    before = dataclasses.replace(MARYAM, **changes)  # type: ignore[arg-type]
    record = dataclasses.replace(before)
    for seed in range(20):
        if mistake(Desk(seeded(str(seed)), Papers(1)), record):
            return before, record
    raise AssertionError(mistake)


def changed(pair: tuple[Person, Person]) -> set[str]:
    one, other = pair
    return {each.name for each in dataclasses.fields(one) if getattr(one, each.name) != getattr(other, each.name)}


WHAT_CHANGES: list[tuple[Mistake, set[str]]] = [
    (mistakes.use_other_script, {"script"}),
    (mistakes.swap_parts, {"is_swapped"}),
    (mistakes.drop_part, {"given"}),
    (mistakes.add_part, {"given"}),
    (mistakes.call_by_short_name, {"given"}),
    (mistakes.forget_father, {"father"}),
    (mistakes.take_first_of_january, {"born"}),
    (mistakes.swap_day_and_month, {"born"}),
    (mistakes.convert_a_day_off, {"born"}),
    (mistakes.convert_a_year_off, {"born"}),
    (mistakes.tell_year_only, {"exactness"}),
    (mistakes.leave_paper_out, {"paper"}),
    (mistakes.mistype_paper, {"paper"}),
    (mistakes.renew_paper, {"paper"}),
    (mistakes.change_phone, {"phone"}),
]


@pytest.mark.parametrize(("mistake", "fields"), WHAT_CHANGES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_mistake_changes_what_it_names_and_nothing_else(mistake: Mistake, fields: set[str]) -> None:
    assert changed(after(mistake)) == fields


def test_the_table_holds_every_mistake_and_its_shares_make_a_hundred() -> None:
    named = {mistake for mistake, _ in MISTAKES}
    assert named == {mistake for mistake, _ in WHAT_CHANGES} | {mistakes.respell_word, mistakes.move}
    assert sum(share for _, share in MISTAKES) == 100


def test_births_are_mistaken_as_they_are_in_offices() -> None:
    assert after(mistakes.take_first_of_january)[1].born == date(1984, 1, 1)
    assert after(mistakes.swap_day_and_month)[1].born == date(1984, 7, 3)
    assert abs((after(mistakes.convert_a_day_off)[1].born - MARYAM.born).days) == 1
    assert after(mistakes.convert_a_year_off)[1].born in (date(1983, 3, 7), date(1985, 3, 7))
    assert birth_of(after(mistakes.tell_year_only)[1]) == "1984"


@pytest.mark.parametrize(
    ("mistake", "changes"),
    [
        (mistakes.take_first_of_january, {"born": date(1984, 1, 1)}),
        (mistakes.swap_day_and_month, {"born": date(1984, 3, 20)}),
        (mistakes.swap_day_and_month, {"born": date(1984, 3, 3)}),
        (mistakes.swap_day_and_month, {"exactness": YEAR}),
        (mistakes.convert_a_day_off, {"exactness": YEAR}),
        (mistakes.tell_year_only, {"exactness": YEAR}),
        (mistakes.swap_parts, {"family": ()}),
        (mistakes.drop_part, {"family": (), "given": (Spelt("مریم", "Maryam"),)}),
        (mistakes.forget_father, {"father": ()}),
        (mistakes.leave_paper_out, {"paper": NO_PAPER}),
        (mistakes.mistype_paper, {"paper": NO_PAPER}),
        (mistakes.renew_paper, {"paper": NO_PAPER}),
        (mistakes.change_phone, {"phone": ""}),
        (mistakes.use_other_script, {"nation": "BR"}),
        (mistakes.call_by_short_name, {"given": (Spelt("پلوشه", "Palwasha"),)}),
    ],
)
def test_a_mistake_that_cannot_happen_does_not(mistake: Mistake, changes: dict[str, object]) -> None:
    before = dataclasses.replace(MARYAM, **changes)  # type: ignore[arg-type]
    record = dataclasses.replace(before)
    for seed in range(20):
        assert not mistake(Desk(seeded(str(seed)), Papers(1)), record)
    assert record == before


def test_nobody_is_born_after_they_were_registered() -> None:
    record = dataclasses.replace(MARYAM, born=date(2019, 4, 5), exactness=DAY)
    for seed in range(20):
        mistakes.convert_a_year_off(Desk(seeded(str(seed)), Papers(1)), record)
        mistakes.swap_day_and_month(Desk(seeded(str(seed)), Papers(1)), record)
        assert record.born < record.consented_on


def test_a_mistyped_number_is_one_digit_or_two_in_the_wrong_order_away() -> None:
    for seed in range(60):
        record = dataclasses.replace(MARYAM)
        if mistakes.mistype_paper(Desk(seeded(str(seed)), Papers(1)), record):
            number = record.paper.number
            assert len(number) == len(MARYAM.paper.number)
            differing = sum(one != other for one, other in zip(number, MARYAM.paper.number, strict=True))
            assert differing == 1 or (differing == 2 and Counter(number) == Counter(MARYAM.paper.number))


def test_a_word_is_respelt_in_the_script_of_the_record() -> None:
    for script, untouched in ((LATIN, "own"), (BOTH, "own"), (OWN, "latin")):
        one, other = after(mistakes.respell_word, script=script)
        words = [
            (was, now) for part in NAMES for was, now in zip(getattr(one, part), getattr(other, part), strict=True)
        ]
        assert sum(was != now for was, now in words) == 1
        assert all(getattr(was, untouched) == getattr(now, untouched) for was, now in words)


def test_moving_keeps_country_and_place_together() -> None:
    one, other = after(mistakes.move)
    assert {"country", "place"} & changed((one, other)) <= changed((one, other)) <= {"country", "place", "phone"}
    assert other.place.own != one.place.own


def test_a_row_is_written_as_the_record_says() -> None:
    row = row_of(MARYAM, "P1")
    assert row[:8] == ("P1", "Gul Maryam Ahmadi", "Gul Maryam", "Ahmadi", "Ghulam Ali", "", "female", "1984-03-07")
    both = row_of(dataclasses.replace(MARYAM, script=BOTH, is_solar=True), "P1")
    assert both[1:6] == ("گل مریم احمدی", "گل مریم", "احمدی", "غلام علی", "Gul Maryam Ahmadi")
    assert both[7] == "sh:1362-12-17"
    swapped = row_of(dataclasses.replace(MARYAM, is_swapped=True), "P1")
    assert swapped[1:4] == ("Ahmadi Gul Maryam", "Ahmadi", "Gul Maryam")
    iraqi = dataclasses.replace(MARYAM, nation="IQ", grandfather=(Spelt("حسن", "Hassan"),))
    assert row_of(iraqi, "P1")[1] == "Gul Maryam Ghulam Ali Hassan Ahmadi"


def test_a_second_record_has_one_to_three_mistakes_and_comes_later() -> None:
    desk = Desk(seeded("second"), Papers(1))
    households = Counter()  # type: Counter[str]
    for _ in range(300):
        record = second_record(desk, MARYAM, offices=9)
        assert 1 <= len(changed((MARYAM, record)) - {"office", "household", "consented_on", "is_solar"}) <= 6
        assert MARYAM.consented_on < record.consented_on <= date(2026, 6, 30)
        households["known" if record.household == "H1" else "new" if record.household else "left out"] += 1
    assert households["known"] > households["left out"] > households["new"] > 30


@pytest.mark.parametrize(
    ("word", "heard"),
    [("Mohammad", "mohamad"), ("Qasim", "ghasim"), ("Wahid", "vahid"), ("Khalid", "halid"), ("Nouri", "nuri"),
     ("Gonçalves", "gonsalves"), ("Ștefan", "stefan"), ("Ahmadi", "ahmady"), ("Habib", "habeeb")],
)  # fmt: skip
def test_a_latin_word_is_misheard_one_sound_at_a_time(word: str, heard: str) -> None:
    assert heard in heard_forms(word)
    assert word.casefold() not in heard_forms(word)
    assert all(abs(len(form) - len(word)) <= 2 for form in heard_forms(word))


@pytest.mark.parametrize(
    ("word", "written"),
    [("مصطفی", "مسطفی"), ("طاهر", "تاهر"), ("قاسم", "غاسم"), ("علی", "علي"), ("عبدالرحمن", "عبد الرحمن"),
     ("حسن", "هسن"), ("جعفر", "جفر"), ("حبیب‌الله", "حبیبالله")],
)  # fmt: skip
def test_an_arabic_word_is_miswritten_one_letter_at_a_time(word: str, written: str) -> None:
    assert written in written_forms(word)
    assert word not in written_forms(word)


def test_a_slip_is_one_key() -> None:
    random: Random = seeded("slip")
    for _ in range(200):
        text = slipped(random, "maryam ahmadi")
        assert abs(len(text) - len("maryam ahmadi")) <= 1
        assert text[0] == "m"
    assert slipped(random, "ali") == "ali"


def test_an_urn_holds_everything_and_the_first_most() -> None:
    items = urn([str(number) for number in range(300)], size=1_000)
    counted = Counter(items)
    assert len(counted) == 300
    assert counted["0"] > counted["50"] >= counted["299"] >= 1
    assert draw(lambda: 0.9999, items) == items[-1]


def test_papers_are_all_different() -> None:
    papers = Papers(start=7)
    numbers = [papers.paper("AF", "PK", 0.2).number for _ in range(5_000)]
    assert len(set(numbers)) == 5_000
    assert papers.paper("AF", "IR", 0.1).kind == "amayesh"
    assert len({papers.phone("PT") for _ in range(2_000)}) == 2_000
