"""The alias under which a person is kept, and why, which few may read."""

import uuid

from django.db import models
from django.db.models import Q

from safar.people.models.persons import Person


class Alias(models.Model):
    """The word that stands for a person in every list, log, heading and file name; drawn by the database (D10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aliases")
    alias = models.TextField(unique=True)
    alias_key = models.TextField(db_index=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="people_one_alias"),
            models.CheckConstraint(condition=~Q(alias=""), name="people_alias_not_empty"),
        ]


class AliasReason(models.Model):
    """Why somebody has an alias, or why it ended: of the protection class, in a table of its own (D8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alias = models.ForeignKey(Alias, on_delete=models.PROTECT, related_name="reasons")
    reason = models.TextField()
    recorded_at = models.DateTimeField()
