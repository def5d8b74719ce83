"""What a child needs who travels without a parent (V9): decided, heard, guarded, expected, accompanied, handed over."""

from django.db import models
from django.db.models import Q

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to

OUTCOMES = ["return", "stay", "more_needed"]
WISHES = ["wants_to_return", "does_not_want", "not_sure", "too_young"]
HAND_OVERS = ["handed_over", "somebody_else", "nobody_came"]


class BestInterest(models.Model):
    """What a panel decided is best for one child, or for several who stay together. Who sat on it are rows."""

    id = random_key()
    decided_on = models.DateField()
    outcome = models.TextField()
    together = models.BooleanField(default=True)
    paper = models.TextField(default="")
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="v9_decision_outcome")]


class BestInterestChild(models.Model):
    """A child whom the decision is about."""

    id = random_key()
    decision = models.ForeignKey(BestInterest, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="best_interests")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "child"], name="v9_decided_once")]


class PanelMember(models.Model):
    """Somebody who sat on the panel, by name."""

    id = random_key()
    decision = models.ForeignKey(BestInterest, on_delete=models.PROTECT, related_name="panel")
    name = models.TextField()
    organisation = models.TextField(default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="v9_panel_named")]


class BestInterestRevoked(models.Model):
    """The panel, or a court, took the decision back."""

    id = random_key()
    decision = models.OneToOneField(BestInterest, on_delete=models.PROTECT, related_name="revoked")
    revoked_at = models.DateTimeField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()


class ChildView(models.Model):
    """What the child says, heard alone and in a way that fits their age. The last one counts."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="views")
    heard_at = models.DateTimeField()
    heard_by = models.TextField()
    alone = models.BooleanField()
    fits_age = models.BooleanField()
    wish = models.TextField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(wish__in=WISHES), name="v9_child_wish"),
            models.CheckConstraint(condition=~Q(heard_by=""), name="v9_heard_by"),
        ]


class GuardianSaid(models.Model):
    """What a guardian says about this return; the last word of each counts."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="guardian_said")
    guardianship = to("people.Guardianship")
    agrees = models.BooleanField()
    said_at = models.DateTimeField()
    paper = models.TextField(default="")
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agrees=False) | ~Q(paper=""), name="v9_guardian_paper"),
        ]


class Carer(models.Model):
    """Who will care for the child after arrival; the last one named counts."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="carers")
    person = to("people.Person", null=True)
    name = models.TextField()
    relation = models.TextField(default="")
    place = models.TextField()
    reached_by = models.TextField(default="")
    named_at = models.DateTimeField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(place=""), name="v9_carer_named")]


class CarerVerification(models.Model):
    """An office of ours or a partner has seen the carer and the home, and says whether the child can live there."""

    id = random_key()
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="verifications")
    verified_on = models.DateField()
    verified_by = models.TextField()
    suitable = models.BooleanField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(verified_by=""), name="v9_verified_by")]


class CarerAnswer(models.Model):
    """Whether the carer accepts the child, until the child is of age; taken back at any time. The last one counts."""

    id = random_key()
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="answers")
    accepts = models.BooleanField()
    until_majority = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    paper = models.TextField(default="")
    recorded_by = to("accounts.User")
    recorded_at = recorded()


class PickUp(models.Model):
    """The carer, or nobody, has said that they will be at the place of arrival."""

    id = random_key()
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="pick_ups")
    confirmed = models.BooleanField()
    place = models.TextField()
    said_at = models.DateTimeField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(place=""), name="v9_pick_up_place")]


class ChildEscort(models.Model):
    """Who travels with the child, from door to door; the last one named counts, and `goes` false takes them back."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="escorts")
    person = to("people.Person", null=True)
    name = models.TextField()
    organisation = models.TextField(default="")
    goes = models.BooleanField(default=True)
    named_at = models.DateTimeField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="v9_escort_named")]


class HandOver(models.Model):
    """The end of the journey: the named carer signs for the child, or the child stays with us."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="hand_overs")
    carer = models.ForeignKey(Carer, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField()
    at_place = models.TextField()
    happened_at = models.DateTimeField()
    identity_seen = models.TextField(default="")
    signed_by = models.TextField(default="")
    handed_by = models.TextField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=HAND_OVERS), name="v9_hand_over_outcome"),
            models.CheckConstraint(
                condition=~Q(outcome="handed_over")
                | (~Q(identity_seen="") & ~Q(signed_by="") & Q(carer__isnull=False)),
                name="v9_hand_over_signed",
            ),
            models.CheckConstraint(condition=~Q(handed_by="") & ~Q(at_place=""), name="v9_hand_over_where"),
        ]


class ParentSearch(models.Model):
    """One attempt to reach a parent whose consent is needed; a search is what makes “untraceable” more than a word."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="parent_searches")
    parent = to("people.Person", null=True)
    parent_name = models.TextField(default="")
    searched_on = models.DateField()
    way = models.TextField()
    recorded_by = to("accounts.User")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="") & (Q(parent__isnull=False) | ~Q(parent_name="")), name="v16_search_named"
            )
        ]


class ChildNote(models.Model):
    """What was said and why, about a decision, a view, a verification or a hand-over: for the protection class only."""

    id = random_key()
    child = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="+")
    about = models.TextField()
    row_id = models.UUIDField()
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = to("accounts.User")
    recorded_at = recorded()
