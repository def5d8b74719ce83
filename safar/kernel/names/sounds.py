"""The sound of a word, the same for every usual spelling in Arabic or Latin letters; and a rougher one for mistakes.

Both are made of consonants, for vowels are what Arabic script leaves out and what ears mistake. The tables are read
from the top: the first line that fits is taken.
"""

import re
from functools import lru_cache

from safar.kernel.names.letters import is_arabic_script, normal_form
from safar.kernel.names.words import words_of

# The sound of each Arabic-script letter. A dot is a vowel or a glide and is left out.
SOUND_OF_LETTER = {
    **dict.fromkeys("اعوی", "."),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("ثسص", "s"),
    **dict.fromkeys("ذزضظ", "z"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("غقکگ", "k"),
    **dict.fromkeys("جژ", "j"),
    **dict.fromkeys("شچ", "y"),
    **{"ب": "b", "پ": "p", "خ": "x", "د": "d", "ر": "r", "ف": "f", "ل": "l"},
    **{"م": "m", "ن": "n"},
}

# Latin spellings of one sound, longest first; applied after accents are gone and double letters are single. Behind the
# sound that is likeliest stands the other one that people give to the spelling: `th` is ث in Iraq and t in Europe,
# `ch` is ش to who learnt French (چ has its sound), and k in Christina; `g` is ج in Cairo.
SOUND_OF_LATIN = (
    ("sch", "y", "y"), ("tch", "y", "y"), ("kh", "x", "x"), ("gh", "k", "k"), ("ch", "y", "k"), ("sh", "y", "y"),
    ("zh", "j", "j"), ("dj", "j", "j"), ("ph", "f", "f"), ("th", "s", "t"), ("dh", "z", "d"), ("ck", "k", "k"),
    ("q", "k", "k"), ("g", "k", "j"), ("j", "j", "."), ("x", "ks", "x"), ("w", ".", "."), ("v", ".", "f"),
)  # fmt: skip
# Arabic letters that are z and s in Persian, d and t to many Arabs and in their Latin spelling.
OTHER_SOUND_OF_LETTER = SOUND_OF_LETTER | {**dict.fromkeys("ضظذ", "d"), "ث": "t"}

# Names that end in ی and are spoken with a long a.
SPOKEN_WITH_LONG_A = {
    *("مصطفی", "مرتضی", "موسی", "عیسی", "یحیی", "مجتبی", "کبری", "صغری", "لیلی", "سلمی", "هدی", "منی"),
    *("لبنی", "سلوی", "نجوی", "بشری", "یسری", "ندی", "ذکری", "سجی", "سهی", "شذی", "ضحی", "نهی", "مثنی", "سری"),
}

# Consonants that a hasty ear or a beginner's spelling takes for one another have one rough sound.
ROUGH = str.maketrans({
    **dict.fromkeys("bpf", "p"), **dict.fromkeys("tdsz", "t"), **dict.fromkeys("jykx", "k"), **dict.fromkeys("mn", "n"),
    "h": "", "v": "", "i": "", "a": "",
})  # fmt: skip


_SAID_TWICE = re.compile(r"(.)\1+")
_WRITTEN_TWICE = re.compile(r"([^\W\d_])\1+")
_SOFT_C = re.compile(r"c(?=[eiy])")
_SILENT_H = re.compile(r"(?<=[aeiou])h$")
_OU_FOR_W = re.compile(r"^ou(?=[aei])")
_I_BEFORE_VOWEL = re.compile("i[aeou]")
_VOWELS_TO_DOTS = str.maketrans(dict.fromkeys("aeiouy", "."))


@lru_cache(maxsize=200_000)
def sounds_of(word: str) -> tuple[str, ...]:
    """The likeliest sound of a word, and the other one where its spelling has two. Never empty."""
    word = normal_form(word).replace(" ", "")
    if is_arabic_script(word):
        found = [_arabic_sounds(word, SOUND_OF_LETTER), _arabic_sounds(word, OTHER_SOUND_OF_LETTER)]
    else:
        found = [_latin_sounds(word, other=False), _latin_sounds(word, other=True)]
    return tuple(dict.fromkeys(_SAID_TWICE.sub(r"\1", sounds.replace(".", "")) or word for sounds in found))


def sound_key(word: str) -> str:
    """The consonants of one word, the same for every usual spelling in Arabic or Latin letters.

    محمد, Mohammad and Mohamed share `mhmd`. A final i is kept, for Ahmad and Ahmadi are two names. Never empty: a
    word of vowels alone is its own key.
    """
    return sounds_of(word)[0]


@lru_cache(maxsize=200_000)
def rough_sound(word: str) -> str:
    """What is left of a word's sound when its likely mistakes are taken out: `mhmd` and `mhmt` are both `nt`.

    Never empty: a word without such consonants is its own sound.
    """
    sound = sound_key(word)
    return _SAID_TWICE.sub(r"\1", sound.translate(ROUGH)) or sound


def _arabic_sounds(word: str, table: dict[str, str]) -> str:
    if word.endswith(("الله", "لله")):
        word = word[:-1]
    ends_in_i = len(word) > 1 and word.endswith("ی") and word not in SPOKEN_WITH_LONG_A
    body = word[:-1] if len(word) > 2 and word[-1] in "هحی" else word
    sounds = "".join(table.get(letter, letter) for letter in body)
    opening = {"و": "v", "ی": "i", "ا": "a", "ع": "a"}.get(word[0], "") if word else ""
    return opening + sounds + ("i" if ends_in_i else "")


def _latin_sounds(word: str, *, other: bool) -> str:
    ends_in_i = len(word) > 1 and word.endswith(("i", "y", "ie", "ee"))
    word = _OU_FOR_W.sub("w", _WRITTEN_TWICE.sub(r"\1", word))
    opening = {"w": "v", "v": "v", "y": "i", "x": "x"}.get(word[:1], "a" if word[:1] in "aeiou" else "")
    if _I_BEFORE_VOWEL.match(word) or (other and word.startswith("j")):
        opening = "i"
    body = _SILENT_H.sub("", word[1:] if word.startswith("x") else word)
    for spelling, sound, other_sound in SOUND_OF_LATIN:
        body = body.replace(spelling, (other_sound if other else sound).upper())
    body = _SOFT_C.sub("s", body).replace("c", "k")
    return opening + body.translate(_VOWELS_TO_DOTS).lower() + ("i" if ends_in_i else "")


# Vowels that ears take for one another, for comparing two words closely; `y` and `w` are the vowels they stand for.
VOWELS = str.maketrans({**dict.fromkeys("ae", "a"), **dict.fromkeys("iy", "i"), **dict.fromkeys("ouwv", "u")})
LONG_VOWEL_OF_LETTER = SOUND_OF_LETTER | {"ا": "a", "ع": "a", "و": "u", "ی": "i"}


@lru_cache(maxsize=200_000)
def spoken(word: str) -> str:
    """A word as it is spoken, its vowels kept: three vowels, and the consonants of its key; for close comparison."""
    word = normal_form(word).replace(" ", "")
    if is_arabic_script(word):
        return "".join(LONG_VOWEL_OF_LETTER.get(letter, letter) for letter in word)
    body = word.replace("ee", "i").replace("oo", "u").replace("ou", "u")
    for spelling, sound, _ in SOUND_OF_LATIN:
        body = body.replace(spelling, sound.upper() if sound != "." else "u")
    body = _SOFT_C.sub("s", body).replace("c", "k").translate(VOWELS).lower()
    return _SAID_TWICE.sub(r"\1", body)


def sound_keys(text: str) -> list[str]:
    """The key of each word of a name, in its order; the halves of a Persian word (محمد‌علی) are two words here."""
    # Whole names are compared by these: the other record may have a space there, and a search has keys for both.
    return [sound_key(word) for word in words_of(text.replace("\u200c", " "))]
