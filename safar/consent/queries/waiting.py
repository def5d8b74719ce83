"""What a permit, a ticket or a departure waits for, as sentences; the database gives the reasons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from safar.consent.models import FamilyChange, Traveller
from safar.consent.types import Refusal
from safar.consent.wording import refusal
from safar.programmes import queries as programmes
from safar.programmes.types import Programme, text_in


def what_a_permit_waits_for(traveller_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[Refusal]]:
    """Every reason why no permit can be made or kept at a moment, before or after signing; the departed wait for none.

    An empty list means that a permit could be made, or is in force.
    """
    return _waits(list(traveller_ids), "permit", at)


def what_ticketing_waits_for(traveller_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[Refusal]]:
    """Every reason why nothing may be tied to the permit at a moment: no ticket, no seat."""
    return _waits(list(traveller_ids), "ticketing", at)


def what_a_departure_waits_for(traveller_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[Refusal]]:
    """Every reason why the person could not depart if they left at that moment."""
    return _waits(list(traveller_ids), "departure", at)


def _waits(ids: list[UUID], what: str, at: datetime) -> dict[UUID, list[Refusal]]:
    found: dict[UUID, list[Refusal]] = {traveller_id: [] for traveller_id in ids}
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id, code, params FROM consent_waits(%s, %s, %s)", [ids, what, at])
        rows = [(row[0], row[1], _params(row[2])) for row in cursor.fetchall()]
    names = names_of_codes([traveller for traveller, _code, params in rows if {"topics", "steps"} & params.keys()])
    for traveller_id, code, params in rows:
        found[traveller_id].append(refusal(code, params, names.get(traveller_id)))
    return found


def _params(value: Any) -> dict[str, Any]:
    read = json.loads(value) if isinstance(value, str) else value
    return read if isinstance(read, dict) else {}


def names_of_codes(traveller_ids: list[UUID]) -> dict[UUID, Mapping[str, str]]:
    """What each traveller's programme calls its topics and its irreversible steps, in the reader's language."""
    if not traveller_ids:
        return {}
    versions = dict(Traveller.objects.filter(id__in=traveller_ids).values_list("id", "journey__programme_version_id"))
    language = get_language() or "en"
    published = programmes.published_by_ids(set(versions.values()))
    names = {version_id: _names(one.programme, language) for version_id, one in published.items()}
    return {traveller_id: names[version_id] for traveller_id, version_id in versions.items() if version_id in names}


def _names(programme: Programme, language: str) -> Mapping[str, str]:
    names = {topic.code: text_in(topic.names, language) for topic in programme.topics}
    return {**names, **{step.code: text_in(step.names, language) for step in programme.irreversible_steps}}


def missing_among(traveller_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these travellers who are missing: what was written last of them is not that they were found."""
    told = FamilyChange.objects.filter(traveller_id__in=list(traveller_ids), kind__in=("missing", "found"))
    last = dict(told.order_by("recorded_at").values_list("traveller_id", "kind"))
    return {traveller_id for traveller_id, kind in last.items() if kind == "missing"}
