"""How alike two names are."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from safar.kernel.names.letters import is_arabic_script
from safar.kernel.names.sounds import sound_keys, sounds_of, spoken
from safar.kernel.names.words import says_little

# What the consonants weigh when two words are compared, the vowels having the rest; across scripts, where one side has
# no short vowels, and never quite as good as the same letters.
CONSONANTS, CONSONANTS_ACROSS, SURE_ACROSS = 0.6, 0.8, 0.97
# What a word costs that only the name on file has, and one that stands in another place than it was asked for.
NOT_ASKED, SWAPPED = 0.02, 0.02
# A title that only one of two names has takes this share of a word away.
TITLE = 0.15


def name_key(text: str) -> str:
    """One key for a whole name whatever the order of its words: family name first or last."""
    return " ".join(sorted(sound_keys(text)))


def is_alike(one: str, other: str) -> bool:
    """Whether two whole names may be one: equal keys, or every word of the shorter among those of the longer."""
    left, right = set(sound_keys(one)), set(sound_keys(other))
    if not left or not right:
        return False
    shorter, longer = sorted((left, right), key=len)
    return left == right or (len(shorter) > 1 and shorter <= longer)


@lru_cache(maxsize=200_000)
def word_likeness(one: str, other: str) -> float:
    """How alike two words in normal form are, from 0 to 1: by their consonants, and by what is heard between them."""
    if one == other:
        return 1.0
    spoken_alike = Levenshtein.normalized_similarity(spoken(one), spoken(other))
    consonants = max(DamerauLevenshtein.normalized_similarity(a, b) for a in sounds_of(one) for b in sounds_of(other))
    if is_arabic_script(one) != is_arabic_script(other):
        return SURE_ACROSS * (CONSONANTS_ACROSS * consonants + (1 - CONSONANTS_ACROSS) * spoken_alike)
    letters = (DamerauLevenshtein.normalized_similarity(one, other) + spoken_alike) / 2
    return CONSONANTS * consonants + (1 - CONSONANTS) * letters


def likeness(asked: Sequence[str], held: Sequence[str]) -> float:
    """How well the words of a name on file answer the words that are asked for, from 0 to 1, in any order.

    Each asked word takes the word most like it that is still free. Words that nobody asked for cost little: people
    give two of their four names. Two words that are written as one are one.
    """
    best = _likeness(asked, held)
    if len(asked) != len(held):
        longer, shorter = (asked, held) if len(asked) > len(held) else (held, asked)
        joined = [longer[0] + longer[1], *longer[2:]]
        best = max(best, _likeness(joined, shorter) if longer is asked else _likeness(shorter, joined))
    return best


def _likeness(asked: Sequence[str], held: Sequence[str]) -> float:
    pairs = sorted(
        ((word_likeness(one, other), -i, -j) for i, one in enumerate(asked) for j, other in enumerate(held)),
        reverse=True,
    )
    taken: dict[int, tuple[float, int]] = {}
    used: set[int] = set()
    for alike, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = alike, -j
            used.add(j)
    weights = [TITLE if says_little(word) else 1.0 for word in asked]
    sum_alike = sum(weight * taken.get(-i, (0.0, 0))[0] for i, weight in enumerate(weights))
    places = [taken[i][1] for i in sorted(taken, reverse=True)]
    swapped = any(later < earlier for earlier, later in pairwise(places))
    return sum_alike / sum(weights) - NOT_ASKED * max(0, len(held) - len(used)) - SWAPPED * swapped
