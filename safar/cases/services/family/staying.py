"""Somebody joins, somebody stays behind, or all want to go elsewhere."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import Case, Enrolment, EnrolmentMember
from safar.cases.services.deciding import close_ways
from safar.cases.services.family.members import children_of, member_to_change, pass_on_lead
from safar.cases.services.family.recording import changing
from safar.cases.services.opening import add_member
from safar.cases.services.records import happened, need_words, open_case_to_change
from safar.cases.types import AddPerson, ChangeGateCode, FamilyChangeKind
from safar.consent import services as consent_services
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes


def join_case(*, by: Actor, at: datetime, case_id: UUID, joining: AddPerson) -> UUID:
    """A registered person joins the case; when an adult joins, those who have declared are asked again (V1)."""
    require(by, "cases.change_members")
    case = open_case_to_change(by, case_id)
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.JOINED, reason=joining.reason):
        return add_member(by=by, at=at, case_id=case_id, joining=joining)


def member_stays(
    *, by: Actor, at: datetime, member_id: UUID, reason: str, outcome: str = "withdrew", stays: bool = True
) -> None:
    """A member does not travel after all: struck with the reason, their way closed, the others asked again.

    A protection officer looks again at the children whose parent or carer stays.
    """
    require(by, "cases.change_members")
    case, member = member_to_change(by, member_id)
    need_words(reason, "reason")
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.STAYS, member_id=member.id, reason=reason) as change:
        children = children_of([member.person_id], case, localdate(at))
        if member.traveller_id is not None:
            consent_services.strike_traveller(
                by=by, at=at, traveller_id=member.traveller_id, reason=reason, stays=stays
            )
        rows = EnrolmentMember.objects.filter(member=member).exclude(phase="closed")
        close_ways(by=by, at=at, case=case, rows=rows, outcome=outcome, reason=reason, code="struck")
        happened(by=by, at=at, case=case, code="member_stays", member=member, reason=reason)
        pass_on_lead(case, member)
        change.settle(ChangeGateCode.CHILD_REASSESSED, *(child.id for child in children))


def change_destination(
    *, by: Actor, at: datetime, case_id: UUID, return_country: str, return_place: str, reason: str
) -> None:
    """The people want to go elsewhere: the journey changes with the case, and every declaration lapses (V1)."""
    require(by, "cases.change_members")
    case = open_case_to_change(by, case_id)
    need_words(reason, "reason")
    for enrolment in Enrolment.objects.filter(case=case, closed_at=None):
        programme = programmes.published_by_id(enrolment.programme_version_id).programme
        if not programme.returns_to(return_country):
            raise Refused("cases_programme_not_there", programme=programme.code, country=return_country)
    with database_refusals():
        if case.journey_id is not None:
            consent_services.change_destination(
                by=by, at=at, journey_id=case.journey_id, return_country=return_country, return_place=return_place
            )
        Case.objects.filter(id=case.id).update(return_country=return_country, return_place=return_place)
        happened(by=by, at=at, case=case, code="destination_changed", reason=reason)
