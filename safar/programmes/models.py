"""Published versions of programmes: written once, never changed, read by everybody."""

import uuid

from django.db import models


class ProgrammeVersion(models.Model):
    """One published version; enrolments point at it and keep it for life.

    `body` is the whole programme merged with its kind, with the keys of the definition (`from`, `to`, `stages`, …).
    What it must hold for the row to be believed is checked in `sql/published.sql`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    body = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="programmes_version_published_once", fields=["code", "version"]),
        ]
