"""The case, its members and the events of both."""

from django.db import models
from django.db.models import F, Q

from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.codes import Began, CaseStatus, MemberRole


class Case(models.Model):
    """One intended return, or help after one; it belongs to an office and may be offered to another."""

    id = random_id()
    reference = models.TextField()
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+", null=True)
    sent_from = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+", null=True)
    journey = models.ForeignKey("consent.Journey", on_delete=models.PROTECT, related_name="+", null=True)
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", null=True)
    enquiry = models.ForeignKey("people.Enquiry", on_delete=models.PROTECT, related_name="+", null=True)
    split_from = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    alias = models.TextField(blank=True)
    status = models.TextField(default=CaseStatus.OPEN)
    status_reason = models.TextField(blank=True)
    began = models.TextField(default=Began.BEFORE_TRAVEL)
    host_country = models.CharField(max_length=2)
    return_country = models.CharField(max_length=2)
    return_place = models.TextField(blank=True)
    assigned_to = staff()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closure_reason = models.TextField(blank=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="cases_case_reference_once"),
            one_of("status", CaseStatus, "cases_case_status_known"),
            one_of("began", Began, "cases_case_began_known"),
            models.CheckConstraint(
                condition=Q(offered_to=None) | ~Q(offered_to=F("office")), name="cases_case_offered_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(status=CaseStatus.CLOSED, closed_at__isnull=False) & ~Q(closure_reason="")
                | ~Q(status=CaseStatus.CLOSED) & Q(closed_at=None),
                name="cases_case_closed_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "status"], name="cases_case_office"),
            models.Index(fields=["offered_to"], name="cases_case_offered"),
            models.Index(fields=["sent_from"], name="cases_case_sent"),
            models.Index(fields=["assigned_to", "status"], name="cases_case_assigned"),
        ]


class Member(models.Model):
    """A person in a case, from when until when."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    traveller = models.ForeignKey("consent.Traveller", on_delete=models.PROTECT, related_name="+", null=True)
    role = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField()
    joined_reason = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True)
    left_reason = models.TextField(blank=True)
    moved_to = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(left_at=None), name="cases_member_once_in_case"
            ),
            one_of("role", MemberRole, "cases_member_role_known"),
            models.CheckConstraint(
                condition=Q(left_at=None, left_reason="") | Q(left_at__isnull=False) & ~Q(left_reason=""),
                name="cases_member_left_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="cases_member_person")]


class CaseEvent(models.Model):
    """Something that happened to a case or a member that is not a move between stages; never changed."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    code = models.TextField()
    params = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    happened_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()

    class Meta:
        indexes = [models.Index(fields=["case", "happened_at"], name="cases_caseevent_case")]
