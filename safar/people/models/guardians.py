"""Who may decide for a child, on which paper, and from which day until which day."""

import uuid

from django.db import models
from django.db.models import F, Q

from safar.people.models.persons import Person
from safar.people.types import GuardianKind


class Guardianship(models.Model):
    """Somebody's authority over a child; it may end early, and a longer one is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    guardian_name = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    kind = models.TextField()
    proof = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="people_guardian_proof"),
            models.CheckConstraint(
                condition=Q(guardian__isnull=False) | ~Q(guardian_name=""), name="people_guardian_named"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="people_guardian_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")), name="people_guardian_end"
            ),
            models.CheckConstraint(condition=Q(kind__in=GuardianKind.values), name="people_guardian_kind"),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("child")), name="people_guardian_of_another"
            ),
        ]
