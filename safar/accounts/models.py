"""Offices, members of staff, the posts they hold, and the log of files they opened."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from safar.accounts.types import OfficeKind, Role


class Office(models.Model):
    """An office of the organisation or of a partner; the tree decides whose rows a manager reaches."""

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OfficeKind.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    timezone = models.CharField(max_length=40, default="UTC")
    language = models.CharField(max_length=8, default="en")
    telephone = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_only_the_organisation_has_no_parent",
                condition=models.Q(kind="organisation", parent__isnull=True)
                | (~models.Q(kind="organisation") & models.Q(parent__isnull=False)),
            )
        ]


class User(AbstractBaseUser):
    """A member of staff who signs in. What they may do comes from their posting, not from flags here."""

    id = models.AutoField(primary_key=True)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    calendar = models.CharField(max_length=10, default="", blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[BaseUserManager[User]] = BaseUserManager()  # type: ignore[assignment]
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def get_full_name(self) -> str:
        """The name colleagues see."""
        return self.name


class Posting(models.Model):
    """A post: this member of staff, in this office, in this role, from a day until a day."""

    id = models.AutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_posting_ends_after_it_begins",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.UniqueConstraint(
                name="accounts_one_open_posting",
                fields=["user"],
                condition=models.Q(until_on__isnull=True),
            ),
        ]


class AccessEntry(models.Model):
    """Somebody read a file, a list, a print or an export (rule D12); a list is one row with its ids."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    user_id = models.IntegerField(null=True)
    role = models.TextField()
    office_id = models.IntegerField(null=True, db_index=True)
    kind = models.TextField()
    page = models.TextField()
    subject_ids = ArrayField(models.UUIDField())


class BreakGlass(models.Model):
    """Somebody opened a file that is not theirs, to save a life: at most four hours, told to a second person (D20)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    reference = models.TextField()
    file_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    subject_ids = ArrayField(models.UUIDField())
    reason = models.TextField()
    second = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.TextField(default="")
    finding_note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_glass_four_hours",
                condition=models.Q(until_at__gt=models.F("opened_at"))
                & models.Q(until_at__lte=models.F("opened_at") + timedelta(hours=4)),
            ),
            models.CheckConstraint(name="accounts_glass_second", condition=~models.Q(second=models.F("user"))),
            models.CheckConstraint(name="accounts_glass_reason", condition=models.Q(reason__regex=r"\S{2,}.*\S{2,}")),
            models.CheckConstraint(
                name="accounts_glass_finding",
                condition=models.Q(finding="", reviewed_at__isnull=True, reviewed_by__isnull=True)
                | models.Q(
                    finding__in=["justified", "not_justified", "followed_up"],
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(fields=["user", "until_at"], name="accounts_glass_user")]
