"""What happens to people and promises after arrival: onward movement, decided consequences, who already gives what."""

from django.db import models
from django.db.models import Q

from safar.cases.models.case import Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.models.enrolment import EnrolmentMember
from safar.cases.models.promises import DueItem
from safar.cases.types.after_arrival import Certainty, Fate, OnwardKind


class OnwardMove(models.Model):
    """Somebody moved on or left again, or came back: how sure we are, and how we go on with them; never changed."""

    id = random_id()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="onward_moves")
    kind = models.TextField()
    certainty = models.TextField()
    country = models.CharField(max_length=2, blank=True)
    place = models.TextField(blank=True)
    since_on = models.DateField()
    source = models.TextField()
    plan = models.TextField()
    told_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            one_of("kind", OnwardKind, "cases_onwardmove_kind_known"),
            one_of("certainty", Certainty, "cases_onwardmove_certainty_known"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(plan=""), name="cases_onwardmove_with_a_plan"),
        ]
        indexes = [models.Index(fields=["member", "told_at"], name="cases_onwardmove_member")]


class FateDecision(models.Model):
    """Where a programme leaves a promise to be decided after life changed: what was decided and why; never changed."""

    id = random_id()
    due_item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="fates")
    answer = models.TextField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            one_of("answer", Fate, "cases_fatedecision_answer_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_fatedecision_has_reason"),
        ]


class AnotherReturn(models.Model):
    """A person decided that this enrolment is about another return than the one help was given for; never changed."""

    id = random_id()
    enrolment_member = models.ForeignKey(EnrolmentMember, on_delete=models.PROTECT, related_name="other_returns")
    reason = models.TextField()
    settled_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment_member"], name="cases_anotherreturn_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_anotherreturn_has_reason"),
        ]


class BenefitTurn(models.Model):
    """One row for each person and benefit: who promises or hands over takes their turn here. Only the database does."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    benefit = models.TextField()
    turn = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "benefit"], name="cases_benefitturn_once")]
