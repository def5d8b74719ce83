"""Brings in a caseload from the terminal, with progress, errors in words and a copy of the file that carries them."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone, translation
from rich.console import Console
from rich.progress import Progress

from safar.accounts.queries import actor_for, user_id_of
from safar.cases import services
from safar.config.installation import NotReady
from safar.plumbing.scope import acting_as

FAULTS_SAID = 40


def import_caseload(console: Console, file: Path, *, username: str, only_try: bool) -> bool:
    """Import `file` as this member of staff; gives False when a case stayed out."""
    user_id = user_id_of(username)
    if user_id is None:
        raise NotReady(f"There is no account “{username}”. Name one with --as, or make it with: safar user add")
    now = timezone.now()
    actor = actor_for(user_id, now.date(), channel="import")
    with translation.override(actor.language), Progress(console=console) as progress, acting_as(actor):
        bar = progress.add_task(file.name)
        report = services.import_cases(
            by=actor,
            at=now,
            name=file.name,
            content=file.read_bytes(),
            only_try=only_try,
            progress=lambda done, total: progress.update(bar, completed=done, total=total),
        )
        faults = services.faults_in_words(report)
    verb = "would come in" if only_try else "came in"
    console.print(f"Cases that {verb}: {report.count('new')}; there already: {report.count('already')}.")
    if not faults:
        return True
    ending, copy = report.copy_with_errors()
    beside = file.with_name(f"{file.stem}.errors.{ending}")
    beside.write_bytes(copy)
    for fault in faults[:FAULTS_SAID]:
        console.print(f"  row {fault.row}, {fault.column}: {fault.sentence}", markup=False)
    if len(faults) > FAULTS_SAID:
        console.print(f"  and {len(faults) - FAULTS_SAID} more")
    console.print(f"Cases that stayed out: {report.count('refused')}. Each error stands in {beside}", markup=False)
    return False
