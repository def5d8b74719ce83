"""Turns a programme's periods into tasks that explain their date, and ends them when what they wait for happens."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from safar.accounts.queries import timezone_of
from safar.cases.models import Case, Enrolment, Task
from safar.cases.types import ForWhom
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import CountedFrom, Deadline, Programme

END_OF_WORK = time(18)
AFTER_DEPARTURE = frozenset({"departed", "arrived", "plan_agreed", "first_delivery", "followed_up"})
WAITING_FOR = {"decision_made": ForWhom.AUTHORITY, "travel_document_issued": ForWhom.EMBASSY}


def event_happened(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    event: str,
    on: date | None = None,
    member_id: UUID | None = None,
    enrolment: Enrolment | None = None,
) -> None:
    """Something a period may be counted from or ended by happened on a day (that of `at` when none is stated).

    It concerns every enrolment of the case, or the one named: one funder's answer is not the other's.
    """
    concerned = Enrolment.objects.filter(case=case, closed_at=None)
    for one in concerned if enrolment is None else concerned.filter(id=enrolment.id):
        _apply(by, at, case, one, CountedFrom(event=event), on or localdate(at), member_id)  # type: ignore[arg-type]


def period_ended_by_hand(*, by: Actor, at: datetime, task: Task) -> None:
    """Somebody did what a period waited for and said so on its task: periods counted from that event begin."""
    enrolment = Enrolment.objects.select_related("case").filter(id=task.params["enrolment"], closed_at=None).first()
    if enrolment is None:
        return
    programme = programmes.published_by_id(enrolment.programme_version_id).programme
    met_by = next(one.met_by for one in programme.deadlines if one.code == task.params["deadline"])
    started = [one for one in programme.deadlines if one.counted_from == met_by]
    _start(at, enrolment.case, enrolment, programme, started, localdate(at), task.member_id)


def stage_entered(*, by: Actor, at: datetime, case: Case, enrolment: Enrolment, stages: Collection[str]) -> None:
    """Members of an enrolment came to some stages."""
    for stage in sorted(stages):
        _apply(by, at, case, enrolment, CountedFrom(stage=stage), localdate(at), None)


def end_of(day: date, office_id: int) -> datetime:
    """The end of the working day by the office's clock; it is the same day in an office the case may go to."""
    return datetime.combine(day, END_OF_WORK, ZoneInfo(timezone_of(office_id)))


def _apply(
    by: Actor, at: datetime, case: Case, enrolment: Enrolment, what: CountedFrom, on: date, member_id: UUID | None
) -> None:
    programme = programmes.published_by_id(enrolment.programme_version_id).programme
    met = {deadline.code for deadline in programme.deadlines if deadline.met_by == what}
    if met:
        _end(by, at, enrolment, met)
    started = [deadline for deadline in programme.deadlines if deadline.counted_from == what]
    if started:
        _start(at, case, enrolment, programme, started, on, member_id)


def _end(by: Actor, at: datetime, enrolment: Enrolment, codes: Iterable[str]) -> None:
    """End the open task due first: where several periods wait for the same thing, each time it happens ends one."""
    waiting = Task.objects.filter(
        case_id=enrolment.case_id,
        code="deadline",
        done_at=None,
        params__deadline__in=list(codes),
        params__enrolment=str(enrolment.id),
    ).order_by("due_at")
    first = waiting.first()
    if first is not None:
        Task.objects.filter(id=first.id, done_at=None).update(done_at=at, done_by_id=by.user_id, outcome="happened")


def _start(
    at: datetime,
    case: Case,
    enrolment: Enrolment,
    programme: Programme,
    deadlines: Iterable[Deadline],
    on: date,
    member_id: UUID | None,
) -> None:
    running = set(
        Task.objects.filter(case=case, code="deadline", done_at=None, params__enrolment=str(enrolment.id)).values_list(
            "params__deadline", flat=True
        )
    )
    for deadline in deadlines:
        if deadline.code in running:
            continue
        country = case.return_country if deadline.counted_from.event in AFTER_DEPARTURE else case.host_country
        state = programmes.deadline_state(programme, deadline.code, started_on=on, today=on, country=country)
        Task.objects.create(
            case=case,
            member_id=member_id,
            code="deadline",
            params={"deadline": deadline.code, "enrolment": str(enrolment.id)},
            for_whom=WAITING_FOR.get(deadline.met_by.event or "", ForWhom.ME),
            owner_id=case.assigned_to_id,
            owner_role=deadline.held_by,
            since=at,
            due_at=end_of(state.due_on, case.office_id),
            why_due={
                "kind": "deadline",
                "version": str(enrolment.programme_version_id),
                "code": deadline.code,
                "started_on": on.isoformat(),
                "country": country,
                "due_on": state.due_on.isoformat(),
            },
        )
