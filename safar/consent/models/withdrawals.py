"""Withdrawals: one row ends the permit and everything tied to it; after departure it stops the journey."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to


class Withdrawal(models.Model):
    """The person's own no, by any channel, with no reason asked (V4)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="withdrawals")
    said_at = models.DateTimeField()
    recorded_at = recorded()
    late = models.BooleanField(default=False)
    channel = models.TextField()
    recorded_by = to("accounts.User", null=True)
    by_traveller_self = models.BooleanField()
    consequences_told = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(by_traveller_self=True), name="v4_only_the_person_withdraws"),
        ]


class JourneyStop(models.Model):
    """“I will not go on”, said after departure: the journey ends without penalty and someone meets them."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="stops")
    said_at = models.DateTimeField()
    place = models.TextField(default="")
    recorded_at = recorded()
