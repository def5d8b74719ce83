"""Applications to a competent authority: what it is shown, and what it answers (D18)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.models.enrolment import Decision, Enrolment, EnrolmentMember
from safar.cases.types.authority import ApplicationState
from safar.cases.types.codes import DecisionAnswer

LIVE = [ApplicationState.WAITING, ApplicationState.MORE_ASKED]


class AuthorityApplication(models.Model):
    """An enrolment put before one authority; `state` is written by the database alone."""

    id = random_id()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="applications")
    authority = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    reference = models.TextField()
    host_country = models.CharField(max_length=2)
    return_country = models.CharField(max_length=2)
    programme = models.TextField()
    round = models.PositiveSmallIntegerField(default=1)
    state = models.TextField(default=ApplicationState.WAITING)
    state_since = models.DateTimeField()
    submitted_at = models.DateTimeField()
    submitted_by = staff()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="cases_application_reference_once"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(state__in=LIVE), name="cases_application_one_waiting"
            ),
            one_of("state", ApplicationState, "cases_application_state_known"),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="cases_application_authority")]


class AuthorityApplicant(models.Model):
    """One person of an application as submitted: the database copies the fields the programme declares, no other."""

    id = random_id()
    application = models.ForeignKey(AuthorityApplication, on_delete=models.PROTECT, related_name="applicants")
    enrolment_member = models.ForeignKey(EnrolmentMember, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.TextField(default="")
    own_name = models.TextField(default="")
    sex = models.TextField(default="")
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    nationality = models.TextField(default="")
    document_kind = models.TextField(default="")
    document_number = models.TextField(default="")
    document_until = models.DateField(null=True)
    role = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "enrolment_member", "round"], name="cases_applicant_once_a_round"
            )
        ]


class AuthorityAnswer(models.Model):
    """What the authority answered; it becomes a decision on the case. Never changed."""

    id = random_id()
    application = models.ForeignKey(AuthorityApplication, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField()
    answer = models.TextField()
    reasons = ArrayField(models.TextField(), default=list)
    remedy = models.TextField(default="")
    remedy_until = models.DateField(null=True)
    asks = models.TextField(default="")
    decided_on = models.DateField()
    reference = models.TextField(default="")
    answered_by = staff()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            one_of("answer", DecisionAnswer, "cases_authorityanswer_known"),
            models.CheckConstraint(
                condition=~Q(answer=DecisionAnswer.REFUSED)
                | (~Q(reasons=[]) & ~Q(remedy="") & Q(remedy_until__isnull=False)),
                name="cases_authorityanswer_refusal_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer=DecisionAnswer.MORE_ASKED) | ~Q(asks=""),
                name="cases_authorityanswer_asks_something",
            ),
        ]


class AuditSample(models.Model):
    """Some cases drawn by a seed for one auditor, for some days (D18); the draw can be repeated and checked."""

    id = random_id()
    auditor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    seed = models.TextField()
    wanted = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField(default=0)
    opened_from = models.DateField()
    opened_until = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = staff()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gte=1, wanted__lte=200), name="cases_auditsample_size"),
            models.CheckConstraint(
                condition=Q(until_on__gte=models.F("from_on")) & Q(opened_until__gte=models.F("opened_from")),
                name="cases_auditsample_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(seed="") & ~Q(purpose=""), name="cases_auditsample_seed_and_purpose"),
        ]


class AuditedCase(models.Model):
    """One case of a sample; written by the draw alone."""

    id = random_id()
    sample = models.ForeignKey(AuditSample, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "case"], name="cases_auditedcase_once")]
