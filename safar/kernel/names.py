"""Names across scripts: one normal form, a key that spellings of one name share, and the Persian alphabet."""

import re
import unicodedata

from safar.kernel.calendars import ascii_digits

# Letters that are written differently and read the same. Left: as found; right: as kept.
SAME_LETTER = {
    **dict.fromkeys("يىئېۍےۓ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ؤۇۆ", "و"),
    **dict.fromkeys("ةۀھہۂۃە", "ه"),
    **{"ګ": "گ", "ړ": "ر", "ښ": "ش", "ږ": "ژ", "ځ": "ز", "څ": "س", "ټ": "ت", "ډ": "د", "ڼ": "ن", "ء": ""},
}

# The sound of each Arabic-script letter, for the key. A dot is a vowel or a glide and is left out.
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
# `ch` is ش to who learnt French and چ to who learnt English, so both letters have one sound.
SOUND_OF_LATIN = (
    ("sch", "y"), ("tch", "y"), ("kh", "x"), ("gh", "k"), ("ch", "y"), ("sh", "y"), ("zh", "j"), ("dj", "j"),
    ("ph", "f"), ("th", "t"), ("dh", "z"), ("ck", "k"), ("q", "k"), ("ç", "s"), ("x", "ks"), ("w", "."), ("v", "."),
)  # fmt: skip

# Names that end in ی and are spoken with a long a.
SPOKEN_WITH_LONG_A = {
    "مصطفی",
    "مرتضی",
    "موسی",
    "عیسی",
    "یحیی",
    "مجتبی",
    "مرتضا",
    "کبری",
    "صغری",
    "لیلی",
    "سلمی",
    "هدی",
    "منی",
}

PERSIAN_ORDER = "ءآاأبپتټثجچحخځڅدډذرړزژږسشښصضطظعغفقکگلمنڼوؤهیئېۍ"
_ORDER = {letter: chr(0x4E00 + place) for place, letter in enumerate(PERSIAN_ORDER)}
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")


def is_arabic_script(text: str) -> bool:
    """Whether a name is written in Arabic letters, as Persian, Dari, Pashto and Arabic are."""
    return bool(_ARABIC_LETTER.search(text))


def script_of(text: str) -> str:
    """`Arab`, `Latn`, `Cyrl`, or `Zyyy` for any other script: the code of ISO 15924."""
    if is_arabic_script(text):
        return "Arab"
    if re.search(r"[A-Za-zÀ-ɏ]", text):
        return "Latn"
    return "Cyrl" if re.search("[Ѐ-ӿ]", text) else "Zyyy"


def normal_form(text: str) -> str:
    """A name as it is compared within its script: one letter for one sound sign, no marks, small, single spaces."""
    spaced = unicodedata.normalize("NFKC", text.replace("\u200c", " ").replace("\u0640", "")).casefold()
    letters = (SAME_LETTER.get(character, character) for character in ascii_digits(spaced))
    plain = unicodedata.normalize("NFD", "".join(letters))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    kept = unicodedata.normalize("NFC", "".join(SAME_LETTER.get(c, c) for c in kept))
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=\w)['’ʼʿʾ`](?=\w)", "", kept)).strip()


def words_of(text: str) -> list[str]:
    """The words of a name in normal form, with `Abd al-Rahman` and its spellings as one word."""
    plain = normal_form(text)
    plain = re.sub(r"\b(abd|عبد) ?(?:[aeou](?:l|([rszdnt])(?= ?\2))|ال) ?(?=\w{2})", r"\1", plain)
    return [word for word in re.sub(r"\b(?:al|el|ul) (?=\w)", "", plain).split(" ") if word]


def sound_key(word: str) -> str:
    """The consonants of one word, the same for every usual spelling in Arabic or Latin letters.

    محمد, Mohammad and Mohamed share `mhmd`. A final i is kept, for Ahmad and Ahmadi are two names. Never empty: a
    word of vowels alone is its own key.
    """
    word = normal_form(word).replace(" ", "")
    sounds = _arabic_sounds(word) if is_arabic_script(word) else _latin_sounds(word)
    return re.sub(r"(.)\1+", r"\1", sounds.replace(".", "")) or word


def _arabic_sounds(word: str) -> str:
    if word.endswith("الله") or word.endswith("لله"):
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


def sort_key(text: str) -> str:
    """A text that sorts by code point as the name sorts in the Persian alphabet; Latin names come before."""
    plain = unicodedata.normalize("NFC", text.replace("\u200c", " ").replace("\u0640", "")).casefold()
    plain = plain.replace("ي", "ی").replace("ى", "ی").replace("ك", "ک").replace("ة", "ه")
    ordered = "".join(_ORDER.get(character, character) for character in plain)
    bare = "".join(c for c in unicodedata.normalize("NFD", ordered) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip()
