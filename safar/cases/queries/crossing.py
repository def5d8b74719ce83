"""What was sent to a consulate or a border: request by request, list by list, and what was recalled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from safar.accounts import queries as accounts
from safar.cases.models import BorderList, BorderListRow, BorderRelease, ConsularRequest, Itinerary
from safar.cases.types import BorderListFile, BorderPerson, ConsularLine, MovementLeaving
from safar.people import queries as people
from safar.plumbing.types import Actor

# What a consulate is sent: these and nothing else.
SENT_FIELDS = (
    "name", "own_name", "father_name", "sex", "birth_earliest", "birth_latest", "birth_country", "nationality",
    "document_kind",
)  # fmt: skip


def consular_requests_of(case_ids: Iterable[UUID]) -> dict[UUID, list[ConsularLine]]:
    """The requests about each case's members, the latest first, each with exactly what was sent."""
    ids = list(case_ids)
    found: dict[UUID, list[ConsularLine]] = {case_id: [] for case_id in ids}
    rows = list(
        ConsularRequest.objects.filter(application__case_id__in=ids)
        .select_related("application", "member")
        .order_by("-sent_on", "-recorded_at")
    )
    known = people.people_in([row.member.person_id for row in rows])
    names = accounts.names_of([row.released_by_id for row in rows if row.released_by_id is not None])
    for row in rows:
        person = known.get(row.member.person_id)
        found[row.application.case_id].append(
            ConsularLine(
                id=row.id,
                application_id=row.application_id,
                member=person.display_name if person else "—",
                embassy=row.embassy,
                country=row.country,
                wish_on=row.wish_on,
                wish_paper=row.wish_paper,
                sent_on=row.sent_on,
                released_by=names.get(row.released_by_id or 0, ""),
                # D10: inside, an alias stays an alias; the passport name stands on what was sent alone.
                sent=tuple(
                    (name, str(getattr(row, f"sent_{name}") or ""))
                    for name in SENT_FIELDS
                    if not (person and person.is_alias and "name" in name)
                ),
                answer=row.answer,
                answered_on=row.answered_on,
                answer_note=row.answer_note,
            )
        )
    return found


def movements_ahead(*, by: Actor, at: datetime) -> list[MovementLeaving]:
    """Who leaves together from the reader's offices after a moment, the soonest first."""
    gathered: dict[tuple[object, ...], list[Itinerary]] = {}
    live = Itinerary.objects.filter(
        case__office_id__in=by.offices, leaves_at__gt=at, cancelled_at=None, permit_state__in=["in_force", "held"]
    )
    for row in live.order_by("leaves_at", "carrier", "number", "id"):
        gathered.setdefault((row.leaves_at, row.way, row.carrier, row.number), []).append(row)
    return [
        MovementLeaving(
            itinerary_id=rows[0].id,
            way=rows[0].way,
            carrier=rows[0].carrier,
            number=rows[0].number,
            from_place=rows[0].from_place,
            to_place=rows[0].to_place,
            leaves_at=rows[0].leaves_at,
            people=len(rows),
            case_ids=tuple(dict.fromkeys(row.case_id for row in rows)),
        )
        for rows in gathered.values()
    ]


def border_lists(*, by: Actor, limit: int = 100) -> list[BorderListFile]:
    """The border lists of the reader's offices, those that leave last first."""
    rows = list(BorderList.objects.filter(office_id__in=by.offices).order_by("-leaves_at", "-prepared_at")[:limit])
    return _files(rows)


def border_list(list_id: UUID, *, as_sent: bool = False) -> BorderListFile | None:
    """One border list with its people; None for what is absent or out of reach.

    Inside, who has an alias is called by it; `as_sent` gives the names as the border is told them (D10).
    """
    return next(iter(_files(list(BorderList.objects.filter(id=list_id)), as_sent=as_sent)), None)


def persons_on(list_id: UUID) -> list[UUID]:
    """The people of a list, so that opening it can be written down."""
    return list(BorderListRow.objects.filter(list_id=list_id).values_list("member__person_id", flat=True))


def _files(lists: list[BorderList], *, as_sent: bool = False) -> list[BorderListFile]:
    people_on: dict[UUID, list[BorderPerson]] = {}
    rows = list(BorderListRow.objects.filter(list__in=lists).select_related("member", "recall").order_by("name", "id"))
    known = {} if as_sent else people.people_in([row.member.person_id for row in rows])
    for row in rows:
        person = known.get(row.member.person_id)
        people_on.setdefault(row.list_id, []).append(_person(row, person.name if person and person.is_alias else ""))
    releases: dict[UUID, list[BorderRelease]] = {}
    for release in BorderRelease.objects.filter(list__in=lists).order_by("released_at", "recorded_at"):
        releases.setdefault(release.list_id, []).append(release)
    offices = accounts.offices_by_id({border.office_id for border in lists})
    who = {border.prepared_by_id for border in lists} | {one.by_id for many in releases.values() for one in many}
    names = accounts.names_of([one for one in who if one is not None])
    return [
        BorderListFile(
            id=border.id,
            office=offices[border.office_id].name,
            authority=border.authority,
            side=border.side,
            country=border.country,
            crossing=border.crossing,
            way=border.way,
            carrier=border.carrier,
            number=border.number,
            leaves_at=border.leaves_at,
            prepared_at=border.prepared_at,
            prepared_by=names.get(border.prepared_by_id or 0, ""),
            releases=tuple((names.get(one.by_id, ""), one.released_at) for one in releases.get(border.id, ())),
            released_at=border.released_at,
            people=tuple(people_on.get(border.id, ())),
        )
        for border in lists
    ]


def _person(row: BorderListRow, alias: str) -> BorderPerson:
    recall = getattr(row, "recall", None)
    return BorderPerson(
        row_id=row.id,
        case_id=row.member.case_id,
        name=alias or row.name,
        birth_earliest=row.birth_earliest,
        birth_latest=row.birth_latest,
        document_number="" if alias else row.document_number,
        flight=row.flight,
        live=row.permit_state in ("in_force", "used") and recall is None,
        recall_id=recall.id if recall else None,
        recalled_at=recall.recalled_at if recall else None,
        told_at=recall.told_at if recall else None,
        told_whom=recall.told_whom if recall else "",
        alias_of=row.member.person_id if alias else None,
    )
