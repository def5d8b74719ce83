"""Reads a long caseload a few whole cases at a time, so that its length is no matter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safar.cases.importing.reading import RawRow, cells_by_key, columns_of, is_tag_row, read
from safar.plumbing.refusals import Refused

ROWS_AT_ONCE = 200
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Group:
    """Some whole cases: their rows, each with its line as it stands in the file, and how far the file is read."""

    rows: list[RawRow]
    lines: dict[int, list[str]]
    place: int


class Caseload:
    """A caseload on disk: its header, its size, and its cases group by group. A spreadsheet is read whole, as ever."""

    def __init__(self, path: Path) -> None:
        """Read the head of the file. Raises `Refused` with a sentence when it cannot be taken."""
        self.path = path
        self.size = path.stat().st_size
        with path.open("rb") as file:
            self.is_spreadsheet = file.read(2) == b"PK"
        if not self.is_spreadsheet:
            with path.open("rb") as file:
                first = _text(file.readline()).removeprefix(_MARK)
            self._divider = max(",;\t", key=first.count)
            self.header = next(csv.reader([first], delimiter=self._divider), [])
            if not any(cell.strip() for cell in self.header):
                raise Refused("import_empty")
            self._keys = columns_of(self.header)
        else:
            self._sheet = read(path.name, path.read_bytes())
            self.header = self._sheet.header

    def groups(self) -> Iterator[Group]:
        """The cases in the order of the file: rows with one number that stand together are one case."""
        rows: list[RawRow] = []
        lines: dict[int, list[str]] = {}
        place = 0
        for row, line, after in self._rows():
            begins_a_case = bool(rows) and row.cells.get("case_number") != rows[-1].cells.get("case_number")
            if begins_a_case and len(rows) >= ROWS_AT_ONCE:
                yield Group(rows, lines, place)
                rows, lines = [], {}
            rows.append(row)
            lines[row.number] = line
            place = after
        if rows:
            yield Group(rows, lines, self.size)

    def _rows(self) -> Iterator[tuple[RawRow, list[str], int]]:
        if self.is_spreadsheet:
            for count, row in enumerate(self._sheet.rows, 1):
                yield row, self._sheet.lines[row.number - 2], self.size * count // len(self._sheet.rows)
            return
        with self.path.open("rb") as file:
            read_so_far = 0

            def decoded() -> Iterator[str]:
                nonlocal read_so_far
                for raw in file:
                    read_so_far += len(raw)
                    yield _text(raw)

            try:
                reader = csv.reader(decoded(), delimiter=self._divider, strict=True)
                next(reader)
                for number, line in enumerate(reader, 2):
                    if any(cell.strip() for cell in line) and not is_tag_row(line):
                        yield RawRow(number, cells_by_key(line, self._keys)), line, read_so_far
            except csv.Error as error:
                raise Refused("import_unreadable") from error


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("import_unreadable") from error
