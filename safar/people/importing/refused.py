"""The file of refused rows beside the register: each with its number, the column, a sentence, and the row itself."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from safar.people.importing.columns import OF_REFUSED_ROWS
from safar.people.importing.validating import Understood

_FORMULA_STARTS = ("=", "+", "-", "@")


def file_beside(path: Path) -> Path:
    """Where the refused rows of a register are written."""
    return path.with_name(f"{path.stem}.errors.csv")


class RefusedRows:
    """Writes refused rows behind what a run had written when it broke off, and tells how long the file is."""

    def __init__(self, path: Path, header: Sequence[str], size: int) -> None:
        """Open the file cut to `size`, so that rows after the last part that came in are not there twice."""
        self.path = path
        self._header = header
        # Names and births stand in it: for its owner alone.
        self._file = open(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")  # noqa: SIM115 - closed by __exit__
        self._file.truncate(size)
        self._file.seek(size)

    def add(self, rows: Iterable[Understood]) -> int:
        """Write these rows to the disk; gives the size of the file after them."""
        text = io.StringIO()
        writer = csv.writer(text)
        size = self._file.tell()
        for understood in rows:
            if size == 0:
                text.write("\ufeff")
                writer.writerow([*OF_REFUSED_ROWS, *self._header])
                size = 1
            columns = ", ".join(dict.fromkeys(column for column, _ in understood.faults if column))
            sentences = " ".join(dict.fromkeys(sentence for _, sentence in understood.faults))
            cells = [harmless(cell) for cell in understood.row.cells]
            writer.writerow([understood.row.number, columns, sentences, *cells])
        if written := text.getvalue():
            self._file.write(written.encode("utf-8", errors="replace"))
            self._file.flush()
            os.fsync(self._file.fileno())
        return self._file.tell()

    def __enter__(self) -> RefusedRows:
        """The open file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; one in which nothing stands is taken away."""
        is_empty = self._file.tell() == 0
        self._file.close()
        if is_empty:
            self.path.unlink(missing_ok=True)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; reading takes the mark away again."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
