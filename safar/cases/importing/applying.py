"""Writes planned cases by walking the real services: all of a case or nothing of it, and never the same case twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from safar.accounts.queries import offices_by_id
from safar.cases.importing.planned import Fault, PlannedCase, PlannedPerson, midday
from safar.cases.models import ImportedCase
from safar.cases.services.notes import add_note
from safar.cases.services.opening import enrol, open_case
from safar.cases.types import Began, MemberAsked, MemberRole, NoteKind, OpenedCase
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.people import queries as people
from safar.people import services as people_services
from safar.people.types import LookedFor, RelationKind
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

Progress = Callable[[int, int], None]
PAPER_RECORD = "imported caseload"


@dataclass
class CaseOutcome:
    """What became of one case of the file: new (or would be), already there, or refused with faults."""

    number: str
    first_row: int
    state: str
    people: int = 0
    reference: str = ""
    faults: list[Fault] = field(default_factory=list)


class _Undo(Exception):
    """Leaves a try-out without a trace."""


def apply_cases(
    cases: Sequence[PlannedCase], *, by: Actor, at: datetime, only_try: bool, progress: Progress | None = None
) -> list[CaseOutcome]:
    """Write each case, or try it and undo it; a case with a fault is not begun. `progress(done, of)` after each."""
    outcomes: list[CaseOutcome] = []
    for done, case in enumerate(cases, 1):
        outcomes.append(_apply(case, by=by, at=at, only_try=only_try))
        if progress:
            progress(done, len(cases))
    return outcomes


def _apply(case: PlannedCase, *, by: Actor, at: datetime, only_try: bool) -> CaseOutcome:
    outcome = CaseOutcome(case.number, case.first_row, "refused", len(case.people), faults=list(case.faults))
    if outcome.faults:
        return outcome
    assert by.office_id is not None
    there = ImportedCase.objects.filter(office_id=by.office_id, number=case.number).select_related("case").first()
    if there is not None:
        outcome.state, outcome.reference = "already", there.case.reference
        return outcome
    try:
        with transaction.atomic():
            opened = _write(case, by, at)
            outcome.state, outcome.reference = "new", opened.reference
            if only_try:
                raise _Undo
    except _Undo:
        outcome.reference = ""
    except _RowRefused as refusal:
        outcome.state = "refused"
        outcome.faults.append(Fault(refusal.row, refusal.column, refusal.sentence))
    except Refused as refusal:
        outcome.state = "refused"
        outcome.faults.append(Fault(case.first_row, "", refusal.sentence))
    except programmes.NotPublished:
        outcome.state = "refused"
        sentence = _("There is no published programme “%(code)s”.") % {"code": case.programme[:40]}
        outcome.faults.append(Fault(case.first_row, "programme", sentence))
    return outcome


class _RowRefused(Exception):
    def __init__(self, row: int, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.row, self.column, self.sentence = row, column, sentence


def _write(case: PlannedCase, by: Actor, at: datetime) -> OpenedCase:
    assert case.opened_on is not None
    persons = [_register(person, by, at) for person in case.people]
    main = next(i for i, person in enumerate(case.people) if person.role in ("main", "unaccompanied_child"))
    household = people_services.set_up_household(
        by=by,
        at=at,
        label=case.people[main].names[0].text,
        members=[(p, person.relation or person.role) for p, person in zip(persons, case.people, strict=True)],
        from_on=case.opened_on,
    )
    _relate(case, persons, main, by, at)
    travelled = any(person.departed_on for person in case.people)
    opened = open_case(
        by=by,
        at=midday(case.opened_on),
        members=[MemberAsked(p, MemberRole(person.role)) for p, person in zip(persons, case.people, strict=True)],
        host_country=_host_country(by),
        return_country=case.return_country,
        return_place=case.return_place,
        began=Began.AFTER_ARRIVAL if travelled else Began.BEFORE_TRAVEL,
        household_id=household,
    )
    version = programmes.published(case.programme)
    enrolled = enrol(by=by, at=midday(case.opened_on), case_id=opened.case_id, programme_version_id=version.id)
    assert enrolled.journey_id is not None
    assert by.office_id is not None
    _keep_history(case, persons, opened, enrolled.journey_id, by, at)
    ImportedCase.objects.create(office_id=by.office_id, number=case.number, case_id=opened.case_id, imported_at=at)
    return opened


def _register(person: PlannedPerson, by: Actor, at: datetime) -> UUID:
    alike = people.likely_matches(LookedFor(person.names, person.details.birth, person.documents))
    strong = [match for match in alike if match.is_strong]
    if strong and not person.is_new:
        sentence = _(
            "This looks like %(name)s, who is registered already. If it is somebody else, write “yes” in the column"
            " “Is somebody new”; if it is the same person, take the row out and work in their file."
        )
        raise _RowRefused(person.row, "name", sentence % {"name": strong[0].person.display_name})
    try:
        return people_services.register_person(
            by=by,
            at=at,
            consent=person.consent,
            names=person.names,
            details=person.details,
            documents=person.documents,
            contacts=person.contacts,
            after_seeing=[match.person.id for match in alike],
        )
    except Refused as refusal:
        raise _RowRefused(person.row, refusal.field or "", refusal.sentence) from refusal


def _relate(case: PlannedCase, persons: Sequence[UUID], main: int, by: Actor, at: datetime) -> None:
    for person_id, person in zip(persons, case.people, strict=True):
        if not person.relation or person_id == persons[main]:
            continue
        first, second, kind = person_id, persons[main], person.relation
        if kind == "child":
            first, second, kind = persons[main], person_id, RelationKind.PARENT
        people_services.relate_people(
            by=by,
            at=at,
            person_id=first,
            other_id=second,
            kind=RelationKind(kind),
            parental_responsibility=kind == RelationKind.PARENT and person.role in ("child", "main"),
        )


def _keep_history(
    case: PlannedCase, persons: Sequence[UUID], opened: OpenedCase, journey_id: UUID, by: Actor, at: datetime
) -> None:
    """What happened before is written down as history: a paper declaration carries nothing here (V1)."""
    travellers = {line.person_id: line.id for line in consent.journey_file([journey_id])[journey_id].travellers}
    for person_id, person in zip(persons, case.people, strict=True):
        if person.declared_on and person_id in travellers:
            consent_services.record_past_declaration(
                by=by, at=at, traveller_id=travellers[person_id], signed_on=person.declared_on, source=PAPER_RECORD
            )
        if person.note:
            add_note(
                by=by,
                at=at,
                case_id=opened.case_id,
                body=person.note,
                kind=NoteKind.IMPORTED,
                member_id=opened.members[person_id],
            )


def _host_country(by: Actor) -> str:
    assert by.office_id is not None
    return offices_by_id([by.office_id])[by.office_id].country
