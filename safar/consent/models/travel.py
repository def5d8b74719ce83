"""Departure, arrival and not travelling: a row for each traveller, never a stage name."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to
from safar.consent.models.permits import Permit

ARRIVALS = ["met", "not_met", "unconfirmed", "refused_entry", "sent_back", "journey_stopped", "missing", "died"]
NOT_TRAVELLED = [
    "did_not_appear",
    "late",
    "changed_mind",
    "ill",
    "denied_papers",
    "denied_fitness",
    "overbooked",
    "refused_exit",
    "detained",
    "transport_failed",
    "removed_by_state",
]


class Departure(models.Model):
    """The traveller left. It uses up the permit, which is final."""

    id = random_key()
    traveller = models.OneToOneField(Traveller, on_delete=models.PROTECT, related_name="departure")
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="+")
    permit_state = models.TextField(default="in_force")
    planned_at = models.DateTimeField(null=True)
    departed_at = models.DateTimeField()
    recorded_at = recorded()
    late = models.BooleanField(default=False)
    place = models.TextField()
    way = models.TextField(default="air")
    recorded_by = to("accounts.User", null=True)


class Arrival(models.Model):
    """What is known of one traveller's arrival; the latest row counts."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="arrivals")
    outcome = models.TextField()
    arrived_at = models.DateTimeField()
    recorded_at = recorded()
    place = models.TextField(default="")
    met_by = models.TextField(default="")
    recorded_by = to("accounts.User", null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(outcome__in=ARRIVALS), name="consent_arrival_outcome")]


class NotTravelled(models.Model):
    """The traveller did not leave as planned: a question with a next step, not a withdrawal."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="not_travelled")
    planned_at = models.DateTimeField()
    outcome = models.TextField()
    next_step = models.TextField(default="")
    recorded_at = recorded()
    recorded_by = to("accounts.User", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=NOT_TRAVELLED), name="consent_not_travelled_outcome")
        ]
