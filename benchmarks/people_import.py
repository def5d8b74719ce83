"""Measures the import of a register against COPY of the same rows into the same tables, with bulk_create beside it.

    safar bench import --people people.csv

Ours: the import as it runs, as the application's role under row-level security, with validation, consents, keys and all
triggers. Floor: the very rows it made, taken out as COPY files and loaded by the owner into an empty copy of the
database whose indexes and triggers are live. Peer: Django's bulk_create of the same rows, as the application's role, on
the first 50,000 rows, extrapolated.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from safar.plumbing import embedded, tables

ROOT = Path(__file__).resolve().parents[1]
# In the order in which the rows need one another.
COPIED = (
    *("people_importrun", "people_person", "people_dataconsent", "people_name", "people_nationality"),
    *("people_spokenlanguage", "people_document", "people_custody", "people_safecontact", "people_household"),
    *("people_householdmember", "people_searchcard", "people_sourcerecord", "people_sourcehousehold"),
)
PEER_ROWS = 50_000


def main(people: Path, rows: int | None = None, home: Path | None = None, peer: bool = True) -> dict[str, object]:
    """Measure with this register, or its first `rows`; prints a table and, last, one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="safar-bench-") as made:
        folder = home or Path(made)
        server = embedded.start(folder / "home")
        try:
            return _measure(server, people, rows, folder, peer)
        finally:
            for name in ("ours", "floor", "peer", "empty"):
                embedded.drop_database(server, f"bench_{name}")


def _measure(server: embedded.Server, people: Path, rows: int | None, folder: Path, peer: bool) -> dict[str, object]:
    file = _first_rows(people, rows, folder / "register.csv") if rows else people
    _make_databases(server, file)
    ours = _in_a_process(server, "ours", "import", file)
    _say(f"imported in {ours['seconds']:.1f} s; now COPY")
    copies, size = _take_out(server, folder / "copies")
    floor = _load(server, copies)
    _say(f"copied in {floor:.1f} s")
    for copy in copies.values():
        copy.unlink()
    result: dict[str, object] = {
        "work": "import",
        "rows": ours["rows"],
        "refused": ours["refused"],
        "seconds": ours["seconds"],
        "rows_per_second": ours["rows"] / ours["seconds"],
        "peak_mib": ours["peak_mib"],
        "copy_seconds": floor,
        "copy_rows_per_second": ours["rows"] / floor,
        "copy_mib": size / 2**20,
        "ratio_to_copy": floor / ours["seconds"],
    }
    if peer:
        theirs = _in_a_process(server, "peer", "bulk_create", _first_rows(file, PEER_ROWS, folder / "peer.csv"))
        result["bulk_create_rows"] = theirs["rows"]
        result["bulk_create_seconds_extrapolated"] = theirs["seconds"] * ours["rows"] / theirs["rows"]
        result["bulk_create_ratio_to_copy"] = floor / (theirs["seconds"] * ours["rows"] / theirs["rows"])
    _print(result)
    return result


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _first_rows(file: Path, rows: int, target: Path) -> Path:
    with file.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as first:
        for number, line in enumerate(source):
            if number > rows:
                break
            first.write(line)
    return target


def _make_databases(server: embedded.Server, file: Path) -> None:
    """An empty database with the offices that the register names and somebody to bring it in; and copies of it."""
    embedded.drop_database(server, "bench_empty")
    embedded.create_database(server, "bench_empty")
    addresses = {
        "DATABASE_URL": server.address("safar_app", "bench_empty"),
        "DATABASE_OWNER_URL": server.address("safar_owner", "bench_empty"),
    }
    environment = {
        **os.environ,
        **addresses,
        "SAFAR_SECRET": "a secret of the benchmarks",
        "DJANGO_SETTINGS_MODULE": "safar.config.settings",
    }
    if fault := tables.bring_up_to_date(environment):
        raise SystemExit(f"The tables could not be made:\n{fault}")
    _in_a_process(server, "empty", "prepare", file)
    for name in ("ours", "floor", "peer"):
        embedded.drop_database(server, f"bench_{name}")
        embedded.create_database(server, f"bench_{name}", template="bench_empty")


def _in_a_process(server: embedded.Server, database: str, work: str, file: Path) -> dict[str, float]:
    """Do one part as the application's role in a process of its own, whose memory is its own."""
    _checkpoint(server)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
        "DATABASE_URL": server.address("safar_app", f"bench_{database}"),
        "SAFAR_SECRET": "a secret of the benchmarks",
        "DJANGO_SETTINGS_MODULE": "safar.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(ROOT / "benchmarks" / "people_import_parts.py"), work, str(file)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _checkpoint(server: embedded.Server) -> None:
    """Let every part begin with nothing left to write from the one before."""
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def _take_out(server: embedded.Server, folder: Path) -> tuple[dict[str, Path], int]:
    folder.mkdir(exist_ok=True)
    copies = {table: folder / table for table in COPIED}
    with psycopg.connect(server.address("safar_owner", "bench_ours")) as connection:
        for table, path in copies.items():
            with path.open("wb") as target, connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                for block in rows:
                    target.write(block)
    return copies, sum(path.stat().st_size for path in copies.values())


def _load(server: embedded.Server, copies: dict[str, Path]) -> float:
    """How many seconds it takes the owner to load the copies: all in one transaction, for the deferred rules (D4)."""
    _checkpoint(server)
    began = time.perf_counter()
    with psycopg.connect(server.address("safar_owner", "bench_floor")) as connection:
        for table, path in copies.items():
            with path.open("rb") as source, connection.cursor().copy(f"COPY {table} FROM STDIN") as target:
                while block := source.read(1 << 20):
                    target.write(block)
    return time.perf_counter() - began


def _print(result: dict[str, object]) -> None:
    def line(name: str, seconds: object, ratio: object, note: str = "") -> None:
        print(f"{name:<34}{seconds:>10.1f} s {ratio:>8.2f} × {note}")

    print(f"{result['rows']:,} rows, {result['refused']} refused")
    line(
        "COPY, indexes and triggers live", result["copy_seconds"], 1.0, f"{result['copy_rows_per_second']:,.0f} rows/s"
    )
    mine = f"{result['rows_per_second']:,.0f} rows/s, peak {result['peak_mib']:.0f} MiB"
    line("safar import people", result["seconds"], result["ratio_to_copy"], mine)
    if "bulk_create_rows" in result:
        note = f"extrapolated from {result['bulk_create_rows']:,} rows"
        seconds, ratio = result["bulk_create_seconds_extrapolated"], result["bulk_create_ratio_to_copy"]
        line("Django bulk_create", seconds, ratio, note)
    print(json.dumps(result))


def from_command_line(given: Sequence[str] | None = None) -> None:
    """The same from the command line, without `safar`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--no-peer", action="store_true")
    asked = parser.parse_args(given)
    main(asked.people, asked.rows, peer=not asked.no_peer)


if __name__ == "__main__":
    from_command_line()
