"""Everything on file about some people: papers, families, contacts, consents, and one person's whole file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from safar.people.models import (
    Custody,
    DataConsent,
    Document,
    Household,
    HouseholdMember,
    Person,
    Relation,
    RelationConcern,
    SafeContact,
)
from safar.people.queries.merging import merges_of, same_records
from safar.people.queries.summaries import names_in, people_in
from safar.people.rules import masked, of_age_on
from safar.people.types import (
    Channel,
    ContactFact,
    CustodyFact,
    DataConsentFact,
    DocumentFact,
    DocumentKind,
    Holder,
    HouseholdFact,
    HouseholdMemberFact,
    PersonFile,
    PersonId,
    Purpose,
    RelationFact,
    RelationKind,
)

_Fact = TypeVar("_Fact")


def documents_of(ids: Iterable[PersonId]) -> dict[PersonId, list[DocumentFact]]:
    """The documents of these people with their custody, those valid longest first."""
    found: dict[PersonId, list[DocumentFact]] = defaultdict(list)
    for fact in _documents(Q(person_id__in=set(ids))):
        found[fact.person_id].append(fact)
    return found


def papers_we_hold() -> list[DocumentFact]:
    """Every document in our own hands now, held longest first: a paper we keep is a risk to be looked at daily."""
    ever = Custody.objects.filter(holder=Holder.US).values("document_id")
    held = [fact for fact in _documents(Q(id__in=ever)) if fact.holder == Holder.US]
    return sorted(held, key=lambda fact: fact.custody[0].since)


def person_of_document(document_id: UUID) -> PersonId | None:
    """Whose a document is, or None when the reader may not see it."""
    return Document.objects.filter(id=document_id).values_list("person_id", flat=True).first()


def _documents(condition: Q) -> list[DocumentFact]:
    rows = list(Document.objects.filter(condition).order_by("-valid_until", "recorded_at"))
    chains: dict[UUID, list[CustodyFact]] = defaultdict(list)
    for link in Custody.objects.filter(document_id__in=[row.id for row in rows]).order_by("-since"):
        chains[link.document_id].append(
            CustodyFact(Holder(link.holder), link.since, link.receipt, link.note, link.recorded_by_id)
        )
    return [
        DocumentFact(
            id=row.id,
            person_id=row.person_id,
            kind=DocumentKind(row.kind),
            number=row.number,
            country=row.country,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            note=row.note,
            custody=tuple(chains[row.id]),
        )
        for row in rows
    ]


def relations_of(ids: Iterable[PersonId]) -> dict[PersonId, list[RelationFact]]:
    """Every relation in which these people stand, on either side; `has_concern` shows only to the protection class."""
    wanted = set(ids)
    rows = list(Relation.objects.filter(Q(person_id__in=wanted) | Q(other_id__in=wanted)).order_by("recorded_at"))
    feared = set(
        RelationConcern.objects.filter(relation_id__in=[row.id for row in rows], lifted_at__isnull=True).values_list(
            "relation_id", flat=True
        )
    )
    found: dict[PersonId, list[RelationFact]] = defaultdict(list)
    for row in rows:
        fact = RelationFact(
            id=row.id,
            person_id=row.person_id,
            other_id=row.other_id,
            kind=RelationKind(row.kind),
            parental_responsibility=row.parental_responsibility,
            from_on=row.from_on,
            until_on=row.until_on,
            has_concern=row.id in feared,
        )
        for person_id in {row.person_id, row.other_id} & wanted:
            found[person_id].append(fact)
    return found


def households_of(ids: Iterable[PersonId], on: date) -> dict[PersonId, HouseholdFact]:
    """The household in which each of these people lives on a day, with everybody ever in it."""
    live = HouseholdMember.objects.filter(person_id__in=set(ids), from_on__lte=on).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=on)
    )
    home_of = dict(live.values_list("person_id", "household_id"))
    homes = _households(set(home_of.values()))
    return {person_id: homes[home] for person_id, home in home_of.items() if home in homes}


def household(household_id: UUID) -> HouseholdFact | None:
    """One household, or None when the reader may not see it."""
    return _households({household_id}).get(household_id)


def _households(ids: set[UUID]) -> dict[UUID, HouseholdFact]:
    members: dict[UUID, list[HouseholdMemberFact]] = defaultdict(list)
    for row in HouseholdMember.objects.filter(household_id__in=ids).order_by("from_on", "id"):
        members[row.household_id].append(HouseholdMemberFact(row.person_id, row.place, row.from_on, row.until_on))
    return {
        home.id: HouseholdFact(home.id, home.label, home.office_id, tuple(members[home.id]))
        for home in Household.objects.filter(id__in=ids)
    }


def contacts_of(ids: Iterable[PersonId]) -> dict[PersonId, list[ContactFact]]:
    """The safe contacts that stand, the newest first."""
    found: dict[PersonId, list[ContactFact]] = defaultdict(list)
    for row in SafeContact.objects.filter(person_id__in=set(ids), ended_at__isnull=True).order_by("-since", "id"):
        found[row.person_id].append(
            ContactFact(
                id=row.id,
                person_id=row.person_id,
                channel=Channel(row.channel),
                number=row.number,
                masked=masked(row.number),
                hours=row.hours,
                who_may_answer=row.who_may_answer,
                neutral_words=row.neutral_words,
                may_leave_message=row.may_leave_message,
                note=row.note,
            )
        )
    return found


def data_consents_of(ids: Iterable[PersonId]) -> dict[PersonId, list[DataConsentFact]]:
    """Every consent of these people to a use of their data, withdrawn ones too, the latest first."""
    found: dict[PersonId, list[DataConsentFact]] = defaultdict(list)
    rows = DataConsent.objects.filter(person_id__in=set(ids)).select_related("person")
    for row in rows.order_by("-given_at", "id"):
        found[row.person_id].append(
            DataConsentFact(
                id=row.id,
                person_id=row.person_id,
                purpose=Purpose(row.purpose),
                recipient=row.recipient,
                given_at=row.given_at,
                language=row.language,
                by_guardian=row.by_guardian,
                until=row.until,
                withdrawn_at=row.withdrawn_at,
                guardian_name=row.guardian_name,
                assent=row.assent,
                of_age_on=of_age_on(row.person.birth) if row.by_guardian and not row.person.birth_disputed else None,
            )
        )
    return found


def person_file(person_id: PersonId, on: date) -> PersonFile | None:
    """One person's whole file as it stands on a day; None for who is absent or may not be seen, alike (D9)."""
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        return None
    # What is on file under the other records of the same human stays where it is, and is read here.
    records = _this_first(person_id, same_records([person_id])[person_id])
    relations = [_told_of(person_id, records, one) for one in _of_all(relations_of(records), records)]
    home = _home(person_id, records, households_of(records, on))
    others = {end for relation in relations for end in (relation.person_id, relation.other_id)}
    others |= {member.person_id for member in home.members} if home else set()
    relatives = people_in(others | {person_id})
    return PersonFile(
        summary=relatives.pop(person_id),
        names=tuple(_of_all(names_in(records), records)),
        birth_note=person.birth_note,
        country_of_birth=person.country_of_birth,
        residence_country=person.residence_country,
        residence_place=person.residence_place,
        documents=tuple(_of_all(documents_of(records), records)),
        relations=tuple(relations),
        relatives=relatives,
        household=home,
        contacts=tuple(_of_all(contacts_of(records), records)),
        consents=tuple(_of_all(data_consents_of(records), records)),
        created_at=person.created_at,
        records=records,
        merges=tuple(merges_of(records)),
    )


def _this_first(person_id: PersonId, records: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    return (person_id, *(one for one in records if one != person_id))


def _of_all(found: Mapping[PersonId, Sequence[_Fact]], records: Sequence[PersonId]) -> list[_Fact]:
    return [fact for record in records for fact in found.get(record, ())]


def _told_of(person_id: PersonId, records: Sequence[PersonId], relation: RelationFact) -> RelationFact:
    """A relation of any of the records, as one of this person."""
    return replace(
        relation,
        person_id=person_id if relation.person_id in records else relation.person_id,
        other_id=person_id if relation.other_id in records else relation.other_id,
    )


def _home(
    person_id: PersonId, records: Sequence[PersonId], homes: Mapping[PersonId, HouseholdFact]
) -> HouseholdFact | None:
    """The household of this person, with whoever lives in a household of one of their other records."""
    found = list({homes[one].id: homes[one] for one in records if one in homes}.values())
    if not found:
        return None
    members = {
        person_id if member.person_id in records else member.person_id: member
        for home in found[::-1]
        for member in home.members
    }
    return replace(found[0], members=tuple(replace(member, person_id=one) for one, member in members.items()))


def withdrawn_consents(consent_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these consents that were taken back, as far as the reader may see whose they are."""
    rows = DataConsent.objects.filter(id__in=set(consent_ids), withdrawn_at__isnull=False)
    return set(rows.values_list("id", flat=True))
