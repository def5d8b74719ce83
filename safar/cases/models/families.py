"""How cases came from one another, and what must be settled with somebody after a change in the family."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from safar.cases.models.case import Case, CaseEvent, Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.families import ChangeGateCode, LinkKind


class CaseLink(models.Model):
    """Members went from one case into another: a split or a merge. Only the database writes it, with the move."""

    id = random_id()
    kind = models.TextField()
    from_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    into_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    members = ArrayField(models.UUIDField())
    tasks = ArrayField(models.UUIDField(), default=list)
    places = models.JSONField(default=dict)
    reason = models.TextField()
    linked_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()
    undone_at = models.DateTimeField(null=True)
    undone_recorded_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", LinkKind, "cases_caselink_kind_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_caselink_has_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_reason="") | Q(undone_at__isnull=False) & ~Q(undone_reason=""),
                name="cases_caselink_undone_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["from_case"], name="cases_caselink_from"),
            models.Index(fields=["into_case"], name="cases_caselink_into"),
        ]


class ChangeGate(models.Model):
    """Something to settle with one member after a change in the family, before they go on (V16)."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="change_gates")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    opened_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    cleared_by = staff()
    how = models.TextField(blank=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            one_of("code", ChangeGateCode, "cases_changegate_known"),
            models.UniqueConstraint(
                fields=["member", "code"], condition=Q(cleared_at=None), name="cases_changegate_once_open"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None, how="") | Q(cleared_at__isnull=False) & ~Q(how=""),
                name="cases_changegate_cleared_in_words",
            ),
        ]
        indexes = [models.Index(fields=["case"], name="cases_changegate_case")]
