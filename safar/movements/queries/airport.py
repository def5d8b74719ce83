"""What somebody at an airport sees: the people of the day at their own stations, by one function of the database."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connection

from safar.accounts.services import log_read, require
from safar.movements.models import Station
from safar.movements.queries.lines import as_entry
from safar.movements.rules import merged
from safar.movements.types import StationRef, TodayLine
from safar.plumbing.types import Actor


def today_at_the_airport(*, by: Actor, at: datetime) -> list[TodayLine]:
    """Who leaves and arrives today at the stations of the actor's post, by time; the reading is logged (D12)."""
    require(by, "movements.report")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM movements_today(%s)", [at])
        columns = [column.name for column in cursor.description or ()]
        lines = [_line(dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
    if lines:
        log_read(by=by, at=at, kind="case", ids=sorted({line.case_id for line in lines}), page="today at the airport")
    return lines


def stations_of(office_id: int | None) -> list[StationRef]:
    """The stations that an office looks after, by name."""
    rows = Station.objects.filter(office_id=office_id or 0, closed_at=None).order_by("name")
    return [StationRef(row.id, row.office_id, row.code, row.name, row.timezone) for row in rows]


def _line(row: dict[str, Any]) -> TodayLine:
    told = json.loads(row["reports"]) if isinstance(row["reports"], str) else row["reports"]
    return TodayLine(
        leg_id=row["leg_id"],
        direction=row["direction"],
        station=row["station"],
        zone=row["zone"],
        case_id=row["case_id"],
        name=row["name"],
        latin=row["latin"] or "",
        is_child=bool(row["is_child"]),
        carrier=row["carrier"],
        number=row["number"],
        other_place=row["other_place"],
        moment=row["at_moment"],
        planned=row["planned_moment"],
        may_board=bool(row["may_board"]),
        state=row["state"],
        met_by=row["met_by"] or "",
        telephone=row["telephone"] or "",
        merged=merged(as_entry(one) for one in told),
    )
