"""Kills the import of a register at random points and compares what the database holds with an undisturbed import.

    .venv/bin/python -m benchmarks.killed_import --people people.csv --kills 20

Each kill is a SIGKILL of a real process at a random moment; the next process goes on where the last one was. At the end
every row that an import writes is compared with those of an import that nobody disturbed, and the refused rows too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.people_import import _first_rows, _make_databases
from safar.plumbing import embedded
from tests.people.killing import content, import_and_kill

CONSENTED = "2016-01-04"
PART = 50


def main(people: Path, rows: int, kills: int, seed: int) -> bool:
    """Import undisturbed, then with so many kills; says whether both are the same, and prints one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="safar-bench-") as made:
        folder = Path(made)
        server = embedded.start(folder / "home")
        undisturbed = _first_rows(people, rows, folder / "undisturbed.csv")
        killed = folder / "killed.csv"
        shutil.copy(undisturbed, killed)
        _make_databases(server, undisturbed)
        parts = rows // PART
        _import(server, "floor", undisturbed, random.Random(seed), parts=10**9)
        chance, seen = random.Random(seed), []
        for _ in range(kills):
            seen.append(_import(server, "ours", killed, chance, parts=max(2, 2 * parts // kills)))
        _import(server, "ours", killed, chance, parts=10**9)
        found = [_content(server, name) for name in ("floor", "ours")]
        errors = [path.with_name(f"{path.stem}.errors.csv") for path in (undisturbed, killed)]
        refused = [path.read_bytes() if path.exists() else b"" for path in errors]
        same = found[0] == found[1] and refused[0] == refused[1]
        people_in, differing = found[1]["person"][0], [name for name in found[0] if found[0][name] != found[1][name]]
        print(f"{kills} kills, {people_in:,} people: {'the same' if same else 'NOT THE SAME'}")
        print(f"parts of {PART} rows that each process had written when it was killed: {seen}")
        print(json.dumps({"work": "killed import", "kills": kills, "people": people_in, "same": same, "in": differing}))
        return same


def _import(server: embedded.Server, database: str, file: Path, chance: random.Random, parts: int) -> int:
    """Import in a process that is killed after fewer than so many parts; gives how many it wrote."""
    os.environ.pop("DATABASE_OWNER_URL", None)
    os.environ["DATABASE_URL"] = server.address("safar_app", f"bench_{database}")
    return import_and_kill(file, "bench", chance, parts, PART, CONSENTED)


def _content(server: embedded.Server, database: str) -> dict[str, tuple[int, str]]:
    with psycopg.connect(server.address("safar_owner", f"bench_{database}")) as owner:
        return content(owner)


def from_command_line(given: Sequence[str] | None = None) -> None:
    """The same from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(given)
    if not main(asked.people, asked.rows, asked.kills, asked.seed):
        raise SystemExit(1)


if __name__ == "__main__":
    from_command_line()
