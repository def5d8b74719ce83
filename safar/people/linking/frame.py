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
| `born`, `born_year`, `born_day` | the day of birth; its year; month and day as one number, where they are known |
| `sex`, `place`, `address`, `papers`, `phones`, `household` | as given, in normal form |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import duckdb
import pyarrow as pa

from safar.kernel.names import is_arabic_script, normal_form, rough_sound, sound_key, sound_keys, words_of
from safar.kernel.names.words import says_little

TEXTS_AT_ONCE = 50_000
Progress = Callable[[int, int], None]
Words = tuple[str, ...]
# A word that is spelt the same between all of these is spelt the same between any: neither article, servant nor half.
NEIGHBOURS = (("qqq", "rahman"), ("abd", "qqq"))
NEIGHBOURS_IN_ARABIC = (("کاظم", "الرحمن"), ("عبد", "کاظم"))

# Every text that is a name or part of one, once: a register of a million people has some hundred thousand.
TEXTS = """
SELECT given FROM source UNION SELECT family FROM source UNION SELECT father FROM source UNION SELECT latin FROM source
UNION SELECT name FROM source WHERE given = '' AND family = ''
"""
# `w` words, `s` sounds; `front` all but the last; `1` and `z` the first and the last; `r` rough.
SPELT = ("text", "w", "s", "w_front", "s_front", "wz", "s1", "sz", "s_front_z", "r1", "rz")


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


def spelt(texts: Iterable[str]) -> Iterator[tuple[str | None, ...]]:
    """A row of the table `spelt` for each text."""
    spell = Speller().spell
    for text in texts:
        words, sounds = spell(text)
        if words:
            yield (
                text, " ".join(words), " ".join(sounds),
                " ".join(words[:-1]) or None, " ".join(sounds[:-1]) or None,
                words[-1], sounds[0], sounds[-1], sounds[-2] if len(sounds) > 1 else None,
                rough_sound(words[0]), rough_sound(words[-1]),
            )  # fmt: skip


def _keep(
    base: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[str | None, ...]]
) -> None:
    base.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({', '.join(f'{column} VARCHAR' for column in columns)})")
    left = iter(rows)
    while some := list(islice(left, TEXTS_AT_ONCE)):
        values = [pa.array(column, pa.string()) for column in zip(*some, strict=True)]
        base.register("piece", pa.Table.from_arrays(values, names=list(columns)))
        base.execute(f"INSERT INTO {table} SELECT * FROM piece")
        base.unregister("piece")


# A name is in the parts it was given in, or else the last of several words is the family's. A family name without a
# given one is all the name there is. Latin spellings are parted so that the family name has as many words as ours.
MAKE_PERSON = """
CREATE OR REPLACE TABLE person AS
WITH part AS (
  SELECT s.*, regexp_matches(s.given || s.family || s.name, '[\\x{0600}-\\x{06FF}]') AS arabic,
         coalesce(g.w, f.w, w.w_front, w.w) AS g, coalesce(g.s, f.s, w.s_front, w.s) AS gs,
         CASE WHEN g.w IS NOT NULL THEN f.w WHEN f.w IS NULL AND w.w_front IS NOT NULL THEN w.wz END AS f,
         CASE WHEN g.w IS NOT NULL THEN f.s WHEN f.w IS NULL AND w.w_front IS NOT NULL THEN w.sz END AS fs,
         CASE WHEN g.w IS NOT NULL THEN f.sz WHEN f.w IS NULL AND w.w_front IS NOT NULL THEN w.sz END AS f1,
         CASE WHEN g.w IS NOT NULL THEN f.rz WHEN f.w IS NULL AND w.w_front IS NOT NULL THEN w.rz END AS rf,
         coalesce(g.s1, f.s1, w.s1) AS g1, coalesce(g.sz, f.sz, w.s_front_z, w.sz) AS gz,
         coalesce(g.r1, f.r1, w.r1) AS rg,
         p.w AS p, p.s AS ps, p.s1 AS p1, p.r1 AS rp, string_split(l.w, ' ') AS latin_words, q.sound, d.plain
    FROM source s
    LEFT JOIN spelt g ON g.text = s.given
    LEFT JOIN spelt f ON f.text = s.family
    LEFT JOIN spelt w ON w.text = s.name AND s.given = '' AND s.family = ''
    LEFT JOIN spelt p ON p.text = s.father
    LEFT JOIN spelt l ON l.text = s.latin
    LEFT JOIN spelt_place q ON q.text = s.place
    LEFT JOIN spelt_address d ON d.text = s.address
), parted AS (
  SELECT *, greatest(1, len(latin_words) - CASE WHEN f IS NULL THEN 0 ELSE len(string_split(f, ' ')) END) AS front
    FROM part
)
SELECT n, id, g, f, p, gs, fs, ps, g1, gz, f1, p1, rg, rf, rp,
       CASE WHEN arabic THEN array_to_string(list_slice(latin_words, 1, front), ' ') ELSE g END AS lg,
       CASE WHEN arabic THEN nullif(array_to_string(list_slice(latin_words, front + 1, len(latin_words)), ' '), '')
            ELSE f END AS lf,
       array_to_string(list_sort(string_split(concat_ws(' ', gs, fs), ' ')), ' ') AS ws,
       sound AS place, plain AS address,
       CASE WHEN born_from = born_to THEN born_from END AS born,
       CASE WHEN born_to - born_from < 367
            THEN year(born_from + ((born_to - born_from) // 2)::INTEGER)::INTEGER END AS born_year,
       CASE WHEN born_from = born_to AND NOT (month(born_from) = 1 AND day(born_from) = 1)
            THEN (month(born_from) * 32 + day(born_from))::INTEGER END AS born_day,
       nullif(sex, '') AS sex, papers, phones, nullif(household, '') AS household
  FROM parted
"""


def make_frame(base: duckdb.DuckDBPyConnection, progress: Progress) -> int:
    """Make the table `person` of the table `source`; gives how many people there are."""
    texts = [text for (text,) in base.execute(TEXTS).fetchall() if text]
    _keep(base, "spelt", SPELT, spelt(_counted(texts, progress)))
    places = [text for (text,) in base.execute("SELECT DISTINCT place FROM source").fetchall() if text]
    _keep(base, "spelt_place", ("text", "sound"), ((text, " ".join(sound_keys(text)) or None) for text in places))
    addresses = [text for (text,) in base.execute("SELECT DISTINCT address FROM source").fetchall() if text]
    _keep(base, "spelt_address", ("text", "plain"), ((text, normal_form(text) or None) for text in addresses))
    base.execute(MAKE_PERSON)
    for table in ("spelt", "spelt_place", "spelt_address"):
        base.execute(f"DROP TABLE {table}")
    return count_of(base, "person")


def _counted(texts: list[str], progress: Progress) -> Iterator[str]:
    for done, text in enumerate(texts):
        if done % 10_000 == 0:
            progress(done, len(texts))
        yield text


def count_of(base: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many rows a table of ours has."""
    # Read to the end: a result that is not read to its end keeps the connection.
    ((count,),) = base.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(count)
