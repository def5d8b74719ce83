"""Advisories as they stand, whom they concern in reach, and what is said to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.consent.models import Advisory, AdvisoryTelling, AdvisoryWords
from safar.consent.types import AdvisoryLine, TellingLine

ORDER = {"moving": 0, "soon": 1, "rest": 2}


def advisories(ids: Iterable[UUID] | None = None) -> list[AdvisoryLine]:
    """Advisories by id, or all of them, the latest first."""
    rows = Advisory.objects.select_related("lifting").order_by("-issued_at", "id")
    return [_line(row) for row in (rows if ids is None else rows.filter(id__in=list(ids)))]


def advisories_in_force(at: datetime) -> list[AdvisoryLine]:
    """The advisories that stand at a moment, halts first."""
    standing = [line for line in advisories() if line.is_in_force(at)]
    return sorted(standing, key=lambda line: ("halt", "caution", "information").index(line.level))


def tellings(
    *,
    ids: Iterable[UUID] | None = None,
    advisory_ids: Iterable[UUID] | None = None,
    traveller_ids: Iterable[UUID] | None = None,
    open_only: bool = False,
) -> list[TellingLine]:
    """Who is to be told, as far as the reader may see them: the moving first, then who is due first."""
    rows = AdvisoryTelling.objects.select_related("traveller__journey", "told")
    if ids is not None:
        rows = rows.filter(id__in=list(ids))
    if advisory_ids is not None:
        rows = rows.filter(advisory_id__in=list(advisory_ids))
    if traveller_ids is not None:
        rows = rows.filter(traveller_id__in=list(traveller_ids))
    if open_only:
        rows = rows.filter(told=None)
    return sorted((_telling(row) for row in rows), key=lambda line: (ORDER[line.standing], line.due_at, str(line.id)))


def how_many_to_tell() -> int:
    """How many people in reach still wait to be told of an advisory or of its end."""
    return AdvisoryTelling.objects.filter(told=None).count()


def words_of(advisory_ids: Iterable[UUID]) -> dict[tuple[UUID, str], dict[str, str]]:
    """What is said about advisories and about their end, by language; the latest words of each language."""
    found: dict[tuple[UUID, str], dict[str, str]] = defaultdict(dict)
    for row in AdvisoryWords.objects.filter(advisory_id__in=list(advisory_ids)).order_by("written_at", "recorded_at"):
        found[row.advisory_id, row.why][row.language] = row.text
    return found


def to_ask(traveller_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, list[str]]]:
    """By traveller, the advisories whose kinds of people they have not been asked after yet, with those kinds."""
    found: dict[UUID, dict[UUID, list[str]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id, advisory_id, profiles FROM consent_to_ask(%s)", [list(traveller_ids)])
        for traveller_id, advisory_id, profiles in cursor.fetchall():
            found[traveller_id][advisory_id] = profiles
    return found


def advisories_of(traveller_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[AdvisoryLine]]:
    """By traveller, the advisories in force that concern them."""
    lines = [line for line in tellings(traveller_ids=traveller_ids) if line.why == "issued"]
    standing = {line.id: line for line in advisories({line.advisory_id for line in lines}) if line.is_in_force(at)}
    found: dict[UUID, list[AdvisoryLine]] = defaultdict(list)
    for line in lines:
        if line.advisory_id in standing:
            found[line.traveller_id].append(standing[line.advisory_id])
    return found


def _line(row: Advisory) -> AdvisoryLine:
    lifting = getattr(row, "lifting", None)
    return AdvisoryLine(
        id=row.id,
        country=row.country,
        areas=tuple(row.areas),
        profiles=tuple(row.profiles),
        level=row.level,
        from_at=row.from_at,
        until_at=row.until_at,
        source=row.source,
        reason=row.reason,
        office_id=row.office_id,
        issued_by_id=row.issued_by_id,
        issued_at=row.issued_at,
        lifted_at=lifting.lifted_at if lifting else None,
        lifted_by_id=lifting.lifted_by_id if lifting else None,
        lifted_reason=lifting.reason if lifting else "",
    )


def _telling(row: AdvisoryTelling) -> TellingLine:
    told = getattr(row, "told", None)
    return TellingLine(
        id=row.id,
        advisory_id=row.advisory_id,
        traveller_id=row.traveller_id,
        person_id=row.traveller.person_id,
        journey_id=row.traveller.journey_id,
        office_id=row.traveller.journey.office_id,
        why=row.why,
        standing=row.first_to_last,
        due_at=row.due_at,
        told_at=told.told_at if told else None,
        told_by_id=told.told_by_id if told else None,
        language=told.language if told else "",
        channel=told.channel if told else "",
        said=told.said if told else "",
    )
