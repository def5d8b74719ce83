"""What people type, made safe to store and show: one normal form, and no invisible characters."""

import re
import unicodedata

from safar.kernel.unclear import Unclear

ZERO_WIDTH_NON_JOINER = "\u200c"
ZERO_WIDTH_JOINER = "\u200d"
# Scripts in which joiners change how letters are written: Arabic, Syriac, and the Indic ones.
_JOINING_SCRIPTS = re.compile("[\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc]")
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_text(value: str) -> str:
    """One line of text in NFC with single spaces; raises `Unclear` for invisible or control characters."""
    return _cleaned(re.sub(r"\s+", " ", unicodedata.normalize("NFC", value)))


def clean_lines(value: str) -> str:
    """Several lines of text in NFC, line ends as `\\n`, no blank end; raises `Unclear` as `clean_text` does."""
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_cleaned(line.replace("\t", " ")) for line in lines).strip("\n")


def _cleaned(line: str) -> str:
    stripped = line.strip().strip(ZERO_WIDTH_NON_JOINER + ZERO_WIDTH_JOINER).strip()
    for place, character in enumerate(stripped):
        if unicodedata.category(character) not in _REFUSED:
            continue
        if character in (ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER) and _JOINING_SCRIPTS.match(stripped[place - 1]):
            continue
        before = "".join(c for c in stripped[max(0, place - 12) : place] if unicodedata.category(c) not in _REFUSED)
        raise Unclear(
            "text_invisible",
            "There is an invisible character (U+%(number)s) after “%(before)s”. Delete it and type the word again.",
            number=f"{ord(character):04X}",
            before=before,
        )
    return stripped
