"""A person is registered, after consenting and after a look at who may be the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.kernel.names import name_key
from safar.people.models import Person
from safar.people.queries.matches import likely_matches
from safar.people.rules import SAME_DOCUMENT, number_key
from safar.people.services.contacts import write_contact
from safar.people.services.pairs import keep_pairs
from safar.people.services.rows import (
    country_of,
    office_of,
    person_of,
    text_of,
    write_consent,
    write_document,
    write_languages,
    write_name,
    write_nationalities,
)
from safar.people.types import (
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    KnownElsewhere,
    LookedFor,
    NameGiven,
    PairReason,
    PersonDetails,
    PersonId,
    Purpose,
)
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor, Json


def register_person(
    *,
    by: Actor,
    at: datetime,
    consent: ConsentGiven,
    names: Sequence[NameGiven],
    details: PersonDetails,
    documents: Sequence[DocumentGiven] = (),
    contacts: Sequence[ContactGiven] = (),
    after_seeing: Collection[PersonId] = (),
    person_id: PersonId | None = None,
) -> PersonId:
    """Register somebody at the actor's office; the first name is the one on lists.

    `after_seeing` holds the ids of the likely matches somebody has looked at and found to be other people; a strong
    match that is not among them refuses (`people_matches_unseen`). Whom they were told apart from stays in the log; who
    has the same paper is looked at once more by somebody else. The consent to registration comes first (D4).
    """
    require(by, "people.register")
    _check_first(at, consent, names, details)
    wanted = LookedFor(tuple(names), details.birth, tuple(documents))
    strong = [match for match in likely_matches(wanted) if match.is_strong]
    unseen = [match for match in strong if match.person.id not in after_seeing]
    if unseen:
        raise Refused("people_matches_unseen", count=len(unseen))
    with database_refusals():
        person = _write_person(person_id or uuid4(), by, at, details)
        write_consent(person.id, consent, by)
        for place, name in enumerate(names):
            write_name(person.id, name, is_primary=place == 0)
        write_nationalities(person.id, details.nationalities, at)
        write_languages(person.id, details.languages, at)
        for document in documents:
            write_document(person.id, document, by, at, receipt="")
        for contact in contacts:
            write_contact(person.id, contact, at)
        told_apart: list[Json] = [str(match.person.id) for match in strong]
        detail: dict[str, Json] = {"other_people": told_apart} if told_apart else {}
        record(by=by, at=at, action="people.person_registered", subject="person", subject_id=person.id, detail=detail)
        same_paper = [match.person.id for match in strong if SAME_DOCUMENT in match.reasons]
        keep_pairs([(person.id, other, 1.0, (PairReason("paper_same", 0.0),)) for other in same_paper], None, at)
    return person.id


def _check_first(at: datetime, consent: ConsentGiven, names: Sequence[NameGiven], details: PersonDetails) -> None:
    if consent.purpose != Purpose.REGISTRATION:
        raise Refused("people_registration_consent", field="consent")
    if consent.given_at > at:
        raise Refused("people_consent_after_registration", field="consent_on")
    if not names:
        raise Refused("people_name_needed", field="name")
    if details.birth.earliest > localdate(at):
        raise Refused("people_birth_in_future", field="birth")


def _write_person(person_id: UUID, by: Actor, at: datetime, details: PersonDetails) -> Person:
    return Person.objects.create(
        id=person_id,
        office_id=office_of(by),
        sex=details.sex,
        birth_earliest=details.birth.earliest,
        birth_latest=details.birth.latest,
        country_of_birth=country_of(details.country_of_birth, "country_of_birth"),
        residence_country=country_of(details.residence_country, "residence_country"),
        residence_place=text_of(details.residence_place, "residence_place"),
        created_at=at,
    )


def ask_other_offices(*, by: Actor, at: datetime, wanted: LookedFor) -> list[KnownElsewhere]:
    """Ask whether an office out of sight knows somebody like this (D9): that it does, and which; never who.

    Each hit is written down for the office that was asked about; a restricted person answers as absent.
    """
    require(by, "people.register")
    papers = [f"{paper.kind}|{paper.country}|{number_key(paper.number)}" for paper in wanted.documents if paper.number]
    keys = sorted({name_key(text) for text in wanted.texts()})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT known_at, known_because FROM people_known_elsewhere(%s::text[], %s::text[], %s, %s, %s)",
            [papers, keys, wanted.birth.earliest, wanted.birth.latest, at],
        )
        found = {KnownElsewhere(office, because) for office, because in cursor.fetchall()}
    return sorted(found, key=lambda known: (known.office_id, known.because))


def restrict_person(*, by: Actor, at: datetime, person_id: PersonId, restricted: bool) -> None:
    """Hide a person from what other offices are told while registering, or show them again."""
    require(by, "people.restrict")
    person = person_of(person_id)
    Person.objects.filter(id=person.id).update(restricted=restricted)
    action = "people.person_restricted" if restricted else "people.restriction_lifted"
    record(by=by, at=at, action=action, subject="person", subject_id=person.id)
