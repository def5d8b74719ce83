"""What happens when somebody is registered a second time: a table of mistakes, each with its share.

Each mistake takes the new record, changes it, and says whether it could: a man with one name has nothing to swap.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from safar.config.demonstration.crowd.hearing import misheard, miswritten
from safar.config.demonstration.crowd.nations import nation, other_spellings
from safar.config.demonstration.crowd.papers import Papers
from safar.config.demonstration.crowd.persons import DAY, LATIN, NO_PAPER, OWN, YEAR, Person, Spelt, Words
from safar.config.demonstration.crowd.stocks import Random, draw, nicknames

HONORIFICS = {
    "AF": (Spelt("سید", "Sayed"), Spelt("حاجی", "Haji"), Spelt("ملا", "Mullah"), Spelt("خان", "Khan")),
    "IR": (Spelt("سید", "Seyed"), Spelt("حاج", "Haj")),
    "IQ": (Spelt("حاج", "Haj"), Spelt("أبو", "Abu"), Spelt("سيد", "Sayyid")),
}
FOUR_OR_MORE = 4


class Desk(NamedTuple):
    """Where the second record is written: the draws, and the numbers of new papers and telephones."""

    random: Random
    papers: Papers


Mistake = Callable[[Desk, Person], bool]


def respell_word(desk: Desk, record: Person) -> bool:
    """One word of the name as heard: another usual spelling, or one by ear."""
    parts = [part for part in ("given", "given", "family", "father") if getattr(record, part)]
    part = draw(desk.random, parts)
    words: Words = getattr(record, part)
    place = int(desk.random() * len(words))
    if record.script == OWN:
        changed = Spelt(miswritten(desk.random, words[place].own), words[place].latin)
    else:
        changed = Spelt(words[place].own, respelt(desk.random, words[place]))
    setattr(record, part, (*words[:place], changed, *words[place + 1 :]))
    return changed != words[place]


def respelt(random: Random, word: Spelt) -> str:
    """A word in Latin letters as another office spells it: half the time in a usual way, else by ear."""
    usual = [each for each in other_spellings().get(word.own, ()) if each != word.latin]
    if usual and random() < 0.5:
        return draw(random, usual)
    return misheard(random, word.latin).title()


def use_other_script(desk: Desk, record: Person) -> bool:
    """The other office writes the other script."""
    if nation(record.nation).is_latin:
        return False
    record.script = OWN if record.script == LATIN else LATIN
    record.is_solar = False
    return True


def swap_parts(desk: Desk, record: Person) -> bool:
    """The family name is taken for the given name."""
    if not record.family:
        return False
    record.is_swapped = not record.is_swapped
    return True


def drop_part(desk: Desk, record: Person) -> bool:
    """The family name, the grandfather's, or one word of a given name of two is not written."""
    if len(record.given) > 1:
        place = int(desk.random() * len(record.given))
        record.given = record.given[:place] + record.given[place + 1 :]
    elif len(record.family) > 1:
        record.family = record.family[1:] if desk.random() < 0.5 else record.family[:1]
    elif record.grandfather:
        record.grandfather = ()
    elif record.family and record.father:
        record.family = ()
    else:
        return False
    return True


def add_part(desk: Desk, record: Person) -> bool:
    """A word more: an honorific, or in Latin Europe and Brazil a second name."""
    people = nation(record.nation)
    if people.is_latin:
        more = draw(desk.random, people.men if record.sex == "male" else people.women)[0]
        record.given = (*record.given, Spelt(more.own, more.own))
        return True
    title = draw(desk.random, HONORIFICS[record.nation])
    if record.sex != "male":
        title = Spelt("بی‌بی", "Bibi") if record.nation == "AF" else Spelt("سیده", "Sayeda")
    if title in record.given:
        return False
    record.given = (*record.given, title) if title.latin == "Khan" else (title, *record.given)
    return True


def call_by_short_name(desk: Desk, record: Person) -> bool:
    """The name everybody calls them by instead of the one in their papers."""
    for place, word in enumerate(record.given):
        if word.own in nicknames():
            short = draw(desk.random, nicknames()[word.own])
            record.given = (*record.given[:place], Spelt(short.own, short.spellings[0]), *record.given[place + 1 :])
            return True
    return False


def take_first_of_january(desk: Desk, record: Person) -> bool:
    """Only the year is told, and the form wants a day."""
    if record.exactness == DAY and (record.born.month, record.born.day) == (1, 1):
        return False
    record.born, record.exactness, record.is_solar = record.born.replace(month=1, day=1), DAY, False
    return True


def swap_day_and_month(desk: Desk, record: Person) -> bool:
    """03/05 is read as 05/03."""
    if record.exactness != DAY or record.born.day > 12 or record.born.day == record.born.month:
        return False
    return _born_on(record, record.born.replace(month=record.born.day, day=record.born.month))


def convert_a_day_off(desk: Desk, record: Person) -> bool:
    """A birth converted from another calendar is a day early or late: leap years are counted differently."""
    if record.exactness != DAY:
        return False
    record.is_solar = False
    return _born_on(record, record.born + timedelta(days=1 if desk.random() < 0.5 else -1))


def convert_a_year_off(desk: Desk, record: Person) -> bool:
    """621 is added to a year that wanted 622, or the other way round."""
    years = record.born.year + (1 if desk.random() < 0.5 else -1)
    record.is_solar = False
    return _born_on(record, record.born.replace(year=years, day=min(record.born.day, 28)))


def _born_on(record: Person, day: date) -> bool:
    """Write another birth down, unless it would come after the registration itself."""
    if day >= record.consented_on:
        return False
    record.born = day
    return True


def tell_year_only(desk: Desk, record: Person) -> bool:
    """The day and the month are not told."""
    if record.exactness == YEAR:
        return False
    record.exactness = YEAR
    return True


def leave_paper_out(desk: Desk, record: Person) -> bool:
    """The paper is lost or not shown."""
    if record.paper == NO_PAPER:
        return False
    record.paper = NO_PAPER
    return True


def mistype_paper(desk: Desk, record: Person) -> bool:
    """One digit of the number is wrong, or two stand in the wrong order."""
    number = record.paper.number
    if len(number) < FOUR_OR_MORE:
        return False
    place = len(number) - 2 - int(desk.random() * 4)
    if desk.random() < 0.4 and number[place] != number[place + 1]:
        wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    else:
        digit = str((int(desk.random() * 9) + 1 + int(number[place])) % 10) if number[place].isdigit() else "0"
        wrong = number[:place] + digit + number[place + 1 :]
    record.paper = record.paper._replace(number=wrong)
    return wrong != number


def renew_paper(desk: Desk, record: Person) -> bool:
    """There is a new paper with a new number."""
    if record.paper == NO_PAPER:
        return False
    record.paper = desk.papers.paper(record.nation, record.country, desk.random())
    return True


def change_phone(desk: Desk, record: Person) -> bool:
    """Another telephone, or none."""
    if not record.phone:
        return False
    record.phone = desk.papers.phone(record.country) if desk.random() < 0.7 else ""
    return True


def move(desk: Desk, record: Person) -> bool:
    """Another place, mostly with another telephone."""
    country, spellings = draw(desk.random, nation(record.nation).places)
    if spellings[0].own == record.place.own:
        return False
    record.country, record.place = country, draw(desk.random, spellings)
    if record.phone and desk.random() < 0.6:
        record.phone = desk.papers.phone(country)
    return True


def forget_father(desk: Desk, record: Person) -> bool:
    """The father's name is not asked for."""
    if not record.father or record.nation == "IQ":
        return False
    record.father = ()
    return True


# How often each happens, in hundredths of all mistakes.
MISTAKES: tuple[tuple[Mistake, int], ...] = (
    (respell_word, 24),
    (use_other_script, 9),
    (swap_parts, 6),
    (drop_part, 6),
    (add_part, 4),
    (call_by_short_name, 3),
    (forget_father, 3),
    (take_first_of_january, 7),
    (swap_day_and_month, 4),
    (convert_a_day_off, 3),
    (convert_a_year_off, 5),
    (tell_year_only, 2),
    (leave_paper_out, 6),
    (mistype_paper, 4),
    (renew_paper, 4),
    (change_phone, 6),
    (move, 4),
)
UNDOES: dict[Mistake, Mistake] = {add_part: drop_part, drop_part: add_part}
_DRAWN = tuple(mistake for mistake, share in MISTAKES for _ in range(share))
# Of all second records: the household is found again, or left out; the others are entered as a new household.
HOUSEHOLD_KNOWN, HOUSEHOLD_LEFT_OUT = 0.45, 0.35
HOW_MANY = (1, 1, 1, 1, 2, 2, 2, 2, 3, 3)
TRIES = 20
LAST_DAY = date(2026, 6, 30)


def second_record(desk: Desk, person: Person, offices: int) -> Person:
    """Somebody as written down again later, mostly at another office, with one to three mistakes."""
    random = desk.random
    later = person.consented_on + timedelta(days=30 + int(1200 * random()))
    record = dataclasses.replace(person, consented_on=min(later, LAST_DAY))
    kind = random()
    if kind > HOUSEHOLD_KNOWN:
        record.household = desk.papers.household() if kind > HOUSEHOLD_KNOWN + HOUSEHOLD_LEFT_OUT else ""
    if offices and random() < 0.8:
        record.office = f"O{1 + int(offices * random()):03}"
    made: set[Mistake] = set()
    many = draw(random, HOW_MANY)
    for _ in range(TRIES):
        mistake = draw(random, _DRAWN)
        if mistake not in made and UNDOES.get(mistake) not in made and mistake(desk, record):
            made.add(mistake)
            if len(made) == many:
                break
    return record
