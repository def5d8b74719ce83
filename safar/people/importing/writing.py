"""Writes the parts of a register: each in one transaction with how far the run came, so that a kill costs nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, DataError, IntegrityError, connection

from safar.people.importing.preparing import Part, Reading
from safar.people.importing.reading import RawRow, rows_of
from safar.people.importing.refused import RefusedRows
from safar.people.importing.validating import Understood
from safar.people.models import ImportRun
from safar.people.types import ImportProgress
from safar.plumbing.refusals import Refused, database_refusals

# Refusals of a whole run: no row of it would fare better alone.
OF_THE_RUN = {"people_import_unknown", "people_import_office"}
PATIENCE_SECONDS = 30
_BRING_IN = "SELECT fresh_rows, known_rows, twins, twice FROM people_import_chunk(%s, %s::json, %s)"


@dataclass(slots=True)
class Outcome:
    """What became of the rows of a part."""

    new: int = 0
    known: int = 0
    twins: int = 0
    twice: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)

    def add(self, other: Outcome) -> None:
        """Count another part in."""
        self.new, self.known, self.twins = self.new + other.new, self.known + other.known, self.twins + other.twins
        self.twice += other.twice
        self.refused |= other.refused


@contextmanager
def alone_with(digest: str, office_id: int) -> Iterator[None]:
    """Keep a second import of one file from beginning while the first is at work; it would write the same rows."""
    key = f"{office_id} {digest}"
    # A run that was killed a moment ago may still be leaving.
    until = time.monotonic() + PATIENCE_SECONDS
    while not _asked("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", key):
        if time.monotonic() > until:
            raise Refused("people_import_under_way")
        time.sleep(0.2)
    try:
        yield
    finally:
        with suppress(DatabaseError):  # a connection that was lost has let go already
            _asked("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)


def _asked(question: str, key: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [key])
        row = cursor.fetchone()
    return bool(row and row[0])


def write_part(run_id: UUID, part: Part, reading: Reading, refused: RefusedRows, at: datetime) -> ImportProgress:
    """Write a part and its refused rows, inside the open transaction; gives how far the run is with it."""
    run = ImportRun.objects.select_for_update().get(id=run_id)
    if run.place != part.begins[0]:
        raise Refused("people_import_under_way")
    outcome = _bring_in(run_id, part.told, at)
    rows = sorted([*part.refused, *_left_out(part, reading, outcome)], key=lambda understood: understood.row.number)
    # The rows are on the disk before the database knows of them: what is written beyond its word is cut off again.
    size = refused.add(rows)
    far = ImportProgress(
        place=part.place,
        size=run.size,
        rows=run.rows + part.rows,
        new=run.new + outcome.new,
        known=run.known + outcome.known,
        refused=run.refused + len(rows),
        likely_twins=run.likely_twins + outcome.twins,
    )
    ImportRun.objects.filter(id=run_id).update(
        place=far.place,
        next_row=part.number,
        rows=far.rows,
        new=far.new,
        known=far.known,
        refused=far.refused,
        likely_twins=far.likely_twins,
        refused_size=size,
    )
    return far


def _bring_in(run_id: UUID, told: Sequence[str], at: datetime) -> Outcome:
    """Write these rows; where the database refuses one, it alone stays out, found by halving."""
    if not told:
        return Outcome()
    try:
        with database_refusals(), connection.cursor() as cursor:
            cursor.execute(_BRING_IN, [run_id, f"[{','.join(told)}]", at])
            new, known, twins, twice = cursor.fetchone() or (0, 0, 0, [])
        return Outcome(new, known, twins, list(twice))
    except Refused as refusal:
        if refusal.code in OF_THE_RUN:
            raise
        sentence = refusal.sentence
    except (DataError, IntegrityError):
        sentence = Refused("people_import_row_refused").sentence
    if len(told) == 1:
        return Outcome(refused={int(json.loads(told[0])["row"]): sentence})
    half = len(told) // 2
    outcome = _bring_in(run_id, told[:half], at)
    outcome.add(_bring_in(run_id, told[half:], at))
    return outcome


def _left_out(part: Part, reading: Reading, outcome: Outcome) -> list[Understood]:
    """The rows that the database left out, as they stand in the file, with the sentence that says why."""
    sentences = dict.fromkeys(outcome.twice, Refused("people_import_twice").sentence) | outcome.refused
    if not sentences:
        return []
    found: dict[int, RawRow] = {}
    for row in rows_of(reading.path, reading.register, place=part.begins[0], number=part.begins[1]):
        if row.number in sentences:
            found[row.number] = row
        if row.place >= part.place:
            break
    column = dict.fromkeys(outcome.twice, "id")
    return [
        Understood(found[number], faults=[(column.get(number, ""), sentence)]) for number, sentence in sentences.items()
    ]
