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
    **dict.fromkeys("غقک", "k"),
    **dict.fromkeys("جژ", "j"),
    **dict.fromkeys("شچ", "y"),
    **{"ب": "b", "پ": "p", "خ": "x", "د": "d", "ر": "r", "ف": "f", "گ": "g", "ل": "l"},
    **{"م": "m", "ن": "n"},
}

# Latin spellings of one sound, longest first; applied after accents are gone and double letters are single.
# `ch` is ش to who learnt French and چ to who learnt English, so both letters have one sound. `th` is ث to who learnt
# English, and a t in Europe.
SOUND_OF_LATIN = (
    ("sch", "y"), ("tch", "y"), ("kh", "x"), ("gh", "k"), ("ch", "y"), ("sh", "y"), ("zh", "j"), ("dj", "j"),
    ("ph", "f"), ("th", "s"), ("dh", "z"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "."), ("v", "."),
)  # fmt: skip

# Names that end in ی and are spoken with a long a.
SPOKEN_WITH_LONG_A = {
    *("مصطفی", "مرتضی", "موسی", "عیسی", "یحیی", "مجتبی", "مرتضا", "کبری", "صغری", "لیلی", "سلمی", "هدی", "منی"),
    *("لبنی", "سلوی", "نجوی", "رضوی", "بشری", "یسری", "ندی", "هنی", "تقوی", "فتوی", "شوری"),
}

# Consonants that a hasty ear or a beginner's spelling takes for one another have one rough sound.
ROUGH = str.maketrans({
    **dict.fromkeys("bpf", "p"), **dict.fromkeys("tdsz", "t"), **dict.fromkeys("jy", "j"), **dict.fromkeys("kgx", "k"),
    **dict.fromkeys("mn", "n"), "h": "", "v": "", "i": "", "a": "",
})  # fmt: skip


@lru_cache(maxsize=200_000)
def sound_key(word: str) -> str:
    """The consonants of one word, the same for every usual spelling in Arabic or Latin letters.

    محمد, Mohammad and Mohamed share `mhmd`. A final i is kept, for Ahmad and Ahmadi are two names. Never empty: a
    word of vowels alone is its own key.
    """
    word = normal_form(word).replace(" ", "")
    sounds = _arabic_sounds(word) if is_arabic_script(word) else _latin_sounds(word)
    return re.sub(r"(.)\1+", r"\1", sounds.replace(".", "")) or word


@lru_cache(maxsize=200_000)
def rough_sound(word: str) -> str:
    """What is left of a word's sound when its likely mistakes are taken out: `mhmd` and `mhmt` are both `nt`.

    Never empty: a word without such consonants is its own sound.
    """
    sound = sound_key(word)
    return re.sub(r"(.)\1+", r"\1", sound.translate(ROUGH)) or sound


def _arabic_sounds(word: str) -> str:
    if word.endswith(("الله", "لله")):
        word = word[:-1]
    ends_in_i = len(word) > 1 and word.endswith("ی") and word not in SPOKEN_WITH_LONG_A
    body = word[:-1] if len(word) > 2 and word[-1] in "هحی" else word
    sounds = "".join(SOUND_OF_LETTER.get(letter, letter) for letter in body)
    opening = {"و": "v", "ی": "i", "ا": "a", "ع": "a"}.get(word[0], "")
    return opening + sounds + ("i" if ends_in_i else "")


def _latin_sounds(word: str) -> str:
    word = re.sub(r"([^\W\d_])\1+", r"\1", word)
    ends_in_i = len(word) > 1 and bool(re.search(r"(?:i|y|ie|ee|ei|ey|ai|ay|iy|aie)$", word))
    opening = {"w": "v", "v": "v", "y": "i"}.get(word[0], "a" if word[0] in "aeiou" else "")
    body = re.sub(r"(?<=[aeiou])h$", "", word)
    for spelling, sound in SOUND_OF_LATIN:
        body = body.replace(spelling, sound.upper())
    body = re.sub(r"c(?=[eiy])", "s", body).replace("c", "k")
    return opening + re.sub(r"[aeiouy]", ".", body).lower() + ("i" if ends_in_i else "")


def sound_keys(text: str) -> list[str]:
    """The key of each word of a name, in its order."""
    return [sound_key(word) for word in words_of(text)]
