"""The itinerary, the departure and the arrival, member by member; consent and the database decide who may leave."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import Case, EnrolmentMember, Itinerary, Member
from safar.cases.services.counting import recount
from safar.cases.services.deadlines import event_happened
from safar.cases.services.promises import promise_published
from safar.cases.services.records import happened, member_in, members_of, open_case_to_change, open_enrolments
from safar.cases.types import ItineraryGiven, MemberRole, MoveOutcome, MoveResult
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.consent.types import DepartureGiven
from safar.people import queries as people
from safar.plumbing.refusals import Refused, database_refusals, say
from safar.plumbing.types import Actor


def record_itinerary(
    *, by: Actor, at: datetime, case_id: UUID, member_ids: Sequence[UUID], itinerary: ItineraryGiven
) -> list[UUID]:
    """Write down how some members leave. Each line rests on that member's permit in force and goes when it goes."""
    require(by, "cases.documents")
    case = open_case_to_change(by, case_id)
    members = members_of(case, member_ids)
    permits = consent.permits_of([member.traveller_id for member in members if member.traveller_id])
    made: list[UUID] = []
    with database_refusals():
        for member in members:
            lines = permits.get(member.traveller_id, []) if member.traveller_id else []
            permit = next((line for line in lines if line.state == "in_force"), None)
            if permit is None:
                raise Refused("cases_itinerary_needs_permit", name=_names([member])[member.id])
            Itinerary.objects.filter(member=member, cancelled_at=None).exclude(permit_state="used").update(
                cancelled_at=at
            )
            made.append(_itinerary(case, member, permit.id, itinerary, by).id)
        happened(
            by=by,
            at=at,
            case=case,
            code="itinerary_recorded",
            params={"members": len(made), "leaves_at": itinerary.leaves_at.isoformat()},
        )
    return made


def cancel_itinerary(*, by: Actor, at: datetime, itinerary_id: UUID, reason: str) -> None:
    """The journey as written down does not take place; the declaration is untouched."""
    require(by, "cases.documents")
    row = Itinerary.objects.filter(id=itinerary_id, cancelled_at=None).first()
    if row is None:
        raise Refused("cases_no_such_itinerary")
    case = open_case_to_change(by, row.case_id)
    with database_refusals():
        Itinerary.objects.filter(id=row.id).update(cancelled_at=at)
        happened(
            by=by, at=at, case=case, code="itinerary_cancelled", reason=reason, member=member_in(case, row.member_id)
        )


def record_departure(
    *,
    by: Actor,
    at: datetime,
    case_id: UUID,
    member_ids: Sequence[UUID],
    departed_at: datetime,
    place: str,
    way: str,
    planned_at: datetime | None = None,
) -> MoveResult:
    """Each named member left, or is told why the database does not let them have left."""
    require(by, "consent.depart")
    case = open_case_to_change(by, case_id)
    for enrolment in open_enrolments(case.id):
        promise_published(by=by, at=at, enrolment=enrolment)

    def leave(member: Member) -> None:
        given = DepartureGiven(
            traveller_id=_traveller(member), departed_at=departed_at, place=place, way=way, planned_at=planned_at
        )
        consent_services.record_departure(by=by, at=at, given=given)

    return _for_each(by, at, case, member_ids, leave, "departed", departed_at)


def record_arrival(
    *,
    by: Actor,
    at: datetime,
    case_id: UUID,
    member_ids: Sequence[UUID],
    arrived_at: datetime,
    outcome: str,
    place: str = "",
    met_by: str = "",
) -> MoveResult:
    """What became of each named member's journey: met, not met, unconfirmed, refused entry, sent back and so on."""
    require(by, "consent.arrive")
    case = open_case_to_change(by, case_id)

    def arrive(member: Member) -> None:
        consent_services.record_arrival(
            by=by,
            at=at,
            traveller_id=_traveller(member),
            outcome=outcome,
            arrived_at=arrived_at,
            place=place,
            met_by=met_by,
        )

    event = "" if outcome == "unconfirmed" else "arrived"
    return _for_each(by, at, case, member_ids, arrive, event, arrived_at)


def _for_each(
    by: Actor,
    at: datetime,
    case: Case,
    member_ids: Sequence[UUID],
    act: Callable[[Member], None],
    event: str,
    moment: datetime,
) -> MoveResult:
    # A child leaves only with a parent who has left, so those who decide for themselves are written down first.
    members = sorted(members_of(case, member_ids), key=lambda member: member.role == MemberRole.CHILD)
    names = _names(members)
    standing = {
        row.member_id: row.id for row in EnrolmentMember.objects.filter(member__in=members).order_by("-recorded_at")
    }
    outcomes: list[MoveOutcome] = []
    for member in members:
        place = standing.get(member.id, member.id)
        try:
            with database_refusals():
                act(member)
            outcomes.append(MoveOutcome(place, names[member.id], True, ()))
        except Refused as refusal:
            outcomes.append(MoveOutcome(place, names[member.id], False, (refusal.sentence,), codes=(refusal.code,)))
    if any(outcome.moved for outcome in outcomes):
        if event:
            event_happened(by=by, at=at, case=case, event=event, on=moment.date())
        for enrolment in open_enrolments(case.id):
            recount(by=by, at=at, enrolment=enrolment)
    return MoveResult(tuple(outcomes))


def _itinerary(case: Case, member: Member, permit_id: UUID, given: ItineraryGiven, by: Actor) -> Itinerary:
    return Itinerary.objects.create(
        case=case,
        member=member,
        permit_id=permit_id,
        leaves_at=given.leaves_at,
        arrives_at=given.arrives_at,
        way=given.way,
        from_place=given.from_place,
        to_place=given.to_place,
        carrier=given.carrier,
        number=given.number,
        reference=given.reference,
        met_by=given.met_by,
        by_id=by.user_id,
    )


def _traveller(member: Member) -> UUID:
    if member.traveller_id is None:
        raise Refused("cases_member_has_no_journey")
    return member.traveller_id


def _names(members: Sequence[Member]) -> dict[UUID, str]:
    persons = people.people_in([member.person_id for member in members])
    return {
        member.id: persons[member.person_id].display_name if member.person_id in persons else say("cases_somebody")
        for member in members
    }
