"""Children who travel without a parent: what is on file for each, and what is still missing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from safar.consent.models import (
    BestInterest,
    BestInterestChild,
    Carer,
    ChildEscort,
    ChildView,
    GuardianSaid,
    HandOver,
    ParentSearch,
    Traveller,
)
from safar.consent.types import (
    CarerLine,
    ChildFile,
    DecisionLine,
    HandOverLine,
    MissingItem,
    ViewLine,
    WaitingChild,
)
from safar.consent.wording import refusal


def what_children_miss(traveller_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[MissingItem]]:
    """What is missing for those of these travellers who are children without a travelling parent; others are left out.

    An empty list means that all is there.
    """
    return _missing(list(traveller_ids), at)


def children_waiting(at: datetime) -> list[WaitingChild]:
    """Every child without a travelling parent in the offices in scope who has not left, those who miss most first."""
    missing = _missing(None, at)
    rows = Traveller.objects.filter(id__in=missing).select_related("journey")
    found = [
        WaitingChild(row.id, row.person_id, row.journey_id, row.journey.office_id, tuple(missing[row.id]))
        for row in rows
    ]
    return sorted(found, key=lambda one: (-len(one.missing), str(one.traveller_id)))


def _missing(ids: list[UUID] | None, at: datetime) -> dict[UUID, list[MissingItem]]:
    found: dict[UUID, list[MissingItem]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id, code, params, needed_for FROM consent_children_waiting(%s, %s)", [ids, at])
        for traveller_id, code, params, needed_for in cursor.fetchall():
            items = found.setdefault(traveller_id, [])
            if code is not None:
                read: Any = json.loads(params) if isinstance(params, str) else params
                items.append(MissingItem(refusal(code, read or {}), needed_for))
    return found


def child_files(traveller_ids: Iterable[UUID]) -> dict[UUID, ChildFile]:
    """Everything on file for these children, in a fixed number of steps."""
    ids = list(traveller_ids)
    decisions, carers = _decisions(ids), _carers(ids)
    views, said = defaultdict(list), defaultdict(list)
    for view in ChildView.objects.filter(child__in=ids).order_by("-heard_at", "-recorded_at"):
        views[view.child_id].append(ViewLine(view.heard_at, view.heard_by, view.alone, view.fits_age, view.wish))
    for answer in GuardianSaid.objects.filter(child__in=ids).order_by("-said_at", "-recorded_at"):
        said[answer.child_id].append((answer.guardianship_id, answer.agrees, answer.said_at))
    escorts = {
        row.child_id: row for row in ChildEscort.objects.filter(child__in=ids).order_by("named_at", "recorded_at")
    }
    overs, searches = defaultdict(list), defaultdict(list)
    for over in HandOver.objects.filter(child__in=ids).order_by("-happened_at", "-recorded_at"):
        overs[over.child_id].append(
            HandOverLine(over.happened_at, over.outcome, over.at_place, over.signed_by, over.handed_by)
        )
    for search in ParentSearch.objects.filter(child__in=ids).order_by("-searched_on"):
        searches[search.child_id].append((search.searched_on, search.parent_name, search.way))
    return {
        child_id: ChildFile(
            child_id=child_id,
            decisions=tuple(decisions[child_id]),
            views=tuple(views[child_id]),
            guardians_agree=tuple(said[child_id]),
            carers=tuple(carers[child_id]),
            escort=escorts[child_id].name if child_id in escorts and escorts[child_id].goes else "",
            escort_person=escorts[child_id].person_id if child_id in escorts and escorts[child_id].goes else None,
            hand_overs=tuple(overs[child_id]),
            searches=tuple(searches[child_id]),
        )
        for child_id in ids
    }


def _decisions(ids: list[UUID]) -> dict[UUID, list[DecisionLine]]:
    about: dict[UUID, list[UUID]] = defaultdict(list)
    for decision_id, child_id in BestInterestChild.objects.filter(child__in=ids).values_list("decision_id", "child_id"):
        about[decision_id].append(child_id)
    rows = BestInterest.objects.filter(id__in=about).select_related("revoked").prefetch_related("panel", "children")
    found: dict[UUID, list[DecisionLine]] = defaultdict(list)
    for row in rows.order_by("-decided_on", "-recorded_at"):
        revoked = getattr(row, "revoked", None)
        line = DecisionLine(
            id=row.id,
            decided_on=row.decided_on,
            outcome=row.outcome,
            together=row.together,
            paper=row.paper,
            panel=tuple(f"{one.name}, {one.organisation}" if one.organisation else one.name for one in row.panel.all()),
            children=tuple(one.child_id for one in row.children.all()),
            revoked_at=revoked.revoked_at if revoked else None,
        )
        for child_id in about[row.id]:
            found[child_id].append(line)
    return found


def _carers(ids: list[UUID]) -> dict[UUID, list[CarerLine]]:
    rows = Carer.objects.filter(child__in=ids).prefetch_related("verifications", "answers", "pick_ups")
    found: dict[UUID, list[CarerLine]] = defaultdict(list)
    for row in rows.order_by("-named_at", "-recorded_at"):
        verified = max(row.verifications.all(), key=lambda one: (one.verified_on, one.recorded_at), default=None)
        answer = max(row.answers.all(), key=lambda one: (one.said_at, one.recorded_at), default=None)
        pick_up = max(row.pick_ups.all(), key=lambda one: (one.said_at, one.recorded_at), default=None)
        found[row.child_id].append(
            CarerLine(
                id=row.id,
                child_id=row.child_id,
                person_id=row.person_id,
                name=row.name,
                relation=row.relation,
                place=row.place,
                reached_by=row.reached_by,
                named_at=row.named_at,
                verified_on=verified.verified_on if verified else None,
                verified_by=verified.verified_by if verified else "",
                suitable=verified.suitable if verified else None,
                accepts=answer.accepts and answer.until_majority if answer else None,
                pick_up=pick_up.confirmed if pick_up else None,
                pick_up_place=pick_up.place if pick_up else "",
            )
        )
    return found
