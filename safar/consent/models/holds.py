"""What holds a permit without ending it, and what is reported but not yet known."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to

HOLDS = [
    "message_from_other",
    "red_screen",
    "dependant_of_withdrawn",
    "death_reported",
    "not_sure",
    "capacity_doubt",
    "refoulement_doubt",
    "protection",
    "parental_dissent",
    "child_procedure",
    "member_missing",
    "recovery_period",
    "advisory",
    "interpreter_unfit",
]


class Hold(models.Model):
    """A reason to wait: nothing new is tied to the permit and nobody departs until it is released."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="holds")
    kind = models.TextField()
    raised_at = models.DateTimeField()
    recorded_at = recorded()
    reason = models.TextField(default="")
    raised_by = to("accounts.User", null=True)
    about_member = to("accounts.User", null=True)
    source_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=HOLDS), name="consent_hold_kind")]


class HoldRelease(models.Model):
    """A hold ends: by whom, and when they spoke with the person alone."""

    id = random_key()
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="release")
    released_at = models.DateTimeField()
    released_by = to("accounts.User", null=True)
    spoke_alone_at = models.DateTimeField(null=True)
    note = models.TextField(default="")
    recorded_at = recorded()


class DeathReport(models.Model):
    """Somebody says that the person has died: everything freezes and nothing closes until it is confirmed (V20)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="death_reports")
    reported_at = models.DateTimeField()
    source = models.TextField()
    recorded_at = recorded()


class DeathAnswer(models.Model):
    """What became of a report of death."""

    id = random_key()
    report = models.OneToOneField(DeathReport, on_delete=models.PROTECT, related_name="answer")
    confirmed = models.BooleanField()
    answered_at = models.DateTimeField()
    answered_by = to("accounts.User", null=True)
    paper = models.TextField(default="")
    recorded_at = recorded()


class NotReached(models.Model):
    """The person has not been reached since a moment; that is all it says (V20)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="not_reached")
    since = models.DateTimeField()
    attempts = models.IntegerField(default=1)
    reached_again_at = models.DateTimeField(null=True)
    recorded_at = recorded()
