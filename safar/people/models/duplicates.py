"""Runs that look for people who were registered twice, and the pairs they found."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from safar.people.models.persons import Person
from safar.people.types.duplicates import LinkStage, PairAnswer


class LinkRun(models.Model):
    """One search for duplicates among everyone whom the person who asked for it may see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    offices = ArrayField(models.IntegerField())
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    stage = models.TextField(default=LinkStage.ASKED)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    people = models.BigIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=LinkStage.values), name="people_linkrun_stage_known"),
            # Two searches at once would take each other's memory and find the same pairs.
            models.UniqueConstraint(
                fields=["office"],
                condition=~Q(stage__in=[LinkStage.FINISHED, LinkStage.STOPPED, LinkStage.FAILED]),
                name="people_linkrun_one_at_a_time",
            ),
        ]


class LikelyPair(models.Model):
    """Two records that may be one person: found by a run or reported by hand, with the reasons, until answered.

    `a` is the lesser of the two ids, so that a pair is there once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    a = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()
    run = models.ForeignKey(LinkRun, null=True, on_delete=models.PROTECT, related_name="pairs")
    reported_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="people_likelypair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="people_likelypair_ordered"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="people_likelypair_score"),
            models.CheckConstraint(condition=Q(answer__in=["", *PairAnswer.values]), name="people_likelypair_answer"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="people_likelypair_answered",
            ),
        ]
        indexes = [models.Index(fields=["answer", "-score"], name="people_likelypair_open")]
