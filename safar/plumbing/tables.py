"""Brings the tables up to date: made at once where there are none, changed step by step where there are.

Django works out every model's state anew for each of hundreds of steps, which takes a minute on a new machine and
changes nothing there. So an empty database gets the tables of the models as they are now, and the steps are marked as
taken; a house test holds the two ways to the same tables.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]


LINES_OF_A_FAULT = 100


def bring_up_to_date(
    environment: Mapping[str, str], step_by_step: bool = False, tell: Callable[[str], None] | None = None
) -> str:
    """Migrate the database whose owner's address is in `environment`; the answer is empty, or what went wrong.

    Runs in processes of its own, which end with the owner's rights. `step_by_step` takes every step on an empty
    database too. `tell` hears each line that a long step says.
    """
    as_owner = {**environment, "SAFAR_MIGRATING": "1"}
    if not step_by_step and _is_empty(as_owner["DATABASE_OWNER_URL"]):
        fault = _run({**as_owner, "SAFAR_TABLES_AT_ONCE": "1"}, tell, "--run-syncdb")
        return fault or _run(as_owner, tell, "--fake")
    return _run(as_owner, tell)


def _is_empty(owner_address: str) -> bool:
    with psycopg.connect(owner_address) as connection:
        row = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    return row is None


def _run(environment: Mapping[str, str], tell: Callable[[str], None] | None, *options: str) -> str:
    said: deque[str] = deque(maxlen=LINES_OF_A_FAULT)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and Django's own command
        [sys.executable, "-m", "django", "migrate", "--database", "owner", "--verbosity", "0", *options],
        env=dict(environment),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            if tell is not None:
                tell(line.strip())
    return "".join(said).strip() if process.returncode else ""
