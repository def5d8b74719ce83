"""Enrolments, where each member stands, and every move, approval, answer and decision about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from safar.cases.models.case import Case, Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.codes import DecisionAnswer, DecisionKind


class Enrolment(models.Model):
    """Members of a case in one programme at one version; `places` is written by the database alone."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enrolments")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    programme_code = models.TextField()
    enrolled_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True)
    came_from = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = recorded()

    class Meta:
        indexes = [
            models.Index(fields=["programme_code", "waiting_since"], name="cases_enrolment_waiting"),
            models.Index(fields=["case", "programme_code"], name="cases_enrolment_case"),
        ]


class EnrolmentMember(models.Model):
    """Where one member stands; stage, phase and outcome follow from `Move` rows and are written by the database."""

    id = random_id()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="members")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="enrolments")
    stage = models.TextField()
    phase = models.TextField()
    entered_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "member"], name="cases_enrolmentmember_once"),
        ]
        indexes = [models.Index(fields=["stage", "entered_at"], name="cases_enrolmentmember_stage")]


class Approval(models.Model):
    """A move asked for by one person that a different one must agree to."""

    id = random_id()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="approvals")
    move = models.TextField()
    members = ArrayField(models.UUIDField())
    reason = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answer = models.TextField(default="open")
    answered_by = staff()
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.TextField(blank=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            one_of("answer", ("open", "approved", "refused"), "cases_approval_answer_known"),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("requested_by")), name="cases_approval_second_person"
            ),
            models.CheckConstraint(
                condition=Q(answer="open") | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="cases_approval_answered_by_somebody",
            ),
        ]


class Move(models.Model):
    """One member went from one stage to another: who, when, why, with whose approval; never changed."""

    id = random_id()
    enrolment_member = models.ForeignKey(EnrolmentMember, on_delete=models.PROTECT, related_name="moves")
    code = models.TextField()
    old_stage = models.TextField()
    new_stage = models.TextField()
    outcome = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    moved_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["enrolment_member", "moved_at"], name="cases_move_member")]


class EligibilityAnswer(models.Model):
    """What one rule of the programme answered about an enrolment, with the sentence a caseworker read."""

    id = random_id()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="eligibility")
    rule = models.TextField()
    answer = models.TextField()
    sentences = models.JSONField(default=dict)
    source = models.TextField(blank=True)
    asks = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    settled_as = models.TextField(blank=True)
    settled_by = staff()
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.TextField(blank=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "rule"], condition=Q(superseded_at=None), name="cases_eligibilityanswer_once"
            ),
            one_of("answer", ("yes", "no", "refer", "not_known_yet"), "cases_eligibilityanswer_known"),
            one_of("settled_as", ("yes", "no"), "cases_eligibilityanswer_settled_known", empty=True),
            models.CheckConstraint(
                condition=Q(settled_as="") | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="cases_eligibilityanswer_settled_by_person",
            ),
        ]


class Decision(models.Model):
    """Ours or the authority's decision on an enrolment: the answer, its reasons and the remedy; never changed."""

    id = random_id()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="decisions")
    kind = models.TextField()
    answer = models.TextField()
    reasons = ArrayField(models.TextField(), default=list)
    remedy = models.TextField(blank=True)
    remedy_until = models.DateField(null=True)
    decided_on = models.DateField()
    decided_by = models.TextField()
    reference = models.TextField(blank=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            one_of("kind", DecisionKind, "cases_decision_kind_known"),
            one_of("answer", DecisionAnswer, "cases_decision_answer_known"),
            models.CheckConstraint(
                condition=~Q(answer=DecisionAnswer.REFUSED) | ~Q(reasons=[]) & ~Q(remedy=""),
                name="cases_decision_refusal_has_reasons_and_remedy",
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "decided_on"], name="cases_decision_enrolment")]
