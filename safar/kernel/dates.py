"""Days that are not exactly known: a birth somewhere between two days, an age, and when somebody is of age."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from safar.kernel.calendars import (
    ascii_digits,
    calendar_of_year,
    digits,
    format_day,
    format_month,
    from_calendar,
    month_length,
    parse_day,
    to_calendar,
)
from safar.kernel.months import known_language
from safar.kernel.unclear import Unclear

MAJORITY_YEARS = 18
ABOUT_YEARS = 2
LONG_LIFE_YEARS = 120

ABOUT = {"en": "about {}", "pt": "cerca de {}", "fr": "vers {}", "ps": "شاوخوا {}", "ar": "حوالي {}"}
ABOUT |= {"fa": "حدود {}", "fa-af": "حدود {}"}
BETWEEN = {"en": "between {} and {}", "pt": "entre {} e {}", "fr": "entre {} et {}", "ar": "بين {} و {}"}
BETWEEN |= {"fa": "بین {} و {}", "fa-af": "بین {} و {}", "ps": "د {} او {} ترمنځ"}
AGE_RANGE = {"en": "{} to {}", "pt": "{} a {}", "fr": "{} à {}", "ar": "{} إلى {}"}
AGE_RANGE |= {"fa": "{} تا {}", "fa-af": "{} تا {}", "ps": "{} تر {}"}
ABOUT_WORDS = (
    *("about", "around", "circa", "ca.", "c.", "~", "cerca de", "por volta de", "vers", "environ"),
    *("حدود", "تقریبا", "تقریباً", "شاوخوا", "حوالي"),
)


def add_years(day: date, years: int) -> date:
    """The same day some years later or earlier; 29 February becomes 1 March in a year that has none.

    1 March and not 28 February: who is born on a leap day stays a child, and protected as one, a day longer.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class DayRange:
    """A day known to lie between two days, both included; the same day twice when it is exactly known."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        """Refuses a range whose end comes before its start."""
        if self.latest < self.earliest:
            raise Unclear("range_backwards", "The latest day comes before the earliest day. Exchange the two.")

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest == self.latest

    def is_adult_on(self, day: date) -> bool:
        """Whether whoever was born in this range is certainly of age on that day: the latest birthday has passed."""
        return add_years(self.latest, MAJORITY_YEARS) <= day

    def ages_on(self, day: date) -> tuple[int, int]:
        """The youngest and the oldest age in whole years that are possible on a day; never below zero."""
        return max(0, years_between(self.latest, day)), max(0, years_between(self.earliest, day))

    def overlaps(self, other: "DayRange", slack: timedelta = timedelta(0)) -> bool:
        """Whether both could be one day, give or take the slack."""
        return self.earliest - slack <= other.latest and other.earliest - slack <= self.latest


def years_between(start: date, day: date) -> int:
    """Whole years from a day to another, as ages are counted."""
    years = day.year - start.year
    return years if add_years(start, years) <= day else years - 1


def exact_day(day: date) -> DayRange:
    """A day that is exactly known."""
    return DayRange(day, day)


def in_year(year: int, calendar: str, give_or_take: int = 0) -> DayRange:
    """Some day of a year, or of the years around it."""
    first = from_calendar(year - give_or_take, 1, 1, calendar)
    return DayRange(first, from_calendar(year + give_or_take + 1, 1, 1, calendar) - timedelta(days=1))


def in_month(year: int, month: int, calendar: str) -> DayRange:
    """Some day of a month."""
    first = from_calendar(year, month, 1, calendar)
    return DayRange(first, first + timedelta(days=month_length(year, month, calendar) - 1))


def aged_on(youngest: int, oldest: int, day: date) -> DayRange:
    """When somebody was born who has an age between the two on that day."""
    if not 0 <= youngest <= oldest <= LONG_LIFE_YEARS:
        raise Unclear("age_impossible", "An age lies between 0 and 120, and the smaller number comes first.")
    return DayRange(_last_birth(day, oldest + 1) + timedelta(days=1), _last_birth(day, youngest))


def _last_birth(day: date, years: int) -> date:
    """The last day of birth whose birthday that many years later has come: for a leap day, 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def parse_birth(text: str, calendar: str, told_on: date) -> DayRange:
    """A birth as people tell it: a full day, `05/1986`, `1986`, `about 1986`, or an age on the day it was told.

    A number below 121 is an age, `40-50` an estimated age. Raises `Unclear` with a sentence for anything else, and
    for a birth after the day it was told.
    """
    plain = re.sub(r"\s+", " ", ascii_digits(text)).strip().casefold().replace("–", "-").replace("—", "-")
    found = _loose_birth(plain, calendar, told_on) or exact_day(parse_day(text, calendar))
    if found.earliest > told_on:
        raise Unclear("birth_in_future", "A birth cannot lie in the future. Check the year.")
    return DayRange(found.earliest, min(found.latest, told_on))


def _loose_birth(plain: str, calendar: str, told_on: date) -> DayRange | None:
    for word in ABOUT_WORDS:
        if plain.startswith(word) and plain.removeprefix(word).strip().isdigit():
            number = int(plain.removeprefix(word).strip())
            if number <= LONG_LIFE_YEARS:
                return aged_on(max(0, number - ABOUT_YEARS), min(number + ABOUT_YEARS, LONG_LIFE_YEARS), told_on)
            return in_year(number, calendar_of_year(number, calendar), ABOUT_YEARS)
    if re.fullmatch(r"\d{4}", plain):
        return in_year(int(plain), calendar_of_year(int(plain), calendar))
    if month := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", plain):
        return in_month(int(month[2]), int(month[1]), calendar_of_year(int(month[2]), calendar))
    if month := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", plain):
        return in_month(int(month[1]), int(month[2]), calendar_of_year(int(month[1]), calendar))
    if years := re.fullmatch(r"(\d{4}) ?- ?(\d{4})", plain):
        first, last = (in_year(int(year), calendar_of_year(int(year), calendar)) for year in years.groups())
        return DayRange(first.earliest, last.latest)
    if ages := re.fullmatch(r"(\d{1,3})(?: ?- ?(\d{1,3}))?", plain):
        return aged_on(int(ages[1]), int(ages[2] or ages[1]), told_on)
    return None


def describe_birth(birth: DayRange, language: str, calendar: str) -> str:
    """A birth in words, as exactly as it is known: `23 May 1986`, `May 1986`, `1986`, `about 1986`, `between …`."""
    language = known_language(language)
    if birth.is_exact:
        return format_day(birth.earliest, language, calendar)
    (year, month, day), (last_year, last_month, last_day) = (
        to_calendar(end, calendar) for end in (birth.earliest, birth.latest)
    )
    whole_months = day == 1 and last_day == month_length(last_year, last_month, calendar)
    if whole_months and (year, month) == (last_year, last_month):
        return format_month(year, month, language, calendar)
    if whole_months and (month, last_month) == (1, 12):
        return _years_in_words(year, last_year, language)
    if (birth.latest - birth.earliest).days < 90:
        ends = (format_day(end, language, calendar) for end in (birth.earliest, birth.latest))
    elif (birth.latest - birth.earliest).days < 3 * 365:
        ends = (format_month(*pair, language, calendar) for pair in ((year, month), (last_year, last_month)))
    else:
        ends = (digits(end, language) for end in (year, last_year))
    return BETWEEN[language].format(*ends)


def _years_in_words(year: int, last_year: int, language: str) -> str:
    if year == last_year:
        return digits(year, language)
    if last_year - year == 2 * ABOUT_YEARS:
        return ABOUT[language].format(digits(year + ABOUT_YEARS, language))
    return BETWEEN[language].format(digits(year, language), digits(last_year, language))


def describe_age(birth: DayRange, on: date, language: str) -> str:
    """The age on a day in words: `41`, or `40 to 50` when the birth is not exactly known."""
    youngest, oldest = birth.ages_on(on)
    if youngest == oldest:
        return digits(youngest, language)
    return AGE_RANGE[known_language(language)].format(digits(youngest, language), digits(oldest, language))


def typed_birth(birth: DayRange, language: str, calendar: str) -> str:
    """A birth as somebody would type it, for a form that is opened again; `parse_birth` reads it back.

    A year or month that is whole in the other calendar only is typed in that one: its size says which it is.
    """
    if birth.is_exact:
        year, month, day = to_calendar(birth.earliest, calendar)
        parts = (year, month, day) if calendar != "gregorian" else (day, month, year)
        return digits("/".join(f"{part:02}" for part in parts), language)
    for system in (calendar, "gregorian", "iranian"):
        if typed := _typed_whole(birth, system):
            return digits(typed, language)
    return ""


def _typed_whole(birth: DayRange, calendar: str) -> str:
    (year, month, day), (last_year, last_month, last_day) = (
        to_calendar(end, calendar) for end in (birth.earliest, birth.latest)
    )
    if day != 1 or last_day != month_length(last_year, last_month, calendar):
        return ""
    if (month, last_month) == (1, 12):
        return str(year) if year == last_year else f"{year}-{last_year}"
    return f"{month:02}/{year}" if (year, month) == (last_year, last_month) else ""
