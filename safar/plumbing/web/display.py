"""How the reader of this page writes days, moments, numbers and telephone numbers."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, to_locale

from safar.kernel.calendars import PERSIAN_SEPARATORS, default_calendar, digits, format_day

_calendar: ContextVar[str] = ContextVar("calendar", default="")
NOTHING = "–"
SOLAR_CLOCKS = frozenset({"Asia/Kabul", "Asia/Tehran"})
SOLAR_COUNTRIES = frozenset({"AF", "IR"})
SHOWN_AT_START = 4
SHOWN_AT_END = 3


@dataclass(frozen=True)
class LanguageChoice:
    """A language in which the pages exist: its code, its own name, and the direction it is written in."""

    code: str
    name: str
    direction: str


def use_calendar(calendar: str) -> None:
    """Show days in this calendar (`gregorian`, `iranian`, `afghan`) from here on; empty: as the language does."""
    _calendar.set(calendar)


def language() -> str:
    """The code of the language this page is written in."""
    return get_language() or settings.LANGUAGE_CODE


def direction(code: str | None = None) -> str:
    """`rtl` or `ltr`, for a language or for this page's."""
    return "rtl" if (code or language()) in settings.LANGUAGES_BIDI else "ltr"


def language_choices() -> list[LanguageChoice]:
    """The languages a reader may choose between."""
    return [LanguageChoice(code, str(name), direction(code)) for code, name in settings.LANGUAGES]


def calendar_in_use() -> str:
    """The calendar this reader chose, or the one their language keeps."""
    return _calendar.get() or default_calendar(language())


def other_calendar(country: str = "") -> str:
    """The calendar shown beside it: Gregorian beside a Solar one, else that of the country, or of where we are."""
    if calendar_in_use() != "gregorian":
        return "gregorian"
    in_kabul = country != "IR" and timezone.get_current_timezone_name() == "Asia/Kabul"
    return "afghan" if country == "AF" or in_kabul else "iranian"


def day_in_words(day: date | None) -> str:
    """A day as this reader writes it; a moment is first brought to the office's time zone."""
    if day is None:
        return NOTHING
    return format_day(_local_day(day), language(), calendar_in_use())


def both_days_in_words(day: date | None, country: str = "") -> str:
    """A day in the reader's calendar and, after a comma, in the other one where a Solar calendar matters.

    It matters to a reader who keeps one, in an office in Afghanistan or Iran, and for a case that goes there.
    """
    if day is None:
        return NOTHING
    solar_here = timezone.get_current_timezone_name() in SOLAR_CLOCKS or country in SOLAR_COUNTRIES
    if calendar_in_use() == "gregorian" and not solar_here:
        return day_in_words(day)
    other = format_day(_local_day(day), language(), other_calendar(country))
    return f"{day_in_words(day)}{comma()}{other}"


def moment_in_words(moment: datetime | None) -> str:
    """A day and a time of day on the office's clock."""
    if moment is None:
        return NOTHING
    return f"{day_in_words(moment)}{comma()}{time_in_words(moment)}"


def time_in_words(moment: datetime) -> str:
    """The time of day on the office's clock, such as `14:03`."""
    return digits(f"{timezone.localtime(moment):%H:%M}", language())


def number_in_words(value: int | float | Decimal | None) -> str:
    """A number with the digits and the grouping of the language."""
    if value is None:
        return NOTHING
    plain = value if isinstance(value, Decimal) else Decimal(str(value))
    latin = format_decimal(plain, locale=to_locale(language()), decimal_quantization=False, numbering_system="latn")
    own = digits(latin, language())
    return own if own == latin else own.translate(PERSIAN_SEPARATORS)


def masked(number: str | None) -> str:
    """A telephone number of which only the ends are shown, until somebody asks for it."""
    plain = (number or "").replace(" ", "")
    if len(plain) <= SHOWN_AT_START + SHOWN_AT_END:
        return "•" * len(plain) or NOTHING
    hidden = "•" * (len(plain) - SHOWN_AT_START - SHOWN_AT_END)
    return digits(plain[:SHOWN_AT_START], language()) + hidden + digits(plain[-SHOWN_AT_END:], language())


def _local_day(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day


def comma() -> str:
    """A comma and a space, as the script of this page writes them."""
    return "، " if direction() == "rtl" else ", "
