"""Takes a rule out of the database, as the owner, and puts it back: to see whether anybody would notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg


@contextmanager
def without(owner: psycopg.Connection, rule: str) -> Iterator[None]:
    """Within, the function `rule` refuses nothing."""
    found = owner.execute(
        "SELECT pg_get_functiondef(p.oid), pg_get_function_arguments(p.oid) FROM pg_proc p WHERE proname = %s", [rule]
    ).fetchone()
    assert found is not None, f"there is no rule {rule}"
    definition, arguments = found
    owner.execute(
        f"CREATE OR REPLACE FUNCTION {rule}({arguments}) RETURNS SETOF consent_refusal LANGUAGE sql STABLE"
        " AS 'SELECT NULL::text, NULL::jsonb WHERE false'"
    )
    try:
        yield
    finally:
        owner.execute(definition)
