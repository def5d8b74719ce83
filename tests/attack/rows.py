"""Bare rows: any table of ours, written by SQL as the application's role with whatever values are wanted."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.db import connection, models
from psycopg.types.json import Jsonb


@lru_cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, models.Field[Any, Any]], ...]:
    return tuple((str(field.column), field) for field in model._meta.concrete_fields)


def row(model: type[models.Model], **values: Any) -> tuple[str, list[Any]]:
    """An INSERT for one row; columns not given have the model's own default, and a key is made at random."""
    chosen: dict[str, Any] = {}
    for column, field in _columns(model):
        if column in values:
            given = values[column]
        elif field.primary_key and isinstance(field, models.UUIDField):
            given = uuid4()
        elif field.primary_key or (field.null and not field.has_default()):
            continue
        else:
            given = field.get_default()
        chosen[column] = Jsonb(given) if isinstance(field, models.JSONField) else given
    marks = ", ".join(["%s"] * len(chosen))
    return f"INSERT INTO {model._meta.db_table} ({', '.join(chosen)}) VALUES ({marks})", list(chosen.values())


def close_django() -> None:
    """Let the connection of the services start afresh, so that its prepared plans know the rules as they are now."""
    connection.close()
