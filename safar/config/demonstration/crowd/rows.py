"""A person as a row of the register: names put together the way the people does, births as they were told."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from safar.config.demonstration.crowd.persons import BOTH, DAY, LATIN, OWN, Person, Words, in_latin, in_own
from safar.kernel.calendars import to_calendar


def row_of(person: Person, record_id: str) -> tuple[str, ...]:
    """The cells of a record in the order of the register's columns."""
    written = in_latin if person.script == LATIN else in_own
    given, family, father = written(person.given), written(person.family), written(person.father)
    if person.is_swapped:
        given, family = family, given
    return (
        record_id, written(whole_name(person)), given, family, father,
        in_latin(whole_name(person)) if person.script == BOTH else "", person.sex, birth_of(person), person.nation,
        person.country_of_birth, person.country, person.place.own if person.script == OWN else person.place.latin,
        *person.paper, person.phone, person.language, person.household, person.office, person.consented_on.isoformat(),
    )  # fmt: skip


def whole_name(person: Person) -> Words:
    """The words of the whole name; Iraqis put their father's and grandfather's names between given name and nisba."""
    given, family = person.given, person.family
    if person.nation == "IQ":
        given = given + person.father + person.grandfather
    return family + given if person.is_swapped else given + family


def birth_of(person: Person) -> str:
    """The birth as the register has it: a day or only the year, with `sh:` before Solar Hijri."""
    if not person.is_solar:
        return person.born.isoformat() if person.exactness == DAY else str(person.born.year)
    year, month, day = _solar(person.born)
    return f"sh:{year}-{month:02}-{day:02}" if person.exactness == DAY else f"sh:{year}"


@lru_cache(maxsize=40_000)
def _solar(day: date) -> tuple[int, int, int]:
    return to_calendar(day, "iranian")
