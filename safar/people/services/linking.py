"""The search for duplicates among everybody: asked for, stopped, taken up again, and carried out.

It is carried out in a process of its own, in many short transactions as the person who asked: nobody is compared whom
they may not see.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from safar.accounts.services import require
from safar.people.models import LinkRun
from safar.people.services.pairs import keep_pairs
from safar.people.services.rows import office_of
from safar.people.types import LinkStage, PairReason
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

if TYPE_CHECKING:
    from safar.people.linking.running import Run

OVER = (LinkStage.FINISHED, LinkStage.STOPPED, LinkStage.FAILED)
# Who has not been heard of for so long was killed, and another process takes the run up.
SILENT = timedelta(minutes=3)
# How long what a stopped run had read is kept, to go on.
KEPT_WHEN_STOPPED = timedelta(days=1)
SECONDS_BETWEEN_NOTES = 1.0
Tell = Callable[[LinkStage, int, int], None]


class _Stopped(Exception):
    """Somebody asked the run to stop."""


def ask_for_run(*, by: Actor, at: datetime) -> UUID:
    """Ask for a search for duplicates among everybody whom `by` may see; one at a time for an office."""
    require(by, "people.dedupe")
    if by.user_id is None:
        raise Refused("people_no_office")
    with database_refusals():
        run = LinkRun.objects.create(
            office_id=office_of(by), offices=sorted(by.offices), asked_by_id=by.user_id, asked_at=at
        )
        record(by=by, at=at, action="people.duplicates_asked", subject="link_run", subject_id=run.id)
    return run.id


def stop_run(*, by: Actor, at: datetime, run_id: UUID) -> None:
    """Ask a search to stop: at once where it has not begun, else at its next step. It can go on within a day."""
    require(by, "people.dedupe")
    run = _run_of(run_id)
    if run.stage in OVER:
        raise Refused("people_linkrun_over")
    run.stop_asked_at = at
    if run.beat_at is None:
        run.stage, run.finished_at = LinkStage.STOPPED, at
    run.save(update_fields=["stop_asked_at", "stage", "finished_at"])
    record(by=by, at=at, action="people.duplicates_stopped", subject="link_run", subject_id=run.id)


def resume_run(*, by: Actor, at: datetime, run_id: UUID) -> None:
    """Let a search that was stopped, or broke off, go on; only whoever asked for it, for it sees as they do."""
    require(by, "people.dedupe")
    run = _run_of(run_id)
    if run.stage not in (LinkStage.STOPPED, LinkStage.FAILED) or run.asked_by_id != by.user_id:
        raise Refused("people_linkrun_over")
    with database_refusals():
        run.stage, run.stop_asked_at, run.finished_at, run.beat_at = LinkStage.ASKED, None, None, None
        run.save(update_fields=["stage", "stop_asked_at", "finished_at", "beat_at"])
        record(by=by, at=at, action="people.duplicates_resumed", subject="link_run", subject_id=run.id)


def carry_out_run(*, by: Actor, at: datetime, run_id: UUID, folder: Path, tell: Tell | None = None) -> bool:
    """Carry a search out, or go on with it; outside any transaction. False when it was stopped or is another's.

    `by` is whoever asked for it, as they are today. What is half done lies in `folder` and goes when the run is over.
    """
    require(by, "people.dedupe")
    with acting_as(by):
        if not _claim(run_id, by, at):
            return False
    from safar.people.linking.running import Run  # Splink takes seconds to load, and no page needs it

    work = Run(folder / f"{run_id}.duckdb")
    try:
        _carry_out(by, run_id, work, tell)
    except _Stopped:
        work.close()
        _end(by, run_id, LinkStage.STOPPED)
        return False
    except BaseException:
        work.close()
        _end(by, run_id, LinkStage.FAILED)
        raise
    work.remove()
    return True


def _carry_out(by: Actor, run_id: UUID, work: Run, tell: Tell | None) -> None:
    from safar.people.linking import running
    from safar.people.linking.scoring import likely_pairs
    from safar.people.linking.sources import read_own

    notes = _Notes(by, run_id, tell)
    stages = {
        running.SPELT: LinkStage.READING,
        running.MET: LinkStage.MEETING,
        running.WEIGHED: LinkStage.WEIGHING,
    }
    total = work.link(
        lambda base: read_own(base, lambda: acting_as(by), lambda *how_far: notes(LinkStage.READING, *how_far)),
        lambda stage, *how_far: notes(stages[stage], *how_far),
    )
    done = 0
    for some in likely_pairs(work.base):
        notes(LinkStage.KEEPING, done, total)
        with acting_as(by):
            keep_pairs(
                [
                    (UUID(pair.one), UUID(pair.other), pair.score, [PairReason(*reason) for reason in pair.reasons])
                    for pair in some
                ],
                run_id,
                timezone.now(),
            )
        done += len(some)
    now = timezone.now()
    with acting_as(by):
        LinkRun.objects.filter(id=run_id).update(
            stage=LinkStage.FINISHED, done=total, total=total, people=work.people, finished_at=now
        )
        record(
            by=by, at=now, action="people.duplicates_searched", subject="link_run", subject_id=run_id,
            detail={"people": work.people},
        )  # fmt: skip


def runs_to_carry_out(*, by: Actor, at: datetime) -> list[tuple[UUID, int]]:
    """The searches that wait, or whose process was killed, each with who asked for it; asked by the program itself."""
    if by.role != "system":  # the caretaker looks by itself
        require(by, "people.dedupe")
    waiting = LinkRun.objects.exclude(stage__in=OVER).filter(Q(beat_at=None) | Q(beat_at__lt=at - SILENT))
    return list(waiting.order_by("asked_at").values_list("id", "asked_by_id"))


def give_up_run(*, by: Actor, at: datetime, run_id: UUID) -> None:
    """Whoever asked may no longer search: the run is over."""
    if by.role != "system":  # the caretaker looks by itself
        require(by, "people.dedupe")
    LinkRun.objects.filter(id=run_id).exclude(stage__in=OVER).update(stage=LinkStage.FAILED, finished_at=at)
    record(by=by, at=at, action="people.duplicates_given_up", subject="link_run", subject_id=run_id)


def sweep_runs(*, by: Actor, at: datetime, folder: Path) -> int:
    """Remove what runs left behind that are over and will not go on; gives how many files went."""
    if by.role != "system":  # the caretaker looks by itself
        require(by, "people.dedupe")
    kept = {
        str(run_id)
        for run_id in LinkRun.objects.filter(
            ~Q(stage__in=OVER)
            | Q(stage__in=[LinkStage.STOPPED, LinkStage.FAILED], finished_at__gte=at - KEPT_WHEN_STOPPED)
        ).values_list("id", flat=True)
    }
    left = [file for file in folder.glob("*.duckdb") if file.stem not in kept] if folder.is_dir() else []
    for file in left:
        from safar.people.linking.running import remove_files

        remove_files(file)
    return len(left)


class _Notes:
    """Writes down how far a run is, not more than once a second, and stops it when somebody asked for that."""

    def __init__(self, by: Actor, run_id: UUID, tell: Tell | None) -> None:
        self._by, self._run_id, self._tell = by, run_id, tell
        self._stage: LinkStage | None = None
        self._noted = 0.0

    def __call__(self, stage: LinkStage, done: int, total: int) -> None:
        if self._tell is not None:
            self._tell(stage, done, total)
        if stage == self._stage and time.monotonic() - self._noted < SECONDS_BETWEEN_NOTES:
            return
        self._stage, self._noted = stage, time.monotonic()
        with acting_as(self._by):
            mine = LinkRun.objects.filter(id=self._run_id)
            mine.update(stage=stage, done=done, total=total, beat_at=timezone.now())
            if mine.filter(stop_asked_at__isnull=False).exists():
                raise _Stopped


def _claim(run_id: UUID, by: Actor, at: datetime) -> bool:
    """Of two processes that take a run up at once, one does."""
    free = LinkRun.objects.filter(id=run_id, asked_by_id=by.user_id).exclude(stage__in=OVER)
    return bool(free.filter(Q(beat_at=None) | Q(beat_at__lt=at - SILENT)).update(beat_at=at))


def _end(by: Actor, run_id: UUID, stage: LinkStage) -> None:
    with acting_as(by):
        LinkRun.objects.filter(id=run_id).update(stage=stage, finished_at=timezone.now())


def _run_of(run_id: UUID) -> LinkRun:
    run = LinkRun.objects.select_for_update().filter(id=run_id).first()
    if run is None:
        raise Refused("people_linkrun_unknown")
    return run
