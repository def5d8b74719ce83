"""Reads the rows of a CSV or XLSX file as text, and refuses files that would hurt the server to open."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineWorkbook

from safar.cases.importing.columns import COLUMNS, column_names, folded
from safar.plumbing.refusals import Refused, register

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_MEMBERS = 400  # of the archive that an XLSX file is
LARGEST_UNPACKED = 80 * 1024 * 1024  # a file of 237 KB was seen to become 96 MB
LARGEST_RATIO = 150

register(
    {
        "import_too_large": _("This file is larger than %(megabytes)s MB. Split it and import the parts."),
        "import_too_many_rows": _("This file has more than %(rows)s rows. Split it and import the parts."),
        "import_unreadable": _("This file cannot be read. Save it as XLSX or as CSV in UTF-8 and try again."),
        "import_suspicious": _("This spreadsheet is packed in an unusual way and was not opened. Save it anew."),
        "import_empty": _("This file has no rows. Fill in the template and try again."),
        "import_columns_missing": _("These columns are missing: %(columns)s. Take them over from the template."),
        "import_column_twice": _("The column “%(column)s” is there twice. Remove one of them."),
    }
)


@dataclass(frozen=True)
class RawRow:
    """A row as it stands in the file: its number there and its cells by the column's key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class RawSheet:
    """The whole file: its header and lines as they stand, which column is which, and the rows to import."""

    header: list[str]
    lines: list[list[str]]
    keys: dict[int, str]
    rows: list[RawRow]


def read(name: str, content: bytes) -> RawSheet:
    """The rows of a caseload. Raises `Refused` with a sentence when the file cannot be taken."""
    header, body = read_lines(content)
    keys = columns_of(header)
    rows = [
        RawRow(number, cells_by_key(line, keys))
        for number, line in enumerate(body, 2)
        if any(cell.strip() for cell in line) and not is_tag_row(line)
    ]
    if not rows:
        raise Refused("import_empty")
    return RawSheet(header, body, keys, rows)


def read_lines(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The header and the lines of any list, whatever its columns; `Refused` when the file cannot be taken."""
    if len(content) > LARGEST_FILE:
        raise Refused("import_too_large", megabytes=LARGEST_FILE // 1024 // 1024)
    is_spreadsheet = content[:2] == b"PK"
    lines = list(_spreadsheet_lines(content)) if is_spreadsheet else list(_text_lines(content))
    if len(lines) > MOST_ROWS + 1:
        raise Refused("import_too_many_rows", rows=MOST_ROWS)
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise Refused("import_empty")
    return lines[0], lines[1:]


def columns_of(header: Sequence[str]) -> dict[int, str]:
    """Which column is which; raises `Refused` when one is missing or there twice."""
    names = column_names()
    keys: dict[int, str] = {}
    for place, label in enumerate(header):
        key = names.get(folded(label))
        if key is None:
            continue
        if key in keys.values():
            raise Refused("import_column_twice", column=label)
        keys[place] = key
    missing = [str(column.label) for column in COLUMNS if column.required and column.key not in keys.values()]
    if missing:
        raise Refused("import_columns_missing", columns=", ".join(missing))
    return keys


def is_tag_row(line: Sequence[str]) -> bool:
    """A row of HXL hashtags, which some partners' files carry below the header."""
    filled = [cell.strip() for cell in line if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def cells_by_key(line: Sequence[str], keys: Mapping[int, str]) -> dict[str, str]:
    """The cells of a line by their column's key, without the mark that keeps a spreadsheet from a formula."""
    return {key: _unmarked(line[place]).strip() if place < len(line) else "" for place, key in keys.items()}


def _unmarked(cell: str) -> str:
    return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell


def _text_lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("import_unreadable") from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            # A text that begins like a formula was quoted on its way out of a spreadsheet; the quote is not the text.
            yield [_unmarked(cell) for cell in line]
    except csv.Error as error:
        raise Refused("import_unreadable") from error


def _spreadsheet_lines(content: bytes) -> Iterator[list[str]]:
    _refuse_bomb(content)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        for line in sheet.to_python(skip_empty_area=False):
            yield [_as_text(cell) for cell in line]
    except Refused:
        raise
    except Exception as error:  # the reader raises whatever a broken file makes it raise
        raise Refused("import_unreadable") from error


def _refuse_bomb(content: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused("import_unreadable") from error
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or unpacked / packed > LARGEST_RATIO:
        raise Refused("import_suspicious")


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
