"""Finds who is there twice in a register that outgrew one machine: people meet and are weighed on Apache Spark.

    python -m safar.people.linking.on_spark people.csv pairs.csv [--master local[2]] [--folder FOLDER]

What grows with the people alone stays with DuckDB, as in `running`: names are spelt before, and what was weighed is
settled after, by the same code. Keys and weights are those of `meeting` and `weights`, in Spark's SQL.

Needs pyspark and Java, which are no part of the product's locked packages: see docs/registers.md.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.util
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from splink import Linker

from safar.people.linking.dialects import in_spark, settings_in_spark
from safar.people.linking.frame import make_frame
from safar.people.linking.meeting import KEYS, MOST_IN_A_BLOCK, Key
from safar.people.linking.running import Run
from safar.people.linking.scoring import LOOSE, count_values, likely_pairs, settle
from safar.people.linking.sources import read_file
from safar.people.linking.weights import frequencies

# Pieces of work for each core: enough that one long piece does not keep all the others waiting.
PIECES_PER_CORE = 8
MEETINGS = """
SELECT l.n AS join_key_l, r.n AS join_key_r FROM sized l JOIN sized r ON r.k = l.k AND r.n > l.n
 WHERE l.size BETWEEN 2 AND {most} AND r.size BETWEEN 2 AND {most}
"""


class NotHere(Exception):
    """Something that Spark needs is not on this machine; says what, and what to do."""


def main() -> None:
    """Read the register, find its pairs, write them."""
    parser = argparse.ArgumentParser(prog="python -m safar.people.linking.on_spark", description=__doc__.split("\n")[0])
    parser.add_argument("people", type=Path, help="the register, as docs/registers.md has it")
    parser.add_argument("pairs", type=Path, help="where to write left,right,score")
    parser.add_argument("--master", default="local[*]", help="where Spark runs, as local[2] or spark://host:7077")
    parser.add_argument("--folder", type=Path, help="for what is half done; on a cluster all its machines reach it")
    asked = parser.parse_args()
    if not asked.people.is_file():
        parser.error(f"There is no file {asked.people}. Name the register's CSV file.")
    try:
        people, compared, likely = link(asked.people, asked.pairs, asked.master, asked.folder or asked.pairs.parent)
    except NotHere as missing:
        parser.exit(1, f"{missing}\n")
    sys.stdout.write(f"People: {people}. Pairs compared: {compared}. Likely pairs, in {asked.pairs}: {likely}.\n")


def link(people: Path, pairs: Path, master: str, folder: Path) -> tuple[int, int, int]:
    """Write the likely pairs of a register; gives how many people, pairs compared and likely pairs there are.

    Raises NotHere where pyspark or Java is missing.
    """
    _look_for_spark()
    # Names and births lie in it: it is readable by its owner alone and goes when the work is over.
    scratch = Path(tempfile.mkdtemp(prefix=".linking-", dir=folder.resolve()))
    try:
        run = Run(scratch / "people.duckdb")
        try:
            return _link(run, people, pairs, master, scratch)
        finally:
            run.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _link(run: Run, file: Path, pairs: Path, master: str, scratch: Path) -> tuple[int, int, int]:
    read_file(run.base, file)
    people = make_frame(run.base, lambda done, total: None)
    run.base.table("person").write_parquet(str(scratch / "person.parquet"))
    for column, usual in frequencies().items():
        count_values(run.base, column, usual)
        run.base.table(f"tf_{column}").write_parquet(str(scratch / f"tf_{column}.parquet"))
    session = _session(master, scratch)
    try:
        _bring_together(session, scratch)
        compared = int(session.read.parquet(str(scratch / "pair")).count())
        assumed = _weigh(session, people, scratch)
    finally:
        session.stop()
    run.base.read_parquet(str(scratch / "likely" / "*.parquet")).create("likely")
    likely = settle(run.base, people, assumed)
    with open(pairs, "w", newline="", encoding="utf-8") as written:
        rows = csv.writer(written)
        rows.writerow(("left", "right", "score"))
        for some in likely_pairs(run.base):
            rows.writerows((pair.one, pair.other, f"{pair.score:.6f}") for pair in some)
    return people, compared, likely


def _look_for_spark() -> None:
    if importlib.util.find_spec("pyspark") is None:
        raise NotHere("pyspark is not installed. Install it: .venv/bin/pip install --editable '.[spark]'")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise NotHere("Spark needs Java 17 or newer and there is none. Install it, or say in JAVA_HOME where it is.")


def _session(master: str, scratch: Path) -> Any:
    jar = importlib.import_module("splink.backends.spark").similarity_jar_location()
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master(master).appName("safar")
    settings = {
        "spark.jars": jar,
        "spark.local.dir": str(scratch / "spilt"),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        # Its pages show queries, and so names, to whoever reaches the port.
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(str(scratch / "steps"))
    pieces = PIECES_PER_CORE * session.sparkContext.defaultParallelism
    session.conf.set("spark.sql.shuffle.partitions", str(pieces))
    return session


def _bring_together(session: Any, scratch: Path) -> None:
    """Write the pairs of row numbers that meet by any key into the folder `pair`."""
    session.read.parquet(str(scratch / "person.parquet")).createOrReplaceTempView("person")
    met = str(scratch / "met")
    for key in KEYS:
        _meet(session, key, met)
        session.catalog.clearCache()
    pairs = session.read.parquet(met).distinct().selectExpr("join_key_l", "join_key_r", "'0' AS match_key")
    pairs.write.parquet(str(scratch / "pair"))


def _meet(session: Any, key: Key, met: str) -> None:
    """As in `meeting`: whoever shares the links so far with few others meets them; with many, the next is asked for."""
    first = in_spark(key.links[0])
    held = session.sql(
        f"SELECT n, xxhash64({first}) AS k FROM {in_spark(key.of)} AS person"
        f" WHERE ({in_spark(key.needs)}) AND ({first}) IS NOT NULL"
    )
    for following in (*key.links[1:], None):
        held.createOrReplaceTempView("held")
        sized = session.sql("SELECT n, k, count(*) OVER (PARTITION BY k) AS size FROM held").persist()
        sized.createOrReplaceTempView("sized")
        session.sql(MEETINGS.format(most=MOST_IN_A_BLOCK)).write.mode("append").parquet(met)
        if following is None:
            return
        held = session.sql(
            f"SELECT sized.n, xxhash64(sized.k, person.{following}) AS k FROM sized JOIN person ON person.n = sized.n"
            f" WHERE sized.size > {MOST_IN_A_BLOCK} AND person.{following} IS NOT NULL"
        )


def _weigh(session: Any, people: int, scratch: Path) -> float:
    """Write the pairs that may be one, with their weights, into the folder `likely`; gives the share assumed."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    interface = importlib.import_module("splink.backends.spark").SparkAPI(spark_session=session)
    settings = settings_in_spark(people)

    def known(name: str) -> Any:
        return interface.register(session.read.parquet(str(scratch / name)))

    linker = Linker(known("person.parquet"), settings, log_level=logging.ERROR)
    for column in frequencies():
        linker.table_management.register_term_frequency_lookup(known(f"tf_{column}.parquet"), column)
    linker.table_management.register_blocked_pairs_for_predict(known("pair"))
    found: Any = linker.inference.predict(threshold_match_weight=LOOSE, warning_mode="never")
    found.as_spark_dataframe().write.parquet(str(scratch / "likely"))
    return float(settings["probability_two_random_records_match"])


if __name__ == "__main__":
    main()
