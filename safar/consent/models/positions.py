"""Where a person stands in law: capacity, asylum, refoulement, detention and removal dates."""

from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to


class CapacityDoubt(models.Model):
    """A doubt whether the person can decide about this return at this time (V8)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="capacity_doubts")
    about = models.TextField(default="return")
    raised_on = models.DateField()
    source = models.TextField()
    recorded_at = recorded()


class CapacityDoubtSettled(models.Model):
    """How a doubt ended: a professional assessment, or a legal decision-maker; never a hospital or an insurer."""

    id = random_key()
    doubt = models.ForeignKey(CapacityDoubt, on_delete=models.PROTECT, related_name="settled")
    settled_by = models.TextField()
    settler_kind = models.TextField()
    settled_on = models.DateField()
    can_decide = models.BooleanField()
    result = models.TextField(default="")
    settler_name = models.TextField(default="")
    sent_by = models.TextField(default="")
    paper = models.TextField(default="")
    authority_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    note = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_by__in=["assessment", "legal_decision_maker"]),
                name="consent_doubt_settled_by",
            ),
            models.CheckConstraint(
                condition=models.Q(settler_kind__in=["psychologist", "psychiatrist", "doctor", "court", "guardian"]),
                name="v8_never_hospital_or_insurer",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_by__in=["", "us", "person", "court", "lawyer", "public_service"]),
                name="v8_never_sent_by_hospital_or_insurer",
            ),
            models.CheckConstraint(
                condition=models.Q(result__in=["can", "with_support", "cannot", "decided_for"]),
                name="consent_capacity_result",
            ),
            models.CheckConstraint(
                condition=~models.Q(result="decided_for")
                | ~models.Q(settler_name="")
                & ~models.Q(paper="")
                & models.Q(authority_from__isnull=False, authority_from__lte=models.F("settled_on")),
                name="v8_decision_maker_paper",
            ),
        ]


class AsylumPosition(models.Model):
    """Whether a claim or appeal is open, and whether independent advice was taken or declined in writing (V13)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="asylum_positions")
    status = models.TextField()
    advice = models.TextField(default="")
    advice_on = models.DateField(null=True)
    advice_by = models.TextField(default="")
    advice_paper = models.TextField(default="")
    advice_with = models.TextField(default="")
    wishes_origin_contact = models.BooleanField(default=False)
    origin_wish_on = models.DateField(null=True)
    origin_wish_paper = models.TextField(default="")
    stated_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["none", "open_claim", "open_appeal", "closed"]),
                name="consent_asylum_status",
            ),
            models.CheckConstraint(
                condition=models.Q(advice__in=["", "taken", "declined_in_writing"]), name="consent_asylum_advice"
            ),
        ]


class RefoulementDoubt(models.Model):
    """A doubt whether the person would be safe from persecution or torture after return (V13)."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="refoulement_doubts")
    raised_at = models.DateTimeField()
    raised_by = to("accounts.User")
    note = models.TextField(default="")
    recorded_at = recorded()


class RefoulementDecision(models.Model):
    """What a protection lead outside the journey's office decided; they may decline although the person insists."""

    id = random_key()
    doubt = models.ForeignKey(RefoulementDoubt, on_delete=models.PROTECT, related_name="decisions")
    decided_by = to("accounts.User")
    decided_at = models.DateTimeField()
    decision = models.TextField()
    note = models.TextField(default="")
    reason_for_person = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision__in=["may_go", "declined"]), name="consent_refoulement_decision"
            ),
        ]


class RefoulementTold(models.Model):
    """The person was told the decision and its reasons, and whether they ask somebody else to look again (V13)."""

    id = random_key()
    decision = models.OneToOneField(RefoulementDecision, on_delete=models.PROTECT, related_name="told")
    told_at = models.DateTimeField()
    told_by = to("accounts.User")
    language = models.TextField()
    insists = models.BooleanField(default=False)
    wants_second = models.BooleanField(default=False)
    recorded_at = recorded()


class DetentionPosition(models.Model):
    """Whether the person is detained, and the date by which the State means to remove them, as last stated."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="detention_positions")
    in_detention = models.BooleanField()
    removal_on = models.DateField(null=True)
    place = models.TextField(default="")
    authority = models.TextField(default="")
    lawyer = models.TextField(default="")
    stated_at = models.DateTimeField()
    recorded_at = recorded()


class Removal(models.Model):
    """The State removed the person first (V19): we arranged nothing of it. `account` is what they or others told us."""

    id = random_key()
    traveller = models.OneToOneField(Traveller, on_delete=models.PROTECT, related_name="removal")
    removed_at = models.DateTimeField()
    authority = models.TextField()
    place = models.TextField(default="")
    told_by = models.TextField()
    account = models.TextField(default="")
    recorded_by = to("accounts.User", null=True)
    recorded_at = recorded()
