"""Which letters the typeface on paper has, read from its own table, so that no name is printed as empty boxes."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

REGULAR = "Vazirmatn-Regular.ttf"
UNSEEN = {"Cf", "Zs", "Cc"}
# What the typeface inside the compiler adds for names: Latin with every accent, Greek and Cyrillic.
INSIDE_THE_COMPILER = (range(0x00A0, 0x0250), range(0x0370, 0x0460), range(0x1E00, 0x1F00))


def is_printable(text: str) -> bool:
    """Whether every letter of a text can be printed here; False too when the typeface is not installed."""
    known = _letters(tuple(Path(folder) / REGULAR for folder in settings.FONT_DIRS))
    return bool(known) and all(
        ord(letter) in known
        or unicodedata.category(letter) in UNSEEN
        or any(ord(letter) in letters for letters in INSIDE_THE_COMPILER)
        for letter in text
    )


@cache
def _letters(candidates: tuple[Path, ...]) -> frozenset[int]:
    font = next((path.read_bytes() for path in candidates if path.exists()), b"")
    return frozenset(_of_table(font)) if font else frozenset()


def _of_table(font: bytes) -> set[int]:
    """The code points in the table of characters (`cmap`), from its subtables of format 4 and 12."""
    table = _table(font, b"cmap")
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", table, 2)[0]):
        start = struct.unpack_from(">I", table, 4 + 8 * place + 4)[0]
        shape = struct.unpack_from(">H", table, start)[0]
        if shape == 4:
            found |= _segments(table, start)
        elif shape == 12:
            found |= _groups(table, start)
    return found


def _table(font: bytes, tag: bytes) -> bytes:
    for place in range(struct.unpack_from(">H", font, 4)[0]):
        name, _sum, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if name == tag:
            return font[start : start + length]
    return b"\0" * 4


def _segments(table: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">H", table, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, start + 14)
    firsts = struct.unpack_from(f">{count}H", table, start + 16 + 2 * count)
    return {code for first, end in zip(firsts, ends, strict=True) for code in range(first, end + 1) if code < 0xFFFF}


def _groups(table: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">I", table, start + 12)[0]
    spans = (struct.unpack_from(">II", table, start + 16 + 12 * place) for place in range(count))
    return {code for first, end in spans for code in range(first, end + 1)}
