"""Changes in the family of a case: what each brought, and what is still to be settled."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from safar.accounts.services import require
from safar.cases.models import Case, CaseEvent, ChangeGate, Member
from safar.cases.queries.headings import in_reader_language
from safar.cases.types import ChangeGateCode, ChangeView, DueBeforeAfter, GateOpened, OpenGate
from safar.consent import queries as consent
from safar.people import queries as people
from safar.plumbing.refusals import registered, say
from safar.plumbing.types import Actor

CODE = "family_changed"


def family_changes(*, by: Actor, case_id: UUID) -> tuple[ChangeView, ...]:
    """Every change in the family of a case, the latest first, with what stood before and after."""
    require(by, "cases.read")
    return _views(list(CaseEvent.objects.filter(case_id=case_id, code=CODE).order_by("-happened_at", "-recorded_at")))


def last_change(case_id: UUID) -> ChangeView | None:
    """The change that was written last in a case."""
    views = _views(list(CaseEvent.objects.filter(case_id=case_id, code=CODE).order_by("-recorded_at")[:1]))
    return views[0] if views else None


def open_gates(*, by: Actor, case_id: UUID) -> tuple[OpenGate, ...]:
    """What is still to be settled with members of a case after changes, the oldest first."""
    require(by, "cases.read")
    rows = list(ChangeGate.objects.filter(case_id=case_id, cleared_at=None).select_related("member"))
    names = names_of({row.member.person_id for row in rows})
    return tuple(
        OpenGate(
            id=row.id,
            code=row.code,
            member=names.get(str(row.member.person_id), "—"),
            member_id=row.member_id,
            opened_at=row.opened_at,
            by_protection=row.code == ChangeGateCode.CHILD_REASSESSED,
        )
        for row in sorted(rows, key=lambda row: row.opened_at)
    )


def gate_words(code: str, name: str) -> str:
    """What is to be settled, in the reader's language."""
    return say(f"gate_{code}", name=name)


def mothers_under_way(*, by: Actor, case_id: UUID) -> dict[UUID, str]:
    """Those of the case who have departed and may have borne a child since: the names by member."""
    require(by, "cases.read")
    members = list(Member.objects.filter(case_id=case_id, left_at=None))
    lines = consent.travellers_in([member.traveller_id for member in members if member.traveller_id is not None])
    gone = {line.id for line in lines.values() if line.departed_at is not None}
    persons = people.people_in([member.person_id for member in members if member.traveller_id in gone])
    return {
        member.id: persons[member.person_id].display_name
        for member in members
        if member.person_id in persons and persons[member.person_id].sex != "male"
    }


def missing_members(*, by: Actor, case_id: UUID) -> set[UUID]:
    """Those of the case who are missing and have not been found again."""
    require(by, "cases.read")
    members = Member.objects.filter(case_id=case_id, left_at=None, traveller_id__isnull=False)
    by_traveller = {traveller_id: id_ for id_, traveller_id in members.values_list("id", "traveller_id")}
    return {by_traveller[one] for one in consent.missing_among([one for one in by_traveller if one])}


def _views(events: list[CaseEvent]) -> tuple[ChangeView, ...]:
    names = names_of({UUID(one) for event in events for one in _persons(event.params)})
    cases = {UUID(row["whom"][5:]) for event in events for row in event.params["dues"] if _is_unit(row)}
    references = dict(Case.objects.filter(id__in=cases).values_list("id", "reference"))
    return tuple(_view(event, names, references) for event in events)


def _view(event: CaseEvent, names: Mapping[str, str], references: Mapping[UUID, str]) -> ChangeView:
    told = event.params
    units = {row["whom"] for row in told["dues"] if _is_unit(row)}
    return ChangeView(
        id=event.id,
        kind=told["change"],
        happened_at=event.happened_at,
        reason=event.reason,
        dues=tuple(_due(row, names, references, len(units) > 1) for row in told["dues"]),
        asked_again=_named(told["asked_again"], names),
        lapsed=_named(told["lapsed"], names),
        held=_named(told["held"], names),
        gates=tuple(GateOpened(code, names.get(person, "—")) for code, person in told["gates"]),
        tasks=_task_words(told["tasks"]),
    )


def _due(
    row: dict[str, Any], names: Mapping[str, str], references: Mapping[UUID, str], several: bool
) -> DueBeforeAfter:
    whom = names.get(row["whom"], "—")
    if _is_unit(row):
        reference = references.get(UUID(row["whom"][5:]), "")
        whom = _("the family in case %(reference)s") % {"reference": reference} if several else _("the family")
    return DueBeforeAfter(
        name=in_reader_language(row["names"]),
        for_whom=whom,
        before=row["before"],
        after=row["after"],
        before_amount=row["before_amount"],
        after_amount=row["after_amount"],
        currency=row["currency"],
    )


def _task_words(codes: Iterable[str]) -> tuple[str, ...]:
    """The tasks that arose, once each; those whose words need more than their code are told on the case."""
    known = registered()
    plain = [code for code in dict.fromkeys(codes) if "%(" not in str(known.get(f"task_{code}", "%("))]
    return tuple(say(f"task_{code}") for code in plain)


def _is_unit(row: Mapping[str, Any]) -> bool:
    return str(row["whom"]).startswith("unit:")


def _persons(told: Mapping[str, Any]) -> set[str]:
    dues = {row["whom"] for row in told["dues"] if not _is_unit(row)}
    return dues | {*told["asked_again"], *told["lapsed"], *told["held"]} | {person for _code, person in told["gates"]}


def _named(ids: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(one, "—") for one in ids)


def names_of(ids: Iterable[UUID]) -> dict[str, str]:
    """What these people are called, by their id as text, which is how an event keeps it."""
    return {str(one.id): one.display_name for one in people.people_in(set(ids)).values()}
