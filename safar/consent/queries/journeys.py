"""Journeys with their travellers: permits, holds, departure, arrival, withdrawal, at a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from safar.consent.models import (
    Arrival,
    DeathReport,
    Departure,
    FamilyChange,
    Hold,
    Journey,
    Permit,
    Traveller,
    Withdrawal,
)
from safar.consent.types import HoldLine, JourneyFile, PermitLine, TravellerLine


def journey_file(journey_ids: Iterable[UUID]) -> dict[UUID, JourneyFile]:
    """Journeys by id, as far as the reader may see them."""
    journeys = list(Journey.objects.filter(id__in=list(journey_ids)))
    travellers = list(Traveller.objects.filter(journey__in=journeys).order_by("added_at", "recorded_at"))
    lines = _traveller_lines(travellers)
    by_journey: dict[UUID, list[TravellerLine]] = defaultdict(list)
    for traveller in travellers:
        by_journey[traveller.journey_id].append(lines[traveller.id])
    return {journey.id: _file(journey, by_journey[journey.id]) for journey in journeys}


def _file(journey: Journey, travellers: list[TravellerLine]) -> JourneyFile:
    return JourneyFile(
        id=journey.id,
        office_id=journey.office_id,
        offered_to_id=journey.offered_to_id,
        sent_from_id=journey.sent_from_id,
        programme_version_id=journey.programme_version_id,
        programme_code=journey.programme_code,
        basis=journey.basis,
        host_country=journey.host_country,
        return_country=journey.return_country,
        return_place=journey.return_place,
        arranged_by_us=journey.arranged_by_us,
        reflection_hours=journey.reflection_hours,
        lapse_days=journey.lapse_days,
        reconfirm_hours=journey.reconfirm_hours,
        required_topics=tuple(journey.required_topics),
        irreversible_steps=tuple(journey.irreversible_steps),
        opened_at=journey.opened_at,
        travellers=tuple(travellers),
    )


def travellers_in(traveller_ids: Iterable[UUID]) -> dict[UUID, TravellerLine]:
    """Travellers by id, as far as the reader may see them."""
    return _traveller_lines(list(Traveller.objects.filter(id__in=list(traveller_ids))))


def _traveller_lines(travellers: list[Traveller]) -> dict[UUID, TravellerLine]:
    ids = [traveller.id for traveller in travellers]
    permits = permits_of(ids)
    holds = _open_holds(ids)
    # Who was born on the way is on the way since then, and never departed with a permit.
    departed = dict(
        FamilyChange.objects.filter(traveller__in=ids, kind="born_on_the_way").values_list(
            "traveller_id", "happened_at"
        )
    )
    departed |= dict(Departure.objects.filter(traveller__in=ids).values_list("traveller_id", "departed_at"))
    arrivals = {
        row.traveller_id: row for row in Arrival.objects.filter(traveller__in=ids).order_by("arrived_at", "recorded_at")
    }
    withdrawn = dict(
        Withdrawal.objects.filter(traveller__in=ids).order_by("said_at").values_list("traveller_id", "said_at")
    )
    frozen = _frozen(ids)
    results = screen_results(ids)
    return {
        row.id: TravellerLine(
            id=row.id,
            person_id=row.person_id,
            going=row.going,
            struck_reason=row.struck_reason,
            cannot_read=row.cannot_read,
            ask_again_since=row.ask_again_since,
            permit=permits[row.id][0] if permits[row.id] else None,
            holds=tuple(holds[row.id]),
            departed_at=departed.get(row.id),
            arrival_outcome=arrivals[row.id].outcome if row.id in arrivals else None,
            arrived_at=arrivals[row.id].arrived_at if row.id in arrivals else None,
            withdrawn_at=withdrawn.get(row.id),
            is_frozen=row.id in frozen,
            screen_result=results.get(row.id),
        )
        for row in travellers
    }


def screen_results(traveller_ids: list[UUID]) -> dict[UUID, str]:
    """What the screens came to, green, amber or red, without their signs; travellers never screened are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id, result FROM consent_screen_results(%s)", [traveller_ids])
        return dict(cursor.fetchall())


def _frozen(traveller_ids: list[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id FROM consent_frozen(%s)", [traveller_ids])
        return {traveller_id for (traveller_id,) in cursor.fetchall()}


def permits_of(traveller_ids: Iterable[UUID]) -> dict[UUID, list[PermitLine]]:
    """The permits of travellers, newest first."""
    ids = list(traveller_ids)
    found: dict[UUID, list[PermitLine]] = {traveller_id: [] for traveller_id in ids}
    for row in Permit.objects.filter(traveller__in=ids).order_by("-recorded_at"):
        found[row.traveller_id].append(_permit(row))
    return found


def permit_by_qr(code: UUID) -> PermitLine | None:
    """The permit behind a printed code, which carries the id of the declaration; None when it may not be seen (D9)."""
    row = Permit.objects.filter(declaration_id=code).order_by("-recorded_at").first()
    return _permit(row) if row else None


def _permit(row: Permit) -> PermitLine:
    return PermitLine(
        id=row.id,
        traveller_id=row.traveller_id,
        person_id=row.person_id,
        state=row.state,
        basis=row.basis,
        made_at=row.made_at,
        lapses_at=row.lapses_at,
        ended_at=row.ended_at,
        declaration_id=row.declaration_id,
        rests_on_id=row.rests_on_id,
    )


def _open_holds(traveller_ids: list[UUID]) -> dict[UUID, list[HoldLine]]:
    found: dict[UUID, list[HoldLine]] = {traveller_id: [] for traveller_id in traveller_ids}
    for line in _hold_lines(traveller__in=traveller_ids):
        found[line.traveller_id].append(line)
    return found


def holds_open(office_ids: Iterable[int]) -> list[HoldLine]:
    """The open holds of some offices, the oldest first."""
    return _hold_lines(traveller__journey__office__in=list(office_ids))


def _hold_lines(**chosen: Any) -> list[HoldLine]:
    rows = Hold.objects.filter(release__isnull=True, **chosen).select_related("traveller__journey")
    return [
        HoldLine(
            id=row.id,
            traveller_id=row.traveller_id,
            person_id=row.traveller.person_id,
            journey_id=row.traveller.journey_id,
            office_id=row.traveller.journey.office_id,
            kind=row.kind,
            raised_at=row.raised_at,
            recorded_at=row.recorded_at,
            reason=row.reason,
            released_at=None,
        )
        for row in rows.order_by("raised_at")
    ]


def death_report_open(traveller_id: UUID) -> UUID | None:
    """The report of a death that nobody has answered yet, if there is one."""
    reports = DeathReport.objects.filter(traveller=traveller_id, answer=None).order_by("reported_at")
    return reports.values_list("id", flat=True).first()


def travellers_of_people(person_ids: Iterable[UUID], journey_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The person of each traveller that these people were on these journeys, now or before they changed to another."""
    persons, journeys = set(person_ids), set(journey_ids)
    here = Traveller.objects.filter(person_id__in=persons, journey_id__in=journeys)
    came = FamilyChange.objects.filter(
        traveller__person_id__in=persons, kind="journey_changed", from_journey_id__in=journeys
    )
    return dict(here.values_list("id", "person_id")) | dict(came.values_list("traveller_id", "traveller__person_id"))


def recovery_until(traveller_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Until when at least nothing is asked of those among them who are given time to recover."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id, until_at FROM consent_recovering(%s)", [list(traveller_ids)])
        return dict(cursor.fetchall())
