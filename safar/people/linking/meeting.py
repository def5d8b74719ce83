"""Who is compared with whom: those who share a key that few share.

Comparing everybody with everybody grows with the square of a register; so does any key that many share. Each key below
is a chain: whoever shares the first link with at most `MOST_IN_A_BLOCK` others is compared with them. Where more share
it, the next link is asked for too, and where too many share the whole chain, they are not compared by it: a common
name alone says little, and somebody who has nothing else on file is not found by it.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from safar.people.linking.frame import Progress, count_of

MOST_IN_A_BLOCK = 10


class Key(NamedTuple):
    """A chain of expressions over `person`, the next asked for where too many share those before it."""

    name: str
    links: tuple[str, ...]
    needs: str = "true"
    of: str = "person"


# Given and family name in either order, for they are swapped often.
_NAMES = "least(g1, f1) || ' ' || greatest(g1, f1)"
_LAST_NAMES = "least(gz, f1) || ' ' || greatest(gz, f1)"
_DAY = "born_year * 1000 + least(month(born), day(born)) * 32 + greatest(month(born), day(born))"

_PAPERS = "(SELECT *, unnest(papers) AS paper FROM person)"
_PHONES = "(SELECT *, unnest(phones) AS phone FROM person)"

KEYS = (
    Key("paper", ("paper",), of=_PAPERS),
    Key("paper's beginning", ("left(paper, length(paper) // 2)", "rg", "born_year"), of=_PAPERS),
    Key("paper's end", ("right(paper, length(paper) // 2)", "rg", "born_year"), of=_PAPERS),
    Key("phone and names", ("phone || ' ' || " + _NAMES,), of=_PHONES),
    Key("phone and given", ("phone || ' ' || g1", "born_year"), of=_PHONES),
    Key("phone and birth", ("phone || ' ' || born_year",), of=_PHONES),
    Key("household and given", ("household || ' ' || rg",)),
    Key("household and names", ("household || ' ' || least(rg, rf) || ' ' || greatest(rg, rf)",)),
    Key("all words", ("ws", "born_year", "p1", "place")),
    Key("household and birth", ("household || ' ' || born_year",)),
    Key("names and father", (_NAMES, "p1", "born_year", "place")),
    Key("last names and father", (_LAST_NAMES, "p1", "born_year", "place"), "gz <> g1"),
    Key("names and year", (_NAMES + " || ' ' || born_year", "p1", "place")),
    Key("last names and year", (_LAST_NAMES + " || ' ' || born_year", "p1", "place")),
    Key("given, father, year", ("g1 || ' ' || p1", "born_year", "place", "f1")),
    Key("last given, father, year", ("gz || ' ' || p1", "born_year", "place", "f1"), "gz <> g1"),
    Key("given and birth", (f"g1 || ' ' || {_DAY}", "place", "p1"), "born IS NOT NULL"),
    Key("family and birth", (f"f1 || ' ' || {_DAY}", "p1", "place"), "born IS NOT NULL AND f1 IS NOT NULL"),
    Key("father and birth", (f"p1 || ' ' || {_DAY}", "place", "f1"), "born_day IS NOT NULL"),
    Key("names and day", (_NAMES + " || ' ' || born_day", "p1"), "born_day IS NOT NULL"),
    Key("names and place", (_NAMES + " || ' ' || place", "p1", "sex")),
    Key("rough names", ("least(rg, rf) || ' ' || greatest(rg, rf) || ' ' || rp || ' ' || born_year", "place", "born")),
    Key("birth", ("born", "place", "rp", "sex"), "born_day IS NOT NULL"),
    Key("address and given", ("address || ' ' || rg",)),
    Key("address and family", ("address || ' ' || f1", "born_year")),
    Key("address and birth", ("address || ' ' || born_year",)),
)


def bring_together(base: duckdb.DuckDBPyConnection, progress: Progress) -> int:
    """Make the table `pair` of the row numbers that meet by any key; gives how many pairs there are."""
    base.execute("CREATE OR REPLACE TABLE met (join_key_l BIGINT, join_key_r BIGINT)")
    for done, key in enumerate(KEYS):
        progress(done, len(KEYS))
        _meet(base, key)
    base.execute("CREATE OR REPLACE TABLE pair AS SELECT DISTINCT join_key_l, join_key_r, '0' AS match_key FROM met")
    base.execute("DROP TABLE met")
    return count_of(base, "pair")


def _meet(base: duckdb.DuckDBPyConnection, key: Key) -> None:
    chain = key.links[0]
    base.execute(
        f"CREATE OR REPLACE TEMP TABLE held AS SELECT n, hash({chain}) AS k FROM {key.of} AS person"
        f" WHERE ({key.needs}) AND ({chain}) IS NOT NULL"
    )
    for at, _ in enumerate(key.links):
        base.execute(
            "CREATE OR REPLACE TEMP TABLE block AS SELECT k, count(*) AS size FROM held GROUP BY k HAVING size > 1"
        )
        base.execute(
            "INSERT INTO met SELECT least(l.n, r.n), greatest(l.n, r.n)"
            " FROM held l JOIN held r ON r.k = l.k AND r.n > l.n"
            f" WHERE l.k IN (SELECT k FROM block WHERE size <= {MOST_IN_A_BLOCK})"
        )
        if at + 1 == len(key.links):
            break
        base.execute(
            f"CREATE OR REPLACE TEMP TABLE longer AS SELECT held.n, hash(held.k, person.{key.links[at + 1]}) AS k"
            " FROM held JOIN person ON person.n = held.n"
            f" WHERE held.k IN (SELECT k FROM block WHERE size > {MOST_IN_A_BLOCK})"
            f" AND person.{key.links[at + 1]} IS NOT NULL"
        )
        base.execute("CREATE OR REPLACE TEMP TABLE held AS SELECT * FROM longer")
    base.execute("DROP TABLE held")
    base.execute("DROP TABLE block")
    base.execute("DROP TABLE IF EXISTS longer")
