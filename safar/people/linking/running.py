"""One run from the source to the likely pairs, in stages that are kept in a file: what was done is not done again.

The file holds personal data: it lies beside the database, readable by its owner alone, and goes when the run is over.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import duckdb

from safar.people.linking.frame import count_of, make_frame
from safar.people.linking.meeting import bring_together
from safar.people.linking.scoring import weigh

# Together with Python's own share the process stays below two gigabytes.
MEMORY = "1000MB"
THREADS = 2
READ, SPELT, MET, WEIGHED = "read", "spelt", "met", "weighed"
# Told of the stage that is under way, how much of it is done, and how much there is. May raise to stop the run.
Note = Callable[[str, int, int], None]


class Run:
    """A run whose stages are kept in `file`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.base = duckdb.connect(
            str(file),
            config={
                "memory_limit": MEMORY,
                "threads": THREADS,
                "temp_directory": str(file.with_suffix(".tmp")),
                "preserve_insertion_order": False,
            },
        )
        os.chmod(file, 0o600)
        self.base.execute("CREATE TABLE IF NOT EXISTS stage (name VARCHAR)")

    def has(self, stage: str) -> bool:
        """Whether a stage was done, by this process or by one that was stopped."""
        return bool(self.base.execute("SELECT name FROM stage WHERE name = $name", {"name": stage}).fetchall())

    def keep(self, stage: str) -> None:
        """A stage is done; the file says so even if the process is killed in the next moment."""
        self.base.execute("INSERT INTO stage VALUES ($name)", {"name": stage})
        self.base.execute("CHECKPOINT")

    def link(self, read: Callable[[duckdb.DuckDBPyConnection], None], note: Note) -> int:
        """Do what is left to do; gives how many likely pairs there are in the table `likely`."""
        if not self.has(READ):
            read(self.base)
            self.keep(READ)
        if not self.has(SPELT):
            make_frame(self.base, lambda done, total: note(SPELT, done, total))
            self.base.execute("DELETE FROM source")
            self.keep(SPELT)
        if not self.has(MET):
            bring_together(self.base, lambda done, total: note(MET, done, total))
            self.keep(MET)
        if not self.has(WEIGHED):
            weigh(self.base, self.people, lambda done, total: note(WEIGHED, done, total))
            self.keep(WEIGHED)
        return count_of(self.base, "likely")

    @property
    def people(self) -> int:
        """How many people are compared."""
        return count_of(self.base, "person")

    @property
    def pairs(self) -> int:
        """How many pairs were compared."""
        return count_of(self.base, "pair")

    def close(self) -> None:
        """Close the file and keep it, to go on another time."""
        self.base.close()

    def remove(self) -> None:
        """Close the file and leave nothing of it."""
        self.base.close()
        remove_files(self.file)


def remove_files(file: Path) -> None:
    """Leave nothing of a run's file, nor of what lies beside it."""
    for found in (*file.parent.glob(f"{file.stem}.*"), *file.parent.glob(f"{file.name}.*")):
        if found.is_dir():
            for inner in found.iterdir():
                inner.unlink(missing_ok=True)
            found.rmdir()
        else:
            found.unlink(missing_ok=True)
