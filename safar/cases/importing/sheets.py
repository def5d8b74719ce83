"""Writes spreadsheets: the empty template in the reader's language, and a copy of a file with its errors beside it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from safar.cases.importing.columns import BY_KEY, COLUMNS
from safar.cases.importing.comparing import Grouped
from safar.cases.importing.planned import Fault
from safar.cases.importing.reading import RawSheet

_WIDTH = 22
_ROWS_WITH_LISTS = 2_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def template() -> bytes:
    """An XLSX file to fill in: headers in the reader's language, what each column holds, lists of the fixed words."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Cases"))
        bold, quiet = book.add_format({"bold": True}), book.add_format({"italic": True, "text_wrap": True})
        hints = book.add_worksheet(_("What to write"))
        for sheets in (sheet, hints):
            if get_language_bidi():
                sheets.right_to_left()
        text = book.add_format({"num_format": "@"})  # a spreadsheet must not turn 05/03/1365 into a day of its own
        sheet.set_column(0, len(COLUMNS) - 1, _WIDTH, text)
        sheet.freeze_panes(1, 0)
        hints.set_column(0, 0, _WIDTH)
        hints.set_column(1, 1, 70)
        for place, column in enumerate(COLUMNS):
            label = f"{column.label} *" if column.required else str(column.label)
            sheet.write_string(0, place, label, bold)
            hints.write_string(place, 0, label, bold)
            hints.write_string(place, 1, str(column.hint), quiet)
            if column.words:
                words = [str(word) for word in column.words.values()]
                sheet.data_validation(1, place, _ROWS_WITH_LISTS, place, {"validate": "list", "source": words})
        hints.write_string(len(COLUMNS) + 1, 0, _("* must be filled in"), quiet)
    return output.getvalue()


def with_errors(sheet: RawSheet, faults: Iterable[Fault]) -> bytes:
    """An XLSX copy of the file with one more column that says, for each row, what is wrong and where."""
    by_row = _sentences(faults)
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        page = book.add_worksheet(_("Cases"))
        if get_language_bidi():
            page.right_to_left()
        bold, wrong = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "bg_color": "#f9dfdb"})
        last = len(sheet.header)
        page.set_column(0, last - 1, _WIDTH)
        page.set_column(last, last, 70)
        for place, label in enumerate([*sheet.header, _("Errors")]):
            page.write_string(0, place, harmless(label), bold)
        for number, line in enumerate(sheet.lines, 1):
            for place, cell in enumerate(line):
                page.write_string(number, place, harmless(cell))
            if by_row.get(number + 1):
                page.write_string(number, last, "\n".join(by_row[number + 1]), wrong)
    return output.getvalue()


def with_errors_csv(sheet: RawSheet, faults: Iterable[Fault]) -> bytes:
    """The same copy as CSV in UTF-8, for who sent a CSV."""
    by_row = _sentences(faults)
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([harmless(cell) for cell in [*sheet.header, _("Errors")]])
    for number, line in enumerate(sheet.lines, 2):
        padded = [*line, *[""] * (len(sheet.header) - len(line))]
        writer.writerow([harmless(cell) for cell in [*padded, " ".join(by_row.get(number, []))]])
    return output.getvalue().encode("utf-8-sig")


def compared_sheet(
    found: Sequence[Grouped], lists: Sequence[str], labels: Mapping[str, str | Promise], *, with_values: bool
) -> bytes:
    """What comparing lists found, a line for each thing to look at; without values it holds no names either."""
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        page = book.add_worksheet(_("To look at"))
        if get_language_bidi():
            page.right_to_left()
        rows = [_("Row in %(list)s") % {"list": name} for name in lists]
        header = [_("Case number"), *([_("Name")] if with_values else []), *rows, _("What to look at")]
        header += [name for name in lists] if with_values else []
        bold = book.add_format({"bold": True})
        page.set_column(0, len(header) - 1, _WIDTH)
        for place, label in enumerate(header):
            page.write_string(0, place, harmless(label), bold)
        lines = (line for group in found for line in _lines_of(group, lists, labels, with_values))
        for number, line in enumerate(lines, 1):
            for place, cell in enumerate(line):
                page.write_string(number, place, harmless(cell))
    return output.getvalue()


def _lines_of(
    group: Grouped, lists: Sequence[str], labels: Mapping[str, str | Promise], with_values: bool
) -> list[list[str]]:
    numbers = [", ".join(str(row.number) for row in group.rows if row.list_number == one) for one in range(len(lists))]
    begin = [group.case_number, *([group.name] if with_values else []), *numbers]
    lines = [[*begin, _("%(column)s differs") % {"column": labels[key]}] for key in group.contradicts]
    if with_values:
        for line, key in zip(lines, group.contradicts, strict=True):
            line += [
                " / ".join(row.cell(key) for row in group.rows if row.list_number == one) for one in range(len(lists))
            ]
    lines += [[*begin, _("not in %(list)s") % {"list": lists[one]}] for one in group.missing_in]
    lines += [[*begin, _("more than once in %(list)s") % {"list": lists[one]}] for one in group.twice_in]
    return lines if group.is_sure else [*lines, [*begin, _("perhaps not the same person")]]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _sentences(faults: Iterable[Fault]) -> dict[int, Sequence[str]]:
    by_row: dict[int, list[str]] = defaultdict(list)
    for fault in faults:
        where = f"{BY_KEY[fault.column].label}: " if fault.column in BY_KEY else ""
        by_row[fault.row].append(f"{where}{fault.sentence}")
    return dict(by_row)
