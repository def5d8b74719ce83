"""What follows from what: keys of numbers, why two people may be one, who may be whose parent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from safar.kernel.calendars import ascii_digits
from safar.kernel.dates import MAJORITY_YEARS, DayRange, add_years
from safar.kernel.names import is_alike, likeness, name_key, normal_form, words_of
from safar.people.types import DocumentFact, Holder, LookedFor, NameFact

SAME_DOCUMENT = "people_match_document"
SAME_NAME = "people_match_same_name"
LIKE_NAME = "people_match_like_name"
SAME_BIRTH = "people_match_birth"
SAME_PHONE = "people_match_phone"
SAME_ALIAS = "people_match_alias"
BEGINS_SO = "people_match_begins"
A_YEAR = timedelta(days=366)
PHONE_DIGITS = 8
# Two spellings of one name by ear reach this; the names of two brothers seldom do.
NEARLY_ALIKE = 0.82


def is_a_name(text: str) -> bool:
    """Whether a text can be a name: in any script it has letters, which a telephone number has not."""
    return any(character.isalpha() for character in text)


def number_key(number: str) -> str:
    """A document number as it is compared: capital letters and digits only."""
    return re.sub(r"[^0-9A-Z]", "", ascii_digits(number).upper())


def phone_key(number: str) -> str:
    """A telephone number as it is compared: its last eight digits, whatever prefix it was written with."""
    plain = re.sub(r"\D", "", ascii_digits(number))
    return plain[-PHONE_DIGITS:] if len(plain) >= PHONE_DIGITS else plain


def masked(number: str) -> str:
    """A number of which only the first three and the last three characters are seen."""
    plain = number.strip()
    if len(plain) < 9:
        return "•" * len(plain)
    return plain[:3] + "•" * (len(plain) - 6) + plain[-3:]


def needs_receipt(before: Holder | None, after: Holder) -> bool:
    """Whether a hand-over is signed for: every one in which we take a paper or give it up."""
    return before != after and Holder.US in (before, after)


def may_be_parent(parent: DayRange, child: DayRange) -> bool:
    """Whether the births allow it: the parent was possibly born before the child."""
    return parent.earliest < child.latest


def match_of(
    wanted: LookedFor, names: Iterable[NameFact], birth: DayRange, documents: Iterable[DocumentFact]
) -> tuple[tuple[str, ...], int]:
    """Why somebody on file may be who is looked for, as codes, and how strongly: 0 is not at all, 2 needs a look.

    The same document counts 3, the same name 1, a like name 1, and a birth within a year 1 on top of a name. A name
    that is only nearly alike, as it is typed by ear, counts where the birth fits, and not at all where it does not.
    """
    reasons: list[str] = []
    strength = 0
    held = {(document.kind, document.country, number_key(document.number)) for document in documents if document.number}
    if held & {(given.kind, given.country, number_key(given.number)) for given in wanted.documents if given.number}:
        reasons.append(SAME_DOCUMENT)
        strength += 3
    found = [text for name in names for text in (name.text, name.latin) if text]
    fits = birth.overlaps(wanted.birth, A_YEAR)
    alike = _likeness(list(wanted.texts()), found) or (LIKE_NAME if fits and _nearly(wanted.texts(), found) else "")
    if alike:
        reasons.append(alike)
        strength += 1
        if fits:
            reasons.append(SAME_BIRTH)
            strength += 1
    return tuple(reasons), strength


def _likeness(wanted: list[str], found: list[str]) -> str:
    if {normal_form(text) for text in wanted} & {normal_form(text) for text in found}:
        return SAME_NAME
    if {name_key(text) for text in wanted} & {name_key(text) for text in found}:
        return LIKE_NAME
    return LIKE_NAME if any(is_alike(one, other) for one in wanted for other in found) else ""


def _nearly(wanted: Iterable[str], found: Iterable[str]) -> bool:
    """Whether a spelling of each answers the other nearly whole, missing words counted on both sides."""
    held = [words_of(text) for text in found]
    asked = [words_of(text) for text in wanted]
    return any(
        one and other and min(likeness(one, other), likeness(other, one)) >= NEARLY_ALIKE
        for one in asked
        for other in held
    )


def of_age_on(birth: DayRange) -> date:
    """The day from which somebody is of age for certain."""
    return add_years(birth.latest, MAJORITY_YEARS)
