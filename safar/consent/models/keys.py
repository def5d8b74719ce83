"""Random keys, moments kept by the database's clock, and foreign keys that protect what they point to."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone


def random_key() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    """A primary key that tells nothing."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def recorded() -> models.DateTimeField[Any, Any]:
    """When the row was written: whatever is given, a trigger sets the database's clock."""
    return models.DateTimeField(default=timezone.now, editable=False)


def to(table: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """A foreign key that nothing above it can see and that refuses deletion."""
    return models.ForeignKey(table, on_delete=models.PROTECT, related_name="+", **options)
