"""An alias is given and ended, and the name behind it is opened for a stated purpose (D10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from safar.accounts.services import require
from safar.people.models import Alias
from safar.people.queries.summaries import names_in
from safar.people.services.rows import lines_of, person_of
from safar.people.types import NameFact, NamePurpose, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def give_alias(*, by: Actor, at: datetime, person_id: PersonId, reason: str) -> str:
    """From now on the person is called by a word that the database draws, wherever they are named; gives the word."""
    require(by, "people.alias")
    person = person_of(person_id)
    why = lines_of(reason, "reason")
    if not why:
        raise Refused("people_alias_reason", field="reason")
    alias = Alias(id=uuid4(), person_id=person.id, given_at=at, given_by_id=by.user_id, recorded_at=at)
    with database_refusals():
        alias.save(force_insert=True)
        _because(alias.id, why, at)
        record(by=by, at=at, action="people.alias_given", subject="person", subject_id=person.id)
    return Alias.objects.values_list("alias", flat=True).get(id=alias.id)


def end_alias(*, by: Actor, at: datetime, person_id: PersonId, reason: str) -> None:
    """The name may be seen again by all who see the file; the alias is never given to anybody else."""
    require(by, "people.alias")
    why = lines_of(reason, "reason")
    if not why:
        raise Refused("people_alias_reason", field="reason")
    row = Alias.objects.filter(person_id=person_id, ended_at=None).first()
    if row is None:
        raise Refused("people_alias_unknown")
    with database_refusals():
        Alias.objects.filter(id=row.id).update(ended_at=at)
        _because(row.id, why, at)
        record(by=by, at=at, action="people.alias_ended", subject="person", subject_id=person_id)


def open_names(
    *, by: Actor, at: datetime, person_ids: Iterable[PersonId], because: NamePurpose
) -> dict[PersonId, list[NameFact]]:
    """The names of these people for a purpose, also those behind an alias; each opening of such is in the access log.

    Raises `Refused` (`people_names_not_opened`) for a role that does not need names for this.
    """
    require(by, "people.read")
    wanted = list(person_ids)
    with database_refusals(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT people_open_names(%s, %s, %s, %s)",
            [wanted, str(because), by.office_id, at],
        )
    return names_in(wanted)


def names_on_paper(
    *, by: Actor, at: datetime, person_ids: Iterable[PersonId], because: NamePurpose
) -> dict[PersonId, list[NameFact]]:
    """The names for a paper that needs them; a reader whose role does not gets none for who has an alias."""
    require(by, "people.read")
    wanted = list(person_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_may_open_names(%s)", [str(because)])
        may_open = bool((cursor.fetchone() or (False,))[0])
    return open_names(by=by, at=at, person_ids=wanted, because=because) if may_open else names_in(wanted)


def _because(alias_id: UUID, reason: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_aliasreason (id, alias_id, reason, recorded_at) VALUES (%s, %s, %s, %s)",
            [uuid4(), alias_id, reason, at],
        )
