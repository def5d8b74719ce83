"""What is on file about a person is corrected, added to, or settled; what it said before is kept."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.kernel.dates import DayRange
from safar.people.models import Alias, Name, Person
from safar.people.queries.changes import changed_since
from safar.people.services.aliases import open_names
from safar.people.services.rows import (
    country_of,
    lines_of,
    person_of,
    text_of,
    write_languages,
    write_name,
    write_nationalities,
)
from safar.people.types import BirthBasis, BirthDecision, NameGiven, NamePurpose, PersonDetails, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def correct_person(*, by: Actor, at: datetime, person_id: PersonId, version: int, details: PersonDetails) -> int:
    """Bring a person's details to what they should say; returns the new version.

    `version` is the one that was read: when somebody else wrote meanwhile, nothing is saved and
    `people_changed_meanwhile` says what they changed (D3).
    """
    require(by, "people.correct")
    person = person_of(person_id)
    if details.birth != person.birth and (person.birth_disputed or person.birth_basis != BirthBasis.TOLD):
        raise Refused("people_birth_settled", field="birth")
    if details.birth.earliest > localdate(at):
        raise Refused("people_birth_in_future", field="birth")
    with database_refusals():
        _write_versioned(
            person,
            version,
            sex=details.sex,
            birth_earliest=details.birth.earliest,
            birth_latest=details.birth.latest,
            country_of_birth=country_of(details.country_of_birth, "country_of_birth"),
            residence_country=country_of(details.residence_country, "residence_country"),
            residence_place=text_of(details.residence_place, "residence_place"),
        )
        write_nationalities(person.id, details.nationalities, at)
        write_languages(person.id, details.languages, at)
        record(by=by, at=at, action="people.person_corrected", subject="person", subject_id=person.id)
    return version + 1


def _write_versioned(person: Person, version: int, **columns: object) -> None:
    written = Person.objects.filter(id=person.id, version=version).update(version=F("version") + 1, **columns)
    if not written:
        raise Refused("people_changed_meanwhile", changed=changed_since(person.id, version))


def settle_birth(
    *,
    by: Actor,
    at: datetime,
    person_id: PersonId,
    version: int,
    decision: BirthDecision,
    note: str,
    birth: DayRange | None = None,
) -> int:
    """Record a credible doubt about a birth, which makes a child until assessed, or what settles it (V10).

    An estimate, an assessment or a document brings the birth; a doubt leaves it as told. `note` says on what it rests.
    """
    require(by, "people.correct")
    person = person_of(person_id)
    why = lines_of(note, "note")
    if not why:
        raise Refused("people_birth_note_needed", field="note")
    if birth is not None and birth.earliest > localdate(at):
        raise Refused("people_birth_in_future", field="birth")
    is_doubt = decision == BirthDecision.DOUBT
    settled = person.birth if is_doubt or birth is None else birth
    with database_refusals():
        _write_versioned(
            person,
            version,
            birth_earliest=settled.earliest,
            birth_latest=settled.latest,
            birth_disputed=is_doubt,
            birth_basis=person.birth_basis if is_doubt else BirthBasis(decision),
            birth_note=why,
        )
        record(
            by=by,
            at=at,
            action="people.birth_settled",
            subject="person",
            subject_id=person.id,
            detail={"decision": str(decision)},
        )
    return version + 1


def record_death(*, by: Actor, at: datetime, person_id: PersonId, died_on: date) -> None:
    """Record that a person's death is confirmed; who may act on the report decides what stops (V20)."""
    require(by, "people.correct")
    person = person_of(person_id)
    if died_on > localdate(at):
        raise Refused("people_death_in_future", field="died_on")
    with database_refusals():
        Person.objects.filter(id=person.id).update(died_on=died_on, version=F("version") + 1)
        record(by=by, at=at, action="people.death_recorded", subject="person", subject_id=person.id)


def add_name(*, by: Actor, at: datetime, person_id: PersonId, name: NameGiven, is_primary: bool = False) -> UUID:
    """Add a name somebody also has; with `is_primary` it becomes the one on lists."""
    require(by, "people.correct")
    person = person_of(person_id)
    _open_to_correct(by, at, person_id)
    with database_refusals():
        row = write_name(person.id, name, is_primary)
        record(by=by, at=at, action="people.name_added", subject="person", subject_id=person.id)
    return row.id


def correct_name(*, by: Actor, at: datetime, name_id: UUID, name: NameGiven, is_primary: bool) -> None:
    """Correct how a name is written; the earlier spelling is kept in its history."""
    require(by, "people.correct")
    row = Name.objects.select_for_update().filter(id=name_id).first()
    if row is None:
        raise Refused("people_unknown")
    _open_to_correct(by, at, row.person_id)
    with database_refusals():
        write_name(row.person_id, name, is_primary or row.is_primary, row)
        record(by=by, at=at, action="people.name_corrected", subject="person", subject_id=row.person_id)


def _open_to_correct(by: Actor, at: datetime, person_id: PersonId) -> None:
    """Names behind an alias are written by a protection officer alone: whoever writes one has to see the others."""
    if not Alias.objects.filter(person_id=person_id, ended_at=None).exists():
        return
    if not may(by, "people.alias"):
        raise Refused("people_behind_alias", field="text")
    open_names(by=by, at=at, person_ids=[person_id], because=NamePurpose.CORRECTION)
