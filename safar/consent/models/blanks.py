"""Numbered sets of blank sheets for offices without a computer, and what became of each number."""

from django.db import models

from safar.consent.models.keys import random_key, recorded, to
from safar.consent.models.sessions import Session
from safar.consent.models.transcribed import PaperDeclaration

PARTS = ["talk", "declaration", "spoiled", "lost"]


class BlankSet(models.Model):
    """Some blank counselling sheets with their declarations, printed in one language and handed to somebody."""

    id = random_key()
    office = to("accounts.Office")
    programme_version = to("programmes.ProgrammeVersion")
    language = models.TextField()
    issued_to = models.TextField()
    issued_at = models.DateTimeField()
    issued_by = to("accounts.User", null=True)
    due_back_on = models.DateField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(issued_to=""), name="consent_blanks_issued_to")]


class BlankSheet(models.Model):
    """One number: a counselling sheet and a declaration that carry it."""

    id = random_key()
    blank_set = models.ForeignKey(BlankSet, on_delete=models.PROTECT, related_name="sheets")
    place = models.IntegerField()
    number = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="consent_blank_number_once")]


class BlankUse(models.Model):
    """What became of a number: its talk or its declaration was entered, or it was spoiled or lost. Each part once."""

    id = random_key()
    sheet = models.ForeignKey(BlankSheet, on_delete=models.PROTECT, related_name="uses")
    part = models.TextField()
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(PaperDeclaration, null=True, on_delete=models.PROTECT, related_name="blank_uses")
    said_by = to("accounts.User", null=True)
    said_at = models.DateTimeField()
    recorded_at = recorded()
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "part"], name="consent_blank_part_once"),
            models.CheckConstraint(
                condition=models.Q(part="talk", session__isnull=False, paper__isnull=True)
                | models.Q(part="declaration", session__isnull=True, paper__isnull=False)
                | models.Q(part__in=["spoiled", "lost"], session__isnull=True, paper__isnull=True),
                name="consent_blank_part",
            ),
        ]
