"""Kinds of column that several tables of movements share."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.db.models.functions import Now


def random_id() -> models.UUIDField[UUID, UUID]:
    """A random primary key, made before the row is written: who writes a row may not be able to read it back."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


def recorded() -> models.DateTimeField[Any, Any]:
    """The database's own clock at the moment of writing."""
    return models.DateTimeField(db_default=Now(), editable=False)


def staff() -> models.ForeignKey[Any, Any]:
    """The member of staff who did it; empty when the system did."""
    return models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True)


def to(model: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """A reference downward to another context."""
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name="+", **options)
