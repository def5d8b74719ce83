"""How words are misspelt: as somebody heard them, in Latin or in Arabic letters, or by a slip on the keyboard."""

from __future__ import annotations

from functools import lru_cache

from safar.config.demonstration.crowd.stocks import Random, draw

# A sound as written, and how others write it who only hear it. Every place in a word where a row fits is one way
# to misspell it, so rows of vowels, which fit often, are what happens most, as it does in offices.
HEARD_IN_LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kh", ("h", "k", "x")),
    ("gh", ("g", "q")),
    ("q", ("gh", "k", "g")),
    ("sh", ("ch", "s")),
    ("ch", ("sh", "tch")),
    ("zh", ("j", "z")),
    ("dh", ("d", "z")),
    ("th", ("t", "s")),
    ("ph", ("f",)),
    ("w", ("v", "u")),
    ("v", ("w", "b")),
    ("ee", ("i", "e")),
    ("oo", ("u", "o")),
    ("ou", ("u", "oo", "o")),
    ("aa", ("a",)),
    ("ai", ("ay", "ei", "e")),
    ("ei", ("ai", "ey", "i")),
    ("ia", ("iya", "ya", "eya")),
    ("i", ("e", "ee", "y")),
    ("y", ("i", "ie")),
    ("u", ("o", "oo", "ou")),
    ("o", ("u", "a", "ou")),
    ("e", ("i", "a")),
    ("a", ("e", "aa", "o")),
    ("j", ("dj", "g", "zh")),
    ("z", ("s",)),
    ("s", ("ss", "z")),
    ("c", ("k",)),
    ("k", ("c", "q")),
    ("h", ("",)),
    ("ç", ("s", "c")),
    ("ã", ("an", "a")),
    ("ão", ("ao", "am")),
    ("é", ("e", "ei")),
    ("ú", ("u",)),
    ("í", ("i", "y")),
    ("ó", ("o", "u")),
    ("lh", ("li", "l")),
    ("nh", ("ni", "n")),
    ("x", ("ch", "ks")),
    ("ș", ("s", "sh")),
    ("ț", ("t", "tz")),
    ("ă", ("a", "e")),
    ("â", ("a", "i")),
    ("î", ("i", "a")),
)
DOUBLED = "dlmnrst"
HEARD_AT_THE_START = frozenset("qkyjiwvcșț")
VOWELS = frozenset("aeiou")
# The letters that are written for one another in Arabic script by who only heard the name, the likelier ones twice.
HEARD_IN_ARABIC = {
    "س": "صصث", "ص": "سس", "ث": "سس", "ذ": "ززض", "ز": "ذظ", "ض": "زظ", "ظ": "ززض", "ت": "ط", "ط": "تت",
    "ح": "هه", "ه": "حة", "ة": "هه", "ق": "غغک", "غ": "قق", "ی": "ي", "ي": "ی", "ى": "اي", "ک": "ك", "ك": "ک",
    "أ": "اا", "إ": "اا", "آ": "اا", "ؤ": "وو", "ئ": "ی", "ژ": "ج", "ج": "ژ", "گ": "ک", "چ": "ج", "پ": "ب",
}  # fmt: skip
DROPPED_IN_ARABIC = "عءها"
KEYBOARDS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو")


@lru_cache(maxsize=60_000)
def heard_forms(word: str) -> tuple[str, ...]:
    """Every spelling of a Latin word that is one thing heard differently; the first letter is mostly heard right."""
    small = word.casefold()
    found = []
    for sound, others in HEARD_IN_LATIN:
        place = small.find(sound)
        while place >= 0:
            if place or len(sound) > 1 or sound in HEARD_AT_THE_START:
                found += [small[:place] + other + small[place + len(sound) :] for other in others]
            place = small.find(sound, place + 1)
    for place in range(1, len(small)):
        letter = small[place]
        if letter == small[place - 1]:
            found += [small[:place] + small[place + 1 :]] * 2
        elif (
            letter in DOUBLED
            and small[place - 1] in "aeiou"
            and small[place + 1 : place + 2] in ("a", "e", "i", "o", "u")
        ):
            found.append(small[:place] + letter + small[place:])
    return tuple(form for form in found if len(form) > 1 and form != small)


@lru_cache(maxsize=30_000)
def written_forms(word: str) -> tuple[str, ...]:
    """Every spelling of a word in Arabic script that sounds the same to who does not know how it is written."""
    found = []
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        found += [before + other + after for other in HEARD_IN_ARABIC.get(letter, "")]
        if letter in DROPPED_IN_ARABIC and place and len(word) > 3:
            found.append(before + after)
        if letter in " \u200c":
            found += [before + after] * 2
    if word.startswith("عبدال"):
        found += [word.replace("عبدال", "عبد ال", 1)] * 3
    return tuple(form for form in found if form != word)


def misheard(random: Random, word: str) -> str:
    """A Latin word as somebody else would write it who heard it; the word itself where nothing can be misheard."""
    return draw(random, heard_forms(word) or (word,))


def miswritten(random: Random, word: str) -> str:
    """A word in Arabic script as somebody else would write it who heard it."""
    return draw(random, written_forms(word) or (word,))


def slipped(random: Random, text: str) -> str:
    """A text with one slip of the fingers: a letter left out, doubled, exchanged with the next, or a key beside it."""
    if len(text) < 4:
        return text
    place, kind = 1 + int(random() * (len(text) - 2)), random()
    before, letter, after = text[:place], text[place], text[place + 1 :]
    if kind < 0.30:
        return before + after
    if kind < 0.45:
        return before + letter + letter + after
    if kind < 0.70:
        return before + after[0] + letter + after[1:]
    for row in KEYBOARDS:
        key = row.find(letter.casefold())
        if key >= 0:
            return before + row[key + 1 if key == 0 or (key + 1 < len(row) and kind < 0.85) else key - 1] + after
    return before + after
