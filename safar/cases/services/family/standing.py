"""What stands for the people of some cases at a moment, and what differs after a change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from safar.cases.models import DueItem, Enrolment, Member, Task
from safar.consent import queries as consent
from safar.consent.types import TravellerLine
from safar.plumbing.types import Json

Key = tuple[str, str, int]
Question = Callable[[TravellerLine | None, TravellerLine], bool]


@dataclass(frozen=True)
class DueNow:
    """A thing due as it stands: its names, its standing and its amount in minor units."""

    names: Mapping[str, str]
    standing: str
    amount: int | None
    currency: str


@dataclass(frozen=True)
class Standing:
    """What stands: dues by line, person (or the case of the unit) and number; travellers by person; the open tasks."""

    dues: Mapping[Key, DueNow]
    travellers: Mapping[UUID, TravellerLine]
    tasks: Mapping[UUID, str]

    def unlike(self, later: "Standing") -> dict[str, Json]:
        """What is different later, as the event of the change keeps it: ids and codes only."""
        return {
            "dues": _dues(self.dues, later.dues),
            "asked_again": _people(self, later, _asked_again),
            "lapsed": _people(self, later, _lapsed),
            "held": _people(self, later, _held),
            "tasks": [code for task_id, code in sorted(later.tasks.items()) if task_id not in self.tasks],
        }


def standing_of(case_ids: Iterable[UUID]) -> Standing:
    """What stands now in these cases; a fixed number of queries for any number of people."""
    ids = set(case_ids)
    members = list(Member.objects.filter(case_id__in=ids, left_at=None))
    lines = consent.travellers_in([member.traveller_id for member in members if member.traveller_id is not None])
    return Standing(
        dues=_due_now(ids),
        travellers={line.person_id: line for line in lines.values()},
        tasks=dict(Task.objects.filter(case_id__in=ids, done_at=None).values_list("id", "code")),
    )


def changed_for(differences: Mapping[str, Json]) -> set[str]:
    """Those for whom something that was due before is due otherwise: person ids, or `unit:` with the id of a case."""
    dues = differences["dues"]
    assert isinstance(dues, list)
    return {str(row["whom"]) for row in dues if isinstance(row, dict) and row["before"] and _differs(row)}


def _differs(row: Mapping[str, Json]) -> bool:
    return (row["before"], row["before_amount"]) != (row["after"], row["after_amount"])


def _due_now(case_ids: Iterable[UUID]) -> dict[Key, DueNow]:
    enrolments = Enrolment.objects.filter(case_id__in=list(case_ids), closed_at=None)
    rows: Sequence[DueItem] = list(
        DueItem.objects.filter(enrolment__in=enrolments, superseded_at=None).select_related(
            "enrolment", "enrolment_member__member"
        )
    )
    return {
        (row.line, _whom(row), row.number): DueNow(row.names, row.standing, row.amount, row.currency) for row in rows
    }


def _whom(row: DueItem) -> str:
    if row.enrolment_member is None:
        return f"unit:{row.enrolment.case_id}"
    return str(row.enrolment_member.member.person_id)


def _dues(before: Mapping[Key, DueNow], after: Mapping[Key, DueNow]) -> list[Json]:
    keys = dict.fromkeys((*before, *after))
    return [_row(key, before.get(key), after.get(key)) for key in keys]


def _row(key: Key, before: DueNow | None, after: DueNow | None) -> dict[str, Json]:
    line, whom, number = key
    known = after or before
    assert known is not None
    return {
        "line": line,
        "number": number,
        "whom": whom,
        "names": dict(known.names),
        "before": before.standing if before else "",
        "after": after.standing if after else "",
        "before_amount": before.amount if before else None,
        "after_amount": after.amount if after else None,
        "currency": known.currency,
    }


def _people(before: Standing, after: Standing, question: Question) -> list[Json]:
    return [str(person) for person, line in after.travellers.items() if question(before.travellers.get(person), line)]


def _asked_again(before: TravellerLine | None, after: TravellerLine) -> bool:
    since = before.ask_again_since if before else None
    return after.ask_again_since is not None and after.ask_again_since != since and after.going == "going"


def _lapsed(before: TravellerLine | None, after: TravellerLine) -> bool:
    was = before.permit.state if before and before.permit else ""
    return was in ("in_force", "held") and (after.permit is None or after.permit.state == "lapsed")


def _held(before: TravellerLine | None, after: TravellerLine) -> bool:
    known = {hold.id for hold in before.holds} if before else set()
    return any(hold.id not in known for hold in after.holds)
