"""The lists of names and places, read from the files in `stocks/`, and urns to draw from as often as people are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from random import Random as Generator
from typing import TypeVar

FOLDER = Path(__file__).parent / "stocks"
# How much the commonest name stands out: the nth name is drawn in proportion to 1 / (n + EVENNESS).
EVENNESS = 12
URN_SIZE = 1 << 14
ARABIC_LETTERS = str.maketrans("کی", "كي")

Random = Callable[[], float]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of names: its own script and an urn of Latin spellings, half of them the usual one."""

    own: str
    spellings: tuple[str, ...]


def seeded(seed: str) -> Random:
    """Draws between 0 and 1 that are the same for the same seed; they make people up and keep no secret."""
    return Generator(seed).random  # noqa: S311


def word(own: str, spellings: Sequence[str]) -> Word:
    """A word whose first spelling is as frequent as all others together."""
    others = [spelling for spelling in dict.fromkeys(spellings[1:]) if spelling != spellings[0]]
    return Word(own, (spellings[0],) * max(1, len(others)) + tuple(others))


def urn(items: Sequence[Item], size: int = URN_SIZE, evenness: float = EVENNESS) -> tuple[Item, ...]:
    """An urn in which earlier items lie more often than later ones, and each at least once."""
    weights = [1 / (rank + evenness) for rank in range(1, len(items) + 1)]
    unit = size / sum(weights)
    return tuple(item for item, weight in zip(items, weights, strict=True) for _ in range(max(1, round(weight * unit))))


def draw(random: Random, items: Sequence[Item]) -> Item:
    """One of the items, each as likely as any other."""
    return items[int(random() * len(items))]


def lines(name: str) -> list[list[str]]:
    """The lines of a list, each as its words; an underscore in the file is a space within a word."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return [[part.replace("_", " ") for part in row] for row in rows]


def own_words(name: str, *, is_arab: bool = False) -> list[Word]:
    """A list of one people: own script and spellings, the usual first."""
    return [word(_own(row[0], is_arab), row[1:]) for row in lines(name)]


def shared_words(name: str, people: int) -> list[Word]:
    """A list that Afghans (0), Iranians (1) and Iraqis (2) share, with the spelling usual among one of them first."""
    return [
        word(_own(row[0], is_arab=people == 2), [row[people + 1], *row[1:]])
        for row in lines(name)
        if len(row) > people + 1
    ]


def latin_words(stock: str) -> list[Word]:
    """A list of a people that writes Latin: the name, as written without marks, and other spellings."""
    return [word(name, [name, *row[1:]]) for row in lines(stock) for name in [row[0].partition("+")[0]]]


def _own(written: str, is_arab: bool) -> str:
    persian, _, arabic = written.partition("/")
    return (arabic or persian.translate(ARABIC_LETTERS)) if is_arab else persian


def mixed(*lists: Iterable[Word]) -> list[Word]:
    """Several lists as one, taking from each in turn so that the commonest of each stay in front."""
    found: list[Word] = []
    waiting = [iter(each) for each in lists]
    for each in cycle(list(waiting)):
        if each not in waiting:
            continue
        following = next(each, None)
        if following is None:
            waiting.remove(each)
            if not waiting:
                return found
        else:
            found.append(following)
    return found


@lru_cache(maxsize=1)
def nicknames() -> dict[str, tuple[Word, ...]]:
    """What the bearers of a name are called for short, by the name in its own script."""
    found: dict[str, tuple[Word, ...]] = {}
    for name in ("af_nicknames", "iq_nicknames", "br_nicknames", "ro_nicknames"):
        for row in lines(name):
            pairs = (part.partition("=") for part in row[1:])
            found[row[0]] = tuple(word(own, [latin or own]) for own, _, latin in pairs)
    return found
