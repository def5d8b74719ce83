"""Somebody of the crowd, as one office wrote them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

COLUMNS = (
    *("id", "name", "given", "family", "father", "latin", "sex", "born", "nationality", "country_of_birth"),
    *("residence_country", "residence_place", "document_kind", "document_number", "document_country", "phone"),
    *("language", "household", "office", "consented_on"),
)
DAY, MONTH, YEAR = "day", "month", "year"
LATIN, OWN, BOTH = "latin", "own", "both"


class Spelt(NamedTuple):
    """One word of a name or a place in its own script and in Latin letters."""

    own: str
    latin: str


Words = tuple[Spelt, ...]


class Paper(NamedTuple):
    """A paper: kind, number, two-letter country."""

    kind: str
    number: str
    country: str


NO_PAPER = Paper("", "", "")


@dataclass(slots=True)
class Person:
    """What one record says: `number` is who it is about, `exactness` how much of the birth is known.

    `script` says in which letters the name is recorded, `is_swapped` that the family name was taken for the given one.
    """

    number: int
    nation: str
    sex: str
    given: Words
    family: Words
    father: Words
    grandfather: Words
    born: date
    exactness: str
    is_solar: bool
    script: str
    country_of_birth: str
    country: str
    place: Spelt
    paper: Paper
    phone: str
    language: str
    household: str
    office: str
    consented_on: date
    is_swapped: bool = False


def in_own(words: Words) -> str:
    """The words in their own script."""
    return " ".join([word.own for word in words])


def in_latin(words: Words) -> str:
    """The words in Latin letters."""
    return " ".join([word.latin for word in words])
