"""Papers people have, and in whose hands each paper is."""

import uuid

from django.db import models
from django.db.models import F, Q

from safar.people.models.persons import Person
from safar.people.types import DocumentKind, Holder


class Document(models.Model):
    """A passport, card or certificate, with the number printed on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    kind = models.TextField()
    number = models.TextField(blank=True, default="")
    number_key = models.TextField(db_index=True, blank=True, default="")
    country = models.TextField(blank=True, default="")
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    note = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="people_document_dates",
            ),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="people_document_kind_known"),
            models.UniqueConstraint(
                fields=["person", "kind", "country", "number_key"],
                condition=~Q(number_key=""),
                name="people_document_once",
            ),
        ]


class Custody(models.Model):
    """From a moment, a paper is with somebody; the next row ends this one. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="custody")
    holder = models.TextField()
    since = models.DateTimeField()
    receipt = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(holder__in=Holder.values), name="people_holder_known"),
            models.UniqueConstraint(fields=["document", "since"], name="people_custody_one_at_a_time"),
        ]
