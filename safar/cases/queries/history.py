"""The whole history of a case: what cases and consent recorded, in the order in which it happened."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import CaseEvent, ContactAttempt, Decision, Move, Note, Task, TaskChase
from safar.cases.queries.headings import Heading, headings, in_reader_language
from safar.cases.queries.shared import shared_pasts
from safar.cases.queries.tasklines import sentence_of, words_for
from safar.cases.sentences import CLOSURES, PAPER_STEPS
from safar.cases.types import HistoryLine
from safar.consent import queries as consent
from safar.plumbing.refusals import registered, say
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import Programme

# Said by rows of their own, which know more.
TOLD_ELSEWHERE = frozenset({"decided", "task_done", "eligibility_checked"})
LEFT_OUT_OF_CONSENT = frozenset({"traveller_added"})


def case_history(*, by: Actor, case_id: UUID) -> tuple[HistoryLine, ...]:
    """Everything that happened, the latest first; empty when the case is not there for the actor."""
    require(by, "cases.read")
    heading = headings([case_id]).get(case_id)
    return () if heading is None else history_of(heading)


def history_of(heading: Heading, limit: int | None = None) -> tuple[HistoryLine, ...]:
    """The history of a case already read, and the past it shares with others; queries grow with those cases alone."""
    lines = [(line, "") for line in _lines(heading)]
    for window in shared_pasts(heading.case.id):
        other = headings([window.case_id]).get(window.case_id)
        if other is not None:
            lines += [(line, other.case.reference) for line in _lines(other) if window.holds(line[1])]
    names = accounts.names_of({line[4] for line, _where in lines if line[4] is not None})
    told = [
        HistoryLine(happened_at, recorded_at, code, sentence, names.get(user_id or 0, ""), context, where)
        for (happened_at, recorded_at, code, sentence, user_id, context), where in lines
    ]
    told.sort(key=lambda line: (line.happened_at, line.recorded_at), reverse=True)
    return tuple(told if limit is None else told[:limit])


_Raw = tuple[datetime, datetime, str, str, int | None, str]


def _lines(heading: Heading) -> list[_Raw]:
    return [
        *_events(heading),
        *_moves(heading),
        *_decisions(heading),
        *_tasks(heading),
        *_contacts(heading),
        *_consent(heading),
    ]


def _events(heading: Heading) -> Iterator[_Raw]:
    rows = list(CaseEvent.objects.filter(case=heading.case).exclude(code__in=TOLD_ELSEWHERE))
    offices = accounts.offices_by_id()
    users = accounts.names_of({row.params["user"] for row in rows if "user" in row.params})
    codes = {row.params["programme"] for row in rows if "programme" in row.params}
    programme_names = {code: in_reader_language(programmes.published(code).programme.names) for code in codes}
    for row in rows:
        params: dict[str, Any] = {"member": heading.name(row.member_id) or _("a member"), **row.params}
        params["reason"] = row.reason
        if row.code == "closed":
            params["closure"] = str(CLOSURES.get(row.params.get("reason", ""), ""))
        if "office" in row.params:
            office = offices.get(row.params["office"])
            params["office"] = office.name if office else ""
        if "user" in row.params:
            params["user"] = users.get(row.params["user"], "")
        if "programme" in row.params:
            params["programme"] = programme_names[row.params["programme"]]
        if "change" in row.params:
            params["change"] = say(f"change_{row.params['change']}")
        if "step" in row.params:
            params["step"] = str(PAPER_STEPS.get(row.params["step"], ""))
        yield (row.happened_at, row.recorded_at, row.code, say(f"event_{row.code}", **params), row.by_id, "cases")


def _moves(heading: Heading) -> Iterator[_Raw]:
    rows = list(
        Move.objects.filter(enrolment_member__enrolment__case=heading.case).select_related(
            "enrolment_member", "enrolment_member__enrolment"
        )
    )
    versions = programmes.published_by_ids({row.enrolment_member.enrolment.programme_version_id for row in rows})
    for row in rows:
        programme = versions[row.enrolment_member.enrolment.programme_version_id].programme
        sentence = say(
            "event_moved",
            member=heading.name(row.enrolment_member.member_id),
            move=_move_name(programme, row.code),
            stage=in_reader_language(programme.stage(row.new_stage).names),
        )
        told = f"{sentence} {row.reason}" if row.reason else sentence
        yield (row.moved_at, row.recorded_at, f"move_{row.code}", told, row.by_id, "cases")


def _move_name(programme: Programme, code: str) -> str:
    ours = {
        "cancelled": _("ended without travel"),
        "struck": _("does not travel"),
        "reopened": _("opened again"),
        "born_on_the_way": _("born on the way"),
    }
    if code in ours:
        return ours[code]
    return in_reader_language(programme.move(code).names)


def _decisions(heading: Heading) -> Iterator[_Raw]:
    for row in Decision.objects.filter(enrolment__case=heading.case):
        moment = _moment(row.recorded_at, row.decided_on)
        sentence = say(f"event_decided_{row.answer}")
        yield (moment, row.recorded_at, f"decided_{row.answer}", sentence, row.by_id, "cases")


def _moment(recorded_at: datetime, decided_on: date) -> datetime:
    """A decision has a day; it is shown with the time it was written down when that is the same day."""
    if recorded_at.date() == decided_on:
        return recorded_at
    return recorded_at.replace(
        year=decided_on.year, month=decided_on.month, day=decided_on.day, hour=12, minute=0, second=0
    )


def _tasks(heading: Heading) -> Iterator[_Raw]:
    tasks = list(Task.objects.filter(case=heading.case))
    versions = words_for(tasks).versions
    sentences: Mapping[UUID, str] = {task.id: sentence_of(task, versions) for task in tasks}
    for task in tasks:
        if task.done_at is not None:
            said = say("event_task_done", task=sentences[task.id])
            yield (task.done_at, task.recorded_at, f"task_{task.code}", said, task.done_by_id, "cases")
    for chase in TaskChase.objects.filter(task__in=tasks):
        said = say("event_chased", task=sentences[chase.task_id])
        yield (chase.chased_at, chase.recorded_at, "chased", said, chase.by_id, "cases")


def _contacts(heading: Heading) -> Iterator[_Raw]:
    for row in ContactAttempt.objects.filter(case=heading.case):
        said = say(f"event_contact_{row.outcome}", member=heading.name(row.member_id) or heading.title)
        yield (row.tried_at, row.recorded_at, f"contact_{row.outcome}", said, row.by_id, "cases")
    for note in Note.objects.filter(case=heading.case):
        yield (note.written_at, note.recorded_at, "note", say("event_note"), note.by_id, "cases")


def _consent(heading: Heading) -> Iterator[_Raw]:
    names = {one.traveller_id: heading.name(one.id) for one in heading.members if one.traveller_id is not None}
    for event in consent.events_of(list(names)):
        code = f"event_consent_{event.kind}"
        if event.kind in LEFT_OUT_OF_CONSENT or code not in registered():
            continue
        said = say(code, member=names.get(event.traveller_id, ""))
        user_id = event.detail.get("by", event.detail.get("counsellor"))
        yield (event.happened_at, event.recorded_at, event.kind, said, user_id, "consent")
