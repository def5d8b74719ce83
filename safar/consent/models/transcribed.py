"""Declarations on paper that are being transcribed: entered by one, checked by another, and the person reached."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.consent.models.declarations import MANNERS, WITNESSES
from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to
from safar.consent.models.packs import DeclarationText, InformationPack
from safar.consent.models.sessions import Session

MEDIA = ["application/pdf", "image/jpeg", "image/png"]
REACHED = ["confirms", "changed_mind", "never_signed", "not_reached"]


class PaperDeclaration(models.Model):
    """What stands on a paper, as one colleague read it. It is no declaration yet, and nothing rests on it."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="papers")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(DeclarationText, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(InformationPack, on_delete=models.PROTECT, related_name="+")
    language = models.TextField()
    interpreter_name = models.TextField(default="")
    no_interpreter_needed = models.BooleanField(default=False)
    manner = models.TextField()
    place = models.TextField()
    witness_name = models.TextField()
    witness_relation = models.TextField()
    signed_at = models.DateTimeField()
    copy_answer = models.TextField(default="")
    reading_aloud_answer = models.TextField(default="")
    shortened_by_person = models.BooleanField(default=False)
    shortened_reason = models.TextField(default="")
    second_officer = to("accounts.User", null=True)
    legal_advice_offered = models.BooleanField(default=False)
    children = ArrayField(models.UUIDField(), default=list)
    in_sight = ArrayField(models.TextField(), default=list)
    in_hearing = ArrayField(models.TextField(), default=list)
    entered_by = to("accounts.User", null=True)
    entered_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(manner__in=MANNERS), name="v1_paper_manner"),
            models.CheckConstraint(
                condition=models.Q(witness_relation__in=WITNESSES) & ~models.Q(witness_name=""),
                name="v1_paper_witness",
            ),
            models.CheckConstraint(
                condition=~models.Q(interpreter_name="") | models.Q(no_interpreter_needed=True),
                name="v1_paper_interpreter",
            ),
        ]


class PaperScan(models.Model):
    """The picture of a paper, kept as it came in with its digest; added with the entry and never afterwards."""

    id = random_key()
    paper = models.ForeignKey(PaperDeclaration, on_delete=models.PROTECT, related_name="scans")
    page = models.IntegerField()
    media_type = models.TextField()
    content = models.BinaryField()
    digest = models.TextField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "page"], name="consent_scan_page_once"),
            models.CheckConstraint(condition=models.Q(media_type__in=MEDIA), name="consent_scan_media"),
        ]


class PaperCheck(models.Model):
    """What another colleague read on the same paper. The database compares; nobody checks their own entry."""

    id = random_key()
    paper = models.OneToOneField(PaperDeclaration, on_delete=models.PROTECT, related_name="check_made")
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="+")
    checked_by = to("accounts.User", null=True)
    checked_at = models.DateTimeField()
    recorded_at = recorded()
    signed_at = models.DateTimeField()
    held_on = models.DateField()
    language = models.TextField()
    manner = models.TextField()
    witness_name = models.TextField()
    interpreter_name = models.TextField(default="")
    lines = ArrayField(models.TextField(), default=list)
    differences = ArrayField(models.TextField(), default=list)
    scans = ArrayField(models.TextField(), default=list)


class PaperReach(models.Model):
    """Somebody tried to reach the person about their paper, and what the person said, if they were reached."""

    id = random_key()
    paper = models.ForeignKey(PaperDeclaration, on_delete=models.PROTECT, related_name="reaches")
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField()
    spoke_by = to("accounts.User", null=True)
    spoke_at = models.DateTimeField()
    recorded_at = recorded()
    alone = models.BooleanField(default=False)
    channel = models.TextField(default="")
    contact = to("people.SafeContact", null=True)
    language = models.TextField(default="")
    interpreter_name = models.TextField(default="")
    no_interpreter_needed = models.BooleanField(default=False)
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=REACHED), name="consent_reach_outcome"),
        ]
