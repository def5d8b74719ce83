"""What is known of two records that were merged, and what can be taken over from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from safar.people.types.persons import PersonId


class MergePick(TextChoices):
    """An answer that the kept record takes over from the other one; a birth goes with what it rests on."""

    SEX = "sex", _("sex")
    BIRTH = "birth", _("birth")
    COUNTRY_OF_BIRTH = "country_of_birth", _("country of birth")
    RESIDENCE = "residence", _("last residence")
    DIED_ON = "died_on", _("day of death")


@dataclass(frozen=True, slots=True)
class MergeGiven:
    """How two records become one: which is kept, what it takes over, which of their names stands on lists, and why."""

    kept_id: PersonId
    gone_id: PersonId
    reason: str
    picks: tuple[MergePick, ...] = ()
    list_name_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MergeFact:
    """Two records read as one since a moment, until they were parted; read by who sees both people only.

    `stayed` names what somebody corrected meanwhile: it was left as corrected.
    """

    id: UUID
    kept_id: PersonId
    gone_id: PersonId
    reason: str
    picks: tuple[MergePick, ...]
    merged_at: datetime
    merged_by: int
    undone_at: datetime | None
    undone_by: int | None
    undone_reason: str
    stayed: tuple[MergePick, ...]
