"""The case file: everything about one case for its page, at a fixed number of queries whatever its size."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.accounts.types import OfficeRef
from safar.cases.gates import panels
from safar.cases.models import (
    Approval,
    Case,
    ContactAttempt,
    ProtectionNote,
    Task,
)
from safar.cases.models import CaseFile as StoredFile
from safar.cases.models import Note as StoredNote
from safar.cases.queries.enrolments import enrolment_views
from safar.cases.queries.headings import Heading, headings_of, reader_language
from safar.cases.queries.history import history_of
from safar.cases.queries.management import approval_lines
from safar.cases.queries.meetings import appointment_lines, itinerary_lines, travel_document_lines
from safar.cases.queries.tasklines import task_lines
from safar.cases.types import AttachmentLine, CaseFile, ContactLine, NoteLine, PersonCard
from safar.consent import queries as consent
from safar.consent.types import TravellerLine
from safar.plumbing.types import Actor

RECENT = 12


def case_file(*, by: Actor, case_id: UUID, at: datetime) -> CaseFile | None:
    """The whole case, or None when it does not exist for the actor."""
    require(by, "cases.read")
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        return None
    heading = headings_of([case])[case.id]
    offices = accounts.offices_by_id()
    rows = _open_first(case)
    tasks = task_lines(rows, heading, at)
    to_ask = {row.member_id for row in rows if row.code == "ask_again_alone" and row.done_at is None}
    waits = next((task for task in tasks if task.done_at is None), None)
    travellers = _travellers(heading)
    names = accounts.names_of([case.assigned_to_id] if case.assigned_to_id else [])
    approvals = Approval.objects.filter(answer="open", enrolment__case=case).select_related("enrolment")
    ours = case.office_id in by.offices
    return CaseFile(
        id=case.id,
        reference=case.reference,
        title=heading.title,
        status=case.status,
        status_reason=case.status_reason,
        began=case.began,
        office_id=case.office_id,
        office=_office(offices, case.office_id),
        offered_to=_office(offices, case.offered_to_id),
        offered_to_id=case.offered_to_id,
        sent_from=_office(offices, case.sent_from_id),
        assigned_to=names.get(case.assigned_to_id or 0, ""),
        assigned_to_id=case.assigned_to_id,
        household_id=case.household_id,
        journey_id=case.journey_id,
        host_country=case.host_country,
        return_country=case.return_country,
        return_place=case.return_place,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        closure_reason=case.closure_reason,
        waits_for=waits.for_whom if waits else "",
        waits_days=(localdate(at) - waits.since).days if waits else None,
        may_write=ours and accounts.may(by, "cases.move"),
        may_accept=case.offered_to_id in by.offices and accounts.may(by, "cases.transfer"),
        enrolments=enrolment_views(by, case, heading, at),
        people=_people(heading, travellers, to_ask, localdate(at)),
        tasks=tasks,
        approvals=tuple(approval_lines(list(approvals), {case.id: heading}, by)),
        appointments=appointment_lines(heading),
        travel_documents=travel_document_lines(heading),
        itineraries=itinerary_lines(heading),
        notes=_notes(heading),
        attachments=_attachments(case),
        contacts=_contacts(heading),
        history=history_of(heading, RECENT),
        panels={panel.title: tuple(panel.rows([case.id]).get(case.id, ())) for panel in panels()},
        panel_pages=tuple(
            (panel.title, panel.url_name)
            for panel in panels()
            if panel.url_name and (not panel.permission or accounts.may(by, panel.permission))
        ),
    )


def _open_first(case: Case) -> list[Task]:
    tasks = list(Task.objects.filter(case=case).order_by("due_at", "since"))
    return sorted(tasks, key=lambda task: task.done_at is not None)


def _office(offices: dict[int, OfficeRef], office_id: int | None) -> str:
    return offices[office_id].name if office_id in offices else ""


def _travellers(heading: Heading) -> dict[UUID, TravellerLine]:
    if heading.case.journey_id is None:
        return {}
    journey = consent.journey_file([heading.case.journey_id]).get(heading.case.journey_id)
    return {line.id: line for line in journey.travellers} if journey else {}


def _people(
    heading: Heading, travellers: dict[UUID, TravellerLine], to_ask: set[UUID | None], today: date
) -> tuple[PersonCard, ...]:
    cards = []
    on_paper = consent.resting_on_paper(travellers)
    for member in heading.members:
        person = heading.persons.get(member.person_id)
        line = travellers.get(member.traveller_id) if member.traveller_id else None
        cards.append(
            PersonCard(
                member_id=member.id,
                person_id=member.person_id,
                traveller_id=member.traveller_id,
                name=heading.name(member.id),
                original_name=person.name if person else "",
                age=person.age_text(today, reader_language()) if person else "",
                sex=str(person.sex.label) if person else "",
                role=member.role,
                languages=tuple(spoken.language for spoken in person.languages) if person else (),
                interpreter_needed=person.needs_interpreter if person else False,
                going=line.going if line else "",
                left=member.left_at is not None,
                left_reason=member.left_reason,
                flags=_flags(line, member.id in to_ask, line is not None and line.id in on_paper),
            )
        )
    return tuple(cards)


def _flags(line: TravellerLine | None, to_ask: bool, from_paper: bool) -> tuple[str, ...]:
    if line is None:
        return ()
    flags = {"held"} if any(hold.released_at is None for hold in line.holds) else set()
    flags |= {"frozen"} if line.is_frozen else set()
    flags |= {"ask_again"} if to_ask else set()
    flags |= {"from_paper"} if from_paper else set()
    flags |= {"withdrawn"} if line.withdrawn_at and (line.permit is None or line.permit.state == "withdrawn") else set()
    return tuple(sorted(flags))


def _notes(heading: Heading) -> tuple[NoteLine, ...]:
    """Notes and, for whoever may read them, protection notes; the latest first, corrected ones left out."""
    plain = list(StoredNote.objects.filter(case=heading.case))
    protected = list(ProtectionNote.objects.filter(case=heading.case))
    both: list[StoredNote | ProtectionNote] = [*plain, *protected]
    replaced = {row.corrects_id for row in both}
    names = accounts.names_of(_users(both))
    lines = [
        NoteLine(
            id=row.id,
            kind=row.kind if isinstance(row, StoredNote) else "protection",
            body=row.body,
            member=heading.name(row.member_id),
            written_at=row.written_at,
            written_by=names.get(row.by_id or 0, ""),
            corrects=row.corrects_id,
        )
        for row in both
        if row.id not in replaced
    ]
    return tuple(sorted(lines, key=lambda line: line.written_at, reverse=True))


def _attachments(case: Case) -> tuple[AttachmentLine, ...]:
    rows = list(StoredFile.objects.filter(case=case).order_by("-added_at"))
    names = accounts.names_of(_users(rows))
    return tuple(attachment_line(row, names.get(row.by_id or 0, "")) for row in rows)


def attachment_line(row: StoredFile, added_by: str) -> AttachmentLine:
    """A stored file as pages show it."""
    return AttachmentLine(row.id, row.name, row.kind, row.size, row.content_type, row.added_at, added_by)


def _contacts(heading: Heading) -> tuple[ContactLine, ...]:
    rows = list(ContactAttempt.objects.filter(case=heading.case).order_by("-tried_at"))
    names = accounts.names_of(_users(rows))
    return tuple(
        ContactLine(
            row.id, row.tried_at, row.channel, row.outcome, heading.name(row.member_id), names.get(row.by_id or 0, "")
        )
        for row in rows
    )


def _users(rows: Iterable[StoredNote | ProtectionNote | StoredFile | ContactAttempt]) -> set[int]:
    return {row.by_id for row in rows if row.by_id is not None}
