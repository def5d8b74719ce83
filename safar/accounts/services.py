"""What is done with accounts: staff are added, posted and reset; permissions are required; readings are logged."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.translation import gettext_lazy as _

from safar.accounts.models import Office, Posting, User
from safar.accounts.rules import may
from safar.accounts.types import NewAccount, OfficeRef, Role
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals, register
from safar.plumbing.types import Actor

register(
    {
        "accounts_user_username_key": _("The user name “%(username)s” is taken. Choose another one."),
        "accounts_office_code_key": _("The office code “%(office_code)s” is taken. Choose another one."),
        "accounts_office_unknown": _("There is no such office. Go back to the list and choose one."),
        "accounts_role_unknown": _("“%(role)s” is not a role. Choose one from the list."),
        "accounts_user_unknown": _("There is no such account. Go back to the list of staff and choose one."),
        "accounts_glass_four_hours": _("A file is open for four hours at most. Choose fewer hours."),
        "accounts_glass_second": _("Tell somebody else who works here today: they are told that you open this file."),
        "accounts_glass_reason": _("Say in a few words why a life depends on it."),
        "accounts_glass_finding": _("Choose what you found from the list."),
        "accounts_glass_no_post": _("Only somebody with a post today opens a file. Ask your administrator."),
        "accounts_glass_not_yours": _("This is not open any more, or it is not yours to answer. Go back to the list."),
        "accounts_posting_ends_after_it_begins": _(
            "A posting cannot end before it begins. Correct one of the two days."
        ),
    }
)

# Read aloud over a bad line without being mistaken: no 0/O, 1/l/I.
_SPOKEN_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class NotAllowed(PermissionDenied):
    """The role of whoever is acting does not include this; ask someone whose role does."""


def require(by: Actor, permission: str) -> None:
    """Raise `NotAllowed` unless the actor's role holds the permission; every service begins with it."""
    if not may(by, permission):
        raise NotAllowed(permission)


def add_office(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name: str,
    kind: str,
    country: str,
    parent_id: int | None,
    timezone: str = "UTC",
    language: str = "en",
    telephone: str = "",
) -> OfficeRef:
    """Open an office below `parent_id` (None only for the organisation itself)."""
    require(by, "accounts.manage_staff")
    if Office.objects.filter(code=code).exists():
        raise Refused("accounts_office_code_key", field="code", office_code=code)
    with database_refusals():
        office = Office.objects.create(
            code=code, name=name, kind=kind, country=country, parent_id=parent_id, timezone=timezone, language=language,
            telephone=telephone,
        )  # fmt: skip
        record(by=by, at=at, action="accounts.office_added", subject="office", subject_id=office.id)
    return OfficeRef(
        office.id, office.code, office.name, office.kind, office.country, office.timezone, parent_id, telephone
    )


def change_telephone(*, by: Actor, at: datetime, office_id: int, telephone: str) -> None:
    """The number by which an office is called: printed on papers, and one touch away at the airport."""
    require(by, "accounts.manage_staff")
    if not Office.objects.filter(id=office_id).update(telephone=telephone):
        raise Refused("accounts_office_unknown")
    record(by=by, at=at, action="accounts.telephone_changed", subject="office", subject_id=office_id)


def add_user(
    *,
    by: Actor,
    at: datetime,
    username: str,
    name: str,
    office_id: int,
    role: str,
    from_on: date,
    language: str = "en",
    password: str | None = None,
) -> NewAccount:
    """Create an account with its first post. Without `password` a one-time one is made, changed at first sign-in."""
    require(by, "accounts.manage_staff")
    if role not in Role.values:
        raise Refused("accounts_role_unknown", field="role", role=role)
    if User.objects.filter(username=username).exists():
        raise Refused("accounts_user_username_key", field="username", username=username)
    word = password or _one_time_password()
    with database_refusals():
        user = User(username=username, name=name, language=language, must_change_password=password is None)
        user.set_password(word)
        user.save()
        Posting.objects.create(user=user, office_id=office_id, role=role, from_on=from_on)
        record(by=by, at=at, action="accounts.user_added", subject="user", subject_id=user.id, detail={"role": role})
    return NewAccount(user.id, username, word)


def reset_password(*, by: Actor, at: datetime, user_id: int) -> NewAccount:
    """Give an account a new one-time password, without e-mail; the old one stops working at once."""
    require(by, "accounts.manage_staff")
    user = _user(user_id)
    word = _one_time_password()
    user.set_password(word)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record(by=by, at=at, action="accounts.password_reset", subject="user", subject_id=user.id)
    return NewAccount(user.id, user.username, word)


def post_user(*, by: Actor, at: datetime, user_id: int, office_id: int, role: str, from_on: date) -> None:
    """Move somebody to a post from a day on; the post they held ends the day before."""
    require(by, "accounts.manage_staff")
    if role not in Role.values:
        raise Refused("accounts_role_unknown", field="role", role=role)
    user = _user(user_id)
    with database_refusals():
        for open_post in Posting.objects.filter(user=user, until_on__isnull=True):
            open_post.until_on = max(open_post.from_on, date.fromordinal(from_on.toordinal() - 1))
            open_post.save(update_fields=["until_on"])
        Posting.objects.create(user=user, office_id=office_id, role=role, from_on=from_on)
        record(by=by, at=at, action="accounts.user_posted", subject="user", subject_id=user.id, detail={"role": role})


def close_account(*, by: Actor, at: datetime, user_id: int) -> None:
    """Somebody leaves: they can no longer sign in; what they did stays under their name."""
    require(by, "accounts.manage_staff")
    user = _user(user_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(by=by, at=at, action="accounts.account_closed", subject="user", subject_id=user.id)


def choose_language(*, user_id: int, language: str) -> None:
    """A member of staff chooses the language of their pages."""
    User.objects.filter(id=user_id).update(language=language)


def password_changed(*, user_id: int) -> None:
    """The one-time password was replaced by one that only its owner knows."""
    User.objects.filter(id=user_id).update(must_change_password=False)


def log_read(*, by: Actor, at: datetime, kind: str, ids: Sequence[UUID], page: str) -> None:
    """Write down that files were read (D12), in the transaction that reads them; a list is one row with its ids."""
    with connection.cursor() as cursor:  # plain SQL: who writes the log may not read it back
        cursor.execute(
            "INSERT INTO accounts_accessentry (at, user_id, role, office_id, kind, page, subject_ids)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [at, by.user_id, by.role, by.office_id, kind, page, list(ids)],
        )


def acknowledge_opening(*, by: Actor, at: datetime, glass_id: UUID) -> None:
    """The second person says that they know."""
    _change(by, at, "glass_told", "SELECT accounts_glass_told(%s)", [glass_id])


def end_opening(*, by: Actor, at: datetime, glass_id: UUID) -> None:
    """Whoever opened a file closes it before its time."""
    require(by, "accounts.break_glass")
    _change(by, at, "glass_closed", "SELECT accounts_glass_closed(%s)", [glass_id])


def review_opening(*, by: Actor, at: datetime, glass_id: UUID, finding: str, note: str) -> None:
    """The data protection officer says what they found: justified, followed_up or not_justified."""
    require(by, "accounts.review_break_glass")
    _change(by, at, "glass_reviewed", "SELECT accounts_glass_reviewed(%s, %s, %s)", [glass_id, finding, note])


def _change(by: Actor, at: datetime, action: str, statement: str, values: list[UUID | str]) -> None:
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        if not (cursor.fetchone() or (False,))[0]:
            raise Refused("accounts_glass_not_yours")
        record(by=by, at=at, action=f"accounts.{action}", subject="glass", subject_id=str(values[0]))


def _user(user_id: int) -> User:
    user = User.objects.filter(id=user_id).first()
    if user is None:
        raise Refused("accounts_user_unknown")
    return user


def _one_time_password() -> str:
    return "-".join("".join(secrets.choice(_SPOKEN_ALPHABET) for _letter in range(4)) for _group in range(3))
