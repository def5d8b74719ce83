"""The coercion screen: signs seen with the person alone, what a protection officer found, measures taken."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to
from safar.consent.models.sessions import SessionPerson


class Screen(models.Model):
    """Signs of pressure. The result is worked out by the database: any red sign is red, else any amber is amber."""

    id = random_key()
    session_person = models.ForeignKey(SessionPerson, on_delete=models.PROTECT, related_name="screens")
    threat = models.BooleanField(default=False)
    someone_answers = models.BooleanField(default=False)
    trafficking_signs = models.BooleanField(default=False)
    document_held = models.BooleanField(default=False)
    pressure_spouse = models.BooleanField(default=False)
    pressure_family = models.BooleanField(default=False)
    pressure_employer = models.BooleanField(default=False)
    pressure_hospital = models.BooleanField(default=False)
    detention = models.BooleanField(default=False)
    removal_date = models.BooleanField(default=False)
    debt = models.BooleanField(default=False)
    destitution = models.BooleanField(default=False)
    note = models.TextField(default="")
    result = models.TextField(default="")
    recorded_at = recorded()


class ScreenClearance(models.Model):
    """A protection officer, not the counsellor, has spoken with the person alone about a red screen."""

    id = random_key()
    screen = models.ForeignKey(Screen, on_delete=models.PROTECT, related_name="clearances")
    officer = to("accounts.User")
    spoke_at = models.DateTimeField()
    alone = models.BooleanField()
    outcome = models.TextField()
    note = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["cleared", "stays_held"]), name="consent_clearance_outcome"
            ),
            models.CheckConstraint(condition=models.Q(alone=True), name="v6_cleared_alone"),
        ]


class AmberMeasure(models.Model):
    """A measure that lets an amber person go on: advice, a private place, a second confirmation by someone else."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="measures")
    measure = models.TextField()
    done_at = models.DateTimeField()
    done_by = to("accounts.User")
    note = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure__in=["advice_offered", "private_place", "second_confirmation"]),
                name="consent_measure_kind",
            ),
        ]
