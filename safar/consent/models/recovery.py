"""Time to recover for people who may have been trafficked, and how support makes a decision somebody's own."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to


class RecoveryPeriod(models.Model):
    """Time in which nothing is asked and no declaration counts; begun by signs of trafficking (V6)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="recovery_periods")
    started_at = models.DateTimeField()
    until_at = models.DateTimeField()
    begun_by = to("accounts.User", null=True)
    source_id = models.UUIDField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until_at__gt=models.F("started_at")), name="v6_recovery_order")
        ]


class RecoveryEnd(models.Model):
    """What a protection officer heard alone: only the wish to go on ends the period, and the last talk counts."""

    id = random_key()
    period = models.ForeignKey(RecoveryPeriod, on_delete=models.PROTECT, related_name="talks")
    ended_at = models.DateTimeField()
    ended_by = to("accounts.User")
    spoke_alone_at = models.DateTimeField()
    wish = models.TextField()
    identification = models.TextField()
    identified_by = models.TextField(default="")
    note = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wish__in=["go_on", "stay", "undecided"]), name="consent_recovery_wish"
            ),
            models.CheckConstraint(
                condition=models.Q(identification__in=["identified", "not_identified", "declined", "no_indication"]),
                name="consent_identification",
            ),
        ]


class DecisionSupport(models.Model):
    """How a person who can decide with support was supported in this decision, by somebody of their choice (V8)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="supports")
    about = models.TextField(default="return")
    given_at = models.DateTimeField()
    supporter_name = models.TextField()
    supporter_kind = models.TextField()
    how = models.TextField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    supporter_kind__in=[
                        "chosen_person",
                        "advocate",
                        "social_worker",
                        "sign_interpreter",
                        "psychologist",
                    ]
                ),
                name="v8_supporter_kind",
            ),
        ]
