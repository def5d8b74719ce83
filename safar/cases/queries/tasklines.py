"""Tasks in words: what is to do, for whom it waits, and why the date is what it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from safar.accounts import queries as accounts
from safar.cases.models import Task, TaskChase
from safar.cases.queries.headings import Heading, headings, in_reader_language, reader_language
from safar.cases.types import TaskLine, WaitingRow
from safar.kernel.calendars import default_calendar, digits, format_day
from safar.plumbing.refusals import registered, say
from safar.programmes import queries as programmes
from safar.programmes.types import PublishedProgramme


@dataclass(frozen=True)
class TaskWords:
    """What is needed to put many tasks into words: chases, colleagues' names and the programmes of deadlines."""

    chases: Mapping[UUID, Sequence[TaskChase]]
    names: Mapping[int, str]
    versions: Mapping[UUID, PublishedProgramme]


def words_for(tasks: Sequence[Task]) -> TaskWords:
    """Fetch it for these tasks, with a fixed number of queries."""
    chases: dict[UUID, list[TaskChase]] = {}
    for chase in TaskChase.objects.filter(task_id__in=[task.id for task in tasks]).order_by("chased_at"):
        chases.setdefault(chase.task_id, []).append(chase)
    names = accounts.names_of({task.owner_id for task in tasks if task.owner_id is not None})
    versions = {UUID(task.why_due["version"]) for task in tasks if "version" in task.why_due}
    return TaskWords(chases, names, programmes.published_by_ids(versions))


def task_lines(tasks: Sequence[Task], heading: Heading, at: datetime) -> tuple[TaskLine, ...]:
    """The tasks of one case."""
    words = words_for(tasks)
    return tuple(_line(task, words, heading, at) for task in tasks)


def waiting_rows(tasks: Iterable[Task], headings: Mapping[UUID, Heading], at: datetime) -> list[WaitingRow]:
    """Open tasks of several cases as rows of a list."""
    chosen = [task for task in tasks if task.case_id in headings]
    words = words_for(chosen)
    rows = []
    for task in chosen:
        line = _line(task, words, headings[task.case_id], at)
        heading = headings[task.case_id]
        rows.append(
            WaitingRow(
                task_id=task.id,
                case_id=task.case_id,
                member_id=task.member_id,
                reference=heading.case.reference,
                title=line.member if line.member and not heading.case.alias else heading.title,
                sentence=line.sentence,
                for_whom=line.for_whom,
                since=line.since,
                due_at=line.due_at,
                why_due=line.why_due,
                overdue=line.overdue,
                owner=line.owner,
                last_chased_on=line.last_chased_on,
                chased=line.chased,
            )
        )
    return rows


def tasks_of_travellers(traveller_ids: Iterable[UUID], *, since: datetime, at: datetime) -> list[TaskLine]:
    """The open tasks that arose about these travellers since a moment, the soonest due first."""
    arose = Task.objects.filter(member__traveller_id__in=set(traveller_ids), since__gte=since, done_at__isnull=True)
    tasks = list(arose.order_by("due_at", "code"))
    heads = headings({task.case_id for task in tasks})
    words = words_for(tasks)
    return [_line(task, words, heads[task.case_id], at) for task in tasks if task.case_id in heads]


def open_tasks_of_members(member_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[TaskLine]]:
    """What is still to do about each member, the soonest due first; for many members at a fixed cost."""
    tasks = list(Task.objects.filter(member_id__in=set(member_ids), done_at=None).order_by("due_at", "code"))
    heads = headings({task.case_id for task in tasks})
    words = words_for(tasks)
    found: dict[UUID, list[TaskLine]] = {}
    for task in tasks:
        if task.case_id in heads and task.member_id is not None:
            found.setdefault(task.member_id, []).append(_line(task, words, heads[task.case_id], at))
    return found


def sentence_of(task: Task, versions: Mapping[UUID, PublishedProgramme]) -> str:
    """What the task asks."""
    params = {str(name): str(value) for name, value in task.params.items()}
    if task.code == "deadline":
        params["deadline"] = _deadline_name(task, versions)
    if f"escalated_{params.get('event')}" in registered():
        params["event"] = say(f"escalated_{params['event']}")
    return say(f"task_{task.code}", **{"what": "", **params})


def why_due(task: Task, versions: Mapping[UUID, PublishedProgramme], today: date) -> str:
    """Why the date is what it is, and what is left: computed from what was stored, never stored as words."""
    kind = task.why_due.get("kind")
    language = reader_language()
    if kind == "deadline":
        programme = versions[UUID(task.why_due["version"])].programme
        state = programmes.deadline_state(
            programme,
            task.why_due["code"],
            started_on=date.fromisoformat(task.why_due["started_on"]),
            today=today,
            country=task.why_due["country"],
        )
        return programmes.deadline_sentence(programme, state, language=language, calendar=default_calendar(language))
    if kind in ("hours", "agreed"):
        asked = timezone.localtime(datetime.fromisoformat(task.why_due["asked_at"]))
        day = format_day(asked.date(), language, default_calendar(language))
        if kind == "agreed":
            return _("Agreed on %(day)s.") % {"day": day}
        return _("Heard on %(day)s at %(time)s; to be done within %(hours)s hours.") % {
            "day": day,
            "time": digits(f"{asked:%H:%M}", language),
            "hours": digits(task.why_due["hours"], language),
        }
    return ""


def outcome_of(task: Task) -> str:
    """What came of it: known words where the database closed it, else what was written."""
    code = f"task_outcome_{task.outcome}"
    return say(code) if code in registered() else task.outcome


def _deadline_name(task: Task, versions: Mapping[UUID, PublishedProgramme]) -> str:
    programme = versions[UUID(task.why_due["version"])].programme
    deadline = next(one for one in programme.deadlines if one.code == task.why_due["code"])
    return in_reader_language(deadline.names)


def _line(task: Task, words: TaskWords, heading: Heading, at: datetime) -> TaskLine:
    chases = words.chases.get(task.id, [])
    return TaskLine(
        id=task.id,
        code=task.code,
        sentence=sentence_of(task, words.versions),
        member=heading.name(task.member_id),
        for_whom=task.for_whom,
        owner=words.names.get(task.owner_id, "") if task.owner_id else task.owner_role,
        since=task.since.date(),
        due_at=task.due_at,
        why_due=why_due(task, words.versions, localdate(at)),
        overdue=task.done_at is None and task.due_at is not None and task.due_at < at,
        chased=len(chases),
        last_chased_on=localdate(chases[-1].chased_at) if chases else None,
        done_at=task.done_at,
        outcome=outcome_of(task) if task.done_at else "",
    )
