"""Decisions of the case engine as plain functions: the way, who is least advanced, medians, kinds of file."""

from collections.abc import Sequence
from statistics import median

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def content_kind(content: bytes) -> str | None:
    """The kind of a file by its first bytes, whatever it calls itself; None for a kind that is not kept."""
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)


def way_states(stages: Sequence[str], stands_at: str, visited: frozenset[str], closed: bool, held: bool) -> list[str]:
    """For each stage in order: done, here, held, stopped or ahead. What was walked stays walked.

    A way that was closed early is `stopped` at its end, with the stages never reached still ahead.
    """
    here = stages.index(stands_at)
    states = []
    for position, stage in enumerate(stages):
        if position == here:
            early = closed and position > 0 and stages[position - 1] not in visited
            states.append("stopped" if early else "done" if closed else "held" if held else "here")
        elif (stage in visited and position < here) or (not closed and position < here):
            states.append("done")
        else:
            states.append("ahead")
    return states


def least_advanced(stages: Sequence[str], standing: Sequence[str]) -> str:
    """The earliest stage at which anybody still going stands; the last stage when nobody is."""
    return min(standing, key=stages.index, default=stages[-1])


def median_days(days: Sequence[int]) -> int:
    """The median in whole days, rounded down."""
    return int(median(days)) if days else 0
