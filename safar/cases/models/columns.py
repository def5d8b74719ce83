"""Kinds of column that several tables of cases share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.db.models.functions import Now


def random_id() -> models.UUIDField[UUID, UUID]:
    """A random primary key, fit to stand in a URL."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


def recorded() -> models.DateTimeField[Any, Any]:
    """The database's own clock at the moment of writing; never given by the program."""
    return models.DateTimeField(db_default=Now(), editable=False)


def staff() -> models.ForeignKey[Any, Any]:
    """The member of staff who did it; empty when the system did."""
    return models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True)


def one_of(
    column: str, values: type[StrEnum] | Iterable[str], name: str, empty: bool = False
) -> models.CheckConstraint:
    """A named constraint: the column holds one of the values (or nothing, where `empty`)."""
    known = [str(value) for value in values] + ([""] if empty else [])
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": known}), name=name)


__all__ = ["one_of", "random_id", "recorded", "staff"]
