"""A register of people is brought in, however many they are, and nobody of it twice."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from django.db import connection

from safar.accounts.queries import offices
from safar.accounts.services import require
from safar.people.importing.columns import left_aside
from safar.people.importing.preparing import PART, Reading, parts_beside
from safar.people.importing.reading import Register, open_register
from safar.people.importing.refused import RefusedRows, file_beside
from safar.people.importing.validating import Ground
from safar.people.importing.writing import alone_with, write_part
from safar.people.models import ImportRun
from safar.people.services.rows import office_of, text_of
from safar.people.types import ImportProgress, ImportSummary, Watch
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor


def import_register(
    *,
    by: Actor,
    at: datetime,
    file: Path,
    register: str = "",
    consented_on: date | None = None,
    only_try: bool = False,
    watch: Watch | None = None,
    part_size: int = PART,
) -> ImportSummary:
    """Bring a register in from a CSV (docs/registers.md): everything valid comes in, each fault is written beside it.

    Opens its own transactions, one for each part of the file, so it is called outside of any: whenever it breaks off,
    the same call goes on where it stopped. `register` names where the file's ids are from (the file's name where it
    is silent): a record known by its id is left alone. `consented_on` is the day on which everybody agreed to whom the
    file has no day of their own (D4). With `only_try` rows are checked and nothing is kept.
    """
    require(by, "people.import")
    head = open_register(file)
    name = text_of(register or file.stem, "register")
    office_id = office_of(by)
    codes = {office.code: office.id for office in offices() if office.id in by.offices}
    ground = Ground(at, codes, office_id, consented_on)
    if only_try:
        return _try(by, ground, file, head, name, watch, part_size)
    with alone_with(head.digest, office_id):
        run, went_on = _run(by, at, head, name, office_id)
        if run.finished_at is not None:
            return ImportSummary(_progress(run), name, was_in=True)
        reading = Reading(file, head, run.place, run.next_row, ground, by.language)
        far = _progress(run)
        with RefusedRows(file_beside(file), head.header, run.refused_size) as refused:
            for part in parts_beside(reading, part_size):
                with acting_as(by):
                    far = write_part(run.id, part, reading, refused, at)
                if watch:
                    watch(far)
        with acting_as(by):
            ImportRun.objects.filter(id=run.id).update(place=head.size, finished_at=at)
    beside = file_beside(file) if far.refused else None
    aside = tuple(left_aside(head.header))
    return ImportSummary(far, name, went_on=went_on, refused_rows=beside, left_aside=aside)


def _run(by: Actor, at: datetime, head: Register, register: str, office_id: int) -> tuple[ImportRun, bool]:
    """The run of this very file: one that is finished, one's own that broke off (True), or a new one."""
    if by.user_id is None:
        raise Refused("people_import_unknown")
    with acting_as(by):
        same = ImportRun.objects.filter(office_id=office_id, register=register, digest=head.digest)
        finished = same.filter(finished_at__isnull=False).order_by("started_at").first()
        begun = finished or same.filter(by_id=by.user_id, finished_at__isnull=True).order_by("started_at").first()
        if begun is not None:
            return begun, finished is None
        return ImportRun.objects.create(
            office_id=office_id,
            by_id=by.user_id,
            register=register,
            digest=head.digest,
            size=head.size,
            place=head.begins_at,
            started_at=at,
        ), False


def _progress(run: ImportRun) -> ImportProgress:
    return ImportProgress(run.place, run.size, run.rows, run.new, run.known, run.refused, run.likely_twins)


def _try(
    by: Actor,
    ground: Ground,
    file: Path,
    head: Register,
    name: str,
    watch: Watch | None,
    part_size: int,
) -> ImportSummary:
    """Check every row and write the refused ones beside the file; nobody comes in."""
    reading = Reading(file, head, head.begins_at, 2, ground, by.language)
    rows = known = faults = 0
    far = ImportProgress(head.begins_at, head.size)
    with RefusedRows(file_beside(file), head.header, 0) as refused:
        for part in parts_beside(reading, part_size):
            refused.add(part.refused)
            with acting_as(by):
                known += _known(ground.own_office, name, [json.loads(row)["source"] for row in part.told])
            rows, faults = rows + part.rows, faults + len(part.refused)
            far = ImportProgress(part.place, head.size, rows, rows - faults - known, known, faults)
            if watch:
                watch(far)
    beside = file_beside(file) if faults else None
    return ImportSummary(far, name, refused_rows=beside, left_aside=tuple(left_aside(head.header)))


def _known(office_id: int, register: str, sources: list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_records_known(%s, %s, %s::text[])", [office_id, register, sources])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
