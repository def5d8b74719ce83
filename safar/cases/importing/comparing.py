"""Lays up to three lists of one caseload side by side: who is in which, who is there twice, and what contradicts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from safar.cases.importing.columns import BY_KEY, folded, word_of
from safar.kernel.calendars import ascii_digits, parse_day
from safar.kernel.dates import DayRange, parse_birth
from safar.kernel.names import is_alike, name_key, normal_form, sound_keys
from safar.kernel.unclear import Unclear

MOST_IN_A_BLOCK = 60
SURE, LIKELY = 2, 1
NAMES = ("name", "latin_name")
DAYS = ("declared_on", "departed_on", "opened_on", "consent_on", "document_until")


@dataclass(frozen=True)
class ListRow:
    """A row of one of the lists: which list, its number in the file, and its cells by key."""

    list_number: int
    number: int
    cells: Mapping[str, str]

    def cell(self, key: str) -> str:
        """What stands in a column; empty where the list has none."""
        return self.cells.get(key, "").strip()

    @property
    def name(self) -> str:
        """The name on the list, in whichever script it is written."""
        return self.cell("name") or self.cell("latin_name")


@dataclass
class Grouped:
    """The rows that speak of one person. `is_sure` is false where only a likeness brought them together."""

    rows: list[ListRow]
    is_sure: bool = True
    contradicts: dict[str, list[str]] = field(default_factory=dict)
    missing_in: list[int] = field(default_factory=list)
    twice_in: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The first name that any list gives."""
        return next((row.name for row in self.rows if row.name), "")

    @property
    def case_number(self) -> str:
        """The first case number that any list gives."""
        return next((row.cell("case_number") for row in self.rows if row.cell("case_number")), "")

    @property
    def is_found(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.contradicts or self.missing_in or self.twice_in or not self.is_sure)


def compare(lists: Sequence[Sequence[ListRow]], calendar: str, today: date) -> list[Grouped]:
    """Who is who across the lists: what contradicts, what is missing, what is there twice, in the order read."""
    reader = _Reader(calendar, today)
    index = _Index(reader)
    groups: list[Grouped] = []
    for rows in lists:
        for row in rows:
            found, strength = index.match(row)
            if found is None:
                found = Grouped([row])
                groups.append(found)
            else:
                found.rows.append(row)
                found.is_sure = found.is_sure and strength >= SURE
            index.add(row, found)
    for group in groups:
        _judge(group, len(lists), reader)
    return groups


def _judge(group: Grouped, lists: int, reader: _Reader) -> None:
    there = [row.list_number for row in group.rows]
    group.missing_in = [number for number in range(lists) if number not in there]
    group.twice_in = sorted({number for number in there if there.count(number) > 1})
    keys = dict.fromkeys(key for row in group.rows for key in row.cells)
    for key in keys:
        values = [row.cell(key) for row in group.rows]
        if reader.contradict(key, [value for value in values if value]):
            group.contradicts[key] = values


class _Index:
    """Finds the group a row belongs to: by document, by case number and name, by name and birth, by likeness."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.by_key: dict[tuple[str, str], list[tuple[ListRow, Grouped]]] = defaultdict(list)

    def add(self, row: ListRow, group: Grouped) -> None:
        """Remember where a row was put."""
        for key in self._keys(row):
            if len(self.by_key[key]) < MOST_IN_A_BLOCK:
                self.by_key[key].append((row, group))

    def match(self, row: ListRow) -> tuple[Grouped | None, int]:
        """The group that fits best, and how strongly; within one list only a sure match counts."""
        best: tuple[Grouped | None, int] = (None, 0)
        seen: set[int] = set()
        for key in self._keys(row):
            for other, group in self.by_key.get(key, ()):
                if id(other) in seen:
                    continue
                seen.add(id(other))
                strength = self._strength(row, other)
                if other.list_number == row.list_number and strength < SURE:
                    continue
                if strength > best[1]:
                    best = (group, strength)
        return best

    def _keys(self, row: ListRow) -> Iterable[tuple[str, str]]:
        number = document_key(row.cell("document_number"))
        if number:
            yield "document", number
        if row.cell("case_number"):
            yield "case", folded(row.cell("case_number"))
        for key in NAMES:
            if row.cell(key):
                yield "name", name_key(row.cell(key))
                sounds = sorted(set(sound_keys(row.cell(key))))
                yield from (
                    ("sound", f"{one} {two}") for place, one in enumerate(sounds[:5]) for two in sounds[place + 1 : 5]
                )

    def _strength(self, row: ListRow, other: ListRow) -> int:
        number = document_key(row.cell("document_number"))
        if number and number == document_key(other.cell("document_number")):
            return SURE + 1
        names = [(mine, theirs) for key in NAMES for mine in [row.cell(key)] for theirs in [other.cell(key)]]
        cross = [(row.cell("name"), other.cell("latin_name")), (row.cell("latin_name"), other.cell("name"))]
        pairs = [(mine, theirs) for mine, theirs in [*names, *cross] if mine and theirs]
        same = any(name_key(mine) == name_key(theirs) for mine, theirs in pairs)
        alike = same or any(is_alike(mine, theirs) for mine, theirs in pairs)
        case = row.cell("case_number")
        in_case = bool(case) and folded(case) == folded(other.cell("case_number"))
        births = self.reader.birth(row.cell("born")), self.reader.birth(other.cell("born"))
        meet = _meet(*births)
        # One spelling and births that meet, or sounding the same and born on one known day, or one case as well.
        written = any(normal_form(mine) == normal_form(theirs) for mine, theirs in pairs)
        one_day = meet and births[0] == births[1] and births[0] is not None and births[0].earliest == births[0].latest
        if (written and meet) or (same and (one_day or in_case)) or (alike and meet and in_case):
            return SURE
        apart = births[0] is not None and births[1] is not None and not meet
        if (alike and meet) or (alike and in_case) or (same and not apart):
            return LIKELY
        return 0


def _meet(one: DayRange | None, other: DayRange | None) -> bool:
    return one is not None and other is not None and one.earliest <= other.latest and other.earliest <= one.latest


def document_key(number: str) -> str:
    """A document number as it is compared: capital letters and digits only."""
    return re.sub(r"[^0-9A-Z]", "", ascii_digits(number).upper())


class _Reader:
    """Says whether texts mean the same: days in whichever calendar, amounts, fixed words, names in two scripts."""

    def __init__(self, calendar: str, today: date) -> None:
        self.calendar = calendar
        self.today = today
        self.births: dict[str, DayRange | None] = {}

    def birth(self, text: str) -> DayRange | None:
        """A birth as a range of days; None when it is empty or cannot be read."""
        if text not in self.births:
            try:
                self.births[text] = parse_birth(text, self.calendar, self.today) if text else None
            except (Unclear, ValueError):
                self.births[text] = None
        return self.births[text]

    def contradict(self, key: str, values: Sequence[str]) -> bool:
        """Whether what the lists say in this column cannot all be so."""
        if len(values) < 2:
            return False
        if key == "born":
            ranges = [self.birth(value) for value in values]
            known = [one for one in ranges if one is not None]
            if len(known) == len(values):
                return max(one.earliest for one in known) > min(one.latest for one in known)
        if key in NAMES:
            return any(
                not is_alike(values[0], value) and name_key(values[0]) != name_key(value) for value in values[1:]
            )
        return len({self._meaning(key, value) for value in values}) > 1

    def _meaning(self, key: str, value: str) -> str:
        column = BY_KEY.get(key)
        if key == "document_number":
            return document_key(value)
        if key == "phone":
            return re.sub(r"\D", "", ascii_digits(value))[-8:]
        if key == "amount":
            return _amount(value)
        if key in DAYS:
            try:
                return parse_day(value, self.calendar).isoformat()
            except (Unclear, ValueError):
                return folded(value)
        if column is not None and column.words:
            return word_of(column, value) or folded(value)
        return folded(ascii_digits(value))


def _amount(value: str) -> str:
    plain = re.sub(r"[^0-9.,-]", "", ascii_digits(value))
    if re.search(r",\d{1,2}$", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return str(Decimal(plain.replace(",", "")).normalize())
    except InvalidOperation:
        return folded(value)
