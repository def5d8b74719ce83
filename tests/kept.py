"""Keeps the rows of a beginning that many tests share, and puts them back for the next test instead of walking again.

The first test of a process walks through the real services; the rows which that wrote are read and kept. Later tests
get the same rows in one statement, under the same keys. Where they would clash with what is there, the walk is walked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection

Value = TypeVar("Value")
Rows = dict[str, set[str]]

# In a schema of their own, and of the superuser, since they read past every policy and write past every trigger.
FUNCTIONS = """
CREATE SCHEMA kept;
GRANT USAGE ON SCHEMA kept TO safar_app;

CREATE FUNCTION kept.every_row() RETURNS TABLE (of_table text, its_rows text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  FOR of_table IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1 LOOP
    EXECUTE format('SELECT array_agg(to_jsonb(t)::text) FROM %I t', of_table) INTO its_rows;
    IF its_rows IS NOT NULL THEN RETURN NEXT; END IF;
  END LOOP;
END $$;

CREATE FUNCTION kept.put(given jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET session_replication_role = replica AS $$
DECLARE one record; columns text;
BEGIN
  FOR one IN SELECT key AS name, value AS its_rows FROM jsonb_each(given) LOOP
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
     WHERE attrelid = one.name::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('INSERT INTO %1$I (%2$s) OVERRIDING SYSTEM VALUE'
                   ' SELECT %2$s FROM jsonb_populate_recordset(NULL::%1$I, $1)', one.name, columns) USING one.its_rows;
  END LOOP;
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  RETURN false;
END $$;
"""


@dataclass(frozen=True)
class _Kept:
    """What a walk gave, and the rows it wrote."""

    value: Any
    rows: str


_kept: dict[Hashable, _Kept] = {}


def kept(key: Hashable, walk: Callable[[], Value]) -> Value:
    """What `walk` gives, with its rows in the database; walked only when the same key was not walked before.

    The key must hold everything that the walk reads, and the value must be true whenever the rows are there.
    """
    known = _kept.get(key)
    if known is not None and _put(known.rows):
        value: Value = known.value
        return value
    before = _every_row()
    value = walk()
    after = _every_row()
    if all(rows <= after.get(table, set()) for table, rows in before.items()):  # a walk that changes rows is not kept
        new = {table: rows - before.get(table, set()) for table, rows in after.items()}
        _kept[key] = _Kept(value, _written(new))
    return value


def _written(new: Mapping[str, set[str]]) -> str:
    return json.dumps({table: [json.loads(row) for row in sorted(rows)] for table, rows in new.items() if rows})


def _put(rows: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept.put(%s)", [rows])
        return bool(cursor.fetchone()[0])


def _every_row() -> Rows:
    """Every row there is, read in a savepoint that is left again, so that no table stays locked by the reading."""
    with connection.cursor() as cursor:
        inside = connection.in_atomic_block
        if inside:
            cursor.execute("SAVEPOINT reading")
        cursor.execute("SELECT of_table, its_rows FROM kept.every_row()")
        found = {table: set(rows) for table, rows in cursor.fetchall()}
        if inside:
            cursor.execute("ROLLBACK TO SAVEPOINT reading")
            cursor.execute("RELEASE SAVEPOINT reading")
    return found
