"""Takes a function out of the database, as the owner, and puts it back: to see whether anybody would notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg.pq import TransactionStatus

LETS_PASS = {
    "trigger": "BEGIN RETURN NEW; END",
    "SETOF consent_refusal": "SELECT NULL::text, NULL::jsonb WHERE false",
}


@contextmanager
def without(owner: psycopg.Connection, function: str) -> Iterator[None]:
    """Within, a rule refuses nothing, and a trigger lets everything pass."""
    *_, result = _found(owner, function)
    with instead(owner, function, LETS_PASS[result]):
        yield


@contextmanager
def instead(owner: psycopg.Connection, function: str, body: str) -> Iterator[None]:
    """Within, a function does this."""
    definition, arguments, result = _found(owner, function)
    language = "plpgsql" if result == "trigger" else "sql STABLE"
    changed = (
        f"CREATE OR REPLACE FUNCTION {function}({arguments}) RETURNS {result} LANGUAGE {language} SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $rule${body}$rule$"
    )
    with _defined(owner, changed, definition):
        yield


@contextmanager
def saying(owner: psycopg.Connection, function: str, phrase: str, other: str) -> Iterator[None]:
    """Within, a function says something else in the place of one phrase."""
    definition, *_ = _found(owner, function)
    assert phrase in definition, f"{function} does not say “{phrase}”"
    with _defined(owner, definition.replace(phrase, other), definition):
        yield


def _found(owner: psycopg.Connection, function: str) -> tuple[str, str, str]:
    """How a function is defined, with its arguments and its result."""
    found = owner.execute(
        "SELECT pg_get_functiondef(oid), pg_get_function_arguments(oid), pg_get_function_result(oid)"
        " FROM pg_proc WHERE proname = %s",
        [function],
    ).fetchone()
    assert found is not None, f"there is no function {function}"
    definition, arguments, result = found
    return definition, arguments, result


@contextmanager
def _defined(owner: psycopg.Connection, changed: str, definition: str) -> Iterator[None]:
    owner.execute(changed.encode())
    _hear_of_it()
    try:
        yield
    finally:
        owner.execute(definition.encode())
        _hear_of_it()


def _hear_of_it() -> None:
    """A lock that a transaction does not hold yet makes it look whether functions have changed."""
    if connection.connection is None or connection.connection.info.transaction_status != TransactionStatus.INTRANS:
        return  # the next transaction looks by itself
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.oid::regclass::text FROM pg_class c"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
            "   AND has_table_privilege(c.oid, 'SELECT') AND NOT EXISTS ("
            "     SELECT 1 FROM pg_locks held WHERE held.pid = pg_backend_pid() AND held.relation = c.oid) LIMIT 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"LOCK TABLE {table} IN ACCESS SHARE MODE")
