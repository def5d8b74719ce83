"""How the lines of passports and cards are laid out, and how what was typed becomes lines again."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import cycle

from safar.kernel.calendars import ascii_digits
from safar.kernel.unclear import Unclear

# Where each part stands: line, first and last character, counted from one as in the standard.
Place = tuple[int, int, int]
_PASSPORT = {
    **{"code": (1, 1, 2), "issuer": (1, 3, 5), "number": (2, 1, 9), "number_check": (2, 10, 10)},
    **{"nationality": (2, 11, 13), "birth": (2, 14, 19), "birth_check": (2, 20, 20), "sex": (2, 21, 21)},
    **{"expiry": (2, 22, 27), "expiry_check": (2, 28, 28)},
}
LAYOUTS: dict[str, dict[str, Place]] = {
    "TD3": _PASSPORT
    | {"names": (1, 6, 44), "optional": (2, 29, 42), "optional_check": (2, 43, 43), "all_check": (2, 44, 44)},
    "TD2": _PASSPORT | {"names": (1, 6, 36), "optional": (2, 29, 35), "all_check": (2, 36, 36)},
    "TD1": {
        **{"code": (1, 1, 2), "issuer": (1, 3, 5), "number": (1, 6, 14), "number_check": (1, 15, 15)},
        **{"optional": (1, 16, 30), "birth": (2, 1, 6), "birth_check": (2, 7, 7), "sex": (2, 8, 8)},
        **{"expiry": (2, 9, 14), "expiry_check": (2, 15, 15), "nationality": (2, 16, 18)},
        **{"second_optional": (2, 19, 29), "all_check": (2, 30, 30), "names": (3, 1, 30)},
    },
}
WIDTHS = {"TD3": 44, "TD2": 36, "TD1": 30}
COMPLETE = (88, 72, 90)
ALL_TOGETHER: dict[str, tuple[Place, ...]] = {
    "TD3": ((2, 1, 10), (2, 14, 20), (2, 22, 43)),
    "TD2": ((2, 1, 10), (2, 14, 20), (2, 22, 35)),
    "TD1": ((1, 6, 30), (2, 1, 7), (2, 9, 15), (2, 19, 29)),
}
ONLY_LETTERS = ("code", "issuer", "nationality", "names", "sex")
ONLY_DIGITS = ("birth", "birth_check", "expiry", "expiry_check", "optional_check", "all_check")
AS_LETTER = str.maketrans("015825", "OISBZS")
AS_DIGIT = str.maketrans("OQDILSBZ", "00011582")


def check_digit(text: str) -> str:
    """The check digit of a text of digits, capital letters and `<`: weights 7, 3, 1, modulo 10."""
    values = (0 if character == "<" else int(character, 36) for character in text)
    return str(sum(value * weight for value, weight in zip(values, cycle((7, 3, 1)), strict=False)) % 10)


def is_complete(text: str) -> bool:
    """Whether a text has as many characters as the lines of one document, wherever the line breaks are."""
    return len(re.sub(r"\s", "", text)) in COMPLETE


def rows_of(text: str) -> list[str]:
    """The rows as written, in capitals without spaces; raises `Unclear` for a character that never stands there."""
    plain = unicodedata.normalize("NFKC", ascii_digits(text)).upper().replace("«", "<<").replace("‹", "<")
    rows = [row for row in (re.sub(r"\s", "", line) for line in plain.splitlines()) if row]
    if strange := re.search(r"[^0-9A-Z<]", "".join(rows)):
        raise Unclear(
            "mrz_character",
            "“%(character)s” never stands in these lines: they hold the letters A to Z, digits and “<”. Read it again.",
            character=strange[0],
        )
    return rows or [""]


def laid_out(rows: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Every way these characters may be the lines of a document; fillers ending a line need not be counted."""
    text = "".join(rows)
    for layout in ("TD3", "TD2"):
        width = WIDTHS[layout]
        first = text[:-width].rstrip("<")
        if 5 < len(first) <= width:
            yield layout, [first.ljust(width, "<"), text[-width:]]
    width = WIDTHS["TD1"]
    for first, second, third in ([rows] if len(rows) == 3 else []) + [[text[:30], text[30:60], text[60:]]]:
        lines = [first.rstrip("<").ljust(width, "<"), second, third.rstrip("<").ljust(width, "<")]
        if third.strip("<") and all(len(line) == width for line in lines):
            yield "TD1", lines
