"""Looking for somebody's family, by their wish; nobody is told of anybody before both have said yes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.kernel.names import name_key
from safar.people.models import Tracing, TracingAnswer, TracingAttempt
from safar.people.rules import is_a_name
from safar.people.services.rows import lines_of, person_of, text_of
from safar.people.types import PersonId, TracingGiven
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def ask_for_tracing(*, by: Actor, at: datetime, seeker_id: PersonId, given: TracingGiven) -> UUID:
    """Somebody asks us to look for one of their family. Asking is their own yes to being told of."""
    require(by, "people.trace")
    seeker = person_of(seeker_id)
    name, latin = text_of(given.name, "name"), text_of(given.latin, "latin")
    if not is_a_name(name):
        raise Refused("people_tracing_name", field="name")
    with database_refusals():
        tracing = Tracing.objects.create(
            seeker=seeker,
            sought_name=name,
            sought_latin=latin,
            sought_key=name_key(name),
            sought_latin_key=name_key(latin) if latin else "",
            relation=given.relation,
            birth_earliest=given.birth.earliest if given.birth else None,
            birth_latest=given.birth.latest if given.birth else None,
            last_known=lines_of(given.last_known, "last_known"),
            asked_at=at,
            asked_by_id=by.user_id,
        )
        _answer(by, at, tracing.id, seeker.id, agrees=True)
        record(by=by, at=at, action="people.tracing_asked", subject="person", subject_id=seeker.id)
    return tracing.id


def record_tracing_attempt(
    *, by: Actor, at: datetime, tracing_id: UUID, tried_on: date, way: str, note: str = ""
) -> UUID:
    """Write down one attempt to find who is looked for."""
    require(by, "people.trace")
    tracing = _open(tracing_id)
    if tried_on > localdate(at):
        raise Refused("people_tracing_in_future", field="tried_on")
    with database_refusals():
        attempt = TracingAttempt.objects.create(
            tracing=tracing,
            tried_on=tried_on,
            way=text_of(way, "way"),
            note=lines_of(note, "note"),
            tried_by_id=by.user_id,
        )
        record(by=by, at=at, action="people.tracing_attempted", subject="person", subject_id=tracing.seeker_id)
    return attempt.id


def answer_tracing(*, by: Actor, at: datetime, tracing_id: UUID, person_id: PersonId, agrees: bool) -> None:
    """One side, asked alone, agrees to be told of, or does not; the other side never sees a no. The last one counts."""
    require(by, "people.trace")
    person = person_of(person_id)
    with database_refusals():
        _answer(by, at, tracing_id, person.id, agrees)
        record(by=by, at=at, action="people.tracing_answered", subject="person", subject_id=person.id)


def close_tracing(*, by: Actor, at: datetime, tracing_id: UUID, because: str) -> None:
    """The seeker no longer wants us to look, or the search is done; the other side is told nothing."""
    require(by, "people.trace")
    tracing = _open(tracing_id)
    with database_refusals():
        tracing.closed_at, tracing.closed_because = at, text_of(because, "because")
        tracing.save(update_fields=["closed_at", "closed_because"])
        record(by=by, at=at, action="people.tracing_closed", subject="person", subject_id=tracing.seeker_id)


def _answer(by: Actor, at: datetime, tracing_id: UUID, person_id: PersonId, agrees: bool) -> None:
    TracingAnswer(
        id=uuid4(), tracing_id=tracing_id, person_id=person_id, agrees=agrees, answered_at=at, asked_by_id=by.user_id
    ).save(force_insert=True)


def _open(tracing_id: UUID) -> Tracing:
    tracing = Tracing.objects.filter(id=tracing_id, closed_at__isnull=True).first()
    if tracing is None:
        raise Refused("people_tracing_unknown")
    return tracing
