"""The letters of names: one normal form for what is written differently and read the same, and the Persian alphabet."""

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

PERSIAN_ORDER = "ءآاأبپتټثجچحخځڅدډذرړزژږسشښصضطظعغفقکگلمنڼوؤهیئېۍ"
_ORDER = {letter: chr(0x4E00 + place) for place, letter in enumerate(PERSIAN_ORDER)}
_SAME = str.maketrans(SAME_LETTER)
_INSIDE_A_WORD = re.compile(r"(?<=\w)['’ʼʿʾ`](?=\w)")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
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
    kept = text.lower() if text.isascii() else _without_marks(text)
    return _BETWEEN_WORDS.sub(" ", _INSIDE_A_WORD.sub("", kept)).strip()


def _without_marks(text: str) -> str:
    spaced = unicodedata.normalize("NFKC", text.replace("\u200c", " ").replace("\u0640", "")).casefold()
    plain = unicodedata.normalize("NFD", ascii_digits(spaced).translate(_SAME))
    kept = "".join([c for c in plain if not unicodedata.combining(c)])
    return unicodedata.normalize("NFC", kept.translate(_SAME))


def sort_key(text: str) -> str:
    """A text that sorts by code point as the name sorts in the Persian alphabet; Latin names come before."""
    plain = unicodedata.normalize("NFC", text.replace("\u200c", " ").replace("\u0640", "")).casefold()
    plain = plain.replace("ي", "ی").replace("ى", "ی").replace("ك", "ک").replace("ة", "ه")
    ordered = "".join(_ORDER.get(character, character) for character in plain)
    bare = "".join(c for c in unicodedata.normalize("NFD", ordered) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip()
