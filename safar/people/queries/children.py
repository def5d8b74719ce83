"""Guardians, who must not be contacted about whom, and searches for family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from safar.people.models import Guardianship, Tracing
from safar.people.queries.summaries import people_in
from safar.people.types import GuardianFact, PersonId, TracingFact, TracingFound, TracingQuestion


def guardians_of(ids: Iterable[PersonId]) -> dict[PersonId, list[GuardianFact]]:
    """Every guardian these children have or had, the latest first."""
    found: dict[PersonId, list[GuardianFact]] = defaultdict(list)
    rows = list(Guardianship.objects.filter(child_id__in=set(ids)).order_by("-from_on", "-recorded_at"))
    known = people_in({row.guardian_id for row in rows if row.guardian_id})
    for row in rows:
        person = known.get(row.guardian_id) if row.guardian_id else None
        found[row.child_id].append(
            GuardianFact(
                id=row.id,
                child_id=row.child_id,
                guardian_id=row.guardian_id,
                name=person.display_name if person else row.guardian_name,
                organisation=row.organisation,
                kind=row.kind,
                proof=row.proof,
                from_on=row.from_on,
                until_on=row.until_on,
                ended_on=row.ended_on,
                ended_because=row.ended_because,
            )
        )
    return found


def barred_from(person_id: PersonId, others: Iterable[PersonId]) -> set[PersonId]:
    """Of some people, those with whom there is no contact about this person (V16): pages leave them out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_barred_from(%s, %s)", [person_id, list(set(others))])
        return {row[0] for row in cursor.fetchall()}


def tracings_of(ids: Iterable[PersonId]) -> list[TracingFact]:
    """The searches these people asked for, open ones first; who was found shows only when both sides said yes."""
    return _tracings(Tracing.objects.filter(seeker_id__in=set(ids)))


def tracings_open() -> list[TracingFact]:
    """Every open search asked for in the offices in scope, the longest first."""
    return _tracings(Tracing.objects.filter(closed_at__isnull=True))


def _tracings(rows: Iterable[Tracing]) -> list[TracingFact]:
    listed = list(rows.prefetch_related("attempts").order_by("asked_at"))  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tracing_id, name, latin, office_id FROM people_tracing_found(%s)", [[row.id for row in listed]]
        )
        found: dict[UUID, list[TracingFound]] = defaultdict(list)
        for tracing_id, name, latin, office_id in cursor.fetchall():
            found[tracing_id].append(TracingFound(name or "", latin or "", office_id))
    facts = [
        TracingFact(
            id=row.id,
            seeker_id=row.seeker_id,
            name=row.sought_name,
            latin=row.sought_latin,
            relation=row.relation,
            last_known=row.last_known,
            asked_at=row.asked_at,
            closed_at=row.closed_at,
            attempts=tuple(sorted((one.tried_on, one.way, one.note) for one in row.attempts.all())),
            found=tuple(found[row.id]),
        )
        for row in listed
    ]
    return sorted(facts, key=lambda fact: fact.closed_at is not None)


def tracing_questions() -> list[TracingQuestion]:
    """People of ours whom a relative may be looking for; who it is shows only when both sides said yes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tracing_id, found_id, matched_at, answered, agrees, seeker_name, seeker_office"
            " FROM people_tracing_questions()"
        )
        return [
            TracingQuestion(row[0], row[1], row[2], row[3], row[4], row[5] or "", row[6]) for row in cursor.fetchall()
        ]
