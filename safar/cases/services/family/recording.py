"""Tells a change in the family once: what stood before, what stands after, and what is to be settled with whom."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from safar.cases.models import Case, CaseEvent, ChangeGate, Member
from safar.cases.services.counting import recount
from safar.cases.services.family.standing import changed_for, standing_of
from safar.cases.services.records import noted, open_enrolments
from safar.cases.types import ChangeGateCode, FamilyChangeKind
from safar.people import queries as people
from safar.plumbing.refusals import database_refusals
from safar.plumbing.types import Actor, Json

CODE = "family_changed"


@dataclass
class Change:
    """A change while it is being made: who has something to settle, and which other cases it touches."""

    gates: list[tuple[ChangeGateCode, UUID]] = field(default_factory=list)
    cases: list[UUID] = field(default_factory=list)

    def settle(self, code: ChangeGateCode, *member_ids: UUID) -> None:
        """Something is to be settled with these members before they go on."""
        self.gates.extend((code, member_id) for member_id in member_ids)


@contextmanager
def changing(
    *, by: Actor, at: datetime, case: Case, kind: FamilyChangeKind, member_id: UUID | None = None, reason: str = "",
    with_cases: Sequence[UUID] = (),
) -> Iterator[Change]:  # fmt: skip
    """Make a change inside; afterwards its event holds what differs, and gates stand for those it touches (V16)."""
    with database_refusals():
        before = standing_of([case.id, *with_cases])
        change = Change(cases=list(with_cases))
        yield change
        touched = [case.id, *change.cases]
        for enrolment in open_enrolments(*touched):
            recount(by=by, at=at, enrolment=enrolment)
        differences = before.unlike(standing_of(touched))
        _amounts_to_tell(change, differences, touched)
        gates = _still_going(change.gates)
        params: dict[str, Json] = {
            "change": str(kind),
            **differences,
            "gates": [[str(code), str(member.person_id)] for code, member in gates],
        }
        event = CaseEvent.objects.create(
            case=case, code=CODE, params=params, reason=reason, happened_at=at, by_id=by.user_id,
            member_id=member_id if member_id in _members_in(case) else None,
        )  # fmt: skip
        _open_gates(event, gates, at)
        noted(by=by, at=at, case=case, code=CODE, detail={"change": str(kind)})


def _members_in(case: Case) -> set[UUID]:
    return set(Member.objects.filter(case=case).values_list("id", flat=True))


def _still_going(wanted: Sequence[tuple[ChangeGateCode, UUID]]) -> list[tuple[ChangeGateCode, Member]]:
    """Each gate once, for members who are still in a case and whose way has not ended."""
    members = {
        member.id: member
        for member in Member.objects.filter(id__in=[member_id for _code, member_id in wanted], left_at=None)
    }
    return [(code, members[member_id]) for code, member_id in dict.fromkeys(wanted) if member_id in members]


def _amounts_to_tell(change: Change, differences: dict[str, Json], case_ids: Sequence[UUID]) -> None:
    """Whoever is due something otherwise than before is told, and so is the one who leads a family."""
    whom = changed_for(differences)
    members = list(Member.objects.filter(case_id__in=case_ids, left_at=None).exclude(enrolments__phase="closed"))
    persons = people.people_in([member.person_id for member in members])
    today = localdate()
    for member in members:
        person = persons.get(member.person_id)
        leads = member.role in ("main", "unaccompanied_child") and f"unit:{member.case_id}" in whom
        if leads or (str(member.person_id) in whom and person is not None and person.is_adult_on(today)):
            change.settle(ChangeGateCode.AMOUNTS_TOLD, member.id)


def _open_gates(event: CaseEvent, gates: Sequence[tuple[ChangeGateCode, Member]], at: datetime) -> None:
    open_now = set(
        ChangeGate.objects.filter(member__in=[member for _code, member in gates], cleared_at=None).values_list(
            "code", "member_id"
        )
    )
    ChangeGate.objects.bulk_create(
        ChangeGate(id=uuid4(), case_id=member.case_id, member=member, event=event, code=code, opened_at=at)
        for code, member in gates
        if (str(code), member.id) not in open_now
    )
