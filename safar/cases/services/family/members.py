"""Who in a case a change is about: the member, their children here, and who leads when somebody is gone."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from safar.cases.models import Case, Member
from safar.cases.services.opening import LEADING_ROLES
from safar.cases.services.records import open_case_to_change
from safar.cases.types import MemberRole
from safar.people import queries as people
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def member_to_change(by: Actor, member_id: UUID) -> tuple[Case, Member]:
    """A member still in an open case of the actor's office, with the case locked."""
    member = Member.objects.filter(id=member_id, left_at=None).first()
    if member is None:
        raise Refused("cases_no_such_member")
    return open_case_to_change(by, member.case_id), member


def traveller_id_of(member: Member) -> UUID:
    """The member as a traveller; refused where they have no journey yet."""
    if member.traveller_id is None:
        raise Refused("cases_member_has_no_journey")
    return member.traveller_id


def children_of(person_ids: Iterable[UUID], case: Case, on: date) -> list[Member]:
    """The members of the case who are, or may be, children on that day and have one of these people as parent,
    guardian or carer."""
    wanted = set(person_ids)
    members = list(Member.objects.filter(case=case, left_at=None))
    minors = minors_among(members, on)
    relations = people.relations_of(wanted)
    cared_for = {
        fact.other_id
        for facts in relations.values()
        for fact in facts
        if fact.person_id in wanted and fact.kind in ("parent", "guardian", "carer") and fact.lasts_on(on)
    }
    return [member for member in minors if member.person_id in cared_for]


def minors_among(members: Sequence[Member], on: date) -> list[Member]:
    """Those who are not of age for certain on that day."""
    persons = people.people_in([member.person_id for member in members])
    return [
        member for member in members if member.person_id in persons and not persons[member.person_id].is_adult_on(on)
    ]


def pass_on_lead(case: Case, gone: Member) -> None:
    """When the leading member is gone, the first adult still going leads, so that what a family is due has a bearer."""
    if gone.role not in LEADING_ROLES:
        return
    still = Member.objects.filter(case=case, left_at=None).exclude(id=gone.id).exclude(enrolments__phase="closed")
    adults = [one for one in still.order_by("position") if one.role == MemberRole.ACCOMPANYING_ADULT]
    if adults:
        Member.objects.filter(id=gone.id).update(role=MemberRole.ACCOMPANYING_ADULT)
        Member.objects.filter(id=adults[0].id).update(role=MemberRole.MAIN)


def let_one_lead(members: Sequence[Member]) -> None:
    """Exactly one of them leads: the first adult, or the first child where there is no adult."""
    if not members or any(member.role in LEADING_ROLES for member in members):
        return
    adults = [member for member in members if member.role == MemberRole.ACCOMPANYING_ADULT]
    leader = adults[0] if adults else members[0]
    role = MemberRole.MAIN if adults else MemberRole.UNACCOMPANIED_CHILD
    Member.objects.filter(id=leader.id).update(role=role)
