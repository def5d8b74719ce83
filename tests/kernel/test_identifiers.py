"""Case references survive a bad telephone line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.identifiers import ALPHABET, check_character, is_reference, new_reference, read_reference
from safar.kernel.unclear import Unclear

bodies = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


@given(bodies)
def test_a_reference_is_read_however_it_is_typed(body: str) -> None:
    """Small letters, no hyphens, spaces."""
    reference = f"{body[:4]}-{body[4:]}-{check_character(body)}"
    assert read_reference(reference.lower().replace("-", " ")) == reference


@given(bodies, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(body: str, place: int, wrong: str) -> None:
    """Any of the nine, by any other."""
    right = body + check_character(body)
    mistyped = right[:place] + wrong + right[place + 1 :]
    assert is_reference(mistyped) == (mistyped == right)


@given(bodies, st.integers(0, 6))
def test_two_exchanged_characters_are_noticed(body: str, place: int) -> None:
    """Neighbours that change places."""
    right = body + check_character(body)
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert is_reference(swapped) == (swapped == right)


def test_new_references_are_valid_and_differ() -> None:
    """They are random, so they say nothing."""
    made = {new_reference() for _ in range(200)}
    assert len(made) == 200
    assert all(is_reference(reference) for reference in made)


@pytest.mark.parametrize(
    ("text", "code"), [("4F7K", "reference_length"), ("4F7K-29QO-M", "reference_character"), ("", "reference_length")]
)
def test_a_mistyped_reference_says_what_is_wrong(text: str, code: str) -> None:
    """So that the caller can ask again."""
    with pytest.raises(Unclear) as refused:
        read_reference(text)
    assert refused.value.code == code
