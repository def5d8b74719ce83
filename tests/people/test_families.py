"""Households and relations, with their days, and who may see them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from safar.accounts.types import OfficeRef
from safar.people.models import Household, HouseholdMember, Relation, RelationConcern
from safar.people.queries import household, households_of, relations_of
from safar.people.services import (
    end_relation,
    join_household,
    leave_household,
    lift_concern,
    raise_concern,
    relate_people,
    set_up_household,
)
from safar.people.types import RelationKind
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW, Registrar, details

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
TODAY = NOW.date()


def test_people_join_and_leave_a_household(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """Each in their time; one household at a time."""
    with scoped(counsellor):
        farid, zahra = register(counsellor), register(counsellor, "زهرا", latin="Zahra")
        omid = register(counsellor, "امید", latin="Omid", details=details(date(2007, 1, 1)))
        home = set_up_household(
            by=counsellor, at=NOW, label="Ahmadi", members=[(farid, "husband"), (zahra, "wife")], from_on=TODAY
        )
        join_household(by=counsellor, at=NOW, household_id=home, person_id=omid, place="son", from_on=TODAY)
        with pytest.raises(Refused) as twice:
            set_up_household(by=counsellor, at=NOW, label="Other", members=[(omid, "son")], from_on=TODAY)
        assert twice.value.code == "people_one_household_at_a_time"
        leave_household(by=counsellor, at=NOW, household_id=home, person_id=zahra, until_on=date(2016, 7, 1))
        fact = household(home)
        assert fact is not None
        assert set(fact.member_ids_on(TODAY)) == {farid, zahra, omid}
        assert set(fact.member_ids_on(date(2016, 7, 1))) == {farid, omid}
        assert set(households_of([farid, zahra], date(2016, 7, 2))) == {farid}
        with pytest.raises(Refused) as gone:
            leave_household(by=counsellor, at=NOW, household_id=home, person_id=zahra, until_on=TODAY)
        assert gone.value.code == "people_not_a_member"


def test_a_household_is_not_seen_or_joined_from_another_office(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """Not through the service, not by raw SQL."""
    with scoped(counsellor):
        home = set_up_household(
            by=counsellor, at=NOW, label="Ahmadi", members=[(register(counsellor), "head")], from_on=TODAY
        )
    with scoped(stranger):
        mine = register(stranger, "نوید", latin="Navid")
        assert household(home) is None
        assert Household.objects.count() == 0
        with pytest.raises(Refused) as refused:
            join_household(by=stranger, at=NOW, household_id=home, person_id=mine, place="", from_on=TODAY)
        assert refused.value.code == "people_household_unknown"
        with pytest.raises(ProgrammingError), transaction.atomic():
            HouseholdMember.objects.create(household_id=home, person_id=mine, from_on=TODAY)


def test_relations_have_their_rules(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """No parent younger than the child, nobody their own spouse, responsibility with parents and guardians only."""
    with scoped(counsellor):
        father = register(counsellor)
        child = register(counsellor, "امید", latin="Omid", details=details(date(2007, 1, 1)))
        relation = relate_people(
            by=counsellor,
            at=NOW,
            person_id=father,
            other_id=child,
            kind=RelationKind.PARENT,
            parental_responsibility=True,
        )
        (fact,) = relations_of([child])[child]
        assert (fact.person_id, fact.other_id, fact.parental_responsibility) == (father, child, True)
        for one, other, kind, responsible, code in (
            (child, father, RelationKind.PARENT, False, "people_parent_younger"),
            (father, father, RelationKind.SPOUSE, False, "people_relation_to_another"),
            (father, child, RelationKind.SIBLING, True, "people_responsibility_of_parents"),
            (father, child, RelationKind.PARENT, True, "people_relation_once"),
        ):
            with pytest.raises(Refused) as refused:
                relate_people(
                    by=counsellor,
                    at=NOW,
                    person_id=one,
                    other_id=other,
                    kind=kind,
                    parental_responsibility=responsible,
                )
            assert refused.value.code == code
        end_relation(by=counsellor, at=NOW, relation_id=relation, until_on=TODAY)
        assert not relations_of([child])[child][0].lasts_on(TODAY)


def test_d8_a_fear_of_violence_is_written_by_who_hears_it_and_read_by_few(
    counsellor: Actor, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped, register: Registrar
) -> None:
    """The counsellor who wrote it does not read it back; the protection officer does, and lifts it."""
    protection = actor("protection_officer", office_lisbon)
    with scoped(counsellor):
        farid, zahra = register(counsellor), register(counsellor, "زهرا", latin="Zahra")
        relation = relate_people(
            by=counsellor,
            at=NOW,
            person_id=farid,
            other_id=zahra,
            kind=RelationKind.SPOUSE,
            violence_feared=True,
            note="She said so alone.",
        )
        assert RelationConcern.objects.count() == 0
        assert not relations_of([zahra])[zahra][0].has_concern
        raise_concern(by=counsellor, at=NOW, relation_id=relation, note="Again.")
    with scoped(protection):
        assert relations_of([zahra])[zahra][0].has_concern
        for concern in RelationConcern.objects.all():
            lift_concern(by=protection, at=NOW, concern_id=concern.id)
        assert not relations_of([zahra])[zahra][0].has_concern


def test_d9_half_a_relation_tells_nothing(
    counsellor: Actor,
    actor: ActorMaker,
    office_kabul: OfficeRef,
    office_herat: OfficeRef,
    scoped: Scoped,
    register: Registrar,
) -> None:
    """Who sees one of two people does not learn that there is another."""
    herat, kabul = actor("counsellor", office_herat), actor("programme_manager", office_kabul)
    with scoped(herat):
        in_herat = register(herat)
    with scoped(kabul):
        in_kabul = register(kabul, "زهرا", latin="Zahra")
        relate_people(by=kabul, at=NOW, person_id=in_kabul, other_id=in_herat, kind=RelationKind.SPOUSE)
        assert len(relations_of([in_herat])[in_herat]) == 1
    with scoped(herat):
        assert relations_of([in_herat]) == {}
        assert Relation.objects.count() == 0


def test_days_of_a_membership_are_in_order(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """The database itself refuses to end before the beginning."""
    with scoped(counsellor):
        farid = register(counsellor)
        home = set_up_household(by=counsellor, at=NOW, label="Ahmadi", members=[(farid, "")], from_on=TODAY)
        with pytest.raises(Refused) as refused:
            leave_household(by=counsellor, at=NOW, household_id=home, person_id=farid, until_on=date(2015, 1, 1))
        assert refused.value.code == "people_membership_order"
        with pytest.raises(IntegrityError), transaction.atomic():
            HouseholdMember.objects.update(until_on=date(2015, 1, 1))
