"""The ground the tests of merging stand on: two records of one person, and what a database holds."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from safar.kernel.dates import exact_day
from safar.people import services
from safar.people.types import (
    Channel,
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    DocumentKind,
    MergeGiven,
    NameGiven,
    NationalityGiven,
    PersonDetails,
    PersonId,
    Purpose,
    Sex,
)
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.people.conftest import NOW

# What is only ever added to: logs, the versions of rows, and the merge itself.
LOGS = ("plumbing_auditentry", "plumbing_rowversion", "accounts_accessentry", "people_merge", "django_session")


class AnyOther:
    """Says of everybody who is found that they are another person."""

    def __contains__(self, person_id: object) -> bool:
        return True

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 1


def record_of(by: Actor, name: NameGiven, born: Any, number: str = "", **more: Any) -> PersonId:
    """Register somebody whatever the matches say."""
    papers = [DocumentGiven(DocumentKind.PASSPORT, number, "AF")] if number else []
    with acting_as(by):
        return services.register_person(
            by=by,
            at=NOW,
            consent=ConsentGiven(NOW, "fa-af"),
            names=[name],
            details=PersonDetails(
                sex=more.pop("sex", Sex.MALE),
                birth=exact_day(born),
                nationalities=(NationalityGiven("AF"),),
                **more,
            ),
            documents=papers,
            after_seeing=AnyOther(),
        )


def furnish(by: Actor, person_id: PersonId, number: str) -> None:
    """Give a record a telephone and a consent of its own."""
    with acting_as(by):
        services.set_safe_contact(
            by=by, at=NOW, person_id=person_id, contact=ContactGiven(channel=Channel.PHONE, number=number)
        )
        services.record_data_consent(
            by=by,
            at=NOW,
            person_id=person_id,
            consent=ConsentGiven(NOW, "fa-af", Purpose.PARTNER_SERVICE, recipient=number),
        )


def merged(by: Actor, kept: PersonId, gone: PersonId, **more: Any) -> UUID:
    """Merge two records as whoever may."""
    with acting_as(by):
        given = MergeGiven(kept, gone, more.pop("reason", "the same passport, seen"), **more)
        return services.merge_people(by=by, at=NOW, given=given)


def parted(by: Actor, merge_id: UUID, reason: str = "they came in together") -> tuple[str, ...]:
    """Part them again."""
    with acting_as(by):
        return tuple(str(pick) for pick in services.undo_merge(by=by, at=NOW, merge_id=merge_id, reason=reason))


def everything(owner: psycopg.Connection) -> dict[str, list[str]]:
    """Every row of every table that is not a log, as the owner sees it."""
    tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return {
        name: sorted(row for (row,) in owner.execute(f"SELECT to_jsonb(t)::text FROM {name} t").fetchall())
        for (name,) in tables
        if name not in LOGS
    }


def in_sight(*contexts: str) -> dict[str, list[str]]:
    """Every row of these contexts' tables that the reader sees, within a transaction that is not over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND split_part(tablename, '_', 1) = ANY (%s)"
            " AND has_table_privilege(schemaname || '.' || tablename, 'SELECT') ORDER BY 1",
            [list(contexts or ("people", "consent", "cases"))],
        )
        names = [name for (name,) in cursor.fetchall() if name not in LOGS]
        found = {}
        for name in names:
            cursor.execute(f"SELECT to_jsonb(t) FROM {name} t")
            found[name] = sorted(json.dumps(row, sort_keys=True) for (row,) in cursor.fetchall())
    return found
