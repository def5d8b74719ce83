"""Counts what the programme makes due: for whom, since when, how much, and what life has changed about it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from safar.cases.models import DueItem, Enrolment, EnrolmentMember
from safar.consent import queries as consent
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import CountedDates, Due, Programme, UnitMember

SETTLED_OUTCOMES = frozenset({"withdrew", "refused", "stayed"})


def recount(*, by: Actor, at: datetime, enrolment: Enrolment) -> int:
    """Bring the due items in line with members, days and amounts; what was handed over or approved is never touched,
    except that what has become of a promise is written on it."""
    programme = programmes.published_by_id(enrolment.programme_version_id).programme
    rows = list(EnrolmentMember.objects.filter(enrolment=enrolment).select_related("member"))
    wanted = {_key(due): due for due in _wanted(programme, enrolment, rows)}
    standing = {
        (item.line, None if item.enrolment_member_id is None else str(item.enrolment_member_id), item.number): item
        for item in DueItem.objects.filter(enrolment=enrolment, superseded_at=None)
    }
    untouched = set(
        DueItem.objects.filter(enrolment=enrolment, handed_over_on=None, explained_at=None, promises=None)
        .filter(superseded_at=None)
        .values_list("id", flat=True)
    )
    gone = [item.id for key, item in standing.items() if key not in wanted and item.id in untouched]
    DueItem.objects.filter(id__in=gone).update(superseded_at=at)
    DueItem.objects.bulk_create(_item(enrolment, due) for key, due in wanted.items() if key not in standing)
    for key, due in wanted.items():
        if key in standing and standing[key].id in untouched:
            _bring_up_to_date(standing[key], due)
        elif key in standing and standing[key].handed_over_on is None and standing[key].standing != due.standing:
            DueItem.objects.filter(id=standing[key].id).update(standing=due.standing)
    return len(wanted)


def _wanted(programme: Programme, enrolment: Enrolment, rows: Sequence[EnrolmentMember]) -> list[Due]:
    """What those going receive, and what stays with those who are not: only what is tied to return is released (V5)."""
    present = [row for row in rows if row.member.left_at is None]
    going = [row for row in present if row.outcome not in SETTLED_OUTCOMES]
    days = _days(enrolment, going)
    life = circumstances_in(enrolment.id)
    wanted = programmes.entitlements_due(programme, [_unit_member(row, life) for row in going], days)
    for row in present:
        if row.outcome in SETTLED_OUTCOMES:
            alone = programmes.entitlements_due(programme, [_unit_member(row, life)], days)
            wanted.extend(due for due in alone if not due.tied_to_return and not (due.for_unit and going))
    return wanted


def circumstances_in(enrolment_id: UUID) -> dict[UUID, str]:
    """What has changed in each enrolled member's life, as the database reads it from their rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT enrolment_member_id, circumstance FROM cases_circumstances(%s)", [enrolment_id])
        return dict(cursor.fetchall())


def _unit_member(row: EnrolmentMember, life: Mapping[UUID, str]) -> UnitMember:
    return UnitMember(str(row.id), row.member.role, life.get(row.id, "none"))  # type: ignore[arg-type]


def _days(enrolment: Enrolment, rows: Sequence[EnrolmentMember]) -> CountedDates:
    departed: date | None = None
    arrived: date | None = None
    if enrolment.case.began == "after_arrival":
        arrived = localdate(enrolment.case.opened_at)
    elif enrolment.case.journey_id is not None:
        travellers = {row.member.traveller_id for row in rows}
        lines = [
            line
            for line in consent.journey_file([enrolment.case.journey_id])[enrolment.case.journey_id].travellers
            if line.id in travellers
        ]
        departed = min((localdate(line.departed_at) for line in lines if line.departed_at), default=None)
        arrived = min((localdate(line.arrived_at) for line in lines if line.arrived_at), default=None)
    return CountedDates(application_on=localdate(enrolment.enrolled_at), departure_on=departed, arrival_on=arrived)


def _key(due: Due) -> tuple[str, str | None, int]:
    return (due.entitlement, None if due.for_unit else due.member, due.instalment)


def _values(due: Due) -> dict[str, object]:
    return {
        "amount": None if due.amount is None else int(due.amount * 100),
        "currency": due.currency or "",
        "source": due.reference,
        "needs_approval": due.needs_approval,
        "standing": due.standing,
        "due_on": due.due_on,
    }


def _item(enrolment: Enrolment, due: Due) -> DueItem:
    return DueItem(
        enrolment=enrolment,
        enrolment_member_id=None if due.for_unit else UUID(due.member),
        line=due.entitlement,
        number=due.instalment,
        names=dict(due.names),
        kind=due.given,
        funder=due.funder,
        at_most=due.at_most,
        tied_to_return=due.tied_to_return,
        due_event=due.due_event,
        **_values(due),
    )


def _bring_up_to_date(item: DueItem, due: Due) -> None:
    fresh = _values(due)
    if any(getattr(item, name) != value for name, value in fresh.items()):
        DueItem.objects.filter(id=item.id).update(**fresh)
