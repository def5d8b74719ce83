"""Takes a function of the database out, as the owner, and puts it back: to see whether anybody would notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def replaced(owner: psycopg.Connection, function: str, body: str) -> Iterator[None]:
    """Within, an SQL function does this instead."""
    found = owner.execute(
        "SELECT pg_get_functiondef(p.oid), pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)"
        " FROM pg_proc p WHERE proname = %s",
        [function],
    ).fetchone()
    assert found is not None, f"there is no function {function}"
    definition, arguments, result = found
    owner.execute(
        f"CREATE OR REPLACE FUNCTION {function}({arguments}) RETURNS {result} LANGUAGE sql STABLE SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS '{body}'"
    )
    try:
        yield
    finally:
        owner.execute(definition)


@contextmanager
def without_trigger(owner: psycopg.Connection, function: str) -> Iterator[None]:
    """Within, a trigger's function lets everything through."""
    found = owner.execute("SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE proname = %s", [function]).fetchone()
    assert found is not None, f"there is no function {function}"
    owner.execute(
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path = public, pg_temp AS 'BEGIN RETURN NEW; END'"
    )
    try:
        yield
    finally:
        owner.execute(found[0])


@contextmanager
def without(owner: psycopg.Connection, function: str, phrase: str, instead: str) -> Iterator[None]:
    """Within, a function says something else in the place of one phrase."""
    found = owner.execute("SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE proname = %s", [function]).fetchone()
    assert found is not None, f"there is no function {function}"
    assert phrase in found[0], f"{function} does not say “{phrase}”"
    owner.execute(found[0].replace(phrase, instead))
    _hear_of_it()
    try:
        yield
    finally:
        owner.execute(found[0])
        _hear_of_it()


def _hear_of_it() -> None:
    """A table on which this transaction has no lock yet makes it look whether functions have changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.oid::regclass::text FROM pg_class c"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
            " AND has_table_privilege(c.oid, 'SELECT') AND NOT EXISTS ("
            "   SELECT 1 FROM pg_locks held WHERE held.pid = pg_backend_pid() AND held.relation = c.oid) LIMIT 1"
        )
        (table,) = cursor.fetchone() or ("pg_class",)
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 0")
