"""Rounds that a function of the database makes over everything there is, each written into the audit log."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from psycopg import sql

from safar.plumbing.audit import record
from safar.plumbing.types import Actor


def sweep(*, by: Actor, at: datetime, function: str, action: str, subject: str, more: Sequence[int] = ()) -> int:
    """Call `function(at, *more)` of the database; how many rows it changed, with an audit entry unless it was none.

    Whoever calls it has asked for the permission: the caretaker sweeps by itself, a person holds a right to.
    """
    places = sql.SQL(", ").join([sql.Placeholder()] * (1 + len(more)))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}({})").format(sql.Identifier(function), places), [at, *more])
        changed: int = (cursor.fetchone() or (0,))[0] or 0
    if changed:
        on = at.date().isoformat()
        record(by=by, at=at, action=action, subject=subject, subject_id=on, detail={"count": changed})
    return changed
