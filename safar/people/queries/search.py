"""People are found by any name in any script, by a document's number or by a telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from safar.kernel.calendars import ascii_digits
from safar.kernel.names import Listener, normal_form, sound_key
from safar.people.keys import asked_for
from safar.people.models import Alias, Document, Person, SafeContact
from safar.people.queries.merging import kept_of
from safar.people.queries.summaries import people_in
from safar.people.rules import (
    BEGINS_SO,
    LIKE_NAME,
    SAME_ALIAS,
    SAME_BIRTH,
    SAME_DOCUMENT,
    SAME_NAME,
    SAME_PHONE,
    number_key,
    phone_key,
)
from safar.people.types import Found, PersonId, PersonSummary, Sought

LONGEST_LIST = 100
FEWEST_DIGITS = 6
# Aliases are drawn by the database alone, two syllables and a number (`people_draw_alias`): longer is no alias.
SHORTEST_BEGINNING, LENGTH_OF_AN_ALIAS = 3, 7
# The greatest code point: a prefix is the range from itself to itself with this behind it, which an index can use
# under row-level security where LIKE cannot.
LAST = "\U0010ffff"
# How many people one key may bring in, by its kind, and how many are compared letter by letter, fewer where the year of
# birth already tells most apart: the fewest with which the figures of docs/benchmarks.md are reached.
MOST_OF_A_KEY = {"s": 150, "p": 250, "q": 250, "y": 450}
MOST_COMPARED, MOST_COMPARED_OF_A_YEAR = 80, 60
MOST_BEGINNING_SO = 150
# A name less alike than this is another name.
FEWEST_ALIKE = 0.6
# What a birth in the year that was asked for, or in the one beside it, adds to a name; and what any other takes away.
SAME_YEAR, NEXT_YEAR, OTHER_YEAR = 0.2, 0.15, 0.15

# What a key tells is what it leaves out: the fewer have it, the more it weighs. One that more people have than are read
# tells next to nothing. Nobody is counted twice who is seen by two offices.
_BY_KEYS = """
WITH lists AS (
       SELECT CASE WHEN held.seen < asked.most THEN ln(20000::float8 / held.seen) ELSE 0.5 END AS weight, held.people
         FROM unnest(%(keys)s::text[], %(most)s::int[]) AS asked(key, most) CROSS JOIN LATERAL (
           SELECT array_agg(once.person_id) AS people, sum(once.seen) AS seen
             FROM (SELECT few.person_id, count(*) AS seen
                     FROM (SELECT person_id FROM people_searchkey WHERE key = asked.key LIMIT asked.most) few
                    GROUP BY few.person_id) once) held
        WHERE held.seen > 0),
     hits AS (
       SELECT person_id FROM lists CROSS JOIN LATERAL unnest(lists.people) person_id
        GROUP BY person_id ORDER BY sum(weight) DESC LIMIT %(compared)s)
SELECT card.person_id, card.names, card.fathers, card.born_from, card.born_to
  FROM hits JOIN people_searchcard card USING (person_id)
"""
_BEGINNING = """
SELECT card.person_id, card.names, card.fathers, card.born_from, card.born_to
  FROM (SELECT DISTINCT person_id FROM people_searchkey held WHERE held.key >= %(from)s AND held.key < %(to)s
         LIMIT %(most)s) hit
  JOIN people_searchcard card USING (person_id)
"""


@dataclass(frozen=True, slots=True)
class _Row:
    person_id: PersonId
    names: str
    fathers: str
    born_from: int
    born_to: int

    def spellings(self) -> Iterable[list[str]]:
        """The words of each spelling of the name, with the father's name behind."""
        fathers = self.fathers.split()
        for name in self.names.split("\n"):
            yield [*name.split(" "), *fathers]


def search_people(text: str, limit: int = 20) -> list[PersonSummary]:
    """The people whom this text finds, the best first: what `find_people` gives for one box, without the reasons."""
    return [found.person for found in find_people(Sought(text=text), limit)]


def find_people(wanted: Sought, limit: int = 20) -> list[Found]:
    """People who may be who is looked for, the likeliest first, each with the reasons; nobody out of sight (D9).

    Who has an alias is found by it. By name, number or telephone only who holds the protection class finds them: for
    everybody else nobody of that name is there (D10). At most 100 whatever is asked for.
    """
    limit = max(1, min(limit, LONGEST_LIST))
    reasons: dict[PersonId, tuple[float, tuple[str, ...]]] = {}
    for person_id, because in [*_by_number(wanted, limit), *_by_alias(wanted.text)]:
        _, held = reasons.get(person_id, (2.0, ()))
        reasons[person_id] = (2.0, tuple(dict.fromkeys((*held, because))))
    for person_id, score, by_name in _by_name(wanted):
        held_score, held = reasons.get(person_id, (0.0, ()))
        reasons[person_id] = (held_score + score, (*held, *by_name))
    best = sorted(reasons, key=lambda person_id: -reasons[person_id][0])
    if wanted.sex or wanted.place:
        best = _narrowed(best, wanted)
    # Two records of one human are one find, under the record that is kept and for the better of the two reasons.
    kept = kept_of(best[: 2 * limit])
    told = {kept[one]: reasons[one] for one in reversed(best[: 2 * limit])}
    best = list(reversed(told))[:limit]
    summaries = people_in(best)
    found = [Found(summaries[one], told[one][1], told[one][0]) for one in best if one in summaries]
    return sorted(found, key=lambda one: (-round(one.score, 3), one.person.sort_key))


def unfindable() -> list[PersonId]:
    """Those with an alias whom the reader may not find by name or number; empty for the protection class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(people_unfindable())")
        return [person_id for (person_id,) in cursor.fetchall()]


def _by_number(wanted: Sought, limit: int) -> list[tuple[PersonId, str]]:
    typed = wanted.text if len(re.sub(r"\D", "", ascii_digits(wanted.text))) >= FEWEST_DIGITS else ""
    paper, phone = number_key(wanted.document or typed), phone_key(wanted.phone or typed)
    if not paper and not phone:
        return []
    hidden = unfindable()
    papers = Document.objects.filter(number_key=paper).exclude(person_id__in=hidden)
    phones = SafeContact.objects.filter(number_key=phone, ended_at__isnull=True).exclude(person_id__in=hidden)
    found = [(one, SAME_DOCUMENT) for one in papers.values_list("person_id", flat=True)[:limit]] if paper else []
    return found + ([(one, SAME_PHONE) for one in phones.values_list("person_id", flat=True)[:limit]] if phone else [])


def _by_alias(text: str) -> list[tuple[PersonId, str]]:
    wanted = " ".join(ascii_digits(text).lower().split())
    if not SHORTEST_BEGINNING <= len(wanted) <= LENGTH_OF_AN_ALIAS:
        return []
    found = Alias.objects.filter(alias_key__gte=wanted, alias_key__lt=wanted + LAST, ended_at=None)
    return [(person_id, SAME_ALIAS) for person_id in found.values_list("person_id", flat=True)[:LONGEST_LIST]]


def _by_name(wanted: Sought) -> list[tuple[PersonId, float, tuple[str, ...]]]:
    words = wanted.words()
    if not words:
        return []
    years = wanted.years()
    rows = rows_by_keys(words, years)
    listener = Listener(words, [held for row in rows for held in row.spellings()])
    judged = (_judged(listener, years, row) for row in rows)
    found = [(row, score, because) for row, score, because in judged if score >= FEWEST_ALIKE]
    if not found:
        found = [(row, FEWEST_ALIKE, (BEGINS_SO,)) for row in _beginning_so(words)]
    return [(row.person_id, score, because) for row, score, because in found]


def rows_by_keys(words: Sequence[str], years: tuple[int, int] | None = None) -> list[_Row]:
    """The cards of those who share most keys with these words and years, not yet compared letter by letter."""
    keys = asked_for(words, years)
    most = [MOST_OF_A_KEY[key[0]] for key in keys]
    compared = MOST_COMPARED_OF_A_YEAR if any(key.startswith("y:") for key in keys) else MOST_COMPARED
    with connection.cursor() as cursor:
        cursor.execute(_BY_KEYS, {"keys": keys, "most": most, "compared": compared})
        return [_Row(*row) for row in cursor.fetchall()]


def _judged(listener: Listener, years: tuple[int, int] | None, row: _Row) -> tuple[_Row, float, tuple[str, ...]]:
    score = max(listener.likeness(held) for held in row.spellings())
    plain = " ".join(listener.asked)
    because: tuple[str, ...] = (SAME_NAME if any(plain in name for name in row.names.split("\n")) else LIKE_NAME,)
    if years is None:
        return row, score, because
    apart = max(row.born_from - years[1], years[0] - row.born_to, 0)
    if apart > 1:
        return row, score - OTHER_YEAR, because
    return row, score + (NEXT_YEAR if apart else SAME_YEAR), (*because, SAME_BIRTH)


def _beginning_so(words: Sequence[str]) -> list[_Row]:
    """Who has a word that begins with the last one typed, and the others whole: a name half written."""
    sound = sound_key(words[-1]).removesuffix("i") or words[-1]
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, {"from": f"s:{sound}", "to": f"s:{sound}{LAST}", "most": MOST_BEGINNING_SO})
        rows = [_Row(*row) for row in cursor.fetchall()]
    return [row for row in rows if any(_begins(words, held) for held in row.spellings())]


def _begins(words: Sequence[str], held: Sequence[str]) -> bool:
    sounds = {sound_key(word) for word in held}
    return all(sound_key(word) in sounds for word in words[:-1]) and any(word.startswith(words[-1]) for word in held)


def _narrowed(ids: list[PersonId], wanted: Sought) -> list[PersonId]:
    rows = Person.objects.filter(id__in=ids).values_list("id", "sex", "residence_place")
    place = normal_form(wanted.place)
    kept = {
        person_id for person_id, sex, lives_in in rows if wanted.sex in ("", sex) and place in normal_form(lives_in)
    }
    return [person_id for person_id in ids if person_id in kept]
