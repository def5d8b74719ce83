"""Two records of one person are merged, and parted again; the database writes both, and nothing is moved or copied."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from safar.accounts.services import require
from safar.people.queries.merging import kept_of
from safar.people.services.rows import lines_of
from safar.people.types.merging import MergeGiven, MergePick
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def merge_people(*, by: Actor, at: datetime, given: MergeGiven) -> UUID:
    """Read two records as one from now on; gives the id by which it is undone.

    Records that are read under others already bring those along. Raises `Refused` where the two are seen to be two
    people, where something has to be ended first, and where a hidden one has not had its second look.
    """
    require(by, "people.merge")
    reason = lines_of(given.reason, "reason")
    if not reason:
        raise Refused("people_merge_reason", field="reason")
    under = kept_of([given.kept_id, given.gone_id])
    if under[given.kept_id] == under[given.gone_id]:
        raise Refused("people_merge_already")
    merge_id = uuid4()
    with database_refusals(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT people_merge_records(%s, %s, %s, %s::text[], %s, %s, %s)",
            [
                merge_id,
                under[given.kept_id],
                under[given.gone_id],
                [str(pick) for pick in given.picks],
                given.list_name_id,
                reason,
                at,
            ],
        )
        # Under the merge and not under either person: an entry about one would tell of the other (D9).
        record(by=by, at=at, action="people.merged", subject="merge", subject_id=merge_id)
    return merge_id


def undo_merge(*, by: Actor, at: datetime, merge_id: UUID, reason: str) -> tuple[MergePick, ...]:
    """Part two records again: everything is as it was, except what somebody corrected since.

    Gives the answers that stayed because they were corrected after the merge.
    """
    require(by, "people.merge")
    why = lines_of(reason, "reason")
    if not why:
        raise Refused("people_merge_undone_reason", field="reason")
    with database_refusals(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT people_undo_merge(%s, %s, %s)", [merge_id, why, at])
        row = cursor.fetchone()
        record(by=by, at=at, action="people.merge_undone", subject="merge", subject_id=merge_id)
    return tuple(MergePick(pick) for pick in (row[0] if row else ()))
