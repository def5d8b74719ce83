"""The counsellor's days: my day, who leaves soon and what is missing, whom nobody has reached."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.contexts import contexts_of
from safar.cases.gates import answers
from safar.cases.models import Appointment, Case, ContactAttempt, EnrolmentMember, Itinerary, Task
from safar.cases.queries.headings import Heading, headings
from safar.cases.queries.tasklines import waiting_rows
from safar.cases.types import AppointmentToday, LeavingSoon, MyDay, NotReachedRow
from safar.consent import queries as consent
from safar.consent.types import ConfirmationLine
from safar.people import queries as people
from safar.plumbing.types import Actor

BEFORE_LEAVING = (
    "declaration_in_force",
    "decision_approved",
    "travel_document_valid",
    "confirmed_before_travel",
    "irreversible_steps_due_last",
)


def my_day(*, by: Actor, day: date, at: datetime) -> MyDay:
    """The actor's appointments of a day in order of time, and their tasks due by its end."""
    require(by, "cases.read")
    start = timezone.make_aware(datetime.combine(day, time(0)))
    end = start + timedelta(days=1)
    appointments = list(
        Appointment.objects.filter(with_user_id=by.user_id, starts_at__gte=start, starts_at__lt=end)
        .exclude(state="cancelled")
        .order_by("starts_at")
    )
    tasks = list(
        Task.objects.filter(done_at=None, due_at__lt=end, case__office_id__in=by.offices)
        .filter(Q(owner_id=by.user_id) | Q(owner=None, owner_role=by.role))
        .order_by("due_at")[:200]
    )
    heads = headings({row.case_id for row in appointments} | {row.case_id for row in tasks})
    return MyDay(day, _appointments(appointments, heads), tuple(waiting_rows(tasks, heads, at)))


def leaving_within(*, by: Actor, at: datetime, days: int = 14, mine: bool = True) -> list[LeavingSoon]:
    """Members with a live itinerary in the coming days, and for each what is still missing."""
    require(by, "cases.read")
    rows = Itinerary.objects.filter(
        cancelled_at=None,
        permit_state__in=["in_force", "held"],
        leaves_at__gte=at - timedelta(days=1),
        leaves_at__lt=at + timedelta(days=days),
        case__office_id__in=by.offices,
    )
    if mine:
        rows = rows.filter(case__assigned_to_id=by.user_id)
    chosen = list(rows.select_related("member").order_by("leaves_at")[:300])
    heads = headings({row.case_id for row in chosen})
    missing = _missing([row.member_id for row in chosen], at)
    travellers = [row.member.traveller_id for row in chosen if row.member.traveller_id is not None]
    confirmed = {
        traveller_id: max(lines, key=lambda line: line.asked_at)
        for traveller_id, lines in consent.confirmations_of(travellers).items()
        if lines
    }
    names = accounts.names_of({line.asked_by_id for line in confirmed.values()})
    on_paper = consent.resting_on_paper(travellers)
    return [
        _leaving(
            row,
            heads[row.case_id],
            missing,
            confirmed.get(row.member.traveller_id) if row.member.traveller_id else None,
            names,
            from_paper=row.member.traveller_id in on_paper,
        )
        for row in chosen
        if row.case_id in heads
    ]


def not_reached(*, by: Actor, at: datetime) -> list[NotReachedRow]:
    """Cases in which the last tries failed: since when, by which channels, when next. Nobody is called absconded."""
    require(by, "cases.read")
    open_cases = Case.objects.filter(office_id__in=by.offices).exclude(status="closed")
    failed_last = ContactAttempt.objects.filter(case__in=open_cases).values("case_id").annotate(last=Max("tried_at"))
    last_by_case = {row["case_id"]: row["last"] for row in failed_last}
    attempts: dict[UUID, list[ContactAttempt]] = {}
    for attempt in ContactAttempt.objects.filter(case_id__in=list(last_by_case)).order_by("tried_at"):
        attempts.setdefault(attempt.case_id, []).append(attempt)
    silent = {case_id: tries for case_id, tries in attempts.items() if tries[-1].outcome != "reached"}
    heads = headings(silent)
    flags = _flags_of_cases(silent)
    rows = [
        _not_reached_row(heads[case_id], tries, flags.get(case_id, ()))
        for case_id, tries in silent.items()
        if case_id in heads
    ]
    return sorted(rows, key=lambda row: row.not_reached_since)


def _leaving(
    row: Itinerary,
    heading: Heading,
    missing: Mapping[UUID, tuple[str, ...]],
    confirmed: ConfirmationLine | None,
    names: Mapping[int, str],
    *,
    from_paper: bool,
) -> LeavingSoon:
    return LeavingSoon(
        case_id=row.case_id,
        member_id=row.member_id,
        reference=heading.case.reference,
        name=heading.case.alias or heading.name(row.member_id),
        leaves_at=row.leaves_at,
        from_place=row.from_place,
        to_place=row.to_place,
        way=row.way,
        carrier=" ".join(part for part in (row.carrier, row.number) if part),
        missing=missing.get(row.member_id, ()),
        reconfirmed_at=confirmed.asked_at if confirmed else None,
        reconfirmed_by=names.get(confirmed.asked_by_id, "") if confirmed else "",
        met_by=row.met_by,
        from_paper=from_paper,
    )


def _appointments(rows: Sequence[Appointment], heads: Mapping[UUID, Heading]) -> tuple[AppointmentToday, ...]:
    persons = {row.id: _person_of(row, heads) for row in rows}
    contacts = people.contacts_of([person for person in persons.values() if person is not None])
    flags = _flags_of_cases({row.case_id for row in rows})
    deadlines: dict[UUID, datetime] = {}
    for task in Task.objects.filter(case_id__in=[row.case_id for row in rows], done_at=None, due_at__isnull=False):
        if task.due_at is not None:
            deadlines[task.case_id] = min(task.due_at, deadlines.get(task.case_id, task.due_at))
    found = []
    for row in rows:
        if row.case_id not in heads:
            continue
        heading = heads[row.case_id]
        person_id = persons[row.id]
        safe = contacts.get(person_id, []) if person_id is not None else []
        found.append(
            AppointmentToday(
                appointment_id=row.id,
                case_id=row.case_id,
                reference=heading.case.reference,
                starts_at=row.starts_at,
                minutes=row.minutes,
                title=heading.case.alias or heading.name(row.member_id) or heading.title,
                language=row.language,
                interpreter_needed=row.interpreter_needed,
                interpreter=row.interpreter_name,
                place_kind=row.place_kind,
                place=row.place,
                purpose=row.purpose,
                state=row.state,
                call_hours=safe[0].hours if safe else "",
                flags=flags.get(row.case_id, ()),
                next_deadline=deadlines.get(row.case_id),
            )
        )
    return tuple(found)


def _person_of(row: Appointment, heads: Mapping[UUID, Heading]) -> UUID | None:
    heading = heads.get(row.case_id)
    if heading is None or not heading.members:
        return None
    chosen = [member for member in heading.members if member.id == row.member_id] or list(heading.present)
    return chosen[0].person_id if chosen else None


def _missing(member_ids: Sequence[UUID], at: datetime) -> dict[UUID, tuple[str, ...]]:
    rows = EnrolmentMember.objects.filter(member_id__in=member_ids, enrolment__closed_at=None).exclude(phase="closed")
    contexts = contexts_of(list(rows.values_list("id", flat=True)), at)
    found = answers(BEFORE_LEAVING, contexts)
    return {
        context.member_id: tuple(
            by_member[context.enrolment_member_id].sentence
            for by_member in found.values()
            if not by_member[context.enrolment_member_id].ok
        )
        for context in contexts
    }


def _flags_of_cases(case_ids: object) -> dict[UUID, tuple[str, ...]]:
    """Codes of what to mind: an open hold, a death that is reported; never what only protection may know."""
    cases = dict(Case.objects.filter(id__in=list(case_ids)).values_list("journey_id", "id"))  # type: ignore[call-overload]
    journeys = consent.journey_file([journey_id for journey_id in cases if journey_id is not None])
    flags: dict[UUID, tuple[str, ...]] = {}
    for journey_id, journey in journeys.items():
        found = {"held" for line in journey.travellers for hold in line.holds if hold.released_at is None}
        found |= {"frozen" for line in journey.travellers if line.is_frozen}
        if found:
            flags[cases[journey_id]] = tuple(sorted(found))
    return flags


def _not_reached_row(heading: Heading, tries: Sequence[ContactAttempt], flags: tuple[str, ...]) -> NotReachedRow:
    reached = [one.tried_at for one in tries if one.outcome == "reached"]
    failed = [one for one in tries if not reached or one.tried_at > reached[-1]]
    channels: dict[str, int] = {}
    for one in failed:
        channels[one.channel] = channels.get(one.channel, 0) + 1
    return NotReachedRow(
        case_id=heading.case.id,
        member_id=tries[-1].member_id,
        reference=heading.case.reference,
        title=heading.case.alias or heading.name(tries[-1].member_id) or heading.title,
        last_contact_at=reached[-1] if reached else None,
        not_reached_since=failed[0].tried_at,
        attempts=channels,
        next_try=tries[-1].next_try_at,
        flags=flags,
    )
