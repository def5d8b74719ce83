"""Records that may be one person, and the searches that found them; no pair of whom the reader may not see both."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from safar.people.models import LikelyPair, LinkRun
from safar.people.types import LikelyPairFact, LinkRunFact, LinkStage, PairAnswer, PairReason, PersonId

MOST_RUNS = 20
NOT_ANSWERED = ["", PairAnswer.NOT_SURE]


def pairs_open(*, offset: int = 0, limit: int = 50) -> list[LikelyPairFact]:
    """Pairs nobody has settled, the likeliest first; those somebody was not sure of are among them."""
    return facts_of(
        LikelyPair.objects.filter(answer__in=NOT_ANSWERED).order_by("-score", "id")[offset : offset + limit]
    )


def count_pairs_open() -> int:
    """How many pairs wait for an answer, as far as the reader sees."""
    return LikelyPair.objects.filter(answer__in=NOT_ANSWERED).count()


def pair(pair_id: UUID) -> LikelyPairFact | None:
    """One pair, or None alike where there is none and where the reader may not see both people."""
    found = facts_of(LikelyPair.objects.filter(id=pair_id))
    return found[0] if found else None


def pairs_of(person_ids: Iterable[PersonId]) -> list[LikelyPairFact]:
    """Every pair with one of these people, answered or not."""
    wanted = list(person_ids)
    return facts_of(LikelyPair.objects.filter(Q(a__in=wanted) | Q(b__in=wanted)).order_by("-score", "id"))


def link_runs() -> list[LinkRunFact]:
    """The searches for duplicates of the offices in scope, the latest first."""
    runs = LinkRun.objects.order_by("-asked_at")[:MOST_RUNS]
    counts = dict(
        LikelyPair.objects.filter(run__in=[run.id for run in runs])
        .values_list("run")
        .annotate(count=Count("id"))
        .values_list("run", "count")
    )
    return [_run_fact(run, counts.get(run.id, 0)) for run in runs]


def link_run(run_id: UUID) -> LinkRunFact | None:
    """One search for duplicates, or None where the reader's offices have none such."""
    run = LinkRun.objects.filter(id=run_id).first()
    return _run_fact(run, LikelyPair.objects.filter(run=run).count()) if run else None


def _run_fact(run: LinkRun, pairs: int) -> LinkRunFact:
    return LinkRunFact(
        id=run.id,
        asked_by_id=run.asked_by_id,
        asked_at=run.asked_at,
        stage=LinkStage(run.stage),
        done=run.done,
        total=run.total,
        people=run.people,
        pairs=pairs,
        stop_asked_at=run.stop_asked_at,
        finished_at=run.finished_at,
    )


def facts_of(rows: Iterable[LikelyPair]) -> list[LikelyPairFact]:
    """Pairs as others read them; whether one is hidden is told to who may read it at all."""
    pairs = list(rows)
    hidden = _hidden([row.id for row in pairs])
    return [
        LikelyPairFact(
            id=row.id,
            a_id=row.a_id,
            b_id=row.b_id,
            score=row.score,
            reasons=tuple(PairReason(str(code), float(weight)) for code, weight in row.reasons),
            found_at=row.found_at,
            run_id=row.run_id,
            reported_by_id=row.reported_by_id,
            answer=row.answer,
            answered_by_id=row.answered_by_id,
            answered_at=row.answered_at,
            second_by_id=row.second_by_id,
            second_at=row.second_at,
            note=row.note,
            is_hidden=row.id in hidden,
        )
        for row in pairs
    ]


def _hidden(pair_ids: list[UUID]) -> set[UUID]:
    """Those that concern a restricted person or one with an alias."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_likelypair WHERE id = ANY (%s::uuid[]) AND people_pair_for_protection(a_id, b_id)",
            [pair_ids],
        )
        return {pair_id for (pair_id,) in cursor.fetchall()}
