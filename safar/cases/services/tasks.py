"""Tasks: added, done with their outcome, and chased."""

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import Task, TaskChase
from safar.cases.services.deadlines import period_ended_by_hand
from safar.cases.services.records import happened, member_in, noted, open_case_to_change
from safar.cases.types import TaskAsked
from safar.plumbing.refusals import Refused, database_refusals, registered
from safar.plumbing.types import Actor


def add_task(*, by: Actor, at: datetime, case_id: UUID, asked: TaskAsked) -> UUID:
    """Add something to do; its words come from the code's sentence and its parameters."""
    require(by, "cases.tasks")
    case = open_case_to_change(by, case_id)
    if f"task_{asked.code}" not in registered():
        raise Refused("cases_task_unknown", field="code", task=asked.code)
    with database_refusals():
        task = Task.objects.create(
            case=case,
            member=member_in(case, asked.member_id),
            code=asked.code,
            params=dict(asked.params),
            for_whom=asked.for_whom,
            owner_id=asked.owner_id or (None if asked.owner_role else case.assigned_to_id),
            owner_role=asked.owner_role,
            since=at,
            due_at=asked.due_at,
            why_due={"kind": "agreed", "asked_at": at.isoformat()} if asked.due_at else {},
        )
        noted(by=by, at=at, case=case, code="task_added", detail={"task": asked.code})
    return task.id


def complete_task(*, by: Actor, at: datetime, task_id: UUID, outcome: str) -> None:
    """A task is done: what came of it. Whoever comes second is told that it was done already."""
    require(by, "cases.tasks")
    task = _task(task_id)
    if task.code in _FOR_PROTECTION:
        require(by, "cases.answer_escalation")
    case = open_case_to_change(by, task.case_id) if task.code not in _AFTER_CLOSURE else None
    if not outcome.strip():
        raise Refused("cases_task_done_with_outcome", field="outcome")
    with database_refusals():
        done = Task.objects.filter(id=task.id, done_at=None).update(done_at=at, done_by_id=by.user_id, outcome=outcome)
        if not done:
            raise Refused("cases_task_done_already")
        if task.code == "deadline":
            period_ended_by_hand(by=by, at=at, task=task)
        happened(
            by=by, at=at, case=case or task.case, code="task_done", params={"task": task.code}, reason=outcome,
            member=task.member,
        )  # fmt: skip


def chase_task(*, by: Actor, at: datetime, task_id: UUID, channel: str, note: str = "") -> None:
    """Somebody who has to act was reminded."""
    require(by, "cases.tasks")
    task = _task(task_id)
    if task.done_at is not None:
        raise Refused("cases_task_done_already")
    with database_refusals():
        TaskChase.objects.create(task=task, chased_at=at, channel=channel, note=note, by_id=by.user_id)
        noted(by=by, at=at, case=task.case, code="task_chased", detail={"task": task.code})


# Whoever is told within 24 hours answers it themselves: nobody ticks it off for them.
_FOR_PROTECTION = frozenset({"escalation", "escalated_above"})
_AFTER_CLOSURE = frozenset(
    {"tell_carrier", "tell_receiver", "tell_authority", "stop_cash", "protect_after_failed_step",
     "statement_for_authority", "meet_who_stopped", "protection_talk", "reach_person_alone", "recall_from_border",
     "help_after_removal"}
)  # fmt: skip


def _task(task_id: UUID) -> Task:
    task = Task.objects.select_related("case", "member").filter(id=task_id).first()
    if task is None:
        raise Refused("cases_no_such_task")
    return task
