"""Days are written and read back in each calendar and language."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.calendars import (
    ascii_digits,
    default_calendar,
    digits,
    format_day,
    from_calendar,
    month_length,
    parse_day,
    short_day,
    to_calendar,
)
from safar.kernel.months import CALENDARS, month_names
from safar.kernel.unclear import Unclear

LANGUAGES = ("en", "pt", "fr", "fa", "fa-af", "ps", "ar")
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
languages = st.sampled_from(LANGUAGES)
calendars = st.sampled_from(CALENDARS)


@given(days, languages, calendars)
def test_a_day_written_in_words_is_read_back(day: date, language: str, calendar: str) -> None:
    """What the page shows, the form takes."""
    assert parse_day(format_day(day, language, calendar), calendar) == day


@given(days, languages, calendars)
def test_a_day_written_in_numbers_is_read_back(day: date, language: str, calendar: str) -> None:
    """What a form shows, the form takes."""
    assert parse_day(short_day(day, language, calendar), calendar) == day


@given(days, calendars)
def test_a_calendar_loses_no_day(day: date, calendar: str) -> None:
    """There and back again is the same day, and every month begins on its first."""
    year, month, number = to_calendar(day, calendar)
    assert from_calendar(year, month, number, calendar) == day
    assert 1 <= number <= month_length(year, month, calendar)


@given(st.text(max_size=40), calendars)
def test_any_text_is_a_day_or_a_sentence(text: str, calendar: str) -> None:
    """Nothing that is typed breaks the reader."""
    with contextlib.suppress(Unclear):
        assert isinstance(parse_day(text, calendar), date)


@pytest.mark.parametrize(
    ("day", "language", "calendar", "expected"),
    [
        (date(2026, 5, 9), "en", "gregorian", "9 May 2026"),
        (date(2026, 5, 9), "pt", "gregorian", "9 de maio de 2026"),
        (date(2026, 5, 9), "fr", "gregorian", "9 mai 2026"),
        (date(2026, 5, 9), "fa", "iranian", "۱۹ اردیبهشت ۱۴۰۵"),
        (date(2026, 5, 9), "fa-af", "afghan", "۱۹ ثور ۱۴۰۵"),
        (date(2026, 5, 9), "ps", "afghan", "۱۹ غویی ۱۴۰۵"),
        (date(2026, 5, 9), "en", "afghan", "19 Sawr 1405"),
        (date(2026, 5, 9), "fa", "gregorian", "۹ مه ۲۰۲۶"),
        (date(2026, 5, 9), "ar", "gregorian", "٩ مايو ٢٠٢٦"),
        (date(2017, 3, 20), "en", "iranian", "30 Esfand 1395"),
        (date(2017, 3, 21), "en", "iranian", "1 Farvardin 1396"),
    ],
)
def test_days_in_words(day: date, language: str, calendar: str, expected: str) -> None:
    """Known days, by hand."""
    assert format_day(day, language, calendar) == expected


@pytest.mark.parametrize(
    ("text", "calendar", "expected"),
    [
        ("2026-05-09", "afghan", date(2026, 5, 9)),
        ("09/05/2026", "gregorian", date(2026, 5, 9)),
        ("9.5.2026", "gregorian", date(2026, 5, 9)),
        ("۱۴۰۵/۲/۱۹", "iranian", date(2026, 5, 9)),
        ("١٩/٢/١٤٠٥", "afghan", date(2026, 5, 9)),
        ("1405/02/19", "gregorian", date(2026, 5, 9)),
        ("9 May 2026", "iranian", date(2026, 5, 9)),
        ("19 saur 1405", "gregorian", date(2026, 5, 9)),
        ("۱۹ ثور ۱۴۰۵", "iranian", date(2026, 5, 9)),
    ],
)
def test_days_as_people_type_them(text: str, calendar: str, expected: date) -> None:
    """Either calendar is understood on either page: the year tells which it is."""
    assert parse_day(text, calendar) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2026", "day_not_in_month"),
        ("05/23/2026", "day_month_number"),
        ("1/2/26", "day_short_year"),
        ("1/2/1700", "day_year"),
        ("9 Foo 2026", "day_month_name"),
        ("9 Sawr 2026", "day_month_name"),
        ("tomorrow", "day_unreadable"),
        ("", "day_unreadable"),
        ("1404/07/31", "day_not_in_month"),
    ],
)
def test_a_day_that_is_none_gets_its_sentence(text: str, code: str) -> None:
    """Each mistake has its own code, so that it is said in the reader's language."""
    with pytest.raises(Unclear) as refused:
        parse_day(text, "gregorian")
    assert refused.value.code == code


def test_every_language_has_twelve_months_in_every_calendar() -> None:
    """No month is missing or named twice."""
    for language in LANGUAGES:
        for calendar in CALENDARS:
            assert len(set(month_names(language, calendar))) == 12


@given(st.integers(min_value=0, max_value=10**9), languages)
def test_digits_come_back(number: int, language: str) -> None:
    """Digits of a language are the same number."""
    assert int(ascii_digits(digits(number, language))) == number


def test_default_calendars() -> None:
    """Persian keeps the Iranian months, Dari and Pashto the Afghan ones."""
    assert [default_calendar(language) for language in ("fa", "fa-af", "ps", "pt", "prs")] == [
        "iranian",
        "afghan",
        "afghan",
        "gregorian",
        "afghan",
    ]
