"""What a manager looks at: where people are stuck, places, risks, approvals and workload; never departures (V12)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import Approval, Case, DueItem, EnrolmentMember, Task
from safar.cases.queries.headings import Heading, headings, in_reader_language
from safar.cases.queries.tasklines import sentence_of, words_for
from safar.cases.rules import median_days
from safar.cases.types import ApprovalLine, PlacesLeft, RiskLine, StuckStage, WorkloadRow
from safar.consent import queries as consent
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

PROTECTION_TASKS = frozenset({"protection_talk", "reach_person_alone", "protect_after_failed_step", "confirm_death"})
SESSIONS_OF_LAST = timedelta(days=30)
FEWEST_COUNSELLORS = 3
AFTER_DEPARTURE = frozenset({"travelling", "post_arrival"})


def stuck(*, by: Actor, at: datetime) -> list[StuckStage]:
    """For each stage of each programme how many stand there and how long, the longest median first.

    How many stand behind a departure is not counted where fewer than three counsellors work (V12).
    """
    require(by, "cases.read")
    few = len({one.user_id for one in accounts.colleagues(by.offices) if one.role == "counsellor"}) < FEWEST_COUNSELLORS
    rows = list(
        EnrolmentMember.objects.filter(enrolment__case__office_id__in=by.offices, member__left_at=None)
        .exclude(phase="closed")
        .exclude(enrolment__case__status="closed")
        .select_related("enrolment", "enrolment__case")
        .order_by("entered_at")
    )
    versions = programmes.published_by_ids({row.enrolment.programme_version_id for row in rows})
    gathered: dict[tuple[str, str], list[EnrolmentMember]] = {}
    for row in rows:
        gathered.setdefault((row.enrolment.programme_code, row.stage), []).append(row)
    found = []
    for (_programme_code, stage), here in gathered.items():
        programme = versions[here[-1].enrolment.programme_version_id].programme
        days = [max((at - row.entered_at).days, 0) for row in here]
        found.append(
            StuckStage(
                programme=in_reader_language(programme.names),
                stage_code=stage,
                stage=in_reader_language(programme.stage(stage).names),
                n=None if few and programme.stage(stage).phase in AFTER_DEPARTURE else len(here),
                median_days=median_days(days),
                longest_days=max(days),
                oldest_case_id=here[0].enrolment.case_id,
                oldest_reference=here[0].enrolment.case.reference,
            )
        )
    return sorted(found, key=lambda one: -one.median_days)


def places_left(*, by: Actor) -> list[PlacesLeft]:
    """The places of each programme over all offices; counts only."""
    require(by, "cases.read")
    with connection.cursor() as cursor:
        cursor.execute("SELECT programme, taken, waiting FROM cases_place_counts()")
        counts = {code: (taken, waiting) for code, taken, waiting in cursor.fetchall()}
    found = []
    for published in programmes.latest_published():
        programme = published.programme
        taken, waiting = counts.get(programme.code, (0, 0))
        found.append(
            PlacesLeft(
                programme_code=programme.code,
                programme=in_reader_language(programme.names),
                unit=programme.places.unit if programme.places else "person",
                limit=programme.places.count if programme.places else None,
                taken=taken,
                waiting=waiting,
            )
        )
    return found


def risks_today(*, by: Actor, at: datetime) -> list[RiskLine]:
    """Open holds, unaccompanied children, arrivals nobody confirmed, promises overdue: each with its case."""
    require(by, "cases.read")
    cases = list(Case.objects.filter(office_id__in=by.offices).exclude(status="closed").values_list("id", "journey_id"))
    heads = headings(case_id for case_id, _journey in cases)
    by_journey = {journey_id: case_id for case_id, journey_id in cases if journey_id is not None}
    risks = _journey_risks(by_journey, heads, at)
    risks += [
        _risk("unaccompanied_child", heading, _("An unaccompanied child."), heading.case.opened_at)
        for heading in heads.values()
        if any(member.role == "unaccompanied_child" for member in heading.present)
    ]
    risks += _promise_risks(heads, at)
    late = list(Task.objects.filter(case_id__in=list(heads), done_at=None, due_at__lt=at).order_by("due_at"))
    versions = words_for(late).versions
    for task in late:
        kind = "protection" if task.code in PROTECTION_TASKS else "overdue"
        risks.append(_risk(kind, heads[task.case_id], sentence_of(task, versions), task.due_at))
    return risks


def approvals_open(*, by: Actor, at: datetime) -> list[ApprovalLine]:
    """Moves that wait for a second person, the oldest first."""
    require(by, "cases.read")
    rows = Approval.objects.filter(answer="open", enrolment__case__office_id__in=by.offices)
    chosen = list(rows.select_related("enrolment").order_by("requested_at")[:200])
    return approval_lines(chosen, headings({row.enrolment.case_id for row in chosen}), by)


def approval_lines(rows: Sequence[Approval], heads: dict[UUID, Heading], by: Actor) -> list[ApprovalLine]:
    """Approvals in words; whoever asked may not give it."""
    versions = programmes.published_by_ids({row.enrolment.programme_version_id for row in rows})
    names = accounts.names_of({row.requested_by_id for row in rows})
    moving = dict(
        EnrolmentMember.objects.filter(id__in=[one for row in rows for one in row.members]).values_list(
            "id", "member_id"
        )
    )
    may = accounts.may(by, "cases.approve")
    lines = []
    for row in rows:
        heading = heads.get(row.enrolment.case_id)
        if heading is None:
            continue
        move = versions[row.enrolment.programme_version_id].programme.move(row.move)
        lines.append(
            ApprovalLine(
                id=row.id,
                case_id=heading.case.id,
                reference=heading.case.reference,
                title=heading.title,
                move=row.move,
                move_name=in_reader_language(move.names),
                members=tuple(heading.name(moving.get(one)) for one in row.members),
                requested_by=names.get(row.requested_by_id, ""),
                requested_at=row.requested_at,
                reason=row.reason,
                may_approve=may and row.requested_by_id != by.user_id,
            )
        )
    return lines


def workload(*, by: Actor, at: datetime) -> list[WorkloadRow]:
    """What each counsellor carries: open cases, sessions held in 30 days, overdue tasks."""
    require(by, "desk.manage")
    staff = {one.user_id: one.name for one in accounts.colleagues(by.offices) if one.role == "counsellor"}
    cases = dict(
        Case.objects.filter(office_id__in=by.offices)
        .exclude(status="closed")
        .values_list("assigned_to_id")
        .annotate(n=Count("id"))
    )
    held = consent.sessions_held(by.offices, at - SESSIONS_OF_LAST, at)
    late = dict(
        Task.objects.filter(case__office_id__in=by.offices, done_at=None, due_at__lt=at)
        .filter(Q(owner__isnull=False))
        .values_list("owner_id")
        .annotate(n=Count("id"))
    )
    missing = {user_id for user_id in cases if user_id is not None} - staff.keys()
    staff |= accounts.names_of(missing)
    rows = [
        WorkloadRow(user_id, name, cases.get(user_id, 0), held.get(user_id, 0), late.get(user_id, 0))
        for user_id, name in staff.items()
    ]
    if cases.get(None):
        rows.append(WorkloadRow(None, _("nobody"), cases[None], 0, 0))
    return sorted(rows, key=lambda row: (-row.overdue, -row.open_cases, row.name))


def _promise_risks(heads: dict[UUID, Heading], at: datetime) -> list[RiskLine]:
    """What was promised for an earlier day and is neither handed over nor explained; one line a case."""
    rows = DueItem.objects.filter(
        enrolment__case_id__in=list(heads),
        superseded_at=None,
        handed_over_on=None,
        explained_at=None,
        standing="due",
        due_on__lt=localdate(at),
    )
    overdue: dict[UUID, list[date | None]] = {}
    for case_id, due_on in rows.order_by("due_on").values_list("enrolment__case_id", "due_on"):
        overdue.setdefault(case_id, []).append(due_on)
    return [
        RiskLine(
            kind="promise",
            case_id=case_id,
            reference=heads[case_id].case.reference,
            title=heads[case_id].title,
            sentence=ngettext("%(n)d promise is overdue.", "%(n)d promises are overdue.", len(days)) % {"n": len(days)},
            since=days[0],
        )
        for case_id, days in overdue.items()
    ]


def _journey_risks(by_journey: dict[UUID, UUID], heads: dict[UUID, Heading], at: datetime) -> list[RiskLine]:
    risks = []
    for journey_id, journey in consent.journey_file(list(by_journey)).items():
        heading = heads[by_journey[journey_id]]
        for line in journey.travellers:
            name = next((heading.name(one.id) for one in heading.members if one.traveller_id == line.id), "")
            shown = heading.case.alias or name
            for hold in line.holds:
                if hold.released_at is None:
                    sentence = _("%(name)s is held.") % {"name": shown}
                    risks.append(_risk("held", heading, sentence, hold.raised_at))
            unmet = line.arrival_outcome in (None, "unconfirmed", "missing")
            if line.departed_at is not None and unmet and at - line.departed_at > timedelta(days=1):
                sentence = _("The arrival of %(name)s is not confirmed.") % {"name": shown}
                risks.append(_risk("arrival", heading, sentence, line.departed_at))
    return risks


def _risk(kind: str, heading: Heading, sentence: str, since: datetime | None) -> RiskLine:
    return RiskLine(
        kind=kind,
        case_id=heading.case.id,
        reference=heading.case.reference,
        title=heading.title,
        sentence=sentence,
        since=since.date() if since else None,
    )
