"""The periods of complaints and of second opinions, and where a complaint stands: days in, days out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from safar.complaints.types import About, Standing, StepKind

# Days until the person hears that it came in, and until they have an answer. A programme's own promise may be shorter.
PERIODS: dict[About, tuple[int, int]] = {
    About.SERVICE: (5, 30),
    About.DECISION: (5, 30),
    About.STAFF: (2, 30),
    About.PARTNER: (5, 30),
    About.DATA: (5, 30),
    About.OTHER: (5, 30),
}
SERIOUS = (1, 14)
APPEAL_DAYS = 30
OPINION_DAYS = 14
EXPLAIN_DAYS = 7


def clocks(about: About, serious: bool, received_on: date) -> tuple[date, date]:
    """The last day to acknowledge and the last day to answer."""
    acknowledge, answer = SERIOUS if serious else PERIODS[about]
    return received_on + timedelta(days=acknowledge), received_on + timedelta(days=answer)


def standing_of(steps: Collection[str], answers: int, appealed: bool) -> Standing:
    """Where a complaint is, by what was done: an appeal opens it again until the second answer."""
    if appealed and answers < 2:
        return Standing.APPEALED
    if answers:
        return Standing.EXPLAINED if StepKind.EXPLAINED in steps else Standing.ANSWERED
    return Standing.ACKNOWLEDGED if StepKind.ACKNOWLEDGED in steps or StepKind.HEARD in steps else Standing.OPEN


def next_due(
    standing: Standing, acknowledge_by: date, answer_by: date, answered_on: date | None, appealed_on: date | None
) -> date | None:
    """The day by which the next thing is owed to the person; None when nothing is."""
    if standing == Standing.OPEN:
        return acknowledge_by
    if standing == Standing.ACKNOWLEDGED:
        return answer_by
    if standing == Standing.APPEALED:
        return (appealed_on or answer_by) + timedelta(days=APPEAL_DAYS)
    if standing == Standing.ANSWERED:
        return (answered_on or answer_by) + timedelta(days=EXPLAIN_DAYS)
    return None
