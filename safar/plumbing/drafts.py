"""Long forms kept on the server while they are typed: seen by nobody but their writer, gone after a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, models

from safar.plumbing.types import Actor

DRAFT_LIFE = timedelta(days=7)
LONGEST_DRAFT = 200_000
# PostgreSQL keeps neither in JSON; whoever sent them pressed no key for them.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class Draft(models.Model):
    """A form half written by one member of staff about one subject."""

    id = models.BigAutoField(primary_key=True)
    user_id = models.IntegerField()
    form = models.TextField()
    subject = models.UUIDField()
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "plumbing"
        constraints = [
            models.UniqueConstraint(fields=["user_id", "form", "subject"], name="plumbing_one_draft_per_form")
        ]


@dataclass(frozen=True)
class KeptDraft:
    """What was typed so far, by field name, and when it was last kept."""

    answers: dict[str, list[str]]
    saved_at: datetime

    @property
    def initial(self) -> dict[str, str | list[str]]:
        """The answers as a form's `initial`: a single text where one was given, else a list."""
        return {name: values[0] if len(values) == 1 else values for name, values in self.answers.items()}


def keep_draft(*, by: Actor, at: datetime, form: str, subject: UUID, answers: dict[str, list[str]]) -> None:
    """Keep a form as typed so far, in place of what was kept before; drafts of anybody older than a week go."""
    kept = {
        _UNKEEPABLE.sub("", name): [_UNKEEPABLE.sub("", value) for value in values] for name, values in answers.items()
    }
    Draft.objects.update_or_create(
        user_id=_writer(by), form=form, subject=subject, defaults={"answers": kept, "saved_at": at}
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT plumbing_drop_drafts_before(%s)", [at - DRAFT_LIFE])


def drop_draft(*, by: Actor, form: str, subject: UUID) -> None:
    """Throw a draft away, as the form's page does when the form is saved."""
    Draft.objects.filter(user_id=_writer(by), form=form, subject=subject).delete()


def draft_for(*, by: Actor, at: datetime, form: str, subject: UUID) -> KeptDraft | None:
    """What somebody had typed in this form about this subject within the last week, if anything."""
    found = Draft.objects.filter(user_id=_writer(by), form=form, subject=subject, saved_at__gt=at - DRAFT_LIFE).first()
    return KeptDraft(answers=found.answers, saved_at=found.saved_at) if found else None


def _writer(by: Actor) -> int:
    if by.user_id is None:
        raise PermissionDenied
    return by.user_id
