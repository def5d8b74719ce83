"""Questions: from people who stay nameless, and from one office whether another knows somebody."""

import uuid

from django.db import models

from safar.people.types import Sex


class Enquiry(models.Model):
    """Somebody asked and stays nameless: nothing here says who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(db_index=True)
    place = models.TextField(blank=True, default="")
    channel = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    nationality = models.TextField(blank=True, default="")
    sex = models.TextField(default=Sex.UNKNOWN)
    topic = models.TextField()
    note = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    # Whether it led to a registration, never to whose: an anonymous enquiry stays one.
    led_to_registration = models.BooleanField(default=False)


class MatchQuestion(models.Model):
    """An office asked, while registering, whether somebody is known elsewhere (D9). Only the database writes here.

    The row belongs to the office that was asked about; a restricted person is answered as absent and shows up here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    asked_by = models.IntegerField(null=True)
    asked_at = models.DateTimeField()
    because = models.TextField()
    was_told = models.BooleanField()
