"""Offices, members of staff, the posts they hold, and the log of files they opened."""

from __future__ import annotations

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
