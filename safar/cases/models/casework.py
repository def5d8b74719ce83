"""The daily work on a case: appointments, notes, files and attempts to reach somebody."""

from django.db import models
from django.db.models import Q

from safar.cases.models.case import Case, Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.codes import AppointmentState, ContactOutcome, NoteKind, Purpose

PLACE_KINDS = ("office", "detention", "remote", "home", "other")
CHANNELS = ("phone", "message", "email", "visit", "letter", "partner", "other")


class Appointment(models.Model):
    """A meeting to be held, with the interpreter it needs."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place_kind = models.TextField()
    place = models.TextField(blank=True)
    purpose = models.TextField()
    language = models.TextField()
    interpreter_needed = models.BooleanField(default=False)
    interpreter_name = models.TextField(blank=True)
    with_user = staff()
    state = models.TextField(default=AppointmentState.PLANNED)
    state_reason = models.TextField(blank=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            one_of("purpose", Purpose, "cases_appointment_purpose_known"),
            one_of("state", AppointmentState, "cases_appointment_state_known"),
            one_of("place_kind", PLACE_KINDS, "cases_appointment_place_known"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="cases_appointment_minutes_possible"
            ),
        ]
        indexes = [
            models.Index(fields=["with_user", "starts_at"], name="cases_appointment_with"),
            models.Index(fields=["case", "starts_at"], name="cases_appointment_case"),
        ]


class Note(models.Model):
    """Something written down about a case; a correction is a new note naming the one it replaces."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.TextField(default=NoteKind.GENERAL)
    body = models.TextField()
    written_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()
    corrects = models.ForeignKey("cases.Note", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            one_of("kind", NoteKind, "cases_note_kind_known"),
            models.CheckConstraint(condition=~Q(body=""), name="cases_note_has_text"),
        ]


class ProtectionNote(models.Model):
    """A note only protection officers read; never changed."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="protection_notes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    body = models.TextField()
    written_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()
    corrects = models.ForeignKey("cases.ProtectionNote", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="cases_protectionnote_has_text")]


class CaseFile(models.Model):
    """A file kept with a case; it lies under a random name outside the web's reach, and its typed name is data."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.TextField()
    kind = models.TextField()
    content_type = models.TextField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.UUIDField()
    added_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stored_as"], name="cases_casefile_stored_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="cases_casefile_not_empty"),
        ]


class ContactAttempt(models.Model):
    """A try at reaching somebody; never changed. Nobody is ever called absconded."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contact_attempts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    tried_at = models.DateTimeField()
    channel = models.TextField()
    outcome = models.TextField()
    note = models.TextField(blank=True)
    next_try_at = models.DateTimeField(null=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            one_of("channel", CHANNELS, "cases_contactattempt_channel_known"),
            one_of("outcome", ContactOutcome, "cases_contactattempt_outcome_known"),
        ]
        indexes = [models.Index(fields=["case", "tried_at"], name="cases_contactattempt_case")]
