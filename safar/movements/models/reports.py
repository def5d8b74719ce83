"""What was reported from the airport, as it was reported; what became of each report; and what contradicts."""

from django.db import models
from django.db.models import Q

from safar.movements.models.columns import random_id, recorded, staff, to
from safar.movements.models.legs import Leg
from safar.movements.types.codes import Finding, IncidentKind, ReportKind


class Report(models.Model):
    """One entry made at the airport. Its id was made on the phone, so that sending it twice is sending it once."""

    id = models.UUIDField(primary_key=True, editable=False)
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="reports")
    kind = models.TextField()
    value = models.TextField(blank=True, default="")
    alone = models.BooleanField(null=True)
    amount = models.IntegerField(null=True)
    currency = models.TextField(blank=True, default="")
    receipt = models.TextField(blank=True, default="")
    stated_at = models.DateTimeField()
    recorded_at = recorded()
    by = to("accounts.User")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in ReportKind]), name="movements_report_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="cash") | Q(amount__gt=0, currency__regex="^[A-Z]{3}$"),
                name="movements_report_cash_amount",
            ),
            models.CheckConstraint(
                condition=~Q(kind="asked") | Q(value__in=["yes", "not_sure", "no"], alone__isnull=False),
                name="movements_report_answer_known",
            ),
        ]
        indexes = [models.Index(fields=["leg", "stated_at"], name="movements_report_leg")]


class Settlement(models.Model):
    """What became of a report: taken over (`done`), said already (`outdone`), or refused, which makes an incident."""

    id = random_id()
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="settlement")
    result = models.TextField()
    code = models.TextField(blank=True, default="")
    params = models.JSONField(default=dict)
    settled_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=["done", "outdone", "refused"]), name="movements_settlement_result_known"
            ),
        ]


class Incident(models.Model):
    """Reports and rules contradict each other: kept as reported until somebody has found out what is true."""

    id = random_id()
    case = to("cases.Case")
    member = to("cases.Member")
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="incidents")
    kind = models.TextField()
    code = models.TextField(blank=True, default="")
    params = models.JSONField(default=dict)
    stated_at = models.DateTimeField()
    recorded_at = recorded()
    settled_at = models.DateTimeField(null=True)
    settled_by = staff()
    finding = models.TextField(blank=True, default="")
    words = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in IncidentKind]), name="movements_incident_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, finding="")
                | Q(settled_at__isnull=False, finding__in=[str(one) for one in Finding]) & ~Q(words=""),
                name="movements_incident_settled_with_finding",
            ),
            models.UniqueConstraint(fields=["leg", "kind", "code"], name="movements_incident_once"),
        ]
