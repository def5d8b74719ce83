"""Registers that are brought in: how far each came, and which record of theirs became which person here."""

import uuid

from django.db import models
from django.db.models import F, Q

from safar.people.models.families import Household
from safar.people.models.persons import Person


class ImportRun(models.Model):
    """One file of a register on its way in. Counts and place are written with the people, in one transaction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    register = models.TextField()
    digest = models.TextField()
    size = models.BigIntegerField()
    place = models.BigIntegerField()
    next_row = models.BigIntegerField(default=2)
    rows = models.BigIntegerField(default=0)
    new = models.BigIntegerField(default=0)
    known = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    likely_twins = models.BigIntegerField(default=0)
    refused_size = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(register=""), name="people_importrun_register"),
            models.CheckConstraint(condition=Q(place__gte=0, place__lte=F("size")), name="people_importrun_place"),
        ]
        indexes = [models.Index(fields=["office", "register", "digest"], name="people_importrun_file")]


class SourceRecord(models.Model):
    """That a record of a register became this person: a newer file of the register brings nobody in twice."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    register = models.TextField()
    source = models.TextField()
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "register", "source"], name="people_sourcerecord_once"),
        ]


class SourceHousehold(models.Model):
    """That a household of a register became this household, in one of our offices."""

    household = models.OneToOneField(Household, primary_key=True, on_delete=models.PROTECT, related_name="+")
    register_office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    register = models.TextField()
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register_office", "register", "office", "source"], name="people_sourcehousehold_once"
            ),
        ]
