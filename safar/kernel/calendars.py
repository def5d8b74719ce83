"""Days in the Gregorian and the Solar Hijri calendar: written, read, and with the digits of each language."""

import re
from datetime import date

import jdatetime

from safar.kernel.months import fold_month, known_language, month_names, month_numbers
from safar.kernel.unclear import Unclear

DEFAULT_CALENDARS = {"fa": "iranian", "fa-af": "afghan", "ps": "afghan"}
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
LANGUAGE_DIGITS = {"fa": PERSIAN_DIGITS, "fa-af": PERSIAN_DIGITS, "ps": PERSIAN_DIGITS, "ar": ARABIC_DIGITS}
# Babel writes Dari with Latin separators and digits; people write 1,500.5 as ۱٬۵۰۰٫۵.
PERSIAN_SEPARATORS = str.maketrans({",": "٬", ".": "٫"})
LONG_DAY = {"pt": "{day} de {month} de {year}"}
LONG_MONTH = {"pt": "{month} de {year}"}
# Years by which a calendar is known whatever the page says: nobody met here was born in 1365 of the Common Era.
SOLAR_YEARS = range(1200, 1500)
GREGORIAN_YEARS = range(1800, 2200)

_TO_ASCII = {ord(digit): str(n) for digits_ in (PERSIAN_DIGITS, ARABIC_DIGITS) for n, digit in enumerate(digits_)}


def default_calendar(language: str) -> str:
    """The calendar people of a language keep: `iranian` for Persian, `afghan` for Dari and Pashto, else `gregorian`."""
    return DEFAULT_CALENDARS.get(known_language(language), "gregorian")


def digits(text: str | int, language: str) -> str:
    """The text with its digits as the language writes them."""
    own = LANGUAGE_DIGITS.get(known_language(language))
    plain = ascii_digits(str(text))
    return plain.translate({ord(str(n)): own[n] for n in range(10)}) if own else plain


def ascii_digits(text: str) -> str:
    """The text with Persian and Arabic-Indic digits as 0-9."""
    return text.translate(_TO_ASCII)


def to_calendar(day: date, calendar: str) -> tuple[int, int, int]:
    """Year, month and day of a day in a calendar."""
    if calendar == "gregorian":
        return day.year, day.month, day.day
    solar = jdatetime.date.fromgregorian(date=day)
    return int(solar.year), int(solar.month), int(solar.day)


def from_calendar(year: int, month: int, day: int, calendar: str) -> date:
    """The day with that year, month and day in a calendar; raises `Unclear` when there is none, such as 31 Mehr."""
    try:
        if calendar == "gregorian":
            return date(year, month, day)
        return date.fromordinal(jdatetime.date(year, month, day).togregorian().toordinal())
    except (ValueError, OverflowError):
        if not 1 <= month <= 12:
            raise Unclear(
                "day_month_number",
                "There is no month %(month)s. Write the day first, then the month, then the year.",
                month=month,
            ) from None
        raise Unclear(
            "day_not_in_month",
            "Month %(month)s of %(year)s has no day %(day)s. Check the day and the month.",
            day=day,
            month=month,
            year=year,
        ) from None


def month_length(year: int, month: int, calendar: str) -> int:
    """How many days a month has in that year."""
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return (from_calendar(*following, 1, calendar) - from_calendar(year, month, 1, calendar)).days


def format_day(day: date, language: str, calendar: str) -> str:
    """A day in words, such as `9 May 2026` or `۱۹ ثور ۱۴۰۵`, in the calendar and with the digits of the language."""
    language = known_language(language)
    year, month, number = to_calendar(day, calendar)
    pattern = LONG_DAY.get(language, "{day} {month} {year}")
    return digits(pattern.format(day=number, month=month_names(language, calendar)[month - 1], year=year), language)


def format_month(year: int, month: int, language: str, calendar: str) -> str:
    """A month of a year in words, such as `May 2026`."""
    language = known_language(language)
    pattern = LONG_MONTH.get(language, "{month} {year}")
    return digits(pattern.format(month=month_names(language, calendar)[month - 1], year=year), language)


def short_day(day: date, language: str, calendar: str) -> str:
    """A day as people type it, such as `09/05/2026` or `۱۴۰۵/۰۲/۱۹`; `parse_day` reads it back."""
    year, month, number = to_calendar(day, calendar)
    text = f"{number:02}/{month:02}/{year}" if calendar == "gregorian" else f"{year}/{month:02}/{number:02}"
    return digits(text, language)


def calendar_of_year(year: int, calendar: str) -> str:
    """The calendar a written year belongs to, judged by its size; the page's calendar decides which Solar one."""
    if year in GREGORIAN_YEARS:
        return "gregorian"
    if year in SOLAR_YEARS:
        return calendar if calendar != "gregorian" else "iranian"
    raise Unclear(
        "day_year",
        "The year %(year)s cannot be right. Write it with four digits, such as 1986 or 1365.",
        year=year,
    )


def parse_day(text: str, calendar: str) -> date:
    """The day somebody wrote: day/month/year, year-month-day or `9 May 2026`, with any digits.

    A year tells its calendar by its size, so 1365 is read as Solar Hijri and 1986 as Gregorian on every page; the
    page's calendar names the months. Raises `Unclear` with a sentence when the text cannot be read.
    """
    plain = re.sub(r"\s+", " ", ascii_digits(text)).strip().strip("\u200c\u200d")
    if numbers := re.fullmatch(r"(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})", plain):
        year, month, day = (int(part) for part in numbers.groups())
    elif numbers := re.fullmatch(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})", plain):
        day, month, year = (int(part) for part in numbers.groups())
    elif words := re.fullmatch(r"(\d{1,2})\.?(?: de | of |\s)\s?([^\d]+?)(?: de | of |\s)?,?\s?(\d{4})", plain):
        return _named_day(int(words[1]), words[2], int(words[3]), calendar)
    elif re.fullmatch(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{1,2}", plain):
        raise Unclear("day_short_year", "Write the year with four digits, such as 1986 or 1365.")
    else:
        raise Unclear(
            "day_unreadable",
            "“%(text)s” is not a day we can read. Write day, month and year with numbers, such as 23/05/1986.",
            text=text.strip()[:40],
        )
    return from_calendar(year, month, day, calendar_of_year(year, calendar))


def _named_day(day: int, name: str, year: int, calendar: str) -> date:
    system = calendar_of_year(year, calendar)
    for candidate in ("gregorian",) if system == "gregorian" else ("iranian", "afghan"):
        if month := month_numbers(candidate).get(fold_month(name)):
            return from_calendar(year, month, day, candidate)
    raise Unclear(
        "day_month_name",
        "“%(month)s” is not a month we know for the year %(year)s. Write the month as a number.",
        month=name.strip()[:30],
        year=year,
    )
