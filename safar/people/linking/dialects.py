"""Says in Spark's SQL what the keys and the weights say in DuckDB's, so that neither is written twice."""

from __future__ import annotations

from typing import Any

from sqlglot import exp, parse_one

from safar.people.linking.weights import settings_for

DAYS_OF_BIRTH = {"born_l", "born_r"}
# DuckDB compares texts byte by byte, Splink's function for Spark letter by letter: in this alphabet a byte is a letter.
BYTE_BY_BYTE = "ISO-8859-1"


def in_spark(expression: str) -> str:
    """An expression or a table of ours in Spark's SQL."""
    return parse_one(expression, read="duckdb").transform(_translated).sql(dialect="spark")


def settings_in_spark(people: int) -> dict[str, Any]:
    """The very settings of `settings_for`, with the conditions in Spark's SQL."""
    settings = settings_for(people)
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level["sql_condition"] != "ELSE":
                level["sql_condition"] = in_spark(level["sql_condition"])
    return settings


def _translated(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.ArrayOverlaps):
        return exp.Anonymous(this="arrays_overlap", expressions=[node.left, node.right])
    if isinstance(node, exp.JarowinklerSimilarity):
        return exp.Anonymous(this="jaro_winkler", expressions=[_bytes(node.this), _bytes(node.expression)])
    if isinstance(node, exp.Sub) and {node.left.name, node.right.name} == DAYS_OF_BIRTH:
        # A day less a day is a number of days in DuckDB and a span of time in Spark.
        return exp.Anonymous(this="datediff", expressions=[node.left, node.right])
    if isinstance(node, exp.DPipe):
        # Spark joins texts before it adds up what stands beside them.
        for side in ("this", "expression"):
            if isinstance(node.args[side], exp.Add | exp.Sub):
                node.set(side, exp.paren(node.args[side]))
    return node


def _bytes(text: exp.Expr) -> exp.Expr:
    encoded = exp.Anonymous(this="encode", expressions=[text, exp.Literal.string("UTF-8")])
    return exp.Anonymous(this="decode", expressions=[encoded, exp.Literal.string(BYTE_BY_BYTE)])
