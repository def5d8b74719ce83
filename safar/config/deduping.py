"""Searches for duplicates: asked for from a terminal, and started for those who asked on the page.

Each runs in a process of its own, for Splink takes a good part of the machine and must be able to be stopped.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import django
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from safar.config.installation import NotReady, home

FOLDER = "linking"
NICENESS = 10
_STARTED: list[subprocess.Popen[bytes]] = []


def folder() -> Path:
    """Where runs keep what is half done."""
    return home() / FOLDER


def search_from_terminal(console: Console, username: str) -> None:
    """Search for duplicates as this member of staff, with progress; goes on where an earlier search broke off."""
    from safar.accounts.queries import actor_at, user_id_of
    from safar.people import queries, services
    from safar.people.types import LinkStage
    from safar.plumbing.scope import acting_as

    user_id = user_id_of(username)
    if user_id is None:
        raise NotReady(f"There is no account “{username}”. Name one with --as, or make it with: safar user add")
    by = actor_at(user_id, timezone.now(), channel="command")
    with acting_as(by):
        halted = [run for run in queries.link_runs() if run.stage == LinkStage.STOPPED and run.asked_by_id == user_id]
        if halted:
            services.resume_run(by=by, at=timezone.now(), run_id=halted[0].id)
        run_id = halted[0].id if halted else services.ask_for_run(by=by, at=timezone.now())
    with Progress(console=console) as progress:
        bar = progress.add_task("")

        def tell(stage: LinkStage, done: int, total: int) -> None:
            progress.update(bar, description=str(stage.label), completed=done, total=total or None)

        is_done = services.carry_out_run(by=by, at=timezone.now(), run_id=run_id, folder=folder(), tell=tell)
    with acting_as(by):
        run = queries.link_run(run_id)
    if not is_done or run is None:
        console.print("The search was stopped. The same command goes on with it.")
        return
    console.print(f"People compared: {run.people}. Likely duplicates that you may judge: {run.pairs}.")


def start_asked_runs() -> int:
    """Start a process for each search that waits; gives how many were started. The caretaker calls it each minute."""
    from safar.accounts.queries import the_system
    from safar.people import services
    from safar.plumbing.scope import acting_as

    _STARTED[:] = [process for process in _STARTED if process.poll() is None]
    actor, now = the_system(), timezone.now()
    with acting_as(actor):
        services.sweep_runs(by=actor, at=now, folder=folder())
        waiting = services.runs_to_carry_out(by=actor, at=now)
    # One at a time: two would take each other's memory. The others wait their turn.
    if _STARTED or not waiting:
        return 0
    run_id, user_id = waiting[0]
    command = [sys.executable, "-m", "safar.config.deduping", str(run_id), str(user_id)]
    _STARTED.append(subprocess.Popen(command))  # noqa: S603 - two ids of our own
    return 1


def main() -> None:
    """Carry out one search, as whoever asked for it is today."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safar.config.settings")
    os.nice(NICENESS)
    django.setup()
    from safar.accounts.queries import actor_at, the_system
    from safar.accounts.services import NotAllowed
    from safar.people import services
    from safar.plumbing.scope import acting_as

    run_id, user_id = UUID(sys.argv[1]), int(sys.argv[2])
    now = timezone.now()
    try:
        services.carry_out_run(by=actor_at(user_id, now, channel="system"), at=now, run_id=run_id, folder=folder())
    except NotAllowed:
        system = the_system()
        with acting_as(system):
            services.give_up_run(by=system, at=now, run_id=run_id)
    except Exception as error:
        # The names of people may stand in what a database says; the kind of error is enough to look further.
        logging.getLogger("safar.deduping").error("A search for duplicates broke off: %s", type(error).__name__)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
