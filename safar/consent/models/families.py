"""Changes in a family that reach a journey: who is asked again and what waits follows from the row by itself."""

from django.db import models

from safar.consent.models.journeys import Journey, Traveller
from safar.consent.models.keys import random_key, recorded, to

FAMILY_CHANGES = ["married", "separated", "missing", "found", "born_on_the_way", "journey_changed"]


class FamilyChange(models.Model):
    """Something changed for one traveller; `other_person` is the spouse, or the mother of who was born on the way."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="family_changes")
    kind = models.TextField()
    other_person = to("people.Person", null=True)
    happened_at = models.DateTimeField()
    spoke_alone_at = models.DateTimeField(null=True)
    from_journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+", null=True)
    to_journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+", null=True)
    written_by = to("accounts.User", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=FAMILY_CHANGES), name="consent_family_change_known"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["married", "separated", "born_on_the_way"])
                | models.Q(other_person__isnull=False),
                name="consent_family_change_names_the_other",
            ),
        ]
        indexes = [models.Index(fields=["traveller", "kind"], name="consent_familychange_of")]
