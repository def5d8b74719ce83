"""The pairs that wait for somebody: for a first look, for a second one, or to be merged."""

from __future__ import annotations

from enum import StrEnum

from safar.people.models import LikelyPair
from safar.people.queries.merging import kept_of
from safar.people.queries.pairs import facts_of
from safar.people.types import LikelyPairFact, PairAnswer

# What somebody has looked at already is a short list; one that is longer is worked off from its beginning.
LONGEST_LIST = 200


class Waiting(StrEnum):
    """What a pair waits for."""

    FIRST = "first"
    SECOND = "second"
    MERGE = "merge"


def pairs_waiting(for_what: Waiting, *, offset: int = 0, limit: int = 50) -> list[LikelyPairFact]:
    """The pairs that wait for this, the likeliest first; those that were merged meanwhile are not among them.

    A second person looks where the first was not sure, and at every hidden person before anything is merged.
    """
    if for_what == Waiting.FIRST:
        return _apart(facts_of(LikelyPair.objects.filter(answer="").order_by("-score", "id")[offset : offset + limit]))
    answers = [PairAnswer.SAME, PairAnswer.NOT_SURE] if for_what == Waiting.SECOND else [PairAnswer.SAME]
    said = facts_of(LikelyPair.objects.filter(answer__in=answers).order_by("-answered_at", "id")[:LONGEST_LIST])
    return _apart([pair for pair in said if _waits_for(pair) == for_what])[offset : offset + limit]


def _waits_for(pair: LikelyPairFact) -> Waiting:
    if pair.answer == PairAnswer.NOT_SURE or (pair.is_hidden and pair.second_by_id is None):
        return Waiting.SECOND
    return Waiting.MERGE


def _apart(pairs: list[LikelyPairFact]) -> list[LikelyPairFact]:
    under = kept_of(person_id for pair in pairs for person_id in (pair.a_id, pair.b_id))
    return [pair for pair in pairs if under[pair.a_id] != under[pair.b_id]]
