"""Weighs the pairs that met, by Splink, and keeps those that may be one person, each with its reasons."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from math import log2
from typing import NamedTuple

import duckdb
from splink import DuckDBAPI, Linker

from safar.people.linking.frame import Progress, count_of
from safar.people.linking.weights import COMPARED, THRESHOLD, codes_by_weight, frequencies, settings_for

PAIRS_AT_ONCE = 1_000_000
# Kept at first, until it is known how many have a second record in this register.
LOOSE = -8.0
# From here on a pair is as good as certain: it says how many pairs there are, and what is one with both of two is one.
CERTAIN = 8.0
# A weight so far below the best of either record is a relative's: a record has one twin more often than two.
DOUBTFUL, BEHIND_THE_BEST = 8.0, 12.0
MOST_RECORDS_OF_ONE = 8
# Weaker than certain: a third record that both are like says something by itself.
LIKELY_ENOUGH = 2.0
MOST_HOPS = 2
MOST_WRONG_BY = 4
# In a register of so many values or pairs what is usual and what is found there count alike.
USUAL_WEIGHS = 1000
THROUGH_A_THIRD = "both_like_a_third"
Reasons = list[tuple[str, float]]


class Likely(NamedTuple):
    """Two records that may be one person: their ids, how likely it is, and the reasons with their weights."""

    one: str
    other: str
    score: float
    reasons: Reasons


def weigh(base: duckdb.DuckDBPyConnection, people: int, progress: Progress) -> int:
    """Make the table `likely` of the table `pair`; gives how many pairs are above the threshold."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    interface = DuckDBAPI(connection=base)
    settings = settings_for(people)
    linker = Linker(interface.register("person"), settings, log_level=logging.ERROR)
    for column, usual in frequencies().items():
        count_values(base, column, usual)
        linker.table_management.register_term_frequency_lookup(interface.register(f"tf_{column}"), column)
    base.execute("DROP TABLE IF EXISTS likely")
    total = count_of(base, "pair")
    for start in range(0, max(total, 1), PAIRS_AT_ONCE):
        progress(start, total)
        base.execute(
            "CREATE OR REPLACE TABLE portion AS SELECT * FROM pair"
            f" WHERE rowid >= {start} AND rowid < {start + PAIRS_AT_ONCE}"
        )
        linker.table_management.register_blocked_pairs_for_predict(interface.register("portion"))
        found = linker.inference.predict(threshold_match_weight=LOOSE, warning_mode="never")
        kept = f"SELECT * FROM {found.physical_name}"
        base.execute(f"INSERT INTO likely {kept}" if start else f"CREATE TABLE likely AS {kept}")
        found.drop_table_from_database_and_remove_from_cache()
    interface.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    return settle(base, people, settings["probability_two_random_records_match"])


def count_values(base: duckdb.DuckDBPyConnection, column: str, usual: float) -> None:
    """How frequent each value is; in a small register, where that says little, near to what is usual."""
    base.execute(
        f"CREATE OR REPLACE TABLE tf_{column} AS SELECT {column},"
        f" (count(*) + {USUAL_WEIGHS} * {usual}) / (sum(count(*)) OVER () + {USUAL_WEIGHS}) AS tf_{column}"
        f" FROM person WHERE {column} IS NOT NULL GROUP BY {column}"
    )


def settle(base: duckdb.DuckDBPyConnection, people: int, assumed: float) -> int:
    """Leave of the weighed pairs in `likely` those above the threshold; gives how many there are.

    They were weighed as if two records were one as often as `assumed`.
    """
    _learn_how_many(base, people, assumed)
    _leave_the_second_best(base)
    _complete(base)
    return count_of(base, "likely")


def _learn_how_many(base: duckdb.DuckDBPyConnection, people: int, assumed: float) -> None:
    """Weigh anew with as many pairs as there seem to be, and leave out what is then below the threshold."""
    ((certain,),) = base.execute(f"SELECT count(*) FROM likely WHERE match_weight >= {CERTAIN}").fetchall()
    found = certain / (people * (people - 1) / 2 + USUAL_WEIGHS)
    learnt = min(0.5, max(found, assumed / MOST_WRONG_BY))
    shift = log2(learnt / (1 - learnt)) - log2(assumed / (1 - assumed))
    base.execute(f"UPDATE likely SET match_weight = match_weight + {shift}")
    base.execute("UPDATE likely SET match_probability = 1 / (1 + pow(2, -match_weight))")
    base.execute(f"DELETE FROM likely WHERE match_probability < {THRESHOLD}")


def _leave_the_second_best(base: duckdb.DuckDBPyConnection) -> None:
    base.execute(
        "CREATE OR REPLACE TEMP TABLE best AS SELECT n, max(weight) AS weight FROM"
        " (SELECT n_l AS n, match_weight AS weight FROM likely UNION ALL SELECT n_r, match_weight FROM likely)"
        " GROUP BY n"
    )
    base.execute(
        "DELETE FROM likely USING best l, best r WHERE l.n = n_l AND r.n = n_r"
        f" AND match_weight < {DOUBTFUL} AND match_weight < greatest(l.weight, r.weight) - {BEHIND_THE_BEST}"
        " AND mw_given < 3 AND (mw_father > 0 OR mw_household > 0 OR mw_phone > 0)"
    )


def _complete(base: duckdb.DuckDBPyConnection) -> None:
    """Whoever is one with both of two is one with each: such pairs are looked at too, with no reasons of their own."""
    for _ in range(MOST_HOPS):
        base.execute(
            "CREATE OR REPLACE TEMP TABLE tied AS SELECT n_l AS n, n_r AS other, match_weight AS weight FROM likely"
            f" WHERE match_weight >= {LIKELY_ENOUGH} UNION ALL SELECT n_r, n_l, match_weight FROM likely"
            f" WHERE match_weight >= {LIKELY_ENOUGH}"
        )
        base.execute(
            "INSERT INTO likely BY NAME SELECT a.other AS n_l, b.other AS n_r,"
            " max(least(a.weight, b.weight)) AS match_weight,"
            " max(1 / (1 + pow(2, -least(a.weight, b.weight)))) AS match_probability"
            " FROM tied a JOIN tied b ON a.n = b.n AND a.other < b.other"
            " WHERE a.n IN (SELECT n FROM tied GROUP BY n HAVING count(*) < $most)"
            " AND NOT EXISTS (SELECT 1 FROM likely l WHERE l.n_l = a.other AND l.n_r = b.other)"
            " GROUP BY a.other, b.other",
            {"most": MOST_RECORDS_OF_ONE},
        )


def likely_pairs(base: duckdb.DuckDBPyConnection, at_once: int = 5_000) -> Iterator[list[Likely]]:
    """The pairs that were kept, a piece at a time, with the reasons that weigh most first."""
    columns = [f"mw_{each.name}" for each in COMPARED]
    columns += [f"mw_tf_adj_{each.name}" if any(line.by for line in each.lines) else "0" for each in COMPARED]
    codes = codes_by_weight(count_of(base, "person"))
    cursor = base.cursor().execute(
        f"SELECT a.id, b.id, match_probability, {', '.join(columns)} FROM likely"
        " JOIN person a ON a.n = n_l JOIN person b ON b.n = n_r"
    )
    while rows := cursor.fetchmany(at_once):
        yield [Likely(row[0], row[1], row[2], _reasons(codes, row[3:])) for row in rows]


def _reasons(codes: Mapping[str, Mapping[float, str]], values: tuple[float, ...]) -> Reasons:
    plain, frequencies = values[: len(COMPARED)], values[len(COMPARED) :]
    reasons = [
        (codes[compared.name][round(weight, 3)], round(weight + (frequency or 0.0), 1))
        for compared, weight, frequency in zip(COMPARED, plain, frequencies, strict=True)
        if weight is not None and round(weight, 3) in codes[compared.name]
    ] or [(THROUGH_A_THIRD, 0.0)]
    return sorted(reasons, key=lambda reason: -abs(reason[1]))
