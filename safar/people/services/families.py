"""Who lives with whom and who is whose parent is written down, with its days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.people.models import Household, HouseholdMember, Relation, RelationConcern
from safar.people.queries.summaries import people_in
from safar.people.rules import may_be_parent
from safar.people.services.registering import register_person
from safar.people.services.rows import lines_of, office_of, person_of, text_of
from safar.people.types import Newcomer, PersonId, RelationKind, RelativeIs
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def set_up_household(
    *, by: Actor, at: datetime, label: str, members: Sequence[tuple[PersonId, str]], from_on: date
) -> UUID:
    """Put people who live together on file as a household; each member with who they are in it (`head`, `son` …)."""
    require(by, "people.correct")
    name = text_of(label, "label")
    if not name:
        raise Refused("people_household_label", field="label")
    household = Household(id=uuid4(), office_id=office_of(by), label=name, created_at=at)
    with database_refusals():
        household.save(force_insert=True)
        for person_id, place in members:
            _add_member(household.id, person_id, place, from_on)
        record(by=by, at=at, action="people.household_set_up", subject="household", subject_id=household.id)
    return household.id


def join_household(
    *, by: Actor, at: datetime, household_id: UUID, person_id: PersonId, place: str, from_on: date
) -> None:
    """Somebody comes to live in a household: a birth, a marriage, a return of their own."""
    require(by, "people.correct")
    if not Household.objects.filter(id=household_id).exists():
        raise Refused("people_household_unknown")
    with database_refusals():
        _add_member(household_id, person_id, place, from_on)
        record(
            by=by,
            at=at,
            action="people.household_joined",
            subject="household",
            subject_id=household_id,
            detail={"person": str(person_id)},
        )


def leave_household(*, by: Actor, at: datetime, household_id: UUID, person_id: PersonId, until_on: date) -> None:
    """Somebody no longer lives in a household from a day on; nothing else of theirs changes."""
    require(by, "people.correct")
    row = HouseholdMember.objects.filter(household_id=household_id, person_id=person_id, until_on__isnull=True).first()
    if row is None:
        raise Refused("people_not_a_member")
    with database_refusals():
        row.until_on = until_on
        row.save(update_fields=["until_on"])
        record(
            by=by,
            at=at,
            action="people.household_left",
            subject="household",
            subject_id=household_id,
            detail={"person": str(person_id)},
        )


def _add_member(household_id: UUID, person_id: PersonId, place: str, from_on: date) -> None:
    person = person_of(person_id)
    HouseholdMember.objects.create(
        household_id=household_id, person=person, place=text_of(place, "place"), from_on=from_on
    )


def relate_people(
    *,
    by: Actor,
    at: datetime,
    person_id: PersonId,
    other_id: PersonId,
    kind: RelationKind,
    parental_responsibility: bool = False,
    from_on: date | None = None,
    violence_feared: bool = False,
    note: str = "",
) -> UUID:
    """Write down that the first person is the parent, spouse, guardian … of the second.

    `violence_feared` and its note go where only the protection class reads (D8).
    """
    require(by, "people.correct")
    person, other = person_of(person_id), person_of(other_id)
    if kind == RelationKind.PARENT and not may_be_parent(person.birth, other.birth):
        raise Refused("people_parent_younger", field="kind")
    with database_refusals():
        relation = Relation.objects.create(
            person=person,
            other=other,
            kind=kind,
            parental_responsibility=parental_responsibility,
            from_on=from_on,
            recorded_at=at,
        )
        record(
            by=by,
            at=at,
            action="people.related",
            subject="person",
            subject_id=person.id,
            detail={"other": str(other.id), "kind": str(kind)},
        )
        if violence_feared:
            _write_concern(relation.id, by, at, note)
    return relation.id


def register_relative(
    *,
    by: Actor,
    at: datetime,
    of: PersonId,
    is_the: RelativeIs,
    person: Newcomer,
    with_responsibility: bool = False,
    shares_household: bool = True,
    also_child_of: PersonId | None = None,
    after_seeing: Collection[PersonId] = (),
) -> PersonId:
    """Register somebody of the family of a person on file, with the relation and the household, all or nothing.

    `with_responsibility` says that the parents hold parental responsibility for a child; `also_child_of` names the
    other parent. Without a household on file one is set up for both.
    """
    require(by, "people.register")
    on_file = person_of(of)
    with database_refusals():
        newcomer = register_person(
            by=by,
            at=at,
            consent=person.consent,
            names=person.names,
            details=person.details,
            documents=person.documents,
            contacts=person.contacts,
            after_seeing=after_seeing,
        )
        for one, other, kind in _relations_between(newcomer, of, is_the, also_child_of):
            responsible = kind == RelationKind.PARENT and with_responsibility
            relate_people(by=by, at=at, person_id=one, other_id=other, kind=kind, parental_responsibility=responsible)
        if shares_household:
            _share_household(by, at, on_file.id, newcomer)
    return newcomer


def _relations_between(
    newcomer: PersonId, of: PersonId, is_the: RelativeIs, also_child_of: PersonId | None
) -> list[tuple[PersonId, PersonId, RelationKind]]:
    if is_the == RelativeIs.CHILD:
        parents = [of, *([also_child_of] if also_child_of else [])]
        return [(parent, newcomer, RelationKind.PARENT) for parent in parents]
    return [(newcomer, of, RelationKind(is_the))]


def _share_household(by: Actor, at: datetime, on_file: PersonId, newcomer: PersonId) -> None:
    today = localdate(at)
    home = HouseholdMember.objects.filter(person_id=on_file, until_on__isnull=True).first()
    if home is not None:
        join_household(
            by=by, at=at, household_id=home.household_id, person_id=newcomer, place="", from_on=max(today, home.from_on)
        )
        return
    label = people_in([on_file])[on_file].name
    set_up_household(by=by, at=at, label=label, members=[(on_file, ""), (newcomer, "")], from_on=today)


def end_relation(*, by: Actor, at: datetime, relation_id: UUID, until_on: date) -> None:
    """A relation ends on a day: separation, divorce, the end of a guardianship."""
    require(by, "people.correct")
    relation = _relation(relation_id)
    with database_refusals():
        relation.until_on = until_on
        relation.save(update_fields=["until_on"])
        record(
            by=by,
            at=at,
            action="people.relation_ended",
            subject="person",
            subject_id=relation.person_id,
            detail={"other": str(relation.other_id), "kind": relation.kind},
        )


def raise_concern(*, by: Actor, at: datetime, relation_id: UUID, note: str) -> UUID:
    """Write down a fear of violence between two people; whoever hears it may write it, few may read it."""
    require(by, "people.correct")
    return _write_concern(_relation(relation_id).id, by, at, note)


def lift_concern(*, by: Actor, at: datetime, concern_id: UUID) -> None:
    """A protection officer finds that a fear of violence no longer stands."""
    require(by, "people.restrict")
    if not RelationConcern.objects.filter(id=concern_id, lifted_at__isnull=True).update(lifted_at=at):
        raise Refused("people_relation_unknown")
    record(by=by, at=at, action="people.concern_lifted", subject="concern", subject_id=concern_id)


def _write_concern(relation_id: UUID, by: Actor, at: datetime, note: str) -> UUID:
    concern = RelationConcern(
        id=uuid4(), relation_id=relation_id, note=lines_of(note, "note"), raised_at=at, raised_by_id=by.user_id
    )
    concern.save(force_insert=True)
    record(by=by, at=at, action="people.concern_raised", subject="concern", subject_id=concern.id)
    return concern.id


def _relation(relation_id: UUID) -> Relation:
    relation = Relation.objects.filter(id=relation_id, until_on__isnull=True).first()
    if relation is None:
        raise Refused("people_relation_unknown")
    return relation
