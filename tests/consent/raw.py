"""Raw SQL as the application role: what anybody with the application's password could try."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction


def run(sql: str, *values: Any) -> str | None:
    """Run a statement in a savepoint: None when it went through, else the constraint or state it was refused with."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError as error:
        diag = getattr(error.__cause__, "diag", None)
        return getattr(diag, "constraint_name", None) or getattr(diag, "sqlstate", None) or type(error).__name__
    return None


def permit(traveller: UUID, declaration: UUID | None, at: object) -> str | None:
    """Insert a permit."""
    return run(
        "INSERT INTO consent_permit (id, traveller_id, declaration_id, made_at) VALUES (%s, %s, %s, %s)",
        uuid4(), traveller, declaration, at,
    )  # fmt: skip


def departure(traveller: UUID, permit_id: UUID, at: object, planned: object = None) -> str | None:
    """Insert a departure."""
    return run(
        "INSERT INTO consent_departure (id, traveller_id, permit_id, permit_state, planned_at, departed_at,"
        " recorded_at, late, place, way) VALUES (%s, %s, %s, 'in_force', %s, %s, now(), false, 'Lisboa', 'air')",
        uuid4(), traveller, permit_id, planned, at,
    )  # fmt: skip
