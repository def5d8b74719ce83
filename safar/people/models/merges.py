"""Two records of one person are read as one: a pointer from the one to the other, which can be taken back."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from safar.people.models.persons import Name, Person


class Merge(models.Model):
    """`gone` is read under `kept`. Only the database writes here (people_merge_records, people_undo_merge).

    No row of either is moved or copied. What was taken over into the kept record stands in `taken`, what stood there
    before in `former`, column by column, so that undoing brings it back exactly.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listed_name = models.ForeignKey(Name, null=True, on_delete=models.PROTECT, related_name="+")
    taken = models.JSONField(default=dict)
    former = models.JSONField(default=dict)
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    undone_reason = models.TextField(blank=True, default="")
    # The answers that somebody corrected after the merge: they stayed as corrected when it was undone.
    stayed = ArrayField(models.TextField(), default=list)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kept", "gone"], condition=Q(undone_at=None), name="people_merge_once"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="people_merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="people_merge_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None) | (Q(undone_by__isnull=False) & ~Q(undone_reason="")),
                name="people_merge_undone_reason",
            ),
        ]
