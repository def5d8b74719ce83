"""Somebody marries, or two who were married part: both are asked again, alone, and no child gains a guardian by it."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.utils.timezone import localdate, make_aware

from safar.accounts.services import require
from safar.cases.models import Case, Member
from safar.cases.services.family.members import children_of, member_to_change, minors_among
from safar.cases.services.family.recording import changing
from safar.cases.services.family.splitting import give_own_case
from safar.cases.services.opening import add_member
from safar.cases.services.records import happened, members_of, need_words
from safar.cases.services.tasks import add_task
from safar.cases.types import (
    AddPerson,
    ChangeGateCode,
    FamilyChangeKind,
    ForWhom,
    MemberRole,
    OpenedCase,
    TaskAsked,
)
from safar.consent import services as consent_services
from safar.people import queries as people
from safar.people import services as people_services
from safar.people.types import RelationKind
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def marriage_in_case(
    *, by: Actor, at: datetime, member_id: UUID, spouse_id: UUID, married_on: date, joins: bool, reason: str = ""
) -> UUID | None:
    """A member married a registered person, who joins the case or not; gives the spouse's member when they joined.

    Both are asked again alone. A child who marries stays a child, its spouse is no guardian (V9), and a protection
    officer looks at what is best for it.
    """
    require(by, "cases.change_members")
    case, member = member_to_change(by, member_id)
    _refuse_wedding(at, member, spouse_id, married_on)
    with changing(
        by=by, at=at, case=case, kind=FamilyChangeKind.MARRIAGE, member_id=member.id, reason=reason
    ) as change:
        _write_spouses(by, at, member.person_id, spouse_id, married_on)
        joined = _join(by, at, case, spouse_id) if joins else None
        if member.traveller_id is not None:
            consent_services.record_family_change(
                by=by, at=at, traveller_id=member.traveller_id, kind="married",
                happened_at=min(at, moment_of(married_on)), other_person_id=spouse_id,
            )  # fmt: skip
        couple = [one for one in members_of(case) if one.person_id in (member.person_id, spouse_id)]
        for child in minors_among(couple, localdate(at)):
            change.settle(ChangeGateCode.CHILD_REASSESSED, child.id)
            asked = TaskAsked("child_married", ForWhom.PROTECTION, member_id=child.id, owner_role="protection_officer")
            add_task(by=by, at=at, case_id=case.id, asked=asked)
    return joined


def separation_in_case(
    *,
    by: Actor,
    at: datetime,
    member_id: UUID,
    spouse_id: UUID,
    since_on: date,
    reason: str,
    leaving_ids: Sequence[UUID] = (),
    apart: bool = True,
) -> OpenedCase | None:
    """Two members who were spouses part; those in `leaving_ids` get a case of their own, which is given back.

    Both are asked again alone, each is asked alone where they can be reached safely now, and a protection officer looks
    at what is best for the children of either. `apart` gives those who leave a journey of their own.
    """
    require(by, "cases.change_members")
    case, member = member_to_change(by, member_id)
    spouse = next((one for one in members_of(case) if one.id == spouse_id), None)
    if spouse is None or spouse.id == member.id:
        raise Refused("cases_no_such_member", field="spouse")
    need_words(reason, "reason")
    if since_on > localdate(at):
        raise Refused("cases_day_in_future", field="since_on")
    with changing(
        by=by, at=at, case=case, kind=FamilyChangeKind.SEPARATION, member_id=member.id, reason=reason
    ) as change:
        children = children_of([member.person_id, spouse.person_id], case, localdate(at))
        _end_marriage(by, at, member.person_id, spouse.person_id, since_on)
        _ask_both(by, at, member, spouse, since_on)
        change.settle(ChangeGateCode.SAFE_CONTACT, member.id, spouse.id)
        change.settle(ChangeGateCode.CHILD_REASSESSED, *(child.id for child in children))
        happened(by=by, at=at, case=case, code="separated", reason=reason)
        if not leaving_ids:
            return None
        opened = give_own_case(by=by, at=at, case=case, member_ids=leaving_ids, reason=reason, apart=apart)
        change.cases.append(opened.case_id)
    return opened


def moment_of(day: date) -> datetime:
    """Noon of a day at the desk: a change has a day, and the rules compare moments."""
    return make_aware(datetime.combine(day, time(12)))


def _refuse_wedding(at: datetime, member: Member, spouse_id: UUID, married_on: date) -> None:
    if spouse_id == member.person_id or spouse_id not in people.people_in([spouse_id]):
        raise Refused("cases_member_person_seen", field="spouse")
    if married_on > localdate(at):
        raise Refused("cases_day_in_future", field="married_on")


def _write_spouses(by: Actor, at: datetime, one: UUID, other: UUID, on: date) -> None:
    for fact in people.relations_of([one]).get(one, []):
        if fact.kind == RelationKind.SPOUSE and fact.lasts_on(on) and other in (fact.person_id, fact.other_id):
            return
    people_services.relate_people(by=by, at=at, person_id=one, other_id=other, kind=RelationKind.SPOUSE, from_on=on)


def _join(by: Actor, at: datetime, case: Case, spouse_id: UUID) -> UUID:
    present = {member.person_id: member.id for member in members_of(case)}
    if spouse_id in present:
        return present[spouse_id]
    grown = people.people_in([spouse_id])[spouse_id].is_adult_on(localdate(at))
    role = MemberRole.ACCOMPANYING_ADULT if grown else MemberRole.CHILD
    return add_member(by=by, at=at, case_id=case.id, joining=AddPerson(spouse_id, role, "married"))


def _end_marriage(by: Actor, at: datetime, one: UUID, other: UUID, on: date) -> None:
    for fact in people.relations_of([one]).get(one, []):
        if fact.kind == RelationKind.SPOUSE and fact.until_on is None and other in (fact.person_id, fact.other_id):
            people_services.end_relation(by=by, at=at, relation_id=fact.id, until_on=on)


def _ask_both(by: Actor, at: datetime, member: Member, spouse: Member, on: date) -> None:
    for one, other in ((member, spouse), (spouse, member)):
        if one.traveller_id is not None:
            consent_services.record_family_change(
                by=by, at=at, traveller_id=one.traveller_id, kind="separated", happened_at=min(at, moment_of(on)),
                other_person_id=other.person_id,
            )  # fmt: skip
