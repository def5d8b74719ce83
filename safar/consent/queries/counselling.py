"""Sessions, screens to be cleared and doubts about capacity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from safar.consent.models import CapacityDoubt, Screen, Session
from safar.consent.types import (
    CapacityDoubtLine,
    OpenRefoulementDoubt,
    RefoulementAnswer,
    SessionLine,
    SessionPersonLine,
)


def sessions_of(journey_ids: Iterable[UUID]) -> dict[UUID, list[SessionLine]]:
    """The sessions of journeys in the order in which they were held."""
    ids = list(journey_ids)
    found: dict[UUID, list[SessionLine]] = {journey_id: [] for journey_id in ids}
    # A talk belongs to the journey it was held for, and to every one that somebody who was in it travels on now.
    of_them = Q(journey__in=ids) | Q(people__traveller__journey__in=ids)
    rows = Session.objects.filter(of_them).distinct().prefetch_related("people__traveller", "presences")
    for row in rows.order_by("held_at"):
        for journey_id in {row.journey_id} | {person.traveller.journey_id for person in row.people.all()}:
            if journey_id in found:
                found[journey_id].append(_session(row))
    return found


def sessions_held(office_ids: Iterable[int], since: datetime, until: datetime) -> dict[int, int]:
    """How many sessions each counsellor held in these offices between two moments."""
    rows = Session.objects.filter(journey__office_id__in=list(office_ids), held_at__gte=since, held_at__lte=until)
    return dict(rows.values_list("counsellor_id").annotate(n=Count("id")))


def _session(row: Session) -> SessionLine:
    return SessionLine(
        id=row.id,
        journey_id=row.journey_id,
        counsellor_id=row.counsellor_id,
        held_at=row.held_at,
        recorded_at=row.recorded_at,
        late=row.late,
        minutes=row.minutes,
        purpose=row.purpose,
        language=row.language,
        interpreter_name=row.interpreter_name,
        interpreter_mode=row.interpreter_mode,
        no_interpreter_needed=row.no_interpreter_needed,
        place_kind=row.place_kind,
        place=row.place,
        motive=row.motive,
        heard_of_us=row.heard_of_us,
        options_explained=row.options_explained,
        note=row.note,
        people=tuple(
            SessionPersonLine(
                id=part.id,
                traveller_id=part.traveller_id,
                person_id=part.traveller.person_id,
                alone=part.alone,
                decision=part.decision,
                topics=tuple(part.topics),
                pack_id=part.pack_id,
                manner=part.manner,
                understood=part.understood,
                consequences_told=part.consequences_told,
                own_words=tuple(part.own_words),
                travel_document=part.travel_document,
                debts=part.debts,
                lodging=part.lodging,
            )
            for part in row.people.all()
        ),
        presences=tuple((one.kind, one.in_sight, one.in_hearing) for one in row.presences.all()),
    )


def screens_open(office_ids: Iterable[int]) -> list[tuple[UUID, UUID, datetime]]:
    """Red screens not cleared, as screen, traveller and when it was done; only for the protection class."""
    rows = Screen.objects.filter(result="red", session_person__session__journey__office__in=list(office_ids)).exclude(
        clearances__outcome="cleared"
    )
    return list(
        rows.order_by("session_person__session__held_at").values_list(
            "id", "session_person__traveller_id", "session_person__session__held_at"
        )
    )


def refoulement_doubts_open() -> list[OpenRefoulementDoubt]:
    """Doubts of other offices that a protection officer may decide, second opinions among them; no name, no file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT doubt_id, office_id, return_country, raised_at, note, earlier"
            " FROM consent_refoulement_doubts_open() ORDER BY raised_at"
        )
        return [OpenRefoulementDoubt(*row) for row in cursor.fetchall()]


def refoulement_answers(traveller_ids: Iterable[UUID]) -> dict[UUID, list[RefoulementAnswer]]:
    """What was decided last on each doubt about these travellers' safety, in the words for the person."""
    ids = list(traveller_ids)
    found: dict[UUID, list[RefoulementAnswer]] = {traveller_id: [] for traveller_id in ids}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT traveller_id, decision_id, decision, decided_at, reason_for_person, told_at, insists, wants_second"
            " FROM consent_refoulement_answers(%s)",
            [ids],
        )
        for traveller_id, *rest in cursor.fetchall():
            found[traveller_id].append(RefoulementAnswer(*rest))
    return found


def capacity_doubts_of(traveller_ids: Iterable[UUID]) -> dict[UUID, list[CapacityDoubtLine]]:
    """The doubts about each traveller's capacity, oldest first, each with how it was settled."""
    ids = list(traveller_ids)
    found: dict[UUID, list[CapacityDoubtLine]] = {traveller_id: [] for traveller_id in ids}
    rows = CapacityDoubt.objects.filter(traveller__in=ids).prefetch_related("settled").order_by("raised_on")
    for row in rows:
        last = max(row.settled.all(), key=lambda settled: (settled.settled_on, settled.recorded_at), default=None)
        found[row.traveller_id].append(
            CapacityDoubtLine(
                id=row.id,
                traveller_id=row.traveller_id,
                raised_on=row.raised_on,
                source=row.source,
                settled_on=last.settled_on if last else None,
                can_decide=last.can_decide if last else None,
                about=row.about,
                result=last.result if last else "",
                valid_until=last.valid_until if last else None,
            )
        )
    return found
