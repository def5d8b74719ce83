"""Family tracing: who looks for whom, what was tried, who was found, and what each side said about being told."""

import uuid

from django.db import models
from django.db.models import Q

from safar.people.models.persons import Person
from safar.people.types import TracedIs


class Tracing(models.Model):
    """Somebody asks us to look for one of their family, by their own wish; they may take it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seeker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sought_name = models.TextField()
    sought_latin = models.TextField(blank=True, default="")
    sought_key = models.TextField(db_index=True)
    sought_latin_key = models.TextField(db_index=True, blank=True, default="")
    relation = models.TextField()
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    last_known = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_because = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sought_name=""), name="people_tracing_name"),
            models.CheckConstraint(condition=Q(relation__in=TracedIs.values), name="people_tracing_relation"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_because=""), name="people_tracing_closed_because"
            ),
        ]


class TracingAttempt(models.Model):
    """One attempt to find the person who is looked for; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tracing = models.ForeignKey(Tracing, on_delete=models.PROTECT, related_name="attempts")
    tried_on = models.DateField()
    way = models.TextField()
    note = models.TextField(blank=True, default="")
    tried_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(way=""), name="people_tracing_way")]


class TracingMatch(models.Model):
    """Somebody on file may be who is looked for. Only the database writes here, and only their own office reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tracing = models.ForeignKey(Tracing, on_delete=models.PROTECT, related_name="matches")
    found = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tracing", "found"], name="people_tracing_match_once")]


class TracingAnswer(models.Model):
    """What one side said, alone, about the other being told; read by who sees that side only. The last one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tracing = models.ForeignKey(Tracing, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    answered_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
