"""Reads a register row by row, with the place in the file after each, however large it is."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from safar.people.importing.columns import columns_of
from safar.plumbing.refusals import Refused

MARK = b"\xef\xbb\xbf"  # what some programs put before UTF-8
MOST_LINES_OF_A_ROW = 40
LONGEST_LINE = 100_000
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Register:
    """What the head of a file says: its columns, what divides them, where the rows begin, and how much there is."""

    header: list[str]
    keys: list[str]
    divider: str
    begins_at: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file: its number there, its cells, the place after it, and why it is unreadable."""

    number: int
    cells: list[str]
    place: int
    fault: str = ""


def open_register(path: Path) -> Register:
    """Read the head of a register and its digest. Raises `Refused` when it is no register."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        first = file.readline(LONGEST_LINE)
        while piece := file.read(_PIECE):
            digest.update(piece)
        size = file.tell()
    digest.update(first)
    try:
        text = first.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("people_import_unreadable") from error
    if "\x00" in text or not text.strip():
        raise Refused("people_import_unreadable")
    divider = max(",;\t", key=text.count)
    header = next(csv.reader([text], delimiter=divider))
    return Register(header, columns_of(header), divider, len(first), size, digest.hexdigest())


def rows_of(path: Path, register: Register, *, place: int, number: int) -> Iterator[RawRow]:
    """The rows from a place on, which is row `number`. A row that cannot be read comes with a fault, and only it."""
    with path.open("rb") as file:
        file.seek(place)
        while line := file.readline(LONGEST_LINE):
            place += len(line)
            if not line.strip():
                number += 1
                continue
            row = _row(file, line, register.divider, number, place)
            place = row.place
            number += 1
            if not _is_tag_row(row.cells):
                yield row


def _row(file: BinaryIO, line: bytes, divider: str, number: int, place: int) -> RawRow:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        cells = line.decode("utf-8", errors="replace").rstrip("\r\n").split(divider)
        return RawRow(number, cells, place, "people_import_encoding")
    if len(line) >= LONGEST_LINE:
        return RawRow(number, [text[:200]], _to_end_of_line(file, place), "people_import_row_unreadable")
    if '"' not in text:
        return RawRow(number, text.rstrip("\r\n").split(divider), place)
    return _quoted_row(file, text, divider, number, place)


def _to_end_of_line(file: BinaryIO, place: int) -> int:
    while piece := file.readline(LONGEST_LINE):
        place += len(piece)
        if piece.endswith(b"\n"):
            break
    return place


def _quoted_row(file: BinaryIO, text: str, divider: str, number: int, place: int) -> RawRow:
    """A row with quotation marks, which may go on over several lines; one that never closes costs only its line."""
    lines, after = [text], place
    while "".join(lines).count('"') % 2 and len(lines) < MOST_LINES_OF_A_ROW:
        following = file.readline(LONGEST_LINE)
        try:
            lines.append(following.decode("utf-8"))
        except UnicodeDecodeError:
            following = b""
        if not following:
            break
        after += len(following)
    if "".join(lines).count('"') % 2:
        file.seek(place)
        return RawRow(number, text.rstrip("\r\n").split(divider), place, "people_import_row_unreadable")
    try:
        cells = next(csv.reader(lines, delimiter=divider, strict=True))
    except csv.Error:
        file.seek(after)
        return RawRow(number, text.rstrip("\r\n").split(divider), after, "people_import_row_unreadable")
    return RawRow(number, cells, after)


def _is_tag_row(cells: Sequence[str]) -> bool:
    """A row of HXL hashtags, which some partners' files carry below the header."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
