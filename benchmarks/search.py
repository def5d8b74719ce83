"""Measures the search: how often the person is among the first ten, and how long an answer takes.

    safar bench search --people people.csv --queries queries.csv

The register is brought in as it always is, a hundred offices' people into a database of its own. Then every query is
asked as the application's role under row-level security with half of the offices in scope, each in a transaction of its
own, as a page does. Peer: rapidfuzz over every name, in memory, without any right to ask for, on some of the queries.
`--home FOLDER` keeps the database, so that a second call with the same register measures at once.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg

from safar.plumbing import embedded, tables

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "bench_search"
OFFICES = 100
# A few queries are enough to know a peer that looks at everybody for each.
PEER_QUERIES = 50


def main(
    people: Path, queries: Path, home: Path | None = None, peer: bool = True, each: int | None = None
) -> dict[str, Any]:
    """Measure with this register and these queries; prints a table and, last, one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="safar-bench-") as made:
        folder = home or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        server = embedded.start(folder / "home")
        ready = folder / "ready.json"
        if not ready.exists():
            ready.write_text(json.dumps(_bring_in(server, people, queries, folder)), encoding="utf-8")
        result: dict[str, Any] = {"work": "search", **json.loads(ready.read_text(encoding="utf-8"))}
        result["kinds"] = _part(server, "ask", queries, each or 0)["kinds"]
        if peer:
            result["peer"] = _part(server, "peer", queries, PEER_QUERIES, people)
        if home is None:
            embedded.drop_database(server, DATABASE)
    _print(result)
    return result


def _bring_in(server: embedded.Server, people: Path, queries: Path, folder: Path) -> dict[str, Any]:
    """Make the database and bring the register in, its people spread over a hundred offices."""
    embedded.drop_database(server, DATABASE)
    embedded.create_database(server, DATABASE)
    environment = {
        **_environment(server),
        "DATABASE_OWNER_URL": server.address("safar_owner", DATABASE),
    }
    if fault := tables.bring_up_to_date(environment):
        raise SystemExit(f"The tables could not be made:\n{fault}")
    spread = folder / "spread.csv"
    rows = _spread(people, _expected(queries), spread)
    _part(server, "prepare", spread, script="people_import_parts.py")
    done = _part(server, "import", spread, script="people_import_parts.py")
    spread.unlink()
    with psycopg.connect(server.address("safar_owner", DATABASE), autocommit=True) as owner:
        owner.execute("VACUUM (ANALYZE)")
        size = owner.execute("SELECT pg_database_size(current_database())").fetchone()
    return {
        "rows": rows,
        "refused": done["refused"],
        "import_seconds": done["seconds"],
        "bytes": size[0] if size else 0,
    }


def _expected(queries: Path) -> set[str]:
    with queries.open(encoding="utf-8-sig", newline="") as source:
        return {row["expected"] for row in csv.DictReader(source)}


def _spread(people: Path, expected: set[str], target: Path) -> int:
    """The register with everybody in one of a hundred offices; who is looked for is in one of the fifty in scope."""
    rows = 0
    with (
        people.open(encoding="utf-8-sig", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as kept,
    ):
        reader = csv.DictReader(source)
        columns = [*(name for name in reader.fieldnames or () if name != "office"), "office"]
        writer = csv.DictWriter(kept, columns, extrasaction="ignore")
        writer.writeheader()
        for rows, row in enumerate(reader, 1):
            number = rows % OFFICES
            row["office"] = f"O{number // 2 * 2 if row['id'] in expected else number:03}"
            writer.writerow(row)
    return rows


def _environment(server: embedded.Server) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
        "DATABASE_URL": server.address("safar_app", DATABASE),
        "SAFAR_SECRET": "a secret of the benchmarks",
        "DJANGO_SETTINGS_MODULE": "safar.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def _part(server: embedded.Server, work: str, *given: object, script: str = "search_parts.py") -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "benchmarks" / script), work, *map(str, given)]
    done = subprocess.run(command, env=_environment(server), stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _lines(result: dict[str, Any]) -> Iterator[str]:
    size, seconds = result["bytes"] / 2**30, result["import_seconds"]
    yield f"{result['rows']:,} people, {size:.1f} GiB, brought in within {seconds:.0f} s"
    yield f"{'query':<24}{'asked':>7}{'recall@10':>11}{'first':>8}{'p50 ms':>9}{'p95 ms':>9}{'disk p50':>11}{'p95':>9}"
    for kind, one in result["kinds"].items():
        yield (
            f"{kind:<24}{one['asked']:>7}{one['recall_at_10']:>11.4f}{one['first']:>8.4f}"
            f"{one['p50_ms']:>9.1f}{one['p95_ms']:>9.1f}{one['first_p50_ms']:>11.1f}{one['first_p95_ms']:>9.1f}"
        )
    for kind, one in result.get("peer", {}).get("kinds", {}).items():
        yield (
            f"{'rapidfuzz, all: ' + kind:<24}{one['asked']:>7}{one['recall_at_10']:>11.4f}{'':>8}"
            f"{one['p50_ms']:>9.1f}{one['p95_ms']:>9.1f}"
        )


def _print(result: dict[str, Any]) -> None:
    print("\n".join(_lines(result)))
    print(json.dumps(result))


def from_command_line(given: Sequence[str] | None = None) -> None:
    """The same from the command line, without `safar`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", type=int, help="at most so many queries of a kind")
    parser.add_argument("--no-peer", action="store_true")
    asked = parser.parse_args(given)
    main(asked.people, asked.queries, asked.home, peer=not asked.no_peer, each=asked.each)


if __name__ == "__main__":
    from_command_line()
