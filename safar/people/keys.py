"""By which keys a person is found, and which keys a search asks for: plain functions of the names alone.

| key | made of | finds |
|---|---|---|
| `s:` | one word's sound | who has one name, or of whom one name is known |
| `p:` | two words' sounds, whichever comes first | a name of which any other part is missing, mistaken or swapped |
| `c:` | three words' rough sounds | a name of which every part is a little mistaken |
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
KEYS_EDITION = 1
MOST_WORDS = 6
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
                keys.update(asked_for([*words, *of_father]))
        keys |= {f"w:{word}" for word in normal_form(f"{text} {latin}").split(" ") if _LIKE_AN_ALIAS.fullmatch(word)}
        if of_father:
            fathers[" ".join(of_father)] = None
    return Card("\n".join(texts), "\n".join(fathers), sorted(keys))


def asked_for(words: Sequence[str]) -> list[str]:
    """The keys of a name's words; titles and honours give none where the name has words enough without them."""
    telling = [word for word in words if not says_little(word)]
    return _asked_for(tuple((telling if len(telling) > 2 else words)[:MOST_WORDS]))


@lru_cache(maxsize=20_000)
def _asked_for(words: tuple[str, ...]) -> list[str]:
    sounds = [sounds_of(word) for word in words]
    found = {f"s:{sound}" for either in sounds for sound in either}
    for one, other in combinations(sounds, 2):
        found |= {_pair(a, b) for a in one for b in other}
    if len(words) > 2:
        # Two first names written as one word, Ali Reza and Alireza.
        joined = sound_key(words[0] + words[1])
        found |= {_pair(joined, sound) for either in sounds[2:] for sound in either}
    rough = sorted(rough_sound(word) for word in words)
    return sorted(found | {f"c:{' '.join(three)}" for three in combinations(rough, 3)})


def _pair(one: str, other: str) -> str:
    return f"p:{min(one, other)} {max(one, other)}"
