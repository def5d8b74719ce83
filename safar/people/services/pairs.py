"""What is said of two records that may be one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from safar.accounts.services import require
from safar.people.models import LikelyPair
from safar.people.services.rows import lines_of
from safar.people.types import PairAnswer, PairReason, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

REPORTED = "people_pair_reported"


def report_pair(*, by: Actor, at: datetime, one_id: PersonId, other_id: PersonId) -> None:
    """Say that two records may be one person, for somebody to look at. Nothing is told of a pair that is there already.

    Raises `Refused` for one and the same record.
    """
    require(by, "people.adjudicate")
    if one_id == other_id:
        raise Refused("people_likelypair_ordered")
    with database_refusals():
        keep_pairs([(one_id, other_id, 1.0, (PairReason(REPORTED, 0.0),))], None, at)
        record(by=by, at=at, action="people.pair_reported", subject="person", subject_id=min(one_id, other_id))


def answer_pair(*, by: Actor, at: datetime, pair_id: UUID, answer: PairAnswer, note: str = "") -> None:
    """Answer whether two records are one person. The same answer by somebody else is the second look.

    The database writes who answered and when. Raises `Refused` for a pair the reader may not see.
    """
    require(by, "people.adjudicate")
    pair = LikelyPair.objects.select_for_update().filter(id=pair_id).first()
    if pair is None:
        raise Refused("people_pair_unknown")
    with database_refusals():
        if note.strip():
            pair.note = lines_of(note, "note")
        if pair.answer == answer and pair.answered_by_id != by.user_id:
            pair.second_by_id, pair.second_at = by.user_id, at
        elif pair.answer != answer:
            pair.answer, pair.answered_by_id, pair.answered_at = answer, by.user_id, at
        pair.save(update_fields=["answer", "answered_by_id", "answered_at", "second_by_id", "second_at", "note"])
        record(
            by=by, at=at, action="people.pair_answered", subject="person", subject_id=pair.a_id,
            detail={"other": str(pair.b_id), "answer": str(answer)},
        )  # fmt: skip


def keep_pairs(
    pairs: Sequence[tuple[PersonId, PersonId, float, Sequence[PairReason]]], run_id: UUID | None, at: datetime
) -> int:
    """Keep pairs in the list through the database's own function; gives how many new ones the reader may see."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT people_keep_pairs(%s::uuid[], %s::uuid[], %s::float8[], %s::jsonb[], %s, %s)",
            [
                [one for one, _, _, _ in pairs],
                [other for _, other, _, _ in pairs],
                [score for _, _, score, _ in pairs],
                [Jsonb([[reason.code, round(reason.weight, 1)] for reason in why]) for _, _, _, why in pairs],
                run_id,
                at,
            ],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
