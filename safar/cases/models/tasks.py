"""What somebody still has to do, until when and why that date, and each time they were reminded."""

from django.db import models
from django.db.models import Q

from safar.cases.models.case import Case, Member
from safar.cases.models.columns import one_of, random_id, recorded, staff
from safar.cases.types.codes import ForWhom


class Task(models.Model):
    """One thing to do; its words come from `code` and `params`, its date from `why_due`."""

    id = random_id()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    code = models.TextField()
    params = models.JSONField(default=dict)
    for_whom = models.TextField()
    owner = staff()
    owner_role = models.TextField(blank=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    why_due = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)
    done_by = staff()
    outcome = models.TextField(blank=True)
    recorded_at = recorded()

    class Meta:
        constraints = [
            one_of("for_whom", ForWhom, "cases_task_for_whom_known"),
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="") | Q(done_at__isnull=False) & ~Q(outcome=""),
                name="cases_task_done_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "done_at"], name="cases_task_case"),
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="cases_task_due"),
        ]


class TaskChase(models.Model):
    """Somebody was reminded about a task; never changed."""

    id = random_id()
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="chases")
    chased_at = models.DateTimeField()
    channel = models.TextField()
    note = models.TextField(blank=True)
    by = staff()
    recorded_at = recorded()
