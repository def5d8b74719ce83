"""How alike two names are."""

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from safar.kernel.names.letters import is_arabic_script
from safar.kernel.names.sounds import rough_sound, sound_key, sound_keys
from safar.kernel.names.words import says_little

# How much two words of one sound count as one word, and of one rough sound; below, their letters decide.
SAME_SOUND = 0.9
SAME_ROUGH_SOUND = 0.75
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


@lru_cache(maxsize=100_000)
def word_likeness(one: str, other: str) -> float:
    """How alike two words in normal form are, from 0 to 1: by their letters in one script, by their sounds in any."""
    if one == other:
        return 1.0
    sound, other_sound = sound_key(one), sound_key(other)
    by_sound = JaroWinkler.similarity(sound, other_sound) * DamerauLevenshtein.normalized_similarity(sound, other_sound)
    if sound == other_sound:
        by_sound = SAME_SOUND
    elif rough_sound(one) == rough_sound(other):
        by_sound = max(by_sound * SAME_SOUND, SAME_ROUGH_SOUND)
    if is_arabic_script(one) != is_arabic_script(other):
        return by_sound
    by_letters = DamerauLevenshtein.normalized_similarity(one, other)
    return max(by_letters, (by_letters + by_sound) / 2)


def likeness(asked: list[str], held: list[str]) -> float:
    """How well the words of a name on file answer the words that are asked for, from 0 to 1, in any order.

    Each asked word takes the word most like it that is still free. Words that nobody asked for cost nothing: people
    give two of their four names.
    """
    pairs = sorted(
        ((word_likeness(one, other), i, j) for i, one in enumerate(asked) for j, other in enumerate(held)), reverse=True
    )
    taken: dict[int, float] = {}
    used: set[int] = set()
    for alike, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = alike
            used.add(j)
    weights = [TITLE if says_little(word) else 1.0 for word in asked]
    return sum(weight * taken.get(i, 0.0) for i, weight in enumerate(weights)) / sum(weights)
