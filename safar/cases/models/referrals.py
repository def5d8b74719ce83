"""Referrals to shelters, clinics, lawyers and others: made with the person's consent, answered by the receiver."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from safar.cases.models.case import Case, Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.codes import ReferralKind, ReferralOutcome


class Referral(models.Model):
    """One person referred to one receiver for one purpose. Nothing about it hangs on a permit (V4, V5)."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    receiver = models.TextField()
    purpose = models.TextField()
    shares = ArrayField(models.TextField())
    consent = models.ForeignKey("people.DataConsent", on_delete=models.PROTECT, related_name="+")
    confidential = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = staff()
    answer_due_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            one_of("kind", ReferralKind, "cases_referral_kind_known"),
            models.CheckConstraint(
                condition=~Q(receiver="") & ~Q(purpose="") & ~Q(shares=[]), name="cases_referral_says_what"
            ),
            models.CheckConstraint(
                condition=Q(answer_due_at__gt=models.F("made_at")), name="cases_referral_due_after_made"
            ),
        ]


class ReferralAnswer(models.Model):
    """What became of a referral: acknowledged, declined, served, not served, or stopped by the person."""

    id = random_id()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="answers")
    outcome = models.TextField()
    answered_at = models.DateTimeField()
    by_whom = models.TextField(blank=True)
    note = models.TextField(blank=True)
    by = staff()
    recorded_at = recorded()

    class Meta:
        constraints = [one_of("outcome", ReferralOutcome, "cases_referral_outcome_known")]
