"""Births that are not exactly known, ages, and coming of age (trust.md V10)."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.dates import (
    DayRange,
    add_years,
    aged_on,
    describe_age,
    describe_birth,
    exact_day,
    in_month,
    in_year,
    parse_birth,
    typed_birth,
)
from safar.kernel.unclear import Unclear

TODAY = date(2026, 11, 21)
days = st.dates(min_value=date(1920, 1, 1), max_value=TODAY)
calendars = st.sampled_from(["gregorian", "iranian", "afghan"])


@given(days, days, days)
def test_v10_adult_only_when_the_latest_birthday_has_passed(one: date, other: date, on: date) -> None:
    """A range is of age when its last day is, never by its first or its middle."""
    birth = DayRange(min(one, other), max(one, other))
    assert birth.is_adult_on(on) == exact_day(birth.latest).is_adult_on(on)
    assert not birth.is_adult_on(on) or birth.ages_on(on)[0] >= 18


def test_v10_of_age_on_the_eighteenth_birthday_not_before() -> None:
    """The day itself counts; the day before does not."""
    birth = exact_day(date(2008, 11, 21))
    assert birth.is_adult_on(TODAY)
    assert not birth.is_adult_on(TODAY - timedelta(days=1))


def test_v10_a_leap_day_child_comes_of_age_on_the_first_of_march() -> None:
    """Protection lasts a day longer, never a day less."""
    birth = exact_day(date(2008, 2, 29))
    assert not birth.is_adult_on(date(2026, 2, 28))
    assert birth.is_adult_on(date(2026, 3, 1))
    assert add_years(date(2008, 2, 29), 4) == date(2012, 2, 29)


@given(st.integers(0, 100), st.integers(0, 20), days)
def test_an_age_told_is_the_age_found(youngest: int, more: int, on: date) -> None:
    """Somebody who is said to be 40 to 50 is 40 to 50 on that day."""
    assert aged_on(youngest, youngest + more, on).ages_on(on) == (youngest, youngest + more)


@given(days, calendars)
def test_an_exact_birth_is_typed_back(day: date, calendar: str) -> None:
    """A form opened again shows what it will read again."""
    assert parse_birth(typed_birth(exact_day(day), "fa", calendar), calendar, TODAY) == exact_day(day)


@pytest.mark.parametrize("text", ["1985", "05/1985", "1363", "1363-1365", "1980-1985"])
def test_a_year_or_month_of_the_other_calendar_is_typed_back(text: str) -> None:
    """A form opened again in Dari keeps the Gregorian year somebody typed, and the other way round."""
    for calendar in ("afghan", "gregorian"):
        birth = parse_birth(text, calendar, TODAY)
        assert typed_birth(birth, "en", calendar) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980", DayRange(date(1980, 1, 1), date(1980, 12, 31))),
        ("about 1980", DayRange(date(1978, 1, 1), date(1982, 12, 31))),
        ("~1980", DayRange(date(1978, 1, 1), date(1982, 12, 31))),
        ("cerca de 1980", DayRange(date(1978, 1, 1), date(1982, 12, 31))),
        ("05/1980", DayRange(date(1980, 5, 1), date(1980, 5, 31))),
        ("۱۳۶۵", DayRange(date(1986, 3, 21), date(1987, 3, 20))),
        ("1975-1979", DayRange(date(1975, 1, 1), date(1979, 12, 31))),
        ("40–50", DayRange(date(1975, 11, 22), date(1986, 11, 21))),
        ("17", DayRange(date(2008, 11, 22), date(2009, 11, 21))),
        ("23/05/1986", exact_day(date(1986, 5, 23))),
        ("2026", DayRange(date(2026, 1, 1), TODAY)),
    ],
)
def test_births_as_people_tell_them(text: str, expected: DayRange) -> None:
    """A year, a month, an age, an estimate or a day."""
    assert parse_birth(text, "gregorian", TODAY) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("22/11/2026", "birth_in_future"),
        ("2027", "birth_in_future"),
        ("50-40", "age_impossible"),
        ("130", "age_impossible"),
        ("1986-1980", "range_backwards"),
        ("soon", "day_unreadable"),
        ("١٧٠٠", "day_year"),
    ],
)
def test_a_birth_that_cannot_be_is_refused(text: str, code: str) -> None:
    """With the sentence of its mistake."""
    with pytest.raises(Unclear) as refused:
        parse_birth(text, "gregorian", TODAY)
    assert refused.value.code == code


@given(st.text(max_size=30), calendars)
def test_any_text_is_a_birth_or_a_sentence(text: str, calendar: str) -> None:
    """Nothing that is typed breaks the reader."""
    with contextlib.suppress(Unclear):
        assert parse_birth(text, calendar, TODAY).latest <= TODAY


@pytest.mark.parametrize(
    ("birth", "language", "calendar", "expected"),
    [
        (exact_day(date(1986, 5, 23)), "en", "gregorian", "23 May 1986"),
        (in_year(1980, "gregorian"), "en", "gregorian", "1980"),
        (in_year(1980, "gregorian", 2), "en", "gregorian", "about 1980"),
        (in_month(1980, 5, "gregorian"), "pt", "gregorian", "maio de 1980"),
        (in_year(1365, "afghan"), "fa-af", "afghan", "۱۳۶۵"),
        (in_year(1365, "afghan"), "en", "gregorian", "between March 1986 and March 1987"),
        (aged_on(40, 50, TODAY), "en", "gregorian", "between 1975 and 1986"),
    ],
)
def test_births_in_words(birth: DayRange, language: str, calendar: str, expected: str) -> None:
    """As exactly as it is known, and no more."""
    assert describe_birth(birth, language, calendar) == expected


@given(days, days, st.sampled_from(["en", "pt", "fr", "fa", "fa-af", "ps", "ar"]), calendars)
def test_every_birth_has_words(one: date, other: date, language: str, calendar: str) -> None:
    """In every language and calendar."""
    birth = DayRange(min(one, other), max(one, other))
    assert describe_birth(birth, language, calendar).strip()
    assert describe_age(birth, TODAY, language).strip()


def test_ages_in_words() -> None:
    """One number when it is known, two when it is not."""
    assert describe_age(exact_day(date(1986, 5, 23)), TODAY, "en") == "40"
    assert describe_age(aged_on(40, 50, TODAY), TODAY, "fa") == "۴۰ تا ۵۰"
