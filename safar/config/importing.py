"""Brings in a register or a caseload from the terminal, with progress and, beside the file, what stayed out and why."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone, translation
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from safar.accounts.queries import actor_for, user_id_of
from safar.cases import services
from safar.config.installation import NotReady
from safar.people.services import import_register
from safar.people.types import ImportProgress, ImportSummary
from safar.plumbing.types import Actor


def import_people(
    console: Console, file: Path, *, username: str, register: str, consented_on: date | None, only_try: bool
) -> bool:
    """Bring a register of people in as this member of staff; gives False when a row stayed out."""
    now = timezone.now()
    actor = _staff(username, now)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[speed]:,.0f} rows/s"),
        TimeRemainingColumn(),
    )
    with translation.override(actor.language), Progress(*columns, console=console) as progress:
        bar = progress.add_task(file.name, rows=0, speed=0.0, total=file.stat().st_size)
        began = time.monotonic()
        first: list[int] = []

        def watch(far: ImportProgress) -> None:
            # What an earlier call brought in is no speed of this one.
            first.append(far.rows)
            speed = (far.rows - first[0]) / max(0.001, time.monotonic() - began) if len(first) > 1 else 0.0
            progress.update(bar, completed=far.place, rows=far.rows, speed=speed)

        summary = import_register(
            by=actor, at=now, file=file, register=register, consented_on=consented_on, only_try=only_try, watch=watch
        )
        progress.update(bar, completed=summary.progress.size, rows=summary.progress.rows)
    _say_people(console, summary, only_try)
    return not summary.progress.refused


def _say_people(console: Console, summary: ImportSummary, only_try: bool) -> None:
    far = summary.progress
    if summary.was_in:
        console.print(f"This very file is in already, as the register “{summary.register}”: {far.new:,} people.")
        return
    if summary.went_on:
        console.print("An earlier import of this file had broken off; it was continued where it stopped.")
    verb = "would come in" if only_try else "came in"
    console.print(f"Register “{summary.register}”. People who {verb}: {far.new:,}; there already: {far.known:,}.")
    if summary.left_aside:
        console.print(f"Columns that were left aside: {', '.join(summary.left_aside)}", markup=False)
    if far.likely_twins:
        console.print(
            f"{far.likely_twins:,} of them hold the same paper as somebody else: the pairs wait to be compared on the"
            " page “Possibly registered twice”."
        )
    if far.new and not only_try:
        console.print("Others may be here already under another spelling: safar dedupe compares everybody.")
    if far.refused:
        console.print(
            f"Rows that stayed out: {far.refused:,}. Each stands in {summary.refused_rows} with what is wrong; correct"
            f" it there and bring that file in with --register {summary.register!r}.",
            markup=False,
        )


def _staff(username: str, now: datetime) -> Actor:
    user_id = user_id_of(username)
    if user_id is None:
        raise NotReady(f"There is no account “{username}”. Name one with --as, or make it with: safar user add")
    return actor_for(user_id, now.date(), channel="import")


def import_caseload(console: Console, file: Path, *, username: str, only_try: bool) -> bool:
    """Import `file` as this member of staff; gives False when a case stayed out."""
    now = timezone.now()
    actor = _staff(username, now)
    with translation.override(actor.language), Progress(console=console) as progress:
        bar = progress.add_task(file.name)

        def watch(place: int, size: int, cases: int) -> None:
            progress.update(bar, completed=place, total=size, description=f"{file.name}: {cases:,} cases")

        report = services.import_caseload(by=actor, at=now, file=file, only_try=only_try, watch=watch)
    verb = "would come in" if only_try else "came in"
    console.print(f"Cases that {verb}: {report.new:,}; there already: {report.already:,}.")
    if not report.faults:
        return True
    for fault in report.first_faults:
        console.print(f"  row {fault.row}, {fault.column}: {fault.sentence}", markup=False)
    if report.faults > len(report.first_faults):
        console.print(f"  and {report.faults - len(report.first_faults):,} more")
    console.print(
        f"Cases that stayed out: {report.refused:,}. Their rows stand in {report.refused_rows} with what is wrong;"
        " correct them there and bring that file in.",
        markup=False,
    )
    return False
