"""What crosses the border of accounts: roles, offices and colleagues as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The work somebody does in an office; it decides what they may do, never whose file they may see."""

    COUNSELLOR = "counsellor", _("counsellor")
    PROTECTION_OFFICER = "protection_officer", _("protection officer")
    MOVEMENT_OFFICER = "movement_officer", _("movement officer")
    REINTEGRATION_OFFICER = "reintegration_officer", _("reintegration officer")
    PROGRAMME_MANAGER = "programme_manager", _("programme manager")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    ADMINISTRATOR = "administrator", _("administrator")
    AIRPORT_ASSISTANT = "airport_assistant", _("airport assistant")
    COMPLAINTS_OFFICER = "complaints_officer", _("complaints officer")
    COMPETENT_AUTHORITY = "competent_authority", _("competent authority")
    AUDITOR = "auditor", _("auditor")


class OfficeKind(TextChoices):
    """Where an office stands in the organisation."""

    ORGANISATION = "organisation", _("organisation")
    COUNTRY = "country", _("country office")
    SUB_OFFICE = "sub_office", _("sub-office")
    PARTNER = "partner", _("partner")
    AUTHORITY = "authority", _("authority")


@dataclass(frozen=True)
class OfficeRef:
    """An office: id, code, name, country (ISO 3166 alpha-2), time zone, the office above it, and its telephone."""

    id: int
    code: str
    name: str
    kind: str
    country: str
    timezone: str
    parent_id: int | None
    telephone: str = ""


@dataclass(frozen=True)
class StaffMember:
    """A colleague as others may see them: id, name, role and office."""

    user_id: int
    name: str
    username: str
    role: str
    office_id: int
    office_name: str
    is_active: bool

    @property
    def role_name(self) -> str:
        """The role in the reader's language."""
        return str(Role(self.role).label)


@dataclass(frozen=True)
class Post:
    """A post somebody holds or held: role and office, from a day until a day; `until_on` is None while it lasts."""

    role: str
    office_name: str
    from_on: date
    until_on: date | None

    @property
    def role_name(self) -> str:
        """The role in the reader's language."""
        return str(Role(self.role).label)


@dataclass(frozen=True)
class NewAccount:
    """An account just made or reset: the one-time password is shown once and stored nowhere."""

    user_id: int
    username: str
    one_time_password: str


@dataclass(frozen=True)
class Reading:
    """Somebody opened a file, a list, a print or an export: when, who, where, and how many files it showed."""

    at: datetime
    user_id: int | None
    name: str
    role: str
    office: str
    kind: str
    page: str
    files: int

    @property
    def role_name(self) -> str:
        """The role in the reader's words."""
        return str(Role(self.role).label) if self.role in Role.values else self.role


@dataclass(frozen=True)
class HeavyReader:
    """Somebody who opened many different files, which may be their work and may not."""

    user_id: int
    name: str
    files: int


REVIEW_WITHIN = timedelta(hours=72)


@dataclass(frozen=True)
class GlassLine:
    """One opening: who, whose file by its reference, why, who was told, until when, and what was found."""

    id: UUID
    user_id: int
    who: str
    role: str
    office: str
    reference: str
    file_office: str
    reason: str
    second_id: int
    second: str
    opened_at: datetime
    until_at: datetime
    told_at: datetime | None
    reviewed_at: datetime | None
    finding: str
    finding_note: str
    subject_ids: tuple[UUID, ...]
    reads: int

    @property
    def review_due_at(self) -> datetime:
        """Until when the data protection officer looks at it."""
        return self.opened_at + REVIEW_WITHIN

    def hours_left(self, now: datetime) -> int:
        """Whole hours until the review is due; negative when it is over its time."""
        return int((self.review_due_at - now).total_seconds() // 3600)

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be read."""
        return self.opened_at <= now < self.until_at
