"""The lists of cases: the worklist, what waits, what is offered to us, and cases found by people or journeys."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import Case, EnrolmentMember, Member, Task
from safar.cases.queries.headings import Heading, headings, headings_of, in_reader_language
from safar.cases.queries.tasklines import sentence_of, waiting_rows, words_for
from safar.cases.rules import least_advanced
from safar.cases.types import CaseRow, CaseStatus, WaitingRow, WorklistFilters
from safar.kernel.identifiers import is_reference, read_reference
from safar.people import queries as people
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

LONGEST_LIST = 500
NO_FILTERS = WorklistFilters()


def worklist(*, by: Actor, at: datetime, filters: WorklistFilters = NO_FILTERS) -> list[CaseRow]:
    """The cases of the actor's offices that the filters leave, those due first on top."""
    require(by, "cases.read")
    cases = _narrowed(Case.objects.filter(office_id__in=by.offices), by, at, filters)
    chosen = list(cases.order_by("opened_at")[: _cap(filters.limit)])
    rows = case_rows(chosen, at)
    if filters.language:
        speakers = _speakers(chosen, filters.language)
        rows = [row for row in rows if row.case_id in speakers]
    return sorted(rows, key=lambda row: (row.next_due is None, row.next_due or at, row.opened_at))


def waiting(*, by: Actor, at: datetime, filters: WorklistFilters = NO_FILTERS) -> list[WaitingRow]:
    """What somebody waits for in the actor's offices: the overdue on top, then by the day it is due."""
    require(by, "cases.read")
    tasks = Task.objects.filter(done_at=None, case__office_id__in=by.offices)
    if filters.mine:
        tasks = tasks.filter(Q(owner_id=by.user_id) | Q(owner=None, owner_role=by.role))
    if filters.for_whom:
        tasks = tasks.filter(for_whom=filters.for_whom)
    if filters.overdue:
        tasks = tasks.filter(due_at__lt=at)
    if filters.office_id:
        tasks = tasks.filter(case__office_id=filters.office_id)
    if filters.embassy:
        tasks = tasks.filter(member__traveldocumentapplication__authority__icontains=filters.embassy)
    chosen = list(tasks.order_by("due_at", "since")[: _cap(filters.limit)])
    return waiting_rows(chosen, headings({task.case_id for task in chosen}), at)


def offered_to_us(*, by: Actor, at: datetime) -> list[CaseRow]:
    """Cases another office offers to one of the actor's."""
    require(by, "cases.read")
    return case_rows(list(Case.objects.filter(offered_to_id__in=by.offices).order_by("opened_at")[:LONGEST_LIST]), at)


def case_heads(case_ids: Iterable[UUID], at: datetime) -> dict[UUID, CaseRow]:
    """The cases in scope among these, by id."""
    return {row.case_id: row for row in case_rows(list(Case.objects.filter(id__in=set(case_ids))), at)}


def case_by_reference(text: str) -> UUID | None:
    """The case of a reference however it was typed, if it is in scope."""
    if not is_reference(text):
        return None
    return Case.objects.filter(reference=read_reference(text)).values_list("id", flat=True).first()


def cases_of_persons(person_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[CaseRow]]:
    """The cases of each person under whichever of their records, those still open first."""
    together = people.same_records(person_ids)
    records = {record for of_one in together.values() for record in of_one}
    links: dict[UUID, list[UUID]] = {}
    for record, case_id in Member.objects.filter(person_id__in=records, left_at=None).values_list(
        "person_id", "case_id"
    ):
        links.setdefault(record, []).append(case_id)
    rows = case_heads({case_id for of_one in links.values() for case_id in of_one}, at)
    found = {
        person_id: [rows[case_id] for record in of_one for case_id in links.get(record, ()) if case_id in rows]
        for person_id, of_one in together.items()
        if any(record in links for record in of_one)
    }
    return {person_id: sorted(cases, key=lambda row: row.status == "closed") for person_id, cases in found.items()}


def case_of_journeys(journey_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The case of each journey; the oldest where a family was given two."""
    rows = Case.objects.filter(journey_id__in=set(journey_ids)).order_by("-opened_at").values_list("journey_id", "id")
    return {journey_id: case_id for journey_id, case_id in rows if journey_id is not None}


def case_rows(cases: Sequence[Case], at: datetime) -> list[CaseRow]:
    """Cases as rows of a list; a fixed number of queries for any number of cases."""
    heads = headings_of(cases)
    offices = accounts.offices_by_id()
    names = accounts.names_of({case.assigned_to_id for case in cases if case.assigned_to_id is not None})
    standing = _standing(cases)
    tasks: dict[UUID, list[Task]] = {}
    for task in Task.objects.filter(case__in=cases, done_at=None).order_by("due_at", "since"):
        tasks.setdefault(task.case_id, []).append(task)
    versions = words_for([task for of_case in tasks.values() for task in of_case]).versions
    rows = []
    for case in cases:
        programme, code, stage = standing.get(case.id, ("", "", ""))
        mine = tasks.get(case.id, [])
        first = mine[0] if mine else None
        office = offices.get(case.office_id)
        rows.append(
            CaseRow(
                case_id=case.id,
                reference=case.reference,
                title=heads[case.id].title,
                members=len(heads[case.id].present),
                programme=programme,
                stage_code=code,
                stage=stage,
                status=case.status,
                office=office.name if office else "",
                assigned_to=names.get(case.assigned_to_id or 0, ""),
                return_country=case.return_country,
                opened_at=case.opened_at,
                waits_for=first.for_whom if first else "",
                waits_since=first.since.date() if first else None,
                next_due=first.due_at if first else None,
                next_task=sentence_of(first, versions) if first else "",
                overdue=any(task.due_at is not None and task.due_at < at for task in mine),
            )
        )
    return rows


def _standing(cases: Sequence[Case]) -> dict[UUID, tuple[str, str, str]]:
    """For each case the programme and the stage of the least advanced member still going."""
    rows = list(
        EnrolmentMember.objects.filter(enrolment__case__in=cases, member__left_at=None)
        .select_related("enrolment")
        .order_by("enrolment__enrolled_at")
    )
    versions = programmes.published_by_ids({row.enrolment.programme_version_id for row in rows})
    found: dict[UUID, tuple[str, str, str]] = {}
    for row in rows:
        case_id = row.enrolment.case_id
        if case_id in found:
            continue
        programme = versions[row.enrolment.programme_version_id].programme
        going = [one.stage for one in rows if one.enrolment_id == row.enrolment_id and one.phase != "closed"]
        code = least_advanced([stage.code for stage in programme.stages], going)
        found[case_id] = (
            in_reader_language(programme.names),
            code,
            in_reader_language(programme.stage(code).names),
        )
    return found


def _narrowed(cases: QuerySet[Case], by: Actor, at: datetime, filters: WorklistFilters) -> QuerySet[Case]:
    cases = cases.filter(status=filters.status) if filters.status else cases.exclude(status=CaseStatus.CLOSED)
    if filters.mine:
        cases = cases.filter(assigned_to_id=by.user_id)
    if filters.office_id:
        cases = cases.filter(office_id=filters.office_id)
    if filters.stage:
        here = EnrolmentMember.objects.filter(enrolment__case=OuterRef("id"), stage=filters.stage)
        cases = cases.filter(Exists(here))
    if filters.programme_code:
        cases = cases.filter(enrolments__programme_code=filters.programme_code).distinct()
    open_tasks = Task.objects.filter(case=OuterRef("id"), done_at=None)
    if filters.for_whom:
        cases = cases.filter(Exists(open_tasks.filter(for_whom=filters.for_whom)))
    if filters.overdue:
        cases = cases.filter(Exists(open_tasks.filter(due_at__lt=at)))
    if filters.text:
        cases = _searched(cases, filters.text)
    return cases


def _searched(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    if is_reference(text):
        return cases.filter(reference=read_reference(text))
    together = people.same_records(person.id for person in people.search_people(text, limit=50))
    found = {record for of_one in together.values() for record in of_one}
    named = Member.objects.filter(case=OuterRef("id"), person_id__in=found)
    return cases.filter(Q(alias__iexact=text.strip()) | Exists(named))


def _speakers(cases: Sequence[Case], language: str) -> set[UUID]:
    return {
        heading.case.id
        for heading in headings_of(cases).values()
        if any(_speaks(heading, member.person_id, language) for member in heading.present)
    }


def _speaks(heading: Heading, person_id: UUID, language: str) -> bool:
    person = heading.persons.get(person_id)
    return person is not None and any(spoken.language == language for spoken in person.languages)


def _cap(limit: int) -> int:
    return max(1, min(limit, LONGEST_LIST))
