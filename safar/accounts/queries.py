"""What is read of accounts: who somebody is today, which offices there are, who works in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from safar.accounts.models import AccessEntry, BreakGlass, Office, Posting, User
from safar.accounts.permissions import FIELD_CLASSES, PERMISSIONS
from safar.accounts.rules import may as may
from safar.accounts.rules import reach
from safar.accounts.types import GlassLine, HeavyReader, OfficeRef, Post, Reading, Role, StaffMember
from safar.plumbing.types import NOBODY, Actor


def actor_for(user_id: int, on: date, channel: str = "desk") -> Actor:
    """Who this member of staff is on a day: their post's role, office, reach, field classes; nobody without one."""
    post = (
        Posting.objects.filter(user_id=user_id, user__is_active=True, from_on__lte=on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
        .select_related("user")
        .order_by("-from_on")
        .first()
    )
    return _actor(post, channel) if post else NOBODY


def actor_at(user_id: int, at: datetime, channel: str = "desk") -> Actor:
    """Who this member of staff is at a moment: a post begins and ends with the day of its own office."""
    posts = Posting.objects.filter(user_id=user_id, user__is_active=True).select_related("user", "office")
    for post in posts.order_by("-from_on"):
        today = at.astimezone(ZoneInfo(post.office.timezone)).date()
        if post.from_on <= today and (post.until_on is None or today <= post.until_on):
            return _actor(post, channel)
    return NOBODY


def _actor(post: Posting, channel: str) -> Actor:
    parents = dict(Office.objects.values_list("id", "parent_id"))
    return Actor(
        user_id=post.user_id,
        name=post.user.name,
        role=post.role,
        office_id=post.office_id,
        offices=reach(post.role, post.office_id, parents),
        channel=channel,
        language=post.user.language,
        field_classes=FIELD_CLASSES[post.role],
    )


def user_id_of(username: str) -> int | None:
    """The id of the account with this user name."""
    return User.objects.filter(username=username).values_list("id", flat=True).first()


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of some members of staff by id."""
    return dict(User.objects.filter(id__in=set(user_ids)).values_list("id", "name"))


def offices() -> list[OfficeRef]:
    """Every office, those higher up first."""
    return [
        OfficeRef(
            office.id,
            office.code,
            office.name,
            office.kind,
            office.country,
            office.timezone,
            office.parent_id,
            office.telephone,
        )
        for office in Office.objects.order_by("id")
    ]


def offices_by_id(ids: Iterable[int] | None = None) -> dict[int, OfficeRef]:
    """Some offices, or all, by id."""
    wanted = None if ids is None else set(ids)
    return {office.id: office for office in offices() if wanted is None or office.id in wanted}


def timezone_of(office_id: int | None) -> str:
    """The time zone of an office, by whose clock its pages go; UTC for nobody."""
    found = Office.objects.filter(id=office_id).values_list("timezone", flat=True) if office_id else None
    return (found.first() if found is not None else None) or "UTC"


def colleagues(office_ids: Iterable[int], role: str | None = None) -> list[StaffMember]:
    """Who holds an open post in these offices now, by name."""
    return _staff(Posting.objects.filter(office_id__in=set(office_ids), user__is_active=True), role)


def all_staff() -> list[StaffMember]:
    """Every account with its open post, by name; for the administrator."""
    return _staff(Posting.objects.all(), None)


def posts_of(user_id: int) -> list[Post]:
    """The posts somebody holds and held, the latest first."""
    rows = Posting.objects.filter(user_id=user_id).select_related("office").order_by("-from_on", "-id")
    return [Post(row.role, row.office.name, row.from_on, row.until_on) for row in rows]


def _staff(posts: QuerySet[Posting], role: str | None) -> list[StaffMember]:
    chosen = posts.filter(until_on__isnull=True).select_related("user", "office").order_by("user__name")
    return [
        StaffMember(
            post.user_id,
            post.user.name,
            post.user.username,
            post.role,
            post.office_id,
            post.office.name,
            post.user.is_active,
        )
        for post in (chosen.filter(role=role) if role else chosen)
    ]


def readings(since: datetime, user_id: int | None = None, limit: int = 300) -> list[Reading]:
    """What was opened since a moment in the offices in scope, the latest first; empty for all but their officers."""
    entries = AccessEntry.objects.filter(at__gte=since)
    return _readings(entries if user_id is None else entries.filter(user_id=user_id), limit)


def readings_of(subject_ids: Sequence[UUID], since: datetime, limit: int = 300) -> list[Reading]:
    """Who opened any of these files since a moment, the latest first; empty for all but the officers of the office."""
    return _readings(AccessEntry.objects.filter(subject_ids__overlap=list(subject_ids), at__gte=since), limit)


def _readings(entries: QuerySet[AccessEntry], limit: int) -> list[Reading]:
    chosen = list(entries.order_by("-at", "-id")[:limit])
    names = names_of(entry.user_id for entry in chosen if entry.user_id is not None)
    known = offices_by_id()
    return [
        Reading(
            at=entry.at,
            user_id=entry.user_id,
            name=names.get(entry.user_id or 0, ""),
            role=entry.role,
            office=known[entry.office_id].name if entry.office_id in known else "",
            kind=entry.kind,
            page=entry.page,
            files=len(entry.subject_ids),
        )
        for entry in chosen
    ]


def heavy_readers(since: datetime, least: int) -> list[HeavyReader]:
    """Who opened at least so many different files since a moment, the most first; a list counts each file on it."""
    opened: dict[int, set[UUID]] = {}
    for user_id, ids in AccessEntry.objects.filter(at__gte=since).values_list("user_id", "subject_ids"):
        if user_id is not None:
            opened.setdefault(user_id, set()).update(ids)
    names = names_of(opened)
    found = [HeavyReader(user_id, names[user_id], len(files)) for user_id, files in opened.items()]
    return sorted((one for one in found if one.files >= least), key=lambda one: (-one.files, one.name))


def the_system(channel: str = "system") -> Actor:
    """The program itself, when something must happen that nobody asks for; it reaches every office."""
    return Actor(
        user_id=None,
        name="Safar",
        role="system",
        office_id=None,
        offices=frozenset(Office.objects.values_list("id", flat=True)),
        channel=channel,
    )


def permission_table() -> dict[str, frozenset[Role]]:
    """Which roles hold each permission."""
    return dict(PERMISSIONS)


def openings(*, since: datetime) -> list[GlassLine]:
    """Those that concern the reader (opened by them, told to them, or theirs to review), the newest first."""
    return _openings(
        BreakGlass.objects.filter(Q(opened_at__gte=since) | Q(reviewed_at=None)).order_by("-opened_at")[:300]
    )


def opening(glass_id: UUID) -> GlassLine | None:
    """One of them, or None when it does not concern the reader."""
    return next(iter(_openings(BreakGlass.objects.filter(id=glass_id))), None)


def _openings(rows: Iterable[BreakGlass]) -> list[GlassLine]:
    chosen = list(rows)
    names = names_of({row.user_id for row in chosen} | {row.second_id for row in chosen})
    offices = dict(Office.objects.values_list("id", "name"))
    return [
        GlassLine(
            id=row.id,
            user_id=row.user_id,
            who=names.get(row.user_id, ""),
            role=row.role,
            office=offices.get(row.office_id, ""),
            reference=row.reference,
            file_office=offices.get(row.file_office_id, ""),
            reason=row.reason,
            second_id=row.second_id,
            second=names.get(row.second_id, ""),
            opened_at=row.opened_at,
            until_at=row.until_at,
            told_at=row.told_at,
            reviewed_at=row.reviewed_at,
            finding=row.finding,
            finding_note=row.finding_note,
            subject_ids=tuple(row.subject_ids),
            reads=_reads(row),
        )
        for row in chosen
    ]


def _reads(row: BreakGlass) -> int:
    """How many readings of the file the log holds while it was open; seen by a data protection officer alone."""
    return AccessEntry.objects.filter(
        user_id=row.user_id, at__gte=row.opened_at, at__lt=row.until_at, subject_ids__overlap=list(row.subject_ids)
    ).count()
