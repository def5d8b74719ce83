"""The register of interpreters as the reader's offices see it, and everything that was said through one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.consent.models import (
    Interpreter,
    InterpreterBooking,
    InterpreterConflict,
    InterpreterFinding,
    InterpreterLanguage,
    InterpreterRefusal,
    Traveller,
)
from safar.consent.types import BookingLine, ConflictLine, InterpreterLine, ThroughLine


def interpreters(ids: Iterable[UUID] | None = None) -> list[InterpreterLine]:
    """Interpreters by id, or the whole register in reach, by their numbers; in three steps."""
    rows = Interpreter.objects.order_by("number")
    found = list(rows if ids is None else rows.filter(id__in=list(ids)))
    spoken: dict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    keys = [row.id for row in found]
    for row in InterpreterLanguage.objects.filter(interpreter_id__in=keys, ended_on=None).order_by("language"):
        spoken[row.interpreter_id].append((row.language, row.reads))
    last = {
        row.interpreter_id: row
        for row in InterpreterFinding.objects.filter(interpreter_id__in=keys).order_by("found_at", "recorded_at")
    }
    return [
        InterpreterLine(
            id=row.id,
            number=row.number,
            office_id=row.office_id,
            name=row.name,
            gender=row.gender,
            of_age=row.of_age,
            of_authority=row.of_authority,
            employer=row.employer,
            telephone=row.telephone,
            one_off=row.one_off,
            agreement_on=row.agreement_on,
            ended_on=row.ended_on,
            languages=tuple(spoken[row.id]),
            unfit_from=last[row.id].unfit_from if row.id in last and last[row.id].unfit else None,
            person_id=row.person_id,
        )
        for row in found
    ]


def conflicts_of(interpreter_id: UUID) -> list[ConflictLine]:
    """What stands against one interpreter, the latest first."""
    rows = InterpreterConflict.objects.filter(interpreter_id=interpreter_id).order_by("-noted_at")
    return [ConflictLine(row.kind, row.person_id, row.from_on, row.until_on, row.note) for row in rows]


def bookings_of(interpreter_ids: Iterable[UUID], since: datetime) -> dict[UUID, list[BookingLine]]:
    """The time of interpreters that is taken and not over at `since`, the earliest first."""
    found: dict[UUID, list[BookingLine]] = defaultdict(list)
    rows = InterpreterBooking.objects.filter(
        interpreter_id__in=list(interpreter_ids), cancelled_at=None, ends_at__gte=since
    ).order_by("starts_at")
    for row in rows:
        found[row.interpreter_id].append(
            BookingLine(row.id, row.interpreter_id, row.office_id, row.booked_for, row.starts_at, row.ends_at)
        )
    return found


def through_interpreter(interpreter_id: UUID, since: datetime) -> tuple[list[ThroughLine], int]:
    """Every declaration, confirmation and session through one interpreter since a moment, those who wait first.

    The number is how many more there are in offices that the reader does not reach.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, row_id, traveller_id, moment, waits FROM consent_through_interpreter(%s, %s)",
            [interpreter_id, since],
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT consent_through_elsewhere(%s, %s)", [interpreter_id, since])
        elsewhere = int(cursor.fetchone()[0])
    whose = {
        row.id: (row.person_id, row.journey_id)
        for row in Traveller.objects.filter(id__in={row[2] for row in rows}).only("person_id", "journey_id")
    }
    lines = [
        ThroughLine(kind, row_id, traveller_id, *whose[traveller_id], moment, waits)
        for kind, row_id, traveller_id, moment, waits in rows
        if traveller_id in whose
    ]
    return sorted(lines, key=lambda line: (not line.waits, line.moment)), elsewhere


def against_interpreters(interpreter_ids: Iterable[UUID], traveller_id: UUID) -> dict[UUID, list[str]]:
    """By interpreter, the codes of what stands against them for one traveller now."""
    found: dict[UUID, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT interpreter_id, code FROM consent_interpreter_against(%s, %s)",
            [list(interpreter_ids), traveller_id],
        )
        for interpreter_id, code in cursor.fetchall():
            found[interpreter_id].append(code)
    return found


def refused_by(traveller_id: UUID) -> set[UUID]:
    """The interpreters whom a traveller does not want, by what they last said."""
    rows = InterpreterRefusal.objects.filter(traveller_id=traveller_id).order_by("said_at", "recorded_at")
    last = {row.interpreter_id: row.refuses for row in rows}
    return {interpreter_id for interpreter_id, refuses in last.items() if refuses}
