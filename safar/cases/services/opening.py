"""Opens a case with its members and enrols them in a programme."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from safar.accounts.services import NotAllowed, require
from safar.cases.models import Case, Enrolment, EnrolmentMember, Member
from safar.cases.services.counting import recount
from safar.cases.services.deadlines import event_happened, stage_entered
from safar.cases.services.eligibility import check_stored
from safar.cases.services.records import happened, members_of, open_case_to_change
from safar.cases.types import AddPerson, Began, EnrolmentOutcome, MemberAsked, MemberRole, OpenedCase
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.consent.types import JourneyGiven
from safar.kernel.identifiers import new_reference
from safar.people import queries as people
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import Programme

LEADING_ROLES = frozenset({MemberRole.MAIN, MemberRole.UNACCOMPANIED_CHILD})


def open_case(
    *,
    by: Actor,
    at: datetime,
    members: Sequence[MemberAsked],
    host_country: str,
    return_country: str,
    return_place: str = "",
    began: Began = Began.BEFORE_TRAVEL,
    household_id: UUID | None = None,
    enquiry_id: UUID | None = None,
    alias: str = "",
    assigned_to_id: int | None = None,
    another: bool = False,
) -> OpenedCase:
    """Open a case of the actor's office for registered people, exactly one of whom leads it.

    Nobody is in two open cases of a kind, unless it is said that this is `another` journey of theirs.
    """
    require(by, "cases.open")
    if sum(asked.role in LEADING_ROLES for asked in members) != 1:
        raise Refused("cases_one_main_member", field="members")
    if by.office_id is None:
        raise NotAllowed("cases.open")
    with database_refusals():
        case = Case.objects.create(
            reference=new_reference(),
            office_id=by.office_id,
            host_country=host_country,
            return_country=return_country,
            return_place=return_place,
            began=began,
            household_id=household_id,
            enquiry_id=enquiry_id,
            alias=alias,
            assigned_to_id=assigned_to_id or by.user_id,
            opened_at=at,
        )
        first = "another_journey" if another else "first_contact"
        kept = people.kept_of(asked.person_id for asked in members)
        made = {
            asked.person_id: _join(case, kept[asked.person_id], asked.role, at, position, first).id
            for position, asked in enumerate(members)
        }
        happened(by=by, at=at, case=case, code="opened", params={"members": len(made), "began": str(began)})
    return OpenedCase(case.id, case.reference, made)


def add_member(*, by: Actor, at: datetime, case_id: UUID, joining: AddPerson) -> UUID:
    """A registered person joins the case, its journey and its open enrolments from the programme's beginning."""
    require(by, "cases.change_members")
    case = open_case_to_change(by, case_id)
    with database_refusals():
        position = Member.objects.filter(case=case).count()
        member = _join(case, joining.person_id, joining.role, at, position, joining.reason)
        if case.journey_id is not None:
            member.traveller_id = consent_services.add_traveller(
                by=by, at=at, journey_id=case.journey_id, person_id=joining.person_id
            )
            member.save(update_fields=["traveller"])
        happened(by=by, at=at, case=case, code="member_joined", reason=joining.reason, member=member)
        for enrolment in Enrolment.objects.filter(case=case, closed_at=None):
            programme = programmes.published_by_id(enrolment.programme_version_id).programme
            _enrol_members(enrolment, programme, case, [member], at)
            take_places(enrolment, at)
            recount(by=by, at=at, enrolment=enrolment)
    return member.id


def enrol(
    *,
    by: Actor,
    at: datetime,
    case_id: UUID,
    programme_version_id: UUID,
    facts: Mapping[str, bool | int | str] | None = None,
    member_ids: Sequence[UUID] | None = None,
) -> EnrolmentOutcome:
    """Put members into a programme at one version: a journey opens, the rules are asked, places taken or awaited."""
    require(by, "cases.open")
    case = open_case_to_change(by, case_id)
    programme = programmes.published_by_id(programme_version_id).programme
    _refuse_unless_served(programme, case, at)
    chosen = members_of(case, member_ids)
    if not chosen:
        raise Refused("cases_no_such_member")
    with database_refusals():
        if case.journey_id is None:
            _open_journey(by, at, case, programme_version_id)
            chosen = members_of(case, [member.id for member in chosen])
        enrolment = Enrolment.objects.create(
            case=case,
            programme_version_id=programme_version_id,
            programme_code=programme.code,
            enrolled_at=at,
            facts=dict(facts or {}),
        )
        standing = _enrol_members(enrolment, programme, case, chosen, at)
        waiting = take_places(enrolment, at)
        happened(
            by=by, at=at, case=case, code="enrolled", params={"programme": programme.code, "version": programme.version}
        )
        check_stored(by=by, at=at, enrolment=enrolment, facts=dict(facts or {}))
        recount(by=by, at=at, enrolment=enrolment)
        event_happened(by=by, at=at, case=case, event="case_opened")
        stage_entered(by=by, at=at, case=case, enrolment=enrolment, stages={row.stage for row in standing})
    return EnrolmentOutcome(enrolment.id, {row.member_id: row.id for row in standing}, waiting, case.journey_id)


def take_places(enrolment: Enrolment, at: datetime) -> int | None:
    """Take the places the enrolment needs, or its place in line: the number in line, None when it has its places."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_take_places(%s, %s)", [enrolment.id, at])
        cursor.execute("SELECT place FROM cases_waiting_list(%s)", [[enrolment.id]])
        row = cursor.fetchone()
    enrolment.refresh_from_db(fields=["places", "waiting_since"])
    return None if row is None else int(row[0])


def _join(
    case: Case, person_id: UUID, role: MemberRole, at: datetime, position: int, reason: str = "first_contact"
) -> Member:
    return Member.objects.create(
        case=case, person_id=person_id, role=role, joined_at=at, joined_reason=reason, position=position
    )


def _refuse_unless_served(programme: Programme, case: Case, at: datetime) -> None:
    if not programme.serves(case.host_country, localdate(at)):
        raise Refused("cases_programme_not_here", programme=programme.code, country=case.host_country)
    if not programme.returns_to(case.return_country):
        raise Refused("cases_programme_not_there", programme=programme.code, country=case.return_country)


def _open_journey(by: Actor, at: datetime, case: Case, programme_version_id: UUID) -> None:
    members = members_of(case)
    journey_id = consent_services.open_journey(
        by=by,
        at=at,
        given=JourneyGiven(
            programme_version_id=programme_version_id,
            host_country=case.host_country,
            return_country=case.return_country,
            return_place=case.return_place,
            people=tuple(member.person_id for member in members),
            arranged_by_us=case.began == Began.BEFORE_TRAVEL,
            office_id=case.office_id,
        ),
    )
    case.journey_id = journey_id
    case.save(update_fields=["journey"])
    travellers = {line.person_id: line.id for line in consent.journey_file([journey_id])[journey_id].travellers}
    for member in members:
        member.traveller_id = travellers[member.person_id]
    Member.objects.bulk_update(members, ["traveller"])


def _enrol_members(
    enrolment: Enrolment, programme: Programme, case: Case, members: Sequence[Member], at: datetime
) -> list[EnrolmentMember]:
    entry = "first_contact" if case.began == Began.BEFORE_TRAVEL else "came_without_us"
    first = next((stage for stage in programme.stages if stage.entry == entry), None)
    if first is None:
        raise Refused("cases_programme_has_no_such_beginning", programme=programme.code)
    return EnrolmentMember.objects.bulk_create(
        EnrolmentMember(enrolment=enrolment, member=member, stage=first.code, phase=first.phase, entered_at=at)
        for member in members
    )
