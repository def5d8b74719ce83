"""How alike two names are."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from safar.kernel.names.letters import is_arabic_script
from safar.kernel.names.sounds import sound_keys, sounds_of, spoken
from safar.kernel.names.words import says_little

# What the consonants weigh when two words are compared, the vowels having the rest; across scripts, where one side has
# no short vowels, and never quite as good as the same letters.
CONSONANTS, CONSONANTS_ACROSS, SURE_ACROSS = 0.6, 0.8, 0.97
# Between scripts, what it costs that a letter stands in the Latin spelling alone (a short vowel, as a rule), in the
# Arabic one alone, or that two letters differ.
LATIN_ALONE, ARABIC_ALONE, DIFFERENT = 1, 2, 3
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


class Listener:
    """Compares the words of one name with those of many: each pair of words once, all held words in one sweep."""

    def __init__(self, asked: Sequence[str], names: Iterable[Sequence[str]]) -> None:
        """`names` are the names on file that will be weighed, each as its words in normal form."""
        self.asked = list(asked)
        joined = [asked[0] + asked[1]] if len(asked) > 1 else []
        held = {word for name in names for word in (*name, *([name[0] + name[1]] if len(name) > 1 else []))}
        words = sorted(held)
        self._alike = {word: dict(zip(words, _all_alike(word, words), strict=True)) for word in {*asked, *joined}}

    def likeness(self, held: Sequence[str]) -> float:
        """How well the words of a name on file answer the words that are asked for, from 0 to 1, in any order.

        Each asked word takes the word most like it that is still free. Words that nobody asked for cost little: people
        give two of their four names. Two words that are written as one are one.
        """
        asked = self.asked
        best = self._weighed(asked, held)
        if len(asked) > len(held) and best < SURE_ACROSS:
            best = max(best, self._weighed([asked[0] + asked[1], *asked[2:]], held))
        elif len(asked) < len(held) and best < SURE_ACROSS:
            best = max(best, self._weighed(asked, [held[0] + held[1], *held[2:]]))
        return best

    def _weighed(self, asked: Sequence[str], held: Sequence[str]) -> float:
        rows = [[self._alike[word][other] for other in held] for word in asked]
        places = [row.index(max(row)) for row in rows]
        if len(set(places)) < len(places):
            places = _shared_out(rows)
        weights = [TITLE if says_little(word) else 1.0 for word in asked]
        alike = sum(weight * row[place] for weight, row, place in zip(weights, rows, places, strict=True) if place >= 0)
        taken = [place for place in places if place >= 0]
        swapped = any(later < earlier for earlier, later in pairwise(taken))
        return alike / sum(weights) - NOT_ASKED * (len(held) - len(taken)) - SWAPPED * swapped


def likeness(asked: Sequence[str], held: Sequence[str]) -> float:
    """How well one name answers another: see `Listener.likeness`."""
    return Listener(asked, [held]).likeness(held)


def _shared_out(rows: Sequence[Sequence[float]]) -> list[int]:
    """Which column each row takes, the best pairs first and each column once; -1 where none is left."""
    pairs = sorted(((alike, -i, -j) for i, row in enumerate(rows) for j, alike in enumerate(row)), reverse=True)
    places, used = [-1] * len(rows), set()
    for _, i, j in pairs:
        if places[-i] < 0 and -j not in used:
            places[-i] = -j
            used.add(-j)
    return places


def _all_alike(word: str, others: Sequence[str]) -> list[float]:
    """How alike a word is to each of the others, from 0 to 1: by its consonants, and by what is heard between them."""
    consonants = [0.0] * len(others)
    theirs = [sounds_of(other) for other in others]
    for sound in sounds_of(word):
        for choices in ([sounds[0] for sounds in theirs], [sounds[-1] for sounds in theirs]):
            consonants = list(map(max, consonants, _similar(DamerauLevenshtein.normalized_similarity, sound, choices)))
    said = [spoken(other) for other in others]
    heard = _similar(Levenshtein.normalized_similarity, spoken(word), said)
    arabic = is_arabic_script(word)
    alone = (LATIN_ALONE, ARABIC_ALONE) if arabic else (ARABIC_ALONE, LATIN_ALONE)
    across = _similar(Levenshtein.normalized_similarity, spoken(word), said, weights=(*alone, DIFFERENT))
    written = _similar(DamerauLevenshtein.normalized_similarity, word, others)
    return [
        SURE_ACROSS * (CONSONANTS_ACROSS * c + (1 - CONSONANTS_ACROSS) * a)
        if is_arabic_script(other) != arabic
        else 1.0
        if word == other
        else CONSONANTS * c + (1 - CONSONANTS) * (h + w) / 2
        for other, c, h, a, w in zip(others, consonants, heard, across, written, strict=True)
    ]


def _similar(scorer: Callable[..., float], word: str, choices: Sequence[str], **how: object) -> list[float]:
    return [score for _, score, _ in process.extract_iter(word, choices, scorer=scorer, scorer_kwargs=how)]
