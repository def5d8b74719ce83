"""What contradicts and waits until somebody has found out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.movements.models import Incident
from safar.movements.sentences import INCIDENTS
from safar.movements.types import IncidentKind, IncidentLine
from safar.people import queries as people
from safar.plumbing.refusals import registered, say
from safar.plumbing.types import Actor

LONGEST_LIST = 300


def incidents(*, by: Actor, settled: bool = False) -> list[IncidentLine]:
    """The incidents of the actor's offices that are open, or those settled, the latest first."""
    require(by, "movements.read")
    return incident_lines(case__office_id__in=by.offices, settled_at__isnull=not settled)


def incident_lines(**chosen: Any) -> list[IncidentLine]:
    """Incidents as lines, with the sentence of the rule that stood against what was reported."""
    rows = list(
        Incident.objects.filter(**chosen).select_related("case", "member").order_by("-recorded_at")[:LONGEST_LIST]
    )
    persons = people.people_called({row.member.person_id for row in rows})
    names = accounts.names_of([row.settled_by_id for row in rows if row.settled_by_id is not None])
    return [
        IncidentLine(
            id=row.id,
            leg_id=row.leg_id,
            case_id=row.case_id,
            reference=row.case.reference,
            name=row.case.alias or _name(persons, row.member.person_id),
            kind=row.kind,
            sentence=_sentence(row),
            stated_at=row.stated_at,
            recorded_at=row.recorded_at,
            settled_at=row.settled_at,
            settled_by=names.get(row.settled_by_id or 0, ""),
            finding=row.finding,
            words=row.words,
        )
        for row in rows
    ]


def _name(persons: Any, person_id: UUID) -> str:
    person = persons.get(person_id)
    return person.display_name if person else "—"


def _sentence(row: Incident) -> str:
    what = str(INCIDENTS[IncidentKind(row.kind)])
    if row.code == row.kind or row.code not in registered():
        return what
    try:
        return f"{what} {say(row.code, **row.params)}"
    except KeyError:  # the rule's sentence names a detail that the refusal did not carry
        return what
