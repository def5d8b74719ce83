"""On what a case or a piece of a file goes to another office: agreements, consents, what was told to save a life."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from safar.cases.models.case import Case
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.families import TransferAnswer, TransferKind


class TransferAgreement(models.Model):
    """Under it another organisation's office may be given data, for a purpose, from a day until a day."""

    id = random_id()
    recipient = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    paper = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = recorded()
    by = staff()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="cases_agreement_days_in_order"),
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(paper=""), name="cases_agreement_purpose_and_paper"),
        ]
        indexes = [models.Index(fields=["recipient", "from_on"], name="cases_agreement_recipient")]


class Transfer(models.Model):
    """One offer of a case to another office, or the least that was told to save a life; and what became of it (D6)."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(default="offer")
    from_office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(TransferAgreement, on_delete=models.PROTECT, related_name="+", null=True)
    consents = ArrayField(models.UUIDField(), default=list)
    assents = ArrayField(models.UUIDField(), default=list)
    told = models.TextField(blank=True)
    reason = models.TextField()
    offered_at = models.DateTimeField()
    recorded_at = recorded()
    by = staff()
    answer = models.TextField(default="open")
    answered_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    person_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("kind", TransferKind, "cases_transfer_kind_known"),
            one_of("answer", TransferAnswer, "cases_transfer_answer_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_transfer_has_reason"),
            models.CheckConstraint(
                condition=~Q(kind="to_save_life") | ~Q(told=""), name="cases_transfer_says_what_was_told"
            ),
            models.CheckConstraint(condition=~Q(from_office=F("to_office")), name="cases_transfer_elsewhere"),
        ]
        indexes = [
            models.Index(fields=["case"], name="cases_transfer_case"),
            models.Index(fields=["to_office", "offered_at"], name="cases_transfer_to"),
            models.Index(fields=["from_office", "offered_at"], name="cases_transfer_from"),
        ]
