"""The movement officer's lists: departures, under way and not confirmed, did not travel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from safar.accounts.queries import timezone_of
from safar.accounts.services import require
from safar.cases import queries as cases
from safar.consent import queries as consent
from safar.movements.models import Leg
from safar.movements.queries.legs import TO_TRAVEL_WITH
from safar.movements.queries.lines import leg_lines, merged_of
from safar.movements.rules import due_at, hours_late, rings
from safar.movements.types import (
    NOT_BOARDED,
    UNDER_WAY,
    DepartureLine,
    LegState,
    NotTravelledLine,
    UnderWayLine,
)
from safar.people import queries as people
from safar.people.types import DocumentFact
from safar.plumbing.types import Actor

LONGEST_LIST = 300
_LIVE = ("in_force", "held", "used")


def departures(
    *, by: Actor, at: datetime, day: date, days: int = 1, office_id: int | None = None
) -> list[DepartureLine]:
    """Who leaves from a day on, in the order of time by the office's clock, with what a check-in desk asks for."""
    require(by, "movements.read")
    begins, ends = _between(by, day, days)
    legs = _legs(by, office_id).filter(
        expected_leaves_at__gte=begins, expected_leaves_at__lt=ends, permit_state__in=_LIVE, position=1
    )
    chosen = list(legs.select_related("itinerary").order_by("expected_leaves_at", "number", "case_id")[:LONGEST_LIST])
    lines = leg_lines(chosen, frozen=True)
    papers = people.documents_of([line.person_id for line in lines])
    asked = consent.confirmations_of([line.traveller_id for line in lines if line.traveller_id])
    told = merged_of([line.id for line in lines])
    waits = consent.what_a_departure_waits_for([line.traveller_id for line in lines if line.traveller_id], at)
    on_paper = consent.resting_on_paper([line.traveller_id for line in lines if line.traveller_id])
    found = []
    for leg, line in zip(chosen, lines, strict=True):
        paper = _paper(papers.get(line.person_id, []))
        yes = (
            [one.asked_at for one in asked.get(line.traveller_id, []) if one.answer == "still_yes"]
            if line.traveller_id
            else []
        )
        arrives = (line.expected_arrives_at or line.expected_leaves_at).date()
        found.append(
            DepartureLine(
                leg=line,
                document=f"{paper.kind.label} {paper.number}".strip() if paper else "",
                valid_until=paper.valid_until if paper else None,
                expires_before=bool(paper and paper.valid_until and paper.valid_until < arrives),
                asked_again_at=max(yes) if yes else None,
                met_by=leg.itinerary.met_by,
                merged=told[line.id],
                waits=len(waits.get(line.traveller_id, [])) if line.traveller_id and line.permit_state != "used" else 0,
                from_paper=line.traveller_id in on_paper,
            )
        )
    return found


def under_way(*, by: Actor, at: datetime) -> list[UnderWayLine]:
    """Who has left and is not known to have arrived: those most overdue on top, with whom to call."""
    require(by, "movements.read")
    states = (*UNDER_WAY, LegState.UNCONFIRMED, LegState.DISPUTED)
    going = set(_legs(by, None).filter(state__in=states).values_list("itinerary_id", flat=True))
    legs = (
        _legs(by, None).filter(itinerary_id__in=going).select_related("itinerary").order_by("itinerary_id", "-position")
    )
    last: dict[UUID, Leg] = {}
    for leg in legs:
        last.setdefault(leg.itinerary_id, leg)
    chosen = list(last.values())[:LONGEST_LIST]
    lines = leg_lines(chosen, frozen=True)
    contacts = people.contacts_of([line.person_id for line in lines])
    found = []
    for leg, line in zip(chosen, lines, strict=True):
        if line.state in (LegState.ARRIVED_MET, LegState.ARRIVED_NOT_MET, LegState.REFUSED_ENTRY, LegState.SENT_BACK):
            continue
        due = due_at(line.expected_leaves_at, line.expected_arrives_at)
        safe = contacts.get(line.person_id, [])
        found.append(
            UnderWayLine(
                leg=line,
                due_at=due,
                hours_late=hours_late(due, at),
                is_late=rings(due, at) or line.state in (LegState.UNCONFIRMED, LegState.MISSING, LegState.DISPUTED),
                met_by=leg.itinerary.met_by,
                contact=safe[0].masked if safe else "",
                contact_hours=safe[0].hours if safe else "",
            )
        )
    return sorted(found, key=lambda one: (not one.is_late, one.due_at))


def did_not_travel(*, by: Actor, at: datetime, day: date, days: int = 1) -> list[NotTravelledLine]:
    """Who was to leave in these days and did not, with what is still to do for each."""
    require(by, "movements.read")
    begins, ends = _between(by, day, days)
    legs = _legs(by, None).filter(state__in=NOT_BOARDED, leaves_at__gte=begins, leaves_at__lt=ends)
    lines = leg_lines(list(legs.order_by("leaves_at", "case_id")[:LONGEST_LIST]))
    tasks = cases.open_tasks_of_members([line.member_id for line in lines], at)
    return [
        NotTravelledLine(
            line, tuple((task.sentence, task.due_at, task.overdue) for task in tasks.get(line.member_id, []))
        )
        for line in lines
    ]


def _legs(by: Actor, office_id: int | None) -> QuerySet[Leg]:
    offices = by.offices if office_id is None else by.offices & {office_id}
    return Leg.objects.select_related("case", "member").filter(case__office_id__in=offices, dropped_at=None)


def _between(by: Actor, day: date, days: int) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time(), ZoneInfo(timezone_of(by.office_id)))
    return begins, begins + timedelta(days=days)


def _paper(papers: Sequence[DocumentFact]) -> DocumentFact | None:
    fit = [paper for paper in papers if paper.kind in TO_TRAVEL_WITH]
    return max(fit, key=lambda paper: paper.valid_until or date.max) if fit else None
