"""What people type is made one form, and invisible characters are refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.text import clean_lines, clean_text
from safar.kernel.unclear import Unclear


@given(st.text(max_size=60))
def test_cleaned_text_is_clean(text: str) -> None:
    """It is NFC, without control characters, and cleaning it again changes nothing."""
    try:
        cleaned = clean_text(text)
    except Unclear:
        return
    assert cleaned == unicodedata.normalize("NFC", cleaned) == clean_text(cleaned)
    assert not {unicodedata.category(c) for c in cleaned if c not in "\u200c\u200d"} & {"Cc", "Cf", "Co", "Cn", "Cs"}


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u200f", "\ufeff", "\u00ad", "\x07", "\u2066", "\ue000"])
def test_invisible_characters_are_refused_and_said_where(hidden: str) -> None:
    """A text that shows other than it is does not get in."""
    with pytest.raises(Unclear, match="after “Farid”"):
        clean_text(f"Farid{hidden} Ahmad")


def test_joiners_stay_where_the_script_needs_them() -> None:
    """Persian writes with them; Latin does not, and at the edge of a text they mean nothing."""
    assert clean_text("می\u200cخواهم\u200c") == "می\u200cخواهم"
    with pytest.raises(Unclear):
        clean_text("Fa\u200crid")


def test_lines_stay_lines() -> None:
    """Line ends become one kind; blank ends go."""
    assert clean_lines("one \r\ntwo\rthree\n\n") == "one\ntwo\nthree"
    with pytest.raises(Unclear):
        clean_lines("one\n\u202etwo")
