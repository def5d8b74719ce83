"""Duplicates in a register: how right, how quick and how large, beside Splink with sensible settings on raw fields.

Each side works in a process of its own, one after the other; its peak memory is what the
system says of that process. The pairs of the other side are counted once for each rule that brings them together.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

MIB = 1024
THRESHOLDS = (0.5, 0.9, 0.99)
PRINTED = ("rows", "pairs", "likely", "precision", "recall", "f1", "seconds", "peak_mib")
RAW = (
    "id",
    "name",
    "given",
    "family",
    "father",
    "sex",
    "born",
    "residence_place",
    "document_number",
    "phone",
    "household",
)


def main(people: Path, truth: Path, *, peer: bool = True) -> dict[str, Any]:
    """Measure both, print a table and a line of JSON, and give what was measured."""
    sides = ("ours", "peer") if peer else ("ours",)
    measured = {side: _measured(side, people, truth) for side in sides}
    table = Table("", *sides, title=people.name)
    for name in PRINTED:
        table.add_row(name, *(str(measured[side][name]) for side in sides))
    Console().print(table)
    result: dict[str, Any] = {"work": "dedupe", **measured}
    if peer:
        result["ratio_seconds"] = round(measured["ours"]["seconds"] / measured["peer"]["seconds"], 3)
        result["ratio_peak"] = round(measured["ours"]["peak_mib"] / measured["peer"]["peak_mib"], 3)
    print(json.dumps(result))
    return result


def _measured(side: str, people: Path, truth: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        start = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "benchmarks.dedupe", side, people, truth, found])
        if process.wait():
            raise SystemExit(f"The side “{side}” broke off with {process.returncode}.")
        result: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    result["seconds"] = round(result.pop("linked_at") - start, 1)
    return result


def _peak() -> int:
    """The greatest memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB


def ours(people: Path, truth: Path, folder: Path) -> dict[str, Any]:
    """The product's own run over the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safar.config.settings")
    from safar.people.linking.running import Run
    from safar.people.linking.sources import read_file

    run = Run(folder / "run.duckdb")
    began = time.monotonic()
    laps: dict[str, float] = {}

    def note(stage: str, done: int, total: int) -> None:
        laps[stage] = round(time.monotonic() - began, 1)

    likely = run.link(lambda base: read_file(base, people), note)
    linked_at, peak = time.monotonic(), _peak()
    run.base.execute(
        "CREATE TABLE found AS SELECT least(a.id, b.id) AS one, greatest(a.id, b.id) AS other,"
        " match_probability AS score"
        " FROM likely JOIN person a ON a.n = n_l JOIN person b ON b.n = n_r"
    )
    result = {
        "rows": run.people,
        "pairs": run.pairs,
        "likely": likely,
        "linked_at": linked_at,
        "peak_mib": peak,
        "laps": laps,
    }
    return result | _quality(run.base, truth, (0.5,))


def splink_on_raw_fields(people: Path, truth: Path, folder: Path) -> dict[str, Any]:
    """Splink as its tutorial has it: raw fields, its own comparisons, blocking on equal fields, trained by EM."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    base = duckdb.connect(str(folder / "peer.duckdb"), config={"threads": 2})
    described = base.execute("DESCRIBE SELECT * FROM read_csv($p, all_varchar = true)", {"p": str(people)}).fetchall()
    there = {row[0] for row in described}
    cleaned = {c: f"nullif(lower(trim({c})), '')" if c in there else "NULL::VARCHAR" for c in RAW} | {"id": "id"}
    columns = ", ".join(f"{how} AS {column}" for column, how in cleaned.items())
    base.execute(f"CREATE TABLE people AS SELECT {columns} FROM read_csv($p, all_varchar = true)", {"p": str(people)})
    filled = {c for c in RAW if base.execute(f"SELECT count({c}) FROM people").fetchall()[0][0]}
    comparisons = [
        (cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(term_frequency_adjustments=True), "given"),
        (cl.JaroWinklerAtThresholds("family", [0.92, 0.8]).configure(term_frequency_adjustments=True), "family"),
        (cl.JaroWinklerAtThresholds("father", [0.92, 0.8]), "father"),
        (cl.LevenshteinAtThresholds("born", [1, 2]), "born"),
        (cl.ExactMatch("sex"), "sex"),
        (cl.ExactMatch("residence_place").configure(term_frequency_adjustments=True), "residence_place"),
        (cl.LevenshteinAtThresholds("document_number", [1, 2]), "document_number"),
        (cl.ExactMatch("phone"), "phone"),
    ]
    # Of the rules tried those with the best F1; broader ones bring in brothers and sisters (docs/benchmarks.md).
    rules = [("given", "family"), ("family", "born"), ("father", "born", "residence_place"), ("document_number",)]
    rules = [rule for rule in rules if set(rule) <= filled]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[comparison for comparison, column in comparisons if column in filled],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        retain_matching_columns=False,
    )
    interface = DuckDBAPI(connection=base)
    linker = Linker(interface.register("people"), settings)
    deterministic = [rule for rule in (("given", "family", "born"), ("document_number",)) if set(rule) <= filled]
    linker.training.estimate_probability_two_random_records_match([block_on(*r) for r in deterministic], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000)
    for rule in (("given", "family"), ("given", "born")):
        if set(rule) <= filled:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    linked_at, peak = time.monotonic(), _peak()
    base.execute(
        "CREATE TABLE found AS SELECT least(id_l, id_r) AS one, greatest(id_l, id_r) AS other,"
        f" match_probability AS score FROM {predicted.physical_name}"
    )
    counted = " + ".join(
        "(SELECT coalesce(sum(c * (c - 1) / 2), 0) FROM (SELECT count(*) AS c FROM people"
        f" WHERE {' AND '.join(f'{column} IS NOT NULL' for column in rule)}"
        f" GROUP BY {', '.join(rule)}))"
        for rule in rules
    )
    ((pairs,),) = base.execute(f"SELECT {counted}").fetchall()
    ((rows,),) = base.execute("SELECT count(*) FROM people").fetchall()
    ((likely,),) = base.execute("SELECT count(*) FROM found").fetchall()
    result = {"rows": rows, "pairs": int(pairs), "likely": likely, "linked_at": linked_at, "peak_mib": peak}
    return result | _quality(base, truth, THRESHOLDS)


def _quality(base: duckdb.DuckDBPyConnection, truth: Path, thresholds: tuple[float, ...]) -> dict[str, Any]:
    """Pairwise precision, recall and F1 at the best of the thresholds."""
    described = base.execute("DESCRIBE SELECT * FROM read_csv($t, all_varchar = true)", {"t": str(truth)}).fetchall()
    source = "read_csv($t, all_varchar = true)"
    if {row[0] for row in described} >= {"id", "person"}:
        pairs = (
            f"SELECT least(a.id, b.id), greatest(a.id, b.id) FROM {source} a JOIN {source} b"
            " ON a.person = b.person AND a.id < b.id"
        )
    else:
        pairs = f'SELECT DISTINCT least("left", "right"), greatest("left", "right") FROM {source}'
    base.execute(f"CREATE TABLE truth AS SELECT * FROM ({pairs}) AS t(one, other)", {"t": str(truth)})
    ((wanted,),) = base.execute("SELECT count(*) FROM truth").fetchall()
    best: dict[str, Any] = {"f1": -1.0}
    for threshold in thresholds:
        ((said, right),) = base.execute(
            "SELECT count(*), count(truth.one) FROM found LEFT JOIN truth USING (one, other) WHERE score >= $s",
            {"s": threshold},
        ).fetchall()
        precision, recall = right / max(said, 1), right / max(wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if f1 > best["f1"]:
            best = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "at": threshold}
    return best


if __name__ == "__main__":
    _side, _people, _truth, _found = sys.argv[1:]
    with tempfile.TemporaryDirectory() as _folder:
        _work = ours if _side == "ours" else splink_on_raw_fields
        _result = _work(Path(_people), Path(_truth), Path(_folder))
    Path(_found).write_text(json.dumps(_result), encoding="utf-8")
