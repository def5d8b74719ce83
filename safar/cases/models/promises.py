"""What the programme makes due, the amounts approved on the case, and how each was handed over or explained."""

from django.db import models
from django.db.models import Q

from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.models.enrolment import Enrolment, EnrolmentMember

STANDINGS = ("due", "ended", "passes_to_family", "decided_on_case")


class DueItem(models.Model):
    """One line of what is due to a unit or a member; the amount is empty while the programme publishes none.

    `benefit` is what it is across programmes and is written by the database; `handed_over_to` names who received it
    when that is not the person themselves.
    """

    id = random_id()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="due_items")
    enrolment_member = models.ForeignKey(EnrolmentMember, on_delete=models.PROTECT, related_name="+", null=True)
    line = models.TextField()
    benefit = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    names = models.JSONField(default=dict)
    kind = models.TextField()
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    source = models.TextField(blank=True)
    funder = models.TextField(blank=True)
    at_most = models.BooleanField(default=False)
    needs_approval = models.BooleanField()
    tied_to_return = models.BooleanField()
    standing = models.TextField(default="due")
    due_event = models.TextField()
    due_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    handed_over_by = staff()
    handed_over_to = models.TextField(blank=True)
    receipt = models.TextField(blank=True)
    explained_at = models.DateTimeField(null=True)
    explained_by = staff()
    explained_reason = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "enrolment_member", "line", "number"],
                condition=Q(superseded_at=None),
                nulls_distinct=False,
                name="cases_dueitem_once",
            ),
            one_of("kind", ("cash", "kind", "either"), "cases_dueitem_kind_known"),
            one_of("standing", STANDINGS, "cases_dueitem_standing_known"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="cases_dueitem_amount_positive"),
            models.CheckConstraint(
                condition=Q(handed_over_on=None) | ~Q(receipt=""), name="cases_dueitem_handed_over_with_receipt"
            ),
            models.CheckConstraint(
                condition=Q(explained_at=None) | ~Q(explained_reason=""), name="cases_dueitem_explained_in_words"
            ),
        ]


class Promise(models.Model):
    """An amount approved for a due item, with its reference; when tied to return it carries the permit."""

    id = random_id()
    due_item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="promises")
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    reference = models.TextField()
    permit_id = models.UUIDField(null=True)
    permit_state = models.TextField(null=True)
    approved_at = models.DateTimeField()
    approved_by = staff()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="cases_promise_has_reference"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="cases_promise_amount_positive"),
            models.CheckConstraint(
                condition=Q(permit_id=None, permit_state=None) | Q(permit_id__isnull=False, permit_state__isnull=False),
                name="cases_promise_permit_whole",
            ),
        ]
