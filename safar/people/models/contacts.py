"""How a person may be reached without harm, and what uses of their data they agreed to."""

import uuid

from django.db import models
from django.db.models import Q

from safar.people.models.persons import Person
from safar.people.types import Purpose


class SafeContact(models.Model):
    """One way to reach a person (D22). No message is left unless they said so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    channel = models.TextField()
    number = models.TextField()
    number_key = models.TextField(db_index=True, blank=True, default="")
    hours = models.TextField(blank=True, default="")
    who_may_answer = models.TextField(blank=True, default="")
    neutral_words = models.TextField(blank=True, default="")
    may_leave_message = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="people_contact_number")]


class DataConsent(models.Model):
    """A person's consent to one use of their data by one recipient (D4); withdrawn, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_consents")
    purpose = models.TextField()
    recipient = models.TextField(blank=True, default="")
    given_at = models.DateTimeField()
    language = models.TextField()
    by_guardian = models.BooleanField(default=False)
    guardian_name = models.TextField(blank=True, default="")
    assent = models.TextField(blank=True, default="")
    until = models.DateField(null=True)
    recorded_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "recipient", "by_guardian"],
                condition=Q(withdrawn_at__isnull=True),
                name="people_consent_once",
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="people_purpose_known"),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.REGISTRATION) | ~Q(recipient=""), name="people_consent_recipient"
            ),
        ]
