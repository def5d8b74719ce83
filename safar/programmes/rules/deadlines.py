"""Deadlines counted in days, months or the working days of a country."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from safar.kernel.calendars import to_calendar
from safar.programmes.types.answers import DeadlineState
from safar.programmes.types.programme import Programme
from safar.programmes.types.stages import Length, WorkingCalendar

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def deadline_state(
    programme: Programme, code: str, *, started_on: date, today: date, country: str | None = None
) -> DeadlineState:
    """The deadline of that code as it stands today; KeyError when the programme has none of that code.

    `country` decides the length where the programme gives one per country, and which days are working days.
    `left` counts what is left in the deadline's own unit (days for months); 0 is the last day, below 0 is overdue.
    """
    deadline = {deadline.code: deadline for deadline in programme.deadlines}[code]
    length = deadline.per_country.get(country or "", deadline.length)
    calendar = programme.calendars.get(country or "") if length.unit == "working_days" else None
    due = due_on(started_on, length, calendar)
    left = working_days_between(today, due, calendar) if length.unit == "working_days" else (due - today).days
    return DeadlineState(
        code=code,
        names=deadline.names,
        started_on=started_on,
        count=length.count,
        unit=length.unit,
        country=country,
        due_on=due,
        left=left,
        source=deadline.source,
    )


def due_on(started_on: date, length: Length, calendar: WorkingCalendar | None = None) -> date:
    """The last day of a period; the day it starts on is not counted. Without a calendar every day is a working day."""
    if length.unit == "months":
        return months_after(started_on, length.count)
    day = started_on
    left = length.count
    while left:
        day += timedelta(days=1)
        if length.unit == "days" or is_working_day(day, calendar):
            left -= 1
    return day


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none such."""
    number = day.month - 1 + months
    year, month = day.year + number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_days_between(today: date, due: date, calendar: WorkingCalendar | None) -> int:
    """Working days after the earlier day up to and with the later; negative when the due day has passed."""
    earlier, later = sorted((today, due))
    days = (later - earlier).days
    count = sum(is_working_day(earlier + timedelta(days=step), calendar) for step in range(1, days + 1))
    if today <= due:
        return count
    return -max(count, 1)


def is_working_day(day: date, calendar: WorkingCalendar | None) -> bool:
    """Whether the day counts as a working day in that calendar."""
    if calendar is None:
        return True
    if WEEKDAYS[day.weekday()] in calendar.weekend or f"{day:%m-%d}" in calendar.closed:
        return False
    if calendar.closed_solar_hijri:
        _, month, number = to_calendar(day, "iranian")
        if f"{month:02d}-{number:02d}" in calendar.closed_solar_hijri:
            return False
    return (day - easter(day.year)).days not in calendar.closed_after_easter


@lru_cache(maxsize=200)
def easter(year: int) -> date:
    """Easter Sunday of a year, by the Gregorian reckoning (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
