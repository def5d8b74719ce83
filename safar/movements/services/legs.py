"""Stations, the legs of a journey, delays and what they bring, and an adult's wish to travel apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

from django.db.models import Q

from safar.accounts.queries import timezone_of
from safar.accounts.services import require
from safar.kernel.text import clean_lines, clean_text
from safar.movements.models import Delay, Duty, Leg, SplitWish, Station
from safar.movements.services.rows import leg_to_change, noted
from safar.movements.types import LegGiven
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly


def keep_station(*, by: Actor, at: datetime, code: str, name: str, timezone: str) -> UUID:
    """An airport or crossing that the actor's office looks after; who is posted there sees the people of the day."""
    require(by, "movements.keep_stations")
    if timezone not in available_timezones():
        raise Refused("movements_time_zone", field="timezone", zone=timezone)
    if by.office_id is None:
        raise Refused("consent_no_office")
    with clearly("name"), database_refusals():
        station = Station.objects.create(
            office_id=by.office_id, code=clean_text(code).upper(), name=clean_text(name), timezone=timezone
        )
        record(by=by, at=at, action="movements.station_kept", subject="station", subject_id=station.id)
    return station.id


def plan_legs(
    *, by: Actor, at: datetime, case_id: UUID, member_ids: Sequence[UUID], legs: Sequence[LegGiven]
) -> dict[UUID, list[UUID]]:
    """Write down the legs of some members' itineraries in order; they take the place of those written before.

    Each member needs an itinerary on a permit in force. Gives the new legs by member.
    """
    require(by, "movements.change")
    made: dict[UUID, list[UUID]] = {}
    with database_refusals():
        for member_id in member_ids:
            old = list(
                Leg.objects.select_related("case", "itinerary")
                .filter(case_id=case_id, member_id=member_id, dropped_at=None)
                .order_by("-recorded_at", "position")
            )
            if not old:
                raise Refused("movements_no_such_itinerary")
            leg = leg_to_change(by, old[0].id)
            Leg.objects.filter(id__in=[one.id for one in old]).update(dropped_at=at)
            made[member_id] = [_leg(leg, by, place, given).id for place, given in enumerate(legs, 1)]
            noted(by, at, "legs_planned", leg, member=str(member_id), legs=len(legs))
    return made


def _leg(like: Leg, by: Actor, position: int, given: LegGiven) -> Leg:
    here, there = _station(given.from_place), _station(given.to_place)
    ours = timezone_of(like.case.office_id)
    return Leg.objects.create(
        case_id=like.case_id,
        member_id=like.member_id,
        itinerary_id=like.itinerary_id,
        permit_id=like.permit_id,
        position=position,
        way=given.way,
        from_place=clean_text(given.from_place),
        to_place=clean_text(given.to_place),
        from_station=here,
        to_station=there,
        from_zone=here.timezone if here else given.from_zone or ours,
        to_zone=there.timezone if there else given.to_zone or ours,
        carrier=clean_text(given.carrier),
        number=clean_text(given.number),
        leaves_at=given.leaves_at,
        arrives_at=given.arrives_at,
        expected_leaves_at=given.leaves_at,
        expected_arrives_at=given.arrives_at,
        state_since=given.leaves_at,
        by_id=by.user_id,
    )


def _station(place: str) -> Station | None:
    named = Q(code__iexact=place.strip()) | Q(name__iexact=place.strip())
    return Station.objects.filter(named, closed_at=None).order_by("code").first()


def record_delay(
    *,
    by: Actor,
    at: datetime,
    leg_ids: Sequence[UUID],
    leaves_at: datetime,
    arrives_at: datetime | None = None,
    reason: str = "",
    said_at: datetime | None = None,
) -> None:
    """The carrier says a later time, for everybody on these legs: duties arise, and who must be asked again is."""
    require(by, "movements.change")
    with clearly("reason"), database_refusals():
        for leg_id in leg_ids:
            leg = leg_to_change(by, leg_id)
            Delay.objects.create(
                leg=leg, said_at=said_at or at, leaves_at=leaves_at, arrives_at=arrives_at,
                reason=clean_lines(reason), by_id=by.user_id,
            )  # fmt: skip
            noted(by, at, "delayed", leg)


def tick_duty(*, by: Actor, at: datetime, duty_id: UUID, note: str = "") -> None:
    """Something owed during a delay was done. Whoever comes second is told so."""
    require(by, "movements.change")
    duty = Duty.objects.filter(id=duty_id).first()
    if duty is None:
        raise Refused("movements_no_such_duty")
    leg = leg_to_change(by, duty.leg_id)
    with clearly("note"), database_refusals():
        done = Duty.objects.filter(id=duty_id, done_at=None).update(
            done_at=at, done_by_id=by.user_id, note=clean_text(note)
        )
        if not done:
            raise Refused("movements_done_already")
        noted(by, at, "duty_done", leg, duty=duty.code)


def record_split_wish(*, by: Actor, at: datetime, leg_id: UUID, paper: str, given_at: datetime | None = None) -> UUID:
    """An adult's own written wish to go on although somebody of the family did not board."""
    require(by, "movements.change")
    leg = leg_to_change(by, leg_id)
    if not paper.strip():
        raise Refused("movements_splitwish_paper", field="paper")
    with clearly("paper"), database_refusals():
        wish = SplitWish.objects.create(
            case_id=leg.case_id,
            member_id=leg.member_id,
            given_at=given_at or at,
            paper=clean_text(paper),
            by_id=by.user_id,
        )
        noted(by, at, "split_wished", leg)
    return wish.id
