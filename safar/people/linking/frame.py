"""The fixed columns that are compared, made of what a source says: names by their spelling and by their sound.

| column | holds |
|---|---|
| `n`, `id` | the row's number, and the source's own id |
| `g`, `f`, `p` | given, family and father's name in normal form, in the script they were written in |
| `lg`, `lf` | given and family name in Latin letters, where known |
| `gs`, `fs`, `ps` | their sounds, word by word |
| `ws` | the sounds of given and family name in the order of the alphabet |
| `g1`, `gz`, `f1`, `p1` | the sound of the first and last given, the last family and the first father's word |
| `rg`, `rf`, `rp` | the rough sounds of the same |
| `born`, `born_year`, `born_day` | the day of birth; its year; month and day as one number, nothing where only the year is known |
| `sex`, `place`, `address`, `papers`, `phones`, `household` | as given, in normal form |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import duckdb
import pyarrow as pa

from safar.kernel.names import is_arabic_script, normal_form, rough_sound, sound_key, sound_keys, words_of
from safar.kernel.names.words import says_little

ROWS_AT_ONCE = 50_000
Progress = Callable[[int, int], None]
Words = tuple[str, ...]
# A word that is spelt the same between all of these is spelt the same between any: neither article, servant nor half.
NEIGHBOURS = (("qqq", "rahman"), ("abd", "qqq"))
NEIGHBOURS_IN_ARABIC = (("کاظم", "الرحمن"), ("عبد", "کاظم"))

_TEXTS = ("g", "f", "p", "lg", "lf", "gs", "fs", "ps", "ws", "g1", "gz", "f1", "p1", "rg", "rf", "rp", "place", "address")
SPELT = pa.schema([("n", pa.int64()), *((name, pa.string()) for name in _TEXTS)])


class Spelling(NamedTuple):
    """The words of one field that count, and the sound of each."""

    words: Words
    sounds: Words


NOTHING = Spelling((), ())


class Speller:
    """Spells fields, each distinct word once: a register of a million names has some ten thousand words."""

    def __init__(self) -> None:
        self._alone: dict[str, Spelling | None] = {}
        self._known: dict[str, Spelling] = {}

    def spell(self, text: str | None) -> Spelling:
        """The words and sounds of a text; titles are left out unless there is nothing else."""
        if not text:
            return NOTHING
        words: list[str] = []
        sounds: list[str] = []
        for token in text.split():
            if token not in self._alone:
                self._alone[token] = _alone(token)
            single = self._alone[token]
            if single is None:
                return self._whole(text)
            words += single.words
            sounds += single.sounds
        return Spelling(tuple(words), tuple(sounds)) if words else self._whole(text)

    def _whole(self, text: str) -> Spelling:
        found = self._known.get(text)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[text] = _spelling(words_of(text))
        return found


def _alone(token: str) -> Spelling | None:
    """How a word is spelt whatever stands beside it; None where that depends on its neighbours."""
    words = words_of(token)
    around = NEIGHBOURS_IN_ARABIC if is_arabic_script(token) else NEIGHBOURS
    if len(words) != 1 or any(words_of(f"{one} {token} {other}") != [one, *words, other] for one, other in around):
        return None
    return NOTHING if says_little(words[0]) else _spelling(words)


def _spelling(words: list[str]) -> Spelling:
    kept = [word for word in words if not says_little(word)] or words
    return Spelling(tuple(kept), tuple(sound_key(word) for word in kept))


class Parts(NamedTuple):
    """A name in its parts."""

    given: Spelling
    family: Spelling


def parts_of(spell: Callable[[str | None], Spelling], name: str, given: str, family: str) -> Parts:
    """Given and family name: as they were given, or else the last of several words is the family's."""
    if given or family:
        first, last = spell(given), spell(family)
        if first.words or last.words:
            return Parts(first, last) if first.words else Parts(last, NOTHING)
    whole = spell(name)
    if len(whole.words) < 2:
        return Parts(whole, NOTHING)
    return Parts(Spelling(whole.words[:-1], whole.sounds[:-1]), Spelling(whole.words[-1:], whole.sounds[-1:]))


def _latin(spell: Callable[[str | None], Spelling], latin: str, parts: Parts) -> tuple[str | None, str | None]:
    words = spell(latin).words
    if not words:
        return None, None
    at = len(words) - min(len(parts.family.words), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:]) or None


def spell_people(source: duckdb.DuckDBPyConnection, progress: Progress) -> Iterator[pa.Table]:
    """The spelt columns of every row of `source`, in pieces of bounded size."""
    spell = Speller().spell
    total = count_of(source, "source")
    asked = source.cursor().sql("SELECT n, name, given, family, father, latin, place, address FROM source")
    reader = asked.to_arrow_reader(ROWS_AT_ONCE)
    done = 0
    for batch in reader:
        columns = [column.to_pylist() for column in batch.columns]
        rows = [_row(spell, *values) for values in zip(*columns, strict=True)]
        done += len(rows)
        progress(done, total)
        yield pa.Table.from_arrays(
            [pa.array(values, field.type) for values, field in zip(zip(*rows, strict=True), SPELT, strict=True)],
            schema=SPELT,
        )


def _row(
    spell: Callable[[str | None], Spelling],
    n: int, name: str, given: str, family: str, father: str, latin: str, place: str, address: str,
) -> tuple[int | str | None, ...]:  # fmt: skip
    parts, of_father = parts_of(spell, name, given, family), spell(father)
    own = (" ".join(parts.given.words) or None, " ".join(parts.family.words) or None)
    if is_arabic_script(name or given or family):
        in_latin = _latin(spell, latin, parts)
    else:
        in_latin = own
    first, last = _first(parts.given), _last(parts.given)
    family_sound, father_sound = _last(parts.family), _first(of_father)
    return (
        n, *own, " ".join(of_father.words) or None, *in_latin,
        " ".join(parts.given.sounds) or None, " ".join(parts.family.sounds) or None,
        " ".join(of_father.sounds) or None, " ".join(sorted(parts.given.sounds + parts.family.sounds)) or None,
        first, last, family_sound, father_sound, _rough(parts.given.words[:1]),
        _rough(parts.family.words[-1:]), _rough(of_father.words[:1]), _sound(place), _plain(address),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _plain(text: str | None) -> str | None:
    return normal_form(text) or None if text else None


@lru_cache(maxsize=100_000)
def _sound(place: str | None) -> str | None:
    return " ".join(sound_keys(place)) or None if place else None


def _first(spelling: Spelling) -> str | None:
    return spelling.sounds[0] if spelling.sounds else None


def _last(spelling: Spelling) -> str | None:
    return spelling.sounds[-1] if spelling.sounds else None


def _rough(words: Words) -> str | None:
    return rough_sound(words[0]) if words else None


MAKE_PERSON = """
CREATE OR REPLACE TABLE person AS
SELECT s.n, s.id, t.* EXCLUDE (n),
       CASE WHEN s.born_from = s.born_to THEN s.born_from END AS born,
       CASE WHEN s.born_to - s.born_from < 367 THEN year(s.born_from + ((s.born_to - s.born_from) // 2)::INTEGER)::INTEGER END AS born_year,
       CASE WHEN s.born_from = s.born_to AND NOT (month(s.born_from) = 1 AND day(s.born_from) = 1)
            THEN (month(s.born_from) * 32 + day(s.born_from))::INTEGER END AS born_day,
       nullif(s.sex, '') AS sex, s.papers, s.phones, nullif(s.household, '') AS household
  FROM source s JOIN spelt t ON t.n = s.n
"""


def make_frame(base: duckdb.DuckDBPyConnection, progress: Progress) -> int:
    """Make the table `person` of the table `source`; gives how many people there are."""
    base.execute("DROP TABLE IF EXISTS spelt")
    made = False
    for piece in spell_people(base, progress):
        base.register("piece", piece)
        base.execute("INSERT INTO spelt SELECT * FROM piece" if made else "CREATE TABLE spelt AS SELECT * FROM piece")
        base.unregister("piece")
        made = True
    if not made:
        columns = ", ".join(f"{name} VARCHAR" for name in _TEXTS)
        base.execute(f"CREATE TABLE spelt (n BIGINT, {columns})")
    base.execute(MAKE_PERSON)
    base.execute("DROP TABLE spelt")
    return count_of(base, "person")


def count_of(base: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many rows a table of ours has."""
    # Read to the end: a result that is not read to its end keeps the connection.
    ((count,),) = base.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608 - our own tables
    return int(count)
