"""Turns rows of text into the people and cases they speak of; what cannot be understood becomes a fault in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeVar

from django.utils.translation import gettext as _

from safar.cases.importing.columns import BY_KEY, folded, word_of
from safar.cases.importing.reading import RawRow
from safar.kernel.calendars import parse_day
from safar.kernel.dates import DayRange, parse_birth
from safar.kernel.places import PERSON_LANGUAGES, countries, is_country, language_name
from safar.kernel.text import clean_lines, clean_text
from safar.kernel.unclear import Unclear
from safar.people.types import (
    Channel,
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    DocumentKind,
    LanguageGiven,
    NameGiven,
    NationalityGiven,
    PersonDetails,
    Sex,
    Standing,
)

Value = TypeVar("Value")
NAMING_LANGUAGES = ("en", "pt", "fa-af", "fa", "fr")
STATELESS = ("none", "stateless", "apátrida", "apatride", "بی‌تابعیت", "بدون تابعیت")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell (or, with an empty column, with the whole case): row, column's key and a sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class PlannedPerson:
    """A row understood: everything needed to register the person and to place them in the case."""

    row: int
    role: str
    relation: str
    names: tuple[NameGiven, ...]
    details: PersonDetails
    consent: ConsentGiven
    documents: tuple[DocumentGiven, ...]
    contacts: tuple[ContactGiven, ...]
    declared_on: date | None
    departed_on: date | None
    note: str
    is_new: bool


@dataclass
class PlannedCase:
    """The rows with one case number; `faults` are empty when all of them were understood."""

    number: str
    first_row: int
    programme: str = ""
    opened_on: date | None = None
    return_country: str = ""
    return_place: str = ""
    people: list[PlannedPerson] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _Reader:
    """Reads the cells of one row and collects what it cannot understand."""

    def __init__(self, row: RawRow, calendar: str, today: date) -> None:
        self.row = row
        self.calendar = calendar
        self.today = today
        self.faults: list[Fault] = []

    def fault(self, key: str, sentence: str) -> None:
        self.faults.append(Fault(self.row.number, key, sentence))

    def text(self, key: str, *, lines: bool = False) -> str:
        raw = self.row.cells.get(key, "")
        if not raw and BY_KEY[key].required:
            self.fault(key, _("This cell must be filled in."))
        return self.understood(key, (clean_lines if lines else clean_text), raw) or ""

    def understood(self, key: str, read: Callable[[str], Value], raw: str) -> Value | None:
        if not raw:
            return None
        try:
            return read(raw)
        except Unclear as unclear:
            self.fault(key, _(unclear.sentence) % unclear.params if unclear.params else _(unclear.sentence))
        except ValueError as error:
            self.fault(key, str(error))
        return None

    def day(self, key: str) -> date | None:
        day = self.understood(key, lambda raw: parse_day(raw, self.calendar), self.text(key))
        if day and day > self.today and key != "document_until":
            self.fault(key, _("This day lies in the future. Correct it."))
            return None
        return day

    def birth(self) -> DayRange | None:
        return self.understood("born", lambda raw: parse_birth(raw, self.calendar, self.today), self.text("born"))

    def word(self, key: str) -> str:
        raw = self.text(key)
        word = word_of(BY_KEY[key], raw) if raw else ""
        if word is None:
            known = ", ".join(str(label) for label in BY_KEY[key].words.values())
            self.fault(key, _("“%(text)s” is not one of: %(known)s.") % {"text": raw[:40], "known": known})
        return word or ""

    def country(self, key: str) -> str:
        raw = self.text(key)
        if not raw:
            return ""
        if is_country(raw.upper()):
            return raw.upper()
        for language in NAMING_LANGUAGES:
            for code, name in countries(language):
                if folded(name) == folded(raw):
                    return code
        self.fault(key, _("“%(text)s” is not a country we know. Write two letters, such as AF.") % {"text": raw[:40]})
        return ""

    def language(self) -> str:
        raw = self.text("language")
        for code in PERSON_LANGUAGES:
            names = {folded(code), *(folded(language_name(code, naming)) for naming in NAMING_LANGUAGES)}
            if folded(raw) in names:
                return code
        if raw:
            self.fault("language", _("“%(text)s” is not a language we know. Write its code.") % {"text": raw[:40]})
        return ""


def plan_cases(rows: Sequence[RawRow], calendar: str, today: date) -> list[PlannedCase]:
    """The cases of a caseload in the order of the file, with every fault found in them; nothing lies after `today`."""
    grouped: dict[str, list[RawRow]] = defaultdict(list)
    for row in rows:
        grouped[row.cells.get("case_number", "") or f"\0{row.number}"].append(row)
    return [_plan_case(number, own, calendar, today) for number, own in grouped.items()]


def _plan_case(number: str, rows: Sequence[RawRow], calendar: str, today: date) -> PlannedCase:
    case = PlannedCase(number="" if number.startswith("\0") else number, first_row=rows[0].number)
    for row in rows:
        reader = _Reader(row, calendar, today)
        reader.text("case_number")
        person = _person(reader)
        _agree(case, reader)
        case.faults += reader.faults
        if person is not None:
            case.people.append(person)
    mains = sum(row_role in ("main", "unaccompanied_child") for row_role in (person.role for person in case.people))
    if not case.faults and mains != 1:
        case.faults.append(
            Fault(case.first_row, "role", _("A case has one main applicant; this one has %(n)s.") % {"n": mains})
        )
    return case


def _agree(case: PlannedCase, reader: _Reader) -> None:
    """Take what belongs to the whole case from its first row, and refuse a later row that says something else."""
    said = {
        "programme": reader.text("programme"),
        "opened_on": reader.day("opened_on"),
        "return_country": reader.country("return_country"),
        "return_place": reader.text("return_place"),
    }
    for key, value in said.items():
        before = getattr(case, key)
        if not before:
            setattr(case, key, value)
        elif value and value != before:
            reader.fault(key, _("This differs from row %(row)s of the same case.") % {"row": case.first_row})


def _person(reader: _Reader) -> PlannedPerson | None:
    birth, consent_on = reader.birth(), reader.day("consent_on")
    names = _names(reader)
    role, relation, sex = reader.word("role"), reader.word("relation"), reader.word("sex")
    nationality, language = _nationality(reader), reader.language()
    documents, contacts = _documents(reader), _contacts(reader)
    declared_on, departed_on = reader.day("declared_on"), reader.day("departed_on")
    note, is_new = reader.text("note", lines=True), reader.word("is_new") == "yes"
    if reader.faults or birth is None or consent_on is None:
        return None
    return PlannedPerson(
        row=reader.row.number,
        role=role,
        relation=relation,
        names=names,
        details=PersonDetails(
            sex=Sex(sex),
            birth=birth,
            nationalities=(nationality,) if nationality else (),
            languages=(LanguageGiven(language=language, is_preferred=True),),
        ),
        consent=ConsentGiven(given_at=midday(consent_on), language=language, by_guardian=role == "child"),
        documents=documents,
        contacts=contacts,
        declared_on=declared_on,
        departed_on=departed_on,
        note=note,
        is_new=is_new,
    )


def _names(reader: _Reader) -> tuple[NameGiven, ...]:
    full, latin, father = reader.text("name"), reader.text("latin_name"), reader.text("father_name")
    return (NameGiven(text=full, latin=latin, father_name=father),)


def _nationality(reader: _Reader) -> NationalityGiven | None:
    raw = reader.row.cells.get("nationality", "")
    if folded(raw) in {folded(word) for word in STATELESS}:
        return NationalityGiven(standing=Standing.NONE)
    code = reader.country("nationality")
    return NationalityGiven(country=code) if code else None


def _documents(reader: _Reader) -> tuple[DocumentGiven, ...]:
    kind, number = reader.word("document_kind"), reader.text("document_number")
    country, until = reader.country("document_country"), reader.day("document_until")
    if number and not kind:
        reader.fault("document_kind", _("A document number needs its kind of document."))
    if not kind:
        return ()
    return (DocumentGiven(kind=DocumentKind(kind), number=number, country=country, valid_until=until),)


def _contacts(reader: _Reader) -> tuple[ContactGiven, ...]:
    number, hours = reader.text("phone"), reader.text("call_hours")
    return (ContactGiven(channel=Channel.PHONE, number=number, hours=hours),) if number else ()


def midday(day: date) -> datetime:
    """A moment for a day of which no hour is known: midday, which is the same day in every office."""
    return datetime.combine(day, time(12), tzinfo=UTC)
