"""By which keys a person is found, and which keys a search asks for: plain functions of names and years alone.

| key | made of | finds |
|---|---|---|
| `s:` | one word's sound | who has one name, or of whom one name is known |
| `p:` | two words' sounds, whichever comes first | a name of which any other part is missing, mistaken or swapped |
| `q:` | two words' rough sounds | a name of which every part is a little mistaken |
| `y:` | one word's sound and a year of birth | a name of which one part is right, where the birth is about known |
| `w:` | a short Latin word as written | whether a drawn alias would be somebody's name |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from safar.kernel.names import normal_form, rough_sound, says_little, sound_key, sounds_of, words_of

# Raised whenever other keys or sounds come of the same names: `safar migrate` then writes everybody's card anew.
KEYS_EDITION = 2
MOST_WORDS = 6
# A birth less well known than this is no key, neither on file (`people_keys_of`) nor in a search.
MOST_YEARS = 3
# The words that could be half of an alias (`people_draw_alias`): consonant, vowel, consonant, vowel.
_LIKE_AN_ALIAS = re.compile("[^aeiou][aeiou][^aeiou][aeiou]")


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared in a search: names and fathers' names in normal form, one a line, and the keys."""

    names: str
    fathers: str
    keys: list[str]


def card_of(names: Iterable[tuple[str, str, str]]) -> Card:
    """The card of somebody with these names, each as (text, Latin spelling or nothing, father's name or nothing)."""
    texts: dict[str, None] = {}
    fathers: dict[str, None] = {}
    keys: set[str] = set()
    for text, latin, father in names:
        of_father = words_of(father)
        for spelling in (text, latin):
            words = words_of(spelling)
            if words:
                texts[" ".join(words)] = None
                keys.update(_keys_on_file(_telling([*words, *of_father])))
        keys |= {f"w:{word}" for word in normal_form(f"{text} {latin}").split(" ") if _LIKE_AN_ALIAS.fullmatch(word)}
        if of_father:
            fathers[" ".join(of_father)] = None
    return Card("\n".join(texts), "\n".join(fathers), sorted(keys))


def asked_for(words: Sequence[str], years: tuple[int, int] | None = None) -> list[str]:
    """The keys by which somebody of this name is looked for, born about these years, the first and the last.

    Titles and honours give no keys where the name has words enough without them. Any two neighbours may be one word on
    file; on file only the first two are joined, for those keys are rows.
    """
    telling = _telling(words)
    keys = set(_keys_of(telling))
    for place in range(1, len(telling) - 1):
        apart = telling[:place] + telling[place + 2 :]
        keys |= _joined(telling[place] + telling[place + 1], apart)
    if years is not None and years[1] - years[0] < MOST_YEARS:
        about = range(years[0] - 1, years[1] + 2)
        keys |= {f"y:{sound} {year}" for word in telling for sound in sounds_of(word) for year in about}
    return sorted(keys)


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    telling = [word for word in words if not says_little(word)]
    return tuple((telling if len(telling) > 2 else words)[:MOST_WORDS])


@lru_cache(maxsize=20_000)
def _keys_on_file(words: tuple[str, ...]) -> frozenset[str]:
    """What a search asks for, and each sound once more: the database adds the years of birth to it."""
    return _keys_of(words) | {f"y:{sound}" for word in words for sound in sounds_of(word)}


@lru_cache(maxsize=20_000)
def _keys_of(words: tuple[str, ...]) -> frozenset[str]:
    sounds = [sounds_of(word) for word in words]
    found = {f"s:{sound}" for either in sounds for sound in either}
    for one, other in combinations(sounds, 2):
        found |= {_pair("p", a, b) for a in one for b in other}
    found |= {_pair("q", one, other) for one, other in combinations(map(rough_sound, words), 2)}
    if len(words) > 2:
        # Two first names written as one word, Ali Reza and Alireza.
        found |= _joined(words[0] + words[1], words[2:])
    return frozenset(found)


def _joined(word: str, others: tuple[str, ...]) -> set[str]:
    exact = {_pair("p", sound_key(word), sound) for other in others for sound in sounds_of(other)}
    return exact | {_pair("q", rough_sound(word), rough_sound(other)) for other in others}


def _pair(kind: str, one: str, other: str) -> str:
    return f"{kind}:{min(one, other)} {max(one, other)}"
