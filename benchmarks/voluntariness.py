"""Attacks voluntariness for very long: `voluntariness.py --steps 1000000`. Stop it and start it again as you like.

Two processes walk world after world (`tests/attack/`), each with a seed and a database of its own. What was walked is
kept in `var/attack/`, so that a stopped run goes on where it was, as long as the rules of the database are the same.
Prints how often each rule refused, and the same as JSON.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CHAPTER = 8_000  # the tables are emptied after so many steps: a world needs none that came before it
sys.path.insert(0, str(ROOT))


def attack(seed: int, steps: int, kept: Path) -> None:
    """One process: walk until `steps` are taken, keeping the tally in `kept`; raises with the log of a broken world."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["SAFAR_HOME"] = os.environ.get("SAFAR_HOME") or str(ROOT / "var" / "attack")
    import django

    import tests.database  # noqa: F401 - makes the database and its addresses known

    django.setup()
    import psycopg

    from safar.plumbing import rulebook
    from tests.attack.cast import assembled
    from tests.attack.driver import STEPS_EACH, Walk, walk
    from tests.conftest import an_office, empty_tables, member_of_staff

    rules = rulebook.digest_of(rulebook.all_rules())
    tally = _tally(kept, rules)
    with psycopg.connect(os.environ["OWNER_ADDRESS"], autocommit=True) as owner:
        while tally["steps"] < steps:
            began = time.monotonic()
            empty_tables(owner)
            head = an_office("HQ", "Headquarters", "organisation", "CH", None)
            lisbon = an_office("LIS", "Lisbon", "country", "PT", head)
            tehran = an_office("THR", "Tehran", "country", "IR", head)
            with assembled(member_of_staff, lisbon, tehran, owner) as cast:
                chapter = min(CHAPTER, steps - tally["steps"])
                walk(cast, Walk(seed, chapter, tally["worlds"]))
            tally["steps"] += chapter
            tally["worlds"] += -(-chapter // STEPS_EACH)
            tally["seconds"] += time.monotonic() - began
            for name in ("refused", "reached"):
                tally[name] = dict(Counter(tally[name]) + Counter(getattr(cast, name)))
            kept.write_text(json.dumps(tally), encoding="utf-8")
            print(f"seed {seed}: {tally['steps']:,} of {steps:,} steps, {tally['seconds']:.0f} s", flush=True)


def _tally(kept: Path, rules: str) -> dict[str, Any]:
    if kept.exists():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        if found["rules"] == rules:
            return found
    return {"rules": rules, "steps": 0, "worlds": 0, "seconds": 0.0, "refused": {}, "reached": {}}


def main() -> int:
    """Walk the steps in so many processes; 0 when no forbidden state was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000, help="how many steps are taken, all processes together")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2016, help="the first process's seed; the others count on from it")
    wanted = parser.parse_args()
    folder = Path(os.environ.get("SAFAR_HOME") or ROOT / "var" / "attack")
    folder.mkdir(parents=True, exist_ok=True)
    kept = [folder / f"attack-{wanted.seed + number}.json" for number in range(wanted.processes)]
    context = multiprocessing.get_context("spawn")
    running = [
        context.Process(target=attack, args=(wanted.seed + number, wanted.steps // wanted.processes, path))
        for number, path in enumerate(kept)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    if any(process.exitcode for process in running):
        print("A process ended before its time; what it printed above says why.")
        return 1
    tallies = [json.loads(path.read_text(encoding="utf-8")) for path in kept]
    total = {
        "rules": tallies[0]["rules"],
        "steps": sum(tally["steps"] for tally in tallies),
        "worlds": sum(tally["worlds"] for tally in tallies),
        "milliseconds_a_step": round(
            1000 * sum(tally["seconds"] for tally in tallies) / sum(tally["steps"] for tally in tallies), 2
        ),
        **{
            name: dict(sorted(sum((Counter(tally[name]) for tally in tallies), Counter()).items()))
            for name in ("reached", "refused")
        },
    }
    print(f"No forbidden state in {total['steps']:,} steps through {total['worlds']:,} worlds.")
    print(json.dumps(total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
