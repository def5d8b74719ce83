"""One movement's list to a border: prepared, released by two, recalled by itself, and the recall confirmed (D7b)."""

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import BorderList, BorderListRow, BorderRecall, BorderRelease, Itinerary, Task
from safar.cases.types import BorderListGiven, NotListed
from safar.kernel.text import clean_text
from safar.people import queries as people
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals, say
from safar.plumbing.types import Actor


def prepare_border_list(
    *, by: Actor, at: datetime, itinerary_id: UUID, given: BorderListGiven
) -> tuple[UUID, tuple[NotListed, ...]]:
    """Prepare the list of those who leave with this itinerary; answers its id and who is not on it, each with why."""
    require(by, "cases.prepare_border_list")
    leading = Itinerary.objects.select_related("case").filter(id=itinerary_id, cancelled_at=None).first()
    if leading is None or leading.case.office_id not in by.offices:
        raise Refused("cases_no_such_itinerary")
    together = Itinerary.objects.filter(
        leaves_at=leading.leaves_at, carrier=leading.carrier, number=leading.number, way=leading.way,
        cancelled_at=None, case__office_id=leading.case.office_id,
    ).select_related("member").order_by("member__position", "member_id")  # fmt: skip
    with database_refusals():
        border = BorderList.objects.create(
            office_id=leading.case.office_id,
            authority=clean_text(given.authority),
            side=given.side,
            country=given.country,
            crossing=clean_text(given.crossing),
            way=leading.way,
            carrier=leading.carrier,
            number=leading.number,
            leaves_at=leading.leaves_at,
            prepared_at=at,
            prepared_by_id=by.user_id,
        )
        left_out = _put_on(border, list(together))
        _note(by, at, border, "border_list_prepared")
    return border.id, left_out


def release_border_list(*, by: Actor, at: datetime, list_id: UUID) -> bool:
    """Release a list, as one of two colleagues; answers whether both have now."""
    require(by, "cases.release_border_list")
    border = _list(list_id)
    if by.user_id is None:
        raise Refused("d7b_released_as_oneself")
    with database_refusals():
        BorderRelease.objects.create(list=border, by_id=by.user_id, released_at=at)
        _note(by, at, border, "border_list_released")
    return BorderList.objects.filter(id=border.id, released_at__isnull=False).exists()


def confirm_recall(*, by: Actor, at: datetime, recall_id: UUID, told_whom: str) -> None:
    """The border was told that somebody on a released list does not travel: who was told, and by whom."""
    require(by, "cases.prepare_border_list")
    recall = BorderRecall.objects.select_related("row__list", "row__member").filter(id=recall_id).first()
    if recall is None:
        raise Refused("cases_no_such_border_list")
    if not told_whom.strip():
        raise Refused("cases_borderrecall_told_somebody", field="told_whom")
    with database_refusals():
        BorderRecall.objects.filter(id=recall.id).update(
            told_at=at, told_whom=clean_text(told_whom), told_by_id=by.user_id
        )
        Task.objects.filter(
            member=recall.row.member, code="recall_from_border", done_at=None, params__list=str(recall.row.list_id)
        ).update(done_at=at, done_by_id=by.user_id, outcome="border_told")
        _note(by, at, recall.row.list, "border_recall_confirmed")


def _put_on(border: BorderList, together: list[Itinerary]) -> tuple[NotListed, ...]:
    known = people.people_in([itinerary.member.person_id for itinerary in together])
    left_out = []
    for itinerary in together:
        person = known.get(itinerary.member.person_id)
        try:
            with database_refusals():
                BorderListRow.objects.create(
                    list=border, itinerary=itinerary, member=itinerary.member, permit_id=itinerary.permit_id
                )
        except Refused as refusal:
            name = person.display_name if person else say("cases_somebody")
            left_out.append(NotListed(name, refusal.sentence))
    if len(left_out) == len(together):
        raise Refused("d7b_nobody_on_it", why=" ".join(dict.fromkeys(one.sentence for one in left_out)))
    return tuple(left_out)


def _list(list_id: UUID) -> BorderList:
    border = BorderList.objects.filter(id=list_id).first()
    if border is None:
        raise Refused("cases_no_such_border_list")
    return border


def _note(by: Actor, at: datetime, border: BorderList, code: str) -> None:
    record(
        by=by, at=at, action=f"cases.{code}", subject="border_list", subject_id=border.id, office_id=border.office_id
    )
