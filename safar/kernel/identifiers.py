"""Case references that can be read out on the telephone: random, unambiguous, with a check character."""

import secrets

from safar.kernel.calendars import ascii_digits
from safar.kernel.unclear import Unclear

# Thirty-one characters, a prime: with weights 1 to 8 every single wrong character and every swap of two is noticed.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_reference() -> str:
    """A new random reference such as `4F7K-29QX-M`; it says nothing about when or where it was made."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{body[:4]}-{body[4:]}-{check_character(body)}"


def check_character(body: str) -> str:
    """The character that belongs behind eight others."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def read_reference(text: str) -> str:
    """The reference somebody typed, in its one spelling; raises `Unclear` saying what is wrong with it."""
    plain = "".join(character for character in ascii_digits(text).upper() if character not in " -–—_./")
    for character in plain:
        if character not in ALPHABET:
            raise Unclear(
                "reference_character",
                "“%(character)s” is never in a case reference: 0, 1, I, L and O are left out. Read it again.",
                character=character,
            )
    if len(plain) != LENGTH + 1:
        raise Unclear(
            "reference_length",
            "A case reference has 9 letters and numbers, such as 4F7K-29QX-M; this one has %(count)s.",
            count=len(plain),
        )
    if check_character(plain[:LENGTH]) != plain[LENGTH]:
        raise Unclear(
            "reference_check",
            "This is not a case reference: one character is wrong or two are exchanged. Compare it with the paper.",
        )
    return f"{plain[:4]}-{plain[4:8]}-{plain[8]}"


def is_reference(text: str) -> bool:
    """Whether a text is a well-formed case reference."""
    try:
        read_reference(text)
    except Unclear:
        return False
    return True
