"""Changes of the family while the case runs: a birth, a death, someone who stays, a case of their own."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import Case, Enrolment, EnrolmentMember, Member
from safar.cases.services.deciding import close_ways
from safar.cases.services.opening import LEADING_ROLES, add_member, take_places
from safar.cases.services.promises import recount
from safar.cases.services.records import happened, members_of, open_case_to_change
from safar.cases.types import AddPerson, MemberRole, OpenedCase
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.consent.types import JourneyGiven
from safar.kernel.identifiers import new_reference
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes


def birth_in_case(*, by: Actor, at: datetime, case_id: UUID, person_id: UUID, born_on: date) -> UUID:
    """A child born into the case, already registered, joins it; the family's entitlements are counted again."""
    require(by, "cases.change_members")
    if born_on > localdate(at):
        raise Refused("cases_day_in_future", field="born_on")
    return add_member(by=by, at=at, case_id=case_id, joining=AddPerson(person_id, MemberRole.CHILD, "born"))


def death_in_case(
    *, by: Actor, at: datetime, member_id: UUID, source: str, confirmed: bool = False, paper: str = ""
) -> None:
    """A death is reported, which freezes and closes nothing (V20); once confirmed the member's way ends as deceased."""
    require(by, "cases.change_members")
    case, member = _member_to_change(by, member_id)
    if member.traveller_id is None:
        raise Refused("cases_member_has_no_journey")
    with database_refusals():
        if not confirmed:
            consent_services.report_death(by=by, at=at, traveller_id=member.traveller_id, source=source)
            happened(by=by, at=at, case=case, code="death_reported", member=member, reason=source)
            return
        report_id = consent.death_report_open(member.traveller_id)
        if report_id is None:
            report_id = consent_services.report_death(by=by, at=at, traveller_id=member.traveller_id, source=source)
        consent_services.answer_death(by=by, at=at, report_id=report_id, confirmed=True, paper=paper)
        rows = EnrolmentMember.objects.filter(member=member).exclude(phase="closed")
        close_ways(by=by, at=at, case=case, rows=rows, outcome="deceased", reason=source, code="struck")
        happened(by=by, at=at, case=case, code="death_confirmed", member=member, reason=source)
        _pass_on_lead(case, member, at)


def member_stays(
    *, by: Actor, at: datetime, member_id: UUID, reason: str, outcome: str = "withdrew", stays: bool = True
) -> None:
    """A member does not travel after all: struck with the reason, their way closed, the others asked again."""
    require(by, "cases.change_members")
    case, member = _member_to_change(by, member_id)
    if not reason.strip():
        raise Refused("cases_reason_needed", field="reason")
    with database_refusals():
        if member.traveller_id is not None:
            consent_services.strike_traveller(
                by=by, at=at, traveller_id=member.traveller_id, reason=reason, stays=stays
            )
        rows = EnrolmentMember.objects.filter(member=member).exclude(phase="closed")
        close_ways(by=by, at=at, case=case, rows=rows, outcome=outcome, reason=reason, code="struck")
        happened(by=by, at=at, case=case, code="member_stays", member=member, reason=reason)
        _pass_on_lead(case, member, at)
        for enrolment in Enrolment.objects.filter(case=case, closed_at=None).select_related("case"):
            recount(by=by, at=at, enrolment=enrolment)


def change_destination(
    *, by: Actor, at: datetime, case_id: UUID, return_country: str, return_place: str, reason: str
) -> None:
    """The people want to go elsewhere: the journey changes with the case, and every declaration lapses (V1)."""
    require(by, "cases.change_members")
    case = open_case_to_change(by, case_id)
    if not reason.strip():
        raise Refused("cases_reason_needed", field="reason")
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


def split_case(
    *, by: Actor, at: datetime, case_id: UUID, member_ids: Sequence[UUID], reason: str, new_journey: bool = False
) -> OpenedCase:
    """Give some members a case of their own: what is theirs goes along, nothing is copied and nothing is lost.

    With `new_journey` they travel apart: they are struck from the old journey and declare anew in their own.
    """
    require(by, "cases.change_members")
    case = open_case_to_change(by, case_id)
    movers = members_of(case, member_ids)
    if not movers or len(movers) == len(members_of(case)):
        raise Refused("cases_split_leaves_both", field="member_ids")
    if not reason.strip():
        raise Refused("cases_reason_needed", field="reason")
    with database_refusals():
        fresh = _fresh_case(by, at, case, keeps_journey=not new_journey)
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_split(%s, %s, %s)", [case.id, fresh.id, [member.id for member in movers]])
        moved = members_of(fresh)
        _lead(moved)
        _lead(members_of(case))
        if new_journey and case.journey_id is not None:
            _apart(by, at, case.journey_id, fresh, moved, reason)
        happened(by=by, at=at, case=case, code="split", params={"into": fresh.reference}, reason=reason)
        happened(by=by, at=at, case=fresh, code="split_from", params={"from": case.reference}, reason=reason)
        for enrolment in Enrolment.objects.filter(case__in=[case, fresh], closed_at=None).select_related("case"):
            take_places(enrolment, at)
            recount(by=by, at=at, enrolment=enrolment)
    return OpenedCase(fresh.id, fresh.reference, {member.person_id: member.id for member in moved})


def _member_to_change(by: Actor, member_id: UUID) -> tuple[Case, Member]:
    member = Member.objects.filter(id=member_id, left_at=None).first()
    if member is None:
        raise Refused("cases_no_such_member")
    return open_case_to_change(by, member.case_id), member


def _pass_on_lead(case: Case, gone: Member, at: datetime) -> None:
    """When the leading member is gone, the first adult still going leads, so that what a family is due has a bearer."""
    if gone.role not in LEADING_ROLES:
        return
    still = Member.objects.filter(case=case, left_at=None).exclude(id=gone.id).exclude(enrolments__phase="closed")
    adults = [one for one in still.order_by("position") if one.role == MemberRole.ACCOMPANYING_ADULT]
    if adults:
        Member.objects.filter(id=gone.id).update(role=MemberRole.ACCOMPANYING_ADULT)
        Member.objects.filter(id=adults[0].id).update(role=MemberRole.MAIN)


def _lead(members: Sequence[Member]) -> None:
    """Exactly one of them leads: the first adult, or the first child where there is no adult."""
    if any(member.role in LEADING_ROLES for member in members):
        return
    adults = [member for member in members if member.role == MemberRole.ACCOMPANYING_ADULT]
    leader = adults[0] if adults else members[0]
    role = MemberRole.MAIN if adults else MemberRole.UNACCOMPANIED_CHILD
    Member.objects.filter(id=leader.id).update(role=role)


def _fresh_case(by: Actor, at: datetime, case: Case, keeps_journey: bool) -> Case:
    return Case.objects.create(
        reference=new_reference(),
        office_id=case.office_id,
        journey_id=case.journey_id if keeps_journey else None,
        household_id=None,
        split_from=case,
        alias=case.alias,
        began=case.began,
        host_country=case.host_country,
        return_country=case.return_country,
        return_place=case.return_place,
        assigned_to_id=case.assigned_to_id or by.user_id,
        opened_at=at,
    )


def _apart(by: Actor, at: datetime, old_id: UUID, fresh: Case, moved: Sequence[Member], reason: str) -> None:
    old = consent.journey_file([old_id])[old_id]
    gone = {line.id for line in old.travellers if line.departed_at}
    if any(member.traveller_id in gone for member in moved):
        raise Refused("cases_split_after_departure")
    for member in moved:
        if member.traveller_id is not None:
            consent_services.strike_traveller(by=by, at=at, traveller_id=member.traveller_id, reason=reason)
    journey_id = consent_services.open_journey(
        by=by,
        at=at,
        given=JourneyGiven(
            programme_version_id=old.programme_version_id,
            host_country=fresh.host_country,
            return_country=fresh.return_country,
            return_place=fresh.return_place,
            people=tuple(member.person_id for member in moved),
            arranged_by_us=old.arranged_by_us,
            office_id=fresh.office_id,
        ),
    )
    Case.objects.filter(id=fresh.id).update(journey_id=journey_id)
    travellers = {line.person_id: line.id for line in consent.journey_file([journey_id])[journey_id].travellers}
    for member in moved:
        Member.objects.filter(id=member.id).update(traveller_id=travellers[member.person_id])
