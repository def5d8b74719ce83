"""What every printed document needs in a person's language: fixed words, direction, digits, days in both calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from babel import Locale
from babel.numbers import format_currency
from django.conf import settings
from django.utils import timezone

from safar.kernel.calendars import LANGUAGE_DIGITS, PERSIAN_SEPARATORS, default_calendar, digits, format_day
from safar.kernel.months import BABEL_LOCALES, known_language
from safar.plumbing.types import Json

SOLAR_CALENDARS = {"AF": "afghan", "IR": "iranian"}
ISOLATE, RIGHT_TO_LEFT, END = "\u2068", "\u2067", "\u2069"
NEAREST = {"fa-af": ("fa",), "fa": ("fa-af",), "ps": ("fa-af", "fa"), "fr": (), "pt": (), "ar": ()}


def language_on_paper(folder: Path, name: str, language: str) -> str:
    """The language itself, or the nearest one in which these words exist; English when there is none nearer."""
    for candidate in (language, *NEAREST.get(language, ())):
        if (folder / f"{name}.{candidate}.yaml").exists():
            return candidate
    return "en"


@cache
def words_of(folder: Path, name: str, language: str) -> Mapping[str, str]:
    """The fixed words of a document, by code, from `<name>.<language>.yaml` or its nearest neighbour."""
    chosen = language_on_paper(folder, name, language)
    text = (folder / f"{name}.{chosen}.yaml").read_text("utf-8")
    # The plainest loader leaves everything as text: the code `no` is no truth value.
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return dict(read)


def sheet_of_paper(language: str, *, title: str, reference: str = "", watermark: str = "") -> dict[str, Json]:
    """What the shared layout needs to know: language, direction, digits, title, the line at the foot, the watermark."""
    code, _, region = language.partition("-")
    page: dict[str, Json] = {
        "lang": code,
        "rtl": language in settings.LANGUAGES_BIDI,
        "digits": LANGUAGE_DIGITS.get(language, "0123456789"),
        "title": title,
        "reference": reference,
        "watermark": watermark,
    }
    return {**page, "region": region} if region else page


def day_on_paper(day: date | None, language: str, *countries: str) -> str:
    """A day in the calendar of the language and, beside it, in the other that matters for these countries."""
    if day is None:
        return ""
    plain = _local(day)
    first = default_calendar(language)
    if first != "gregorian":
        return f"{format_day(plain, language, first)} ({format_day(plain, language, 'gregorian')})"
    solar = next((SOLAR_CALENDARS[country] for country in countries if country in SOLAR_CALENDARS), "")
    second = f" ({format_day(plain, language, solar)})" if solar else ""
    return format_day(plain, language, first) + second


def moment_on_paper(moment: datetime | None, language: str, *countries: str) -> str:
    """A day as above with the time on the office's clock."""
    if moment is None:
        return ""
    clock = digits(f"{timezone.localtime(moment):%H:%M}", language)
    return listed(language, day_on_paper(moment, language, *countries), clock)


def country_on_paper(country: str, language: str) -> str:
    """A country's name in the language, or its two letters when it has none there."""
    return str(_locale(language).territories.get(country, country))


def language_name(spoken: str, language: str) -> str:
    """A language's name in the language of the paper; an unknown one stands as it was typed."""
    code = BABEL_LOCALES.get(spoken, spoken)
    names = _locale(language).languages
    return str(names.get(code) or names.get(code.split("_")[0]) or spoken)


def place_on_paper(place: str, country: str, language: str) -> str:
    """A place and its country in one line."""
    return listed(language, place, country_on_paper(country, language))


def listed(language: str, *parts: str) -> str:
    """The parts that are there in one line, with the comma of the language; each keeps its own direction."""
    if language in settings.LANGUAGES_BIDI:
        return RIGHT_TO_LEFT + "، ".join(isolated(part) for part in parts if part) + END
    return ", ".join(part for part in parts if part)


def money_on_paper(value: Decimal, currency: str, language: str) -> str:
    """An amount in major units with the currency's three letters, and cents only where there are some."""
    whole = value == value.to_integral_value()
    own = LANGUAGE_DIGITS.get(language)
    latin = format_currency(
        value,
        currency,
        format="¤¤ #,##0" if whole else "¤¤ #,##0.00",
        # What is written with digits of its own has its separators put in afterwards, from the English ones.
        locale="en" if own else _locale(language),
        currency_digits=False,
        numbering_system="latn",
    )
    return digits(latin.translate(PERSIAN_SEPARATORS), language) if own else str(latin)


def isolated(text: str) -> str:
    """A name or a value that keeps its own direction inside a sentence."""
    return f"{ISOLATE}{text}{END}" if text else ""


def _locale(language: str) -> Locale:
    return Locale.parse(BABEL_LOCALES[known_language(language)])


def _local(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day
