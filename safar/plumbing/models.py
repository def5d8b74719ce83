"""The plumbing's tables: what was done, what rows used to say, and a few settings of the installation."""

from django.db import models
from django.db.models.functions import Now

from safar.plumbing.drafts import Draft as Draft


class AuditEntry(models.Model):
    """One thing somebody did, written in the transaction that did it; never changed."""

    id = models.BigAutoField(primary_key=True)
    office_id = models.IntegerField(null=True, db_index=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    user_id = models.IntegerField(null=True)
    role = models.TextField()
    channel = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    subject_id = models.TextField()
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id"], name="plumbing_audit_subject")]


class AuditSeal(models.Model):
    """The digest over a batch of audit entries of one office, chained to the batch before, as V14 does for consent."""

    id = models.BigAutoField(primary_key=True)
    office_id = models.IntegerField(null=True)
    number = models.IntegerField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    digest = models.TextField()
    sealed_at = models.DateTimeField(db_default=Now())


class RowVersion(models.Model):
    """What a row said before somebody changed it (rule D3)."""

    id = models.BigAutoField(primary_key=True)
    table_name = models.TextField()
    row_id = models.TextField()
    changed_at = models.DateTimeField(db_default=Now())
    changed_by = models.IntegerField(null=True)
    old = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_id"], name="plumbing_version_row")]


class Setting(models.Model):
    """A fact about this installation that the database itself must know, such as being a demonstration."""

    key = models.TextField(primary_key=True)
    value = models.JSONField()
