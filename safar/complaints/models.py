"""The tables of complaints and contests; who sees which row is decided in the database."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from safar.complaints.types import About, Channel, Ground, Opinion, Outcome, StepKind


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def _recorded() -> models.DateTimeField[Any, Any]:
    # No default of the database: Django would ask for it back, and who writes a complaint down may not read it.
    return models.DateTimeField(editable=False)


def _to(model: str, null: bool = False) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name="+", null=null)


def _known(column: str, words: type[models.TextChoices], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": list(words.values)}), name=name)


class Complaint(models.Model):
    """What somebody says went wrong, in their own words. `handled_by` is written by the database alone."""

    id = _id()
    reference = models.TextField()
    office = _to("accounts.Office")
    handled_by = _to("accounts.Office")
    about = models.TextField()
    serious = models.BooleanField(default=False)
    channel = models.TextField()
    language = models.TextField()
    words = models.TextField()
    anonymous = models.BooleanField(default=False)
    person = _to("people.Person", null=True)
    case = _to("cases.Case", null=True)
    wants_contact = models.BooleanField(default=False)
    safe_contact = models.TextField(blank=True)
    accused = ArrayField(models.IntegerField(), default=list)
    accused_words = models.TextField(blank=True)
    earlier_reference = models.TextField(blank=True)
    received_at = models.DateTimeField()
    acknowledge_by = models.DateField()
    answer_by = models.DateField()
    recorded_at = _recorded()
    recorded_by = _to("accounts.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="complaints_complaint_reference_once"),
            _known("about", About, "complaints_about_known"),
            _known("channel", Channel, "complaints_channel_known"),
            models.CheckConstraint(condition=~Q(words=""), name="complaints_in_words"),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(person=None), name="complaints_anonymous_is_nobody"
            ),
            models.CheckConstraint(
                condition=Q(wants_contact=False) | ~Q(safe_contact="") | Q(person__isnull=False),
                name="complaints_contact_known",
            ),
            models.CheckConstraint(
                condition=~Q(about=About.STAFF) | ~Q(accused=[]) | ~Q(accused_words=""),
                name="complaints_about_staff_says_whom",
            ),
            models.CheckConstraint(condition=Q(about=About.STAFF) | Q(accused=[]), name="complaints_accused_is_staff"),
        ]
        indexes = [
            models.Index(fields=["handled_by", "received_at"], name="complaints_handled_by"),
            models.Index(fields=["office", "received_at"], name="complaints_office"),
            models.Index(fields=["case"], name="complaints_case"),
        ]


class ComplaintStep(models.Model):
    """Something done about a complaint; never changed."""

    id = _id()
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    kind = models.TextField()
    words = models.TextField(blank=True)
    done_at = models.DateTimeField()
    recorded_at = _recorded()
    by = _to("accounts.User", null=True)

    class Meta:
        constraints = [_known("kind", StepKind, "complaints_step_known")]


class ComplaintAppeal(models.Model):
    """The person is not content with the answer; somebody else answers anew."""

    id = _id()
    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField()
    received_at = models.DateTimeField()
    recorded_at = _recorded()
    by = _to("accounts.User", null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="complaints_appeal_in_words")]


class ComplaintAnswer(models.Model):
    """What a complaint came to, with reasons and what is done about it; never changed."""

    id = _id()
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="answers")
    instance = models.PositiveSmallIntegerField(default=1)
    outcome = models.TextField()
    reasons = models.TextField()
    measures = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    recorded_at = _recorded()
    by = _to("accounts.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "instance"], name="complaints_answered_once"),
            _known("outcome", Outcome, "complaints_outcome_known"),
            models.CheckConstraint(condition=Q(instance__in=[1, 2]), name="complaints_two_answers_at_most"),
            models.CheckConstraint(condition=~Q(reasons=""), name="complaints_answer_has_reasons"),
        ]


class ComplaintReading(models.Model):
    """Somebody opened a complaint (D12); kept beside it, since the common log is read by those it may be about."""

    id = _id()
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="readings")
    read_at = models.DateTimeField()
    recorded_at = _recorded()
    by = _to("accounts.User", null=True)


class Contest(models.Model):
    """A person contests a refusal: our decision, the authority's, or a rule's answer."""

    id = _id()
    case = _to("cases.Case")
    enrolment = _to("cases.Enrolment")
    decision = _to("cases.Decision", null=True)
    answer = _to("cases.EligibilityAnswer", null=True)
    ground = models.TextField()
    words = models.TextField()
    evidence = models.TextField(blank=True)
    contested_on = models.DateField()
    due_on = models.DateField()
    recorded_at = _recorded()
    by = _to("accounts.User", null=True)

    class Meta:
        constraints = [
            _known("ground", Ground, "complaints_ground_known"),
            models.CheckConstraint(condition=~Q(words=""), name="complaints_contest_in_words"),
            models.CheckConstraint(
                condition=Q(decision=None, answer__isnull=False) | Q(decision__isnull=False, answer=None),
                name="complaints_contest_of_one_thing",
            ),
            models.UniqueConstraint(fields=["decision"], name="complaints_decision_contested_once"),
            models.UniqueConstraint(fields=["answer"], name="complaints_rule_contested_once"),
        ]
        indexes = [models.Index(fields=["case"], name="complaints_contest_case")]


class SecondOpinion(models.Model):
    """What somebody who had not decided before came to; never changed."""

    id = _id()
    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="opinion")
    outcome = models.TextField()
    reasons = models.TextField()
    new_decision = _to("cases.Decision", null=True)
    new_answer = _to("cases.EligibilityAnswer", null=True)
    answered_at = models.DateTimeField()
    recorded_at = _recorded()
    by = _to("accounts.User", null=True)

    class Meta:
        constraints = [
            _known("outcome", Opinion, "complaints_opinion_known"),
            models.CheckConstraint(condition=~Q(reasons=""), name="complaints_opinion_has_reasons"),
        ]
