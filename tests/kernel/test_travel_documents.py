"""The lines of passports and cards: ICAO's own specimens, what hands do to them, and every wrong digit is noticed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.dates import DayRange, exact_day
from safar.kernel.travel_documents import TravelDocument, check_digit, is_complete, read_travel_document
from safar.kernel.travel_documents.reading import SENTENCES
from safar.kernel.unclear import Unclear
from safar.plumbing import wording

TODAY = date(2026, 11, 22)
# ICAO Doc 9303, parts 4, 5 and 6: the specimens of the standard.
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
WIDE_CARD = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
LONG_NUMBER = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
WIDE_LONG_NUMBER = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"
SPECIMENS = [PASSPORT, CARD, WIDE_CARD, LONG_NUMBER, WIDE_LONG_NUMBER]


def read(text: str) -> TravelDocument:
    """The document, read on the day of the tests."""
    return read_travel_document(text, TODAY)


def codes(text: str) -> list[str]:
    """What is said to be wrong."""
    return [mistake.code for mistake in read(text).mistakes]


def passport(
    number: str = "L898902C3", birth: str = "740812", sex: str = "F", country: str = "UTO", **more: str
) -> str:
    """A passport's two lines as an authority makes them."""
    names, expiry, own = more.get("names", "ERIKSSON<<ANNA"), more.get("expiry", "120415"), more.get("own", "")
    first = f"P<{country}{names}".ljust(44, "<")
    number, own = number.ljust(9, "<"), own.ljust(14, "<")
    digits = [f"{part}{check_digit(part)}" for part in (number, birth, expiry, own)]
    second = f"{digits[0]}{country.ljust(3, '<')}{digits[1]}{sex}{digits[2]}{digits[3]}"
    return f"{first}\n{second}{check_digit(''.join(digits))}"


def card(number: str, birth: str, expiry: str, names: str) -> str:
    """A card's three lines; a number longer than nine characters goes on in the optional part."""
    if len(number) > 9:
        first = f"I<AFG{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    else:
        padded = number.ljust(9, "<")
        first = f"I<AFG{padded}{check_digit(padded)}".ljust(30, "<")
    days = [f"{part}{check_digit(part)}" for part in (birth, expiry)]
    digit = check_digit(f"{first[5:]}{days[0]}{days[1]}{'<' * 11}")
    return f"{first}\n{days[0]}M{days[1]}AFG{'<' * 11}{digit}\n{names.ljust(30, '<')}"


@pytest.mark.parametrize("text", SPECIMENS)
def test_the_specimens_of_the_standard_are_read(text: str) -> None:
    found = read(text)
    assert found.mistakes == ()
    assert found.name in ("Anna Maria Eriksson", "Peter John Stevenson")
    assert found.number in ("L898902C3", "D23145890", "D23145890734")
    assert (found.issuer_code, found.issuer, found.nationality) == ("UTO", "", "")


def test_every_part_of_the_passport() -> None:
    found = read(PASSPORT)
    assert (found.surname, found.given, found.sex, found.optional) == ("Eriksson", "Anna Maria", "female", "ZE184226B")
    assert found.birth == exact_day(date(1974, 8, 12))
    assert found.valid_until == date(2012, 4, 15)
    assert (found.layout, found.code, found.name_is_cut) == ("TD3", "P", False)


@pytest.mark.parametrize("text", SPECIMENS)
def test_however_they_are_typed_pasted_or_scanned(text: str) -> None:
    for typed in (
        text.replace("\n", ""),
        text.replace("\n", "\r\n") + "\r\n",
        text.lower().replace("<", " < "),
        text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
        "\n".join(text.replace("\n", "")[start : start + 17] for start in range(0, 90, 17)),
        text.replace("<<<<<<<<<\n", "<\n"),
    ):
        assert read(typed) == read(text), typed


def test_letters_and_digits_are_told_apart_where_only_one_can_stand() -> None:
    mistyped = PASSPORT.replace("ERIKSSON", "ER1K5S0N").replace("7408122F", "74O8I22F")
    assert read(mistyped) == read(PASSPORT)


def test_a_zero_for_an_o_in_the_number_is_asked_about_never_put_right() -> None:
    found = read(passport(number="P01234567").replace("P01234567", "PO1234567"))
    assert found.number == ""
    assert found.mistakes[0].code == "mrz_check_number_fits"
    assert "character 2 of line 2 were “0”" in str(found.mistakes[0])


@pytest.mark.parametrize(
    ("before", "after", "code", "said"),
    [
        (
            "L898902C36",
            "L898902C46",
            "mrz_check_number",
            "number gives 7. Compare characters 1 to 9 of line 2",
        ),
        ("7408122", "7408132", "mrz_check_birth", "is 2; this date gives 3. Compare characters 14 to 19 of line 2"),
        ("1204159", "1204169", "mrz_check_expiry", "is 9; this date gives 0. Compare characters 22 to 27 of line 2"),
        ("ZE184226B", "ZE184227B", "mrz_check_optional", "Compare characters 29 to 42 of line 2"),
        ("<<<10", "<<<13", "mrz_check_all", "is 3; they give 0"),
    ],
)
def test_a_wrong_check_digit_is_explained(before: str, after: str, code: str, said: str) -> None:
    found = read(PASSPORT.replace(before, after))
    assert [mistake.code for mistake in found.mistakes] == [code]
    assert said in str(found.mistakes[0])
    assert found.name == "Anna Maria Eriksson"


def test_what_does_not_fit_its_digit_is_left_empty() -> None:
    assert read(PASSPORT.replace("7408122", "7408132")).birth is None
    assert read(PASSPORT.replace("1204159", "1204169")).valid_until is None


def test_a_day_that_does_not_exist_is_told() -> None:
    assert codes(passport(birth="740231")) == ["mrz_day"]


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("74<<<<", DayRange(date(1974, 1, 1), date(1974, 12, 31))),
        ("740000", DayRange(date(1974, 1, 1), date(1974, 12, 31))),
        ("7408<<", DayRange(date(1974, 8, 1), date(1974, 8, 31))),
        ("<<<<<<", None),
        ("261122", exact_day(date(2026, 11, 22))),
        ("261123", exact_day(date(1926, 11, 23))),
        ("000229", exact_day(date(2000, 2, 29))),
    ],
)
def test_v10_a_birth_is_as_wide_as_it_is_known_and_never_in_the_future(written: str, birth: DayRange | None) -> None:
    assert read(passport(birth=written)).birth == birth


def test_validity_lies_within_fifty_years() -> None:
    assert read(passport(expiry="360101")).valid_until == date(2036, 1, 1)
    assert read(passport(expiry="951231")).valid_until == date(1995, 12, 31)


@pytest.mark.parametrize(
    ("code", "country", "standing"),
    [
        *(("D", "DE", ""), ("AFG", "AF", ""), ("GBD", "GB", ""), ("RKS", "XK", ""), ("ROM", "RO", ""), ("UNO", "", "")),
        *(("XXA", "", "stateless"), ("XXB", "", "refugee"), ("XXC", "", "refugee"), ("XXX", "", "unspecified")),
    ],
)
def test_codes_become_our_countries(code: str, country: str, standing: str) -> None:
    found = read(passport(country=code.ljust(3, "<")))
    assert (found.nationality, found.issuer, found.standing) == (country, country, standing)


def test_names_as_papers_have_them() -> None:
    assert read(passport(names="AHMADI")).name == "Ahmadi"
    assert read(passport(names="DA<SILVA<SANTOS<<MARIA")).surname == "Da Silva Santos"
    assert read(passport(names="A" * 30 + "<<" + "B" * 7)).name_is_cut


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mrz_empty"),
        ("  \n ", "mrz_empty"),
        ("P<UTOERIKSSON<<ANNA", "mrz_length"),
        ("P<UTO", "mrz_length"),
        (PASSPORT + "7", "mrz_length"),
        ("محمد" + PASSPORT, "mrz_character"),
        ("P" * 88, "mrz_unreadable"),
        ("V" + PASSPORT[1:], "mrz_visa"),
    ],
)
def test_what_is_no_document_is_said_in_a_sentence(text: str, code: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert unclear.value.code == code
    assert str(wording.SENTENCES[code]) == unclear.value.sentence


def test_the_pages_say_the_same_sentences() -> None:
    assert {code: str(wording.SENTENCES[code]) for code in SENTENCES} == SENTENCES


def test_a_reader_knows_when_the_lines_are_whole() -> None:
    assert [is_complete(text) for text in (PASSPORT, CARD, WIDE_CARD, PASSPORT[:60])] == [True, True, True, False]


WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8)
NUMBERS = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", min_size=1, max_size=9)
DAYS = st.dates(date(1930, 1, 1), date(2020, 12, 31))


@given(NUMBERS, DAYS, DAYS, WORDS, WORDS)
def test_what_is_made_is_read_again(number: str, born: date, until: date, surname: str, given_name: str) -> None:
    names = f"{surname}<<{given_name}"
    for text in (
        passport(number=number, birth=f"{born:%y%m%d}", expiry=f"{until:%y%m%d}", names=names),
        card(number, f"{born:%y%m%d}", f"{until:%y%m%d}", names),
        card(number.ljust(9, "7") + "4X2", f"{born:%y%m%d}", f"{until:%y%m%d}", names),
    ):
        found = read(text)
        assert found.mistakes == ()
        assert found.number.startswith(number)
        assert found.birth is not None
        assert f"{found.birth.earliest:%y%m%d}" == f"{born:%y%m%d}"
        assert f"{found.valid_until:%y%m%d}" == f"{until:%y%m%d}"
        assert (found.surname, found.given) == (surname.capitalize(), given_name.capitalize())


@given(st.sampled_from(SPECIMENS), st.data())
def test_any_single_wrong_digit_is_noticed(text: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    assert read(text[:place] + wrong + text[place + 1 :]).mistakes


@given(st.text(max_size=120) | st.text("PIAC<0123456789UTO \n", max_size=120))
def test_anything_typed_is_read_or_answered_with_a_sentence(text: str) -> None:
    said = ""
    try:
        read(text)
    except Unclear as unclear:
        said = unclear.code
    assert not said or said in wording.SENTENCES
