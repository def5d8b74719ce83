"""Who lives with whom, and who is whose parent, spouse or guardian."""

import uuid

from django.db import models
from django.db.models import F, Q

from safar.people.models.persons import Person
from safar.people.types import RelationKind


class Household(models.Model):
    """People who live together; who they are changes with time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    label = models.TextField()
    created_at = models.DateTimeField()


class HouseholdMember(models.Model):
    """A person's time in a household."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    place = models.TextField(blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_on__isnull=True), name="people_one_household_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="people_membership_order"
            ),
        ]


class Relation(models.Model):
    """`person` is the parent, spouse, guardian … of `other`, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_by")
    kind = models.TextField()
    parental_responsibility = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relation_to_another"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(until_on__isnull=True),
                name="people_relation_once",
            ),
            models.CheckConstraint(
                condition=Q(parental_responsibility=False) | Q(kind__in=[RelationKind.PARENT, RelationKind.GUARDIAN]),
                name="people_responsibility_of_parents",
            ),
            models.CheckConstraint(condition=Q(kind__in=RelationKind.values), name="people_relation_kind_known"),
        ]


class RelationConcern(models.Model):
    """A fear of violence between two people: seen only by who may see the protection class (V16, D8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="concerns")
    note = models.TextField(blank=True, default="")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
