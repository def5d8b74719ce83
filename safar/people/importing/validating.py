"""Understands one row of a register as a form understands what is typed: the same checks, the same sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TypeVar
from uuid import uuid4

from safar.kernel.dates import LONG_LIFE_YEARS, DayRange, aged_on, parse_birth
from safar.kernel.names import name_key, script_of, sort_key
from safar.kernel.places import PERSON_LANGUAGES, language_name
from safar.kernel.text import clean_text
from safar.kernel.unclear import Unclear
from safar.people.importing.reading import RawRow
from safar.people.keys import card_of
from safar.people.rules import is_a_name, number_key, phone_key
from safar.people.services.rows import country_of
from safar.people.types import DocumentKind, NameKind, Sex, Standing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Json
from safar.plumbing.wording import refusal_of

Value = TypeVar("Value")
SEXES = {"": Sex.UNKNOWN, "f": Sex.FEMALE, "m": Sex.MALE} | {sex.value: sex for sex in Sex}
STATELESS = {"none", "stateless"}
# ISO 639 for a language that nobody wrote down.
UNDETERMINED = "und"
_SOLAR = re.compile(r"sh:\s*(1[2-4]\d\d(?:-\d{1,2}){0,2})")
# What `clean_text` would leave as it is.
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for every row of a run: when and for which offices, and what is taken where a row is silent."""

    at: datetime
    offices: Mapping[str, int]
    own_office: int
    consented_on: date | None


@dataclass(slots=True)
class Understood:
    """What became of a row: the values to write, or what is wrong, as (column, sentence)."""

    row: RawRow
    values: dict[str, Json] | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)


@lru_cache(maxsize=200_000)
def _slowly_cleaned(value: str) -> str:
    return clean_text(value)


@lru_cache(maxsize=1000)
def _country(code: str) -> str:
    return country_of(code, "")


@lru_cache(maxsize=100_000)
def born_between(text: str, told_on: date) -> DayRange:
    """The days of a birth as a register writes it: `1984-03-01`, `1984-03`, `1984`, or Solar Hijri after `sh:`.

    A register that says nothing knows nothing: from the longest life to today, which protects as a child (V10).
    """
    if not text:
        return aged_on(0, LONG_LIFE_YEARS, told_on)
    solar = _SOLAR.fullmatch(text)
    if text.startswith("sh:") and not solar:
        raise Unclear("day_unreadable", "%(text)s", text=text[:40])
    return parse_birth(solar[1] if solar else text, "gregorian", told_on)


class _Cells:
    """Reads the cells of one row and collects what it cannot understand."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.faults: list[tuple[str, str]] = []

    def refuse(self, column: str, code: str, **params: str) -> None:
        self.faults.append((column, Refused(code, **params).sentence))

    def understood(self, column: str, read: Callable[[str], Value]) -> Value | None:
        try:
            return read(self.cells.get(column, ""))
        except Unclear as unclear:
            self.faults.append((column, refusal_of(unclear).sentence))
        except Refused as refusal:
            self.faults.append((column, refusal.sentence))
        return None

    def text(self, column: str) -> str:
        raw = self.cells.get(column, "")
        return raw if not raw or _PLAIN.fullmatch(raw) else self.understood(column, _slowly_cleaned) or ""

    def country(self, column: str) -> str:
        return self.understood(column, _country) or "" if self.cells.get(column) else ""


def understand(raw: RawRow, keys: Sequence[str], ground: Ground) -> Understood:
    """Everything a row says, or every fault in it."""
    if raw.fault:
        return Understood(raw, faults=[("", Refused(raw.fault).sentence)])
    cells = _Cells({key: _bare(cell) for key, cell in zip(keys, raw.cells, strict=False) if key})
    if len(raw.cells) > len(keys):
        cells.refuse("", "people_import_too_many_cells")
    values: dict[str, Json] = {"row": raw.number, "person": str(uuid4()), "source": cells.text("id")}
    if not values["source"]:
        cells.refuse("id", "people_import_id_needed")
    values |= {"office": _office(cells, ground), "household": cells.text("household")}
    birth = cells.understood("born", lambda text: born_between(text, ground.at.date()))
    values |= _person(cells) | _papers(cells) | _phone(cells) | _name(cells)
    if birth is not None:
        values |= _birth(birth) | _consent(cells, ground, birth)
    if cells.faults:
        return Understood(raw, faults=cells.faults)
    return Understood(raw, values)


def _bare(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from taking it for a formula."""
    plain = cell.strip()
    return plain[1:] if plain[:1] == "'" and plain[1:2] in ("=", "+", "-", "@") else plain


def _office(cells: _Cells, ground: Ground) -> int:
    code = cells.text("office")
    if code and code not in ground.offices:
        cells.refuse("office", "people_import_office_unknown", office=code[:20])
    return ground.offices.get(code, ground.own_office)


def _person(cells: _Cells) -> dict[str, Json]:
    told = cells.cells.get("sex", "").lower()
    if told not in SEXES:
        cells.refuse("sex", "people_sex_known")
    nationality = cells.cells.get("nationality", "")
    stateless = nationality.lower() in STATELESS
    country = "" if stateless else cells.country("nationality")
    language = cells.text("language").lower()
    if language and not _is_language(language):
        cells.refuse("language", "people_import_language", text=language[:20])
    return {
        "sex": SEXES.get(told, Sex.UNKNOWN).value,
        "birth_country": cells.country("country_of_birth"),
        "residence_country": cells.country("residence_country"),
        "residence_place": cells.text("residence_place"),
        "nationality": country,
        "standing": Standing.NONE.value if stateless else Standing.CLAIMED.value if country else "",
        "language": language,
    }


@lru_cache(maxsize=1000)
def _is_language(code: str) -> bool:
    return code in PERSON_LANGUAGES or language_name(code, "en") != code


def _papers(cells: _Cells) -> dict[str, Json]:
    kind, number = cells.text("document_kind").lower(), cells.text("document_number")
    if kind and kind not in DocumentKind.values:
        cells.refuse("document_kind", "people_document_kind_known")
    return {
        "doc_kind": kind or (DocumentKind.OTHER.value if number else ""),
        "doc_number": number,
        "doc_key": number_key(number) if number else "",
        "doc_country": cells.country("document_country"),
    }


def _phone(cells: _Cells) -> dict[str, Json]:
    phone = cells.text("phone")
    return {"phone": phone, "phone_key": phone_key(phone) if phone else ""}


def _name(cells: _Cells) -> dict[str, Json]:
    given, family, father = cells.text("given"), cells.text("family"), cells.text("father")
    text, latin = cells.text("name") or f"{given} {family}".strip(), cells.text("latin")
    if not text:
        cells.refuse("name", "people_name_needed")
    elif not is_a_name(text):
        cells.refuse("name", "people_name_is_a_number", text=text[:40])
    if cells.faults:
        return {}
    card = card_of([(text, latin, father)])
    return {
        "kind": (NameKind.GIVEN_FAMILY if " " in text else NameKind.ONE_NAME).value,
        "text": text,
        "script": script_of(text),
        "latin": latin,
        "given": given,
        "family": family,
        "father": father,
        "sort_key": sort_key(text),
        "text_key": name_key(text),
        "latin_key": name_key(latin) if latin else "",
        "card_names": card.names,
        "card_fathers": card.fathers,
        "keys": list(card.keys),
    }


def _birth(birth: DayRange) -> dict[str, Json]:
    return {
        "born_from": birth.earliest.isoformat(),
        "born_to": birth.latest.isoformat(),
        "card_from": birth.earliest.year,
        "card_to": birth.latest.year,
    }


def _consent(cells: _Cells, ground: Ground, birth: DayRange) -> dict[str, Json]:
    """D4: nobody comes in without the day on which they agreed; a child's consent was a guardian's (D5)."""
    told = cells.cells.get("consented_on", "")
    day = cells.understood("consented_on", _day) if told else ground.consented_on
    if day is None:
        if not told:
            cells.refuse("consented_on", "people_import_consent_needed")
        return {}
    given_at = min(datetime.combine(day, time(12), UTC), ground.at)
    if day > ground.at.date():
        cells.refuse("consented_on", "people_consent_in_future")
    return {
        "consented_at": given_at.isoformat(),
        "consent_language": cells.cells.get("language", "").strip().lower() or UNDETERMINED,
        "by_guardian": not birth.is_adult_on(day),
    }


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unclear("day_unreadable", "%(text)s", text=text[:40]) from None
