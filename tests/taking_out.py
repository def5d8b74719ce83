"""Takes a function out of the database, as the owner, and puts it back: to see whether anybody would notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

DOES_NOTHING = "BEGIN RETURN NEW; END"


@contextmanager
def instead(owner: psycopg.Connection, rule: str, body: str = DOES_NOTHING) -> Iterator[None]:
    """Within, a function of the database does something else: a trigger lets everything pass unless said otherwise."""
    found = owner.execute(
        "SELECT pg_get_functiondef(oid), pg_get_function_arguments(oid), pg_get_function_result(oid)"
        " FROM pg_proc WHERE proname = %s", [rule],
    ).fetchone()  # fmt: skip
    assert found is not None, f"there is no rule {rule}"
    definition, arguments, result = found
    language = "plpgsql" if result == "trigger" else "sql"
    owner.execute(
        f"CREATE OR REPLACE FUNCTION {rule}({arguments}) RETURNS {result} LANGUAGE {language} SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $rule${body}$rule$"
    )
    _hear_of_it("cases_importfile")
    try:
        yield
    finally:
        owner.execute(definition)
        _hear_of_it("cases_columnchoice")


def _hear_of_it(table: str) -> None:
    """A table new to this session makes it look whether functions have changed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 0")
