"""How alike two names are."""

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

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
        arabic = _Words(sorted(word for word in held if is_arabic_script(word)))
        latin = _Words(sorted(word for word in held if not is_arabic_script(word)))
        alike = {word: _all_alike(word, arabic, latin) for word in {*asked, *joined}}
        # Each asked word as what it weighs and how alike every held word is to it.
        self._apart = [(TITLE if says_little(word) else 1.0, alike[word]) for word in asked]
        self._joined = [(1.0, alike[word]) for word in joined] + self._apart[2:]

    def likeness(self, held: Sequence[str]) -> float:
        """How well the words of a name on file answer the words that are asked for, from 0 to 1, in any order.

        Each asked word takes the word most like it that is still free. Words that nobody asked for cost little: people
        give two of their four names. Two words that are written as one are one.
        """
        best = _weighed(self._apart, held)
        if len(self.asked) > len(held) and best < SURE_ACROSS:
            best = max(best, _weighed(self._joined, held))
        elif len(self.asked) < len(held) and best < SURE_ACROSS:
            best = max(best, _weighed(self._apart, [held[0] + held[1], *held[2:]]))
        return best


def _weighed(asked: Sequence[tuple[float, dict[str, float]]], held: Sequence[str]) -> float:
    rows = [[alike[word] for word in held] for _, alike in asked]
    places = [row.index(max(row)) for row in rows]
    if len(set(places)) < len(places):
        places = _shared_out(rows)
    alike = whole = 0.0
    taken = []
    for (weight, _), row, place in zip(asked, rows, places, strict=True):
        whole += weight
        if place >= 0:
            alike += weight * row[place]
            taken.append(place)
    return alike / whole - NOT_ASKED * (len(held) - len(taken)) - SWAPPED * (taken != sorted(taken))


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


class _Words:
    """Words of one script beside what is heard of them, to be compared with many others."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        sounds = [sounds_of(word) for word in words]
        self.sounds = [likeliest for likeliest, *_ in sounds]
        self.other_sounds = {place: other[0] for place, (_, *other) in enumerate(sounds) if other}
        self.spoken = [spoken(word) for word in words]

    def by_consonants(self, word: str) -> list[float]:
        """How alike the consonants are: the better of the two sounds on either side."""
        sounds = sounds_of(word)
        best = _similar(OSA.normalized_similarity, sounds[0], self.sounds)
        for other in sounds[1:]:
            best = list(map(max, best, _similar(OSA.normalized_similarity, other, self.sounds)))
        for place, held in self.other_sounds.items():
            best[place] = max(best[place], *(OSA.normalized_similarity(sound, held) for sound in sounds))
        return best


def _all_alike(word: str, arabic: _Words, latin: _Words) -> dict[str, float]:
    """How alike a word is to each of the others, from 0 to 1: by its consonants, and by what is heard between them."""
    if is_arabic_script(word):
        return _alike_within(word, arabic) | _alike_across(word, latin, (LATIN_ALONE, ARABIC_ALONE, DIFFERENT))
    return _alike_within(word, latin) | _alike_across(word, arabic, (ARABIC_ALONE, LATIN_ALONE, DIFFERENT))


def _alike_within(word: str, others: _Words) -> dict[str, float]:
    consonants = others.by_consonants(word)
    heard = _similar(Levenshtein.normalized_similarity, spoken(word), others.spoken)
    written = _similar(OSA.normalized_similarity, word, others.words)
    alike = {
        other: CONSONANTS * c + (1 - CONSONANTS) * (h + w) / 2
        for other, c, h, w in zip(others.words, consonants, heard, written, strict=True)
    }
    return alike | {word: 1.0}


def _alike_across(word: str, others: _Words, weights: tuple[int, int, int]) -> dict[str, float]:
    heard = _similar(Levenshtein.normalized_similarity, spoken(word), others.spoken, weights=weights)
    return {
        other: SURE_ACROSS * (CONSONANTS_ACROSS * c + (1 - CONSONANTS_ACROSS) * h)
        for other, c, h in zip(others.words, others.by_consonants(word), heard, strict=True)
    }


def _similar(scorer: Callable[..., float], word: str, choices: Sequence[str], **how: object) -> list[float]:
    return [score for _, score, _ in process.extract_iter(word, choices, scorer=scorer, scorer_kwargs=how)]
