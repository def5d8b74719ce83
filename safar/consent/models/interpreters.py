"""The register of interpreters: who they are, what stands against them, their bookings, and who was found unfit."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to

CONFLICTS = ["family", "personal", "authority", "origin_state", "employer", "other"]


class Interpreter(models.Model):
    """Somebody who interprets for us, known on every page by a number. The number is given by the database."""

    id = random_key()
    number = models.IntegerField(unique=True, editable=False)
    office = to("accounts.Office")
    name = models.TextField()
    name_key = models.TextField()
    person = to("people.Person", null=True)
    gender = models.TextField(default="")
    of_age = models.BooleanField()
    born_in = models.IntegerField(null=True)
    of_authority = models.BooleanField(default=False)
    employer = models.TextField(default="")
    one_off = models.BooleanField(default=False)
    agreement_on = models.DateField(null=True)
    telephone = models.TextField(default="")
    ended_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    registered_by = to("accounts.User", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="v21_interpreter_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(gender__in=["", "female", "male", "other"]), name="consent_interpreter_gender"
            ),
        ]


class InterpreterOffice(models.Model):
    """Another office that may book this interpreter, such as for calls by telephone."""

    id = random_key()
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="offices")
    office = to("accounts.Office")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "office"], name="consent_interpreter_office_once")
        ]


class InterpreterLanguage(models.Model):
    """A language this interpreter speaks, and whether they also read it, so that they can read a paper aloud."""

    id = random_key()
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="languages")
    language = models.TextField()
    reads = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "language"], name="consent_interpreter_language_once")
        ]


class InterpreterConflict(models.Model):
    """Why an interpreter may not interpret: for one person and their family, or, of an authority, for nobody."""

    id = random_key()
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.TextField()
    person = to("people.Person", null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    note = models.TextField(default="")
    noted_at = models.DateTimeField()
    noted_by = to("accounts.User", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=CONFLICTS), name="consent_conflict_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["authority", "origin_state"]) | models.Q(person__isnull=False),
                name="consent_conflict_about_somebody",
            ),
        ]


class InterpreterRefusal(models.Model):
    """A person does not want an interpreter, or accepts them again. No reason is asked; the last word counts (V21)."""

    id = random_key()
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="refusals")
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="interpreters_refused")
    refuses = models.BooleanField()
    said_at = models.DateTimeField()
    recorded_at = recorded()
    recorded_by = to("accounts.User", null=True)


class InterpreterFinding(models.Model):
    """From a day on an interpreter is found unfit, or a finding is taken back; the last one counts."""

    id = random_key()
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="findings")
    unfit = models.BooleanField()
    unfit_from = models.DateTimeField()
    found_at = models.DateTimeField()
    found_by = to("accounts.User", null=True)
    reason = models.TextField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="v21_finding_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(unfit_from__lte=models.F("found_at")), name="v21_unfit_before_found"
            ),
        ]


class InterpreterBooking(models.Model):
    """An interpreter's time taken for a meeting; `booked_for` is the meeting's id on the floor above."""

    id = random_key()
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="bookings")
    office = to("accounts.Office")
    booked_for = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    booked_by = to("accounts.User", null=True)
    cancelled_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="consent_booking_times_in_order"
            ),
            models.UniqueConstraint(
                fields=["booked_for"], condition=models.Q(cancelled_at=None), name="consent_booking_one_interpreter"
            ),
        ]
        indexes = [models.Index(fields=["interpreter", "starts_at"], name="consent_booking_interpreter")]
