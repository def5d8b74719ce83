"""The permit, its renewals, the confirmations before departure, and the steps that cannot be undone."""

from django.db import models

from safar.consent.models.children import BestInterest
from safar.consent.models.declarations import Declaration
from safar.consent.models.interpreters import Interpreter
from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to

LIVE = ["in_force", "held"]


class Permit(models.Model):
    """One person's permit to travel with us. Only the database itself writes the state."""

    class State(models.TextChoices):
        """Whether it allows anything; used, withdrawn and lapsed are final."""

        IN_FORCE = "in_force"
        HELD = "held"
        USED = "used"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="permits")
    person = to("people.Person")
    declaration = models.ForeignKey(Declaration, null=True, on_delete=models.PROTECT, related_name="permits")
    rests_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    best_interest = models.ForeignKey(BestInterest, null=True, on_delete=models.PROTECT, related_name="permits")
    basis = models.TextField()
    state = models.TextField(choices=State.choices)
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "state"], name="consent_permit_id_state"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state__in=LIVE), name="consent_permit_one_live"
            ),
            models.CheckConstraint(
                condition=models.Q(declaration__isnull=True, rests_on__isnull=True)
                | models.Q(declaration__isnull=True, best_interest__isnull=True)
                | models.Q(rests_on__isnull=True, best_interest__isnull=True),
                name="consent_permit_rests_on_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["in_force", "held", "used", "withdrawn", "lapsed"]),
                name="consent_permit_state",
            ),
        ]


class PermitRenewal(models.Model):
    """A renewed declaration takes the place of the one a permit rested on, and what is tied to it stays."""

    id = random_key()
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="renewals")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="+")
    renewed_at = models.DateTimeField()
    recorded_at = recorded()


class Confirmation(models.Model):
    """The person, asked again alone: once shortly before departure and once at the place of departure (V11)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="confirmations")
    which = models.TextField()
    alone = models.BooleanField()
    asked_by = to("accounts.User")
    asked_at = models.DateTimeField()
    recorded_at = recorded()
    late = models.BooleanField(default=False)
    answer = models.TextField()
    place = models.TextField(default="")
    interpreter_name = models.TextField(default="")
    interpreter = models.ForeignKey(Interpreter, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(which__in=["before", "at_departure"]), name="consent_confirmation_which"
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=["still_yes", "not_sure", "no"]), name="consent_confirmation_answer"
            ),
        ]


class IrreversibleStep(models.Model):
    """A step that cannot be undone: explained, acknowledged by the person, and done last (V17)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="steps")
    code = models.TextField()
    explained_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traveller", "code"], name="consent_step_once")]


class FailedStep(models.Model):
    """A step was done and then the journey failed: written by the database, so that nobody has to remember."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="failed_steps")
    step = models.OneToOneField(IrreversibleStep, on_delete=models.PROTECT, related_name="failed")
    failed_at = models.DateTimeField()
    because = models.TextField()
    recorded_at = recorded()
