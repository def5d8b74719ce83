"""Says once what holds for several members: blockers, promises and itineraries that differ in nothing but the name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.translation import gettext

from safar.cases import queries
from safar.cases.types import GateLine, LeavingLine, PromiseLine

T = TypeVar("T")


@dataclass(frozen=True)
class PromiseGroup:
    """One promise made to several people, in the same amount and at the same point."""

    line: PromiseLine
    names: tuple[str, ...]


@dataclass(frozen=True)
class JourneyGroup:
    """Those who leave together; each itinerary can still be cancelled by itself."""

    line: LeavingLine
    parts: tuple[LeavingLine, ...]


def blockers_told_once(lines: Sequence[GateLine]) -> list[GateLine]:
    """Blockers of the same gate that the same page clears become one, in the gate's general words, with the names."""
    general = queries.gate_sentences()
    found = []
    for alike in _alike(lines, lambda line: (line.code, line.state, line.why, line.since, line.due, line.clear_with)):
        members = tuple(name for line in alike for name in line.members)
        if len(alike) > 1 and alike[0].code in general:
            sentence = gettext("Not yet: %(condition)s") % {"condition": general[alike[0].code]}
            found.append(replace(alike[0], sentence=sentence, members=members))
        else:
            found.extend(alike)
    return found


def promises_told_once(lines: Iterable[PromiseLine]) -> list[PromiseGroup]:
    """Promises that differ only in the person, those that need something done first."""
    urgency = {"amount_missing": 0, "planned": 1, "approved": 1}
    groups = _alike(
        lines,
        lambda line: (
            line.line, line.name, line.kind, line.amount, line.approved_amount, line.currency, line.due, line.due_on,
            line.state, line.handed_over_on, line.fate, line.elsewhere,
        ),
    )  # fmt: skip
    shown = [PromiseGroup(alike[0], tuple(line.for_whom for line in alike)) for alike in groups]
    return sorted(shown, key=lambda group: urgency.get(group.line.state, 2))


def journeys_told_once(lines: Iterable[LeavingLine]) -> list[JourneyGroup]:
    """Itineraries that differ only in the person."""
    groups = _alike(
        lines,
        lambda line: (
            line.leaves_at, line.arrives_at, line.way, line.from_place, line.to_place, line.carrier, line.number,
            line.live,
        ),
    )  # fmt: skip
    return [JourneyGroup(alike[0], tuple(alike)) for alike in groups]


def _alike(lines: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return list(groups.values())
