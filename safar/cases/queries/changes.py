"""Changes in the family of a case: what each brought, what is still to be settled, and which cases share a past."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from safar.accounts.services import require
from safar.cases.models import Case, CaseEvent, CaseLink, ChangeGate, Member
from safar.cases.queries.headings import in_reader_language
from safar.cases.types import ChangeGateCode, ChangeView, DueBeforeAfter, GateOpened, LinkView, OpenGate
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
    names = _names({row.member.person_id for row in rows})
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


def linked_cases(*, by: Actor, case_id: UUID) -> tuple[LinkView, ...]:
    """The cases that share a past with this one, as far as the reader may see them, the latest first."""
    require(by, "cases.read")
    rows = [
        *CaseLink.objects.filter(from_case_id=case_id),
        *CaseLink.objects.filter(into_case_id=case_id),
    ]
    others = {row.into_case_id if row.from_case_id == case_id else row.from_case_id for row in rows}
    references = dict(Case.objects.filter(id__in=others).values_list("id", "reference"))
    persons = dict(
        Member.objects.filter(id__in={one for row in rows for one in row.members}).values_list("id", "person_id")
    )
    names = _names(set(persons.values()))
    views = [_link(row, case_id, references, persons, names) for row in rows]
    return tuple(sorted((view for view in views if view), key=lambda view: view.linked_at, reverse=True))


def mergeable_cases(*, by: Actor, case_id: UUID) -> dict[UUID, tuple[str, tuple[str, ...]]]:
    """Other open cases that relatives of these people are in: the reference and the names, by case."""
    require(by, "cases.read")
    mine = list(Member.objects.filter(case_id=case_id, left_at=None).values_list("person_id", flat=True))
    related = {
        one for facts in people.relations_of(mine).values() for fact in facts for one in (fact.person_id, fact.other_id)
    }
    rows = (
        Member.objects.filter(person_id__in=related - set(mine), left_at=None, case__office_id__in=by.offices)
        .exclude(case__status="closed")
        .exclude(case_id=case_id)
        .select_related("case")
    )
    names = _names({row.person_id for row in rows})
    found: dict[UUID, tuple[str, tuple[str, ...]]] = {}
    for row in rows:
        reference, known = found.get(row.case_id, (row.case.reference, ()))
        found[row.case_id] = (reference, (*known, names.get(str(row.person_id), "—")))
    return found


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


def rests_on_merge(link_id: UUID) -> dict[str, int]:
    """What new has rested on a merge, by kind: while it is empty the merge can be undone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, how_many FROM cases_rests_on_merge(%s)", [link_id])
        return dict(cursor.fetchall())


def _link(
    row: CaseLink,
    case_id: UUID,
    references: Mapping[UUID, str],
    persons: Mapping[UUID, UUID],
    names: Mapping[str, str],
) -> LinkView | None:
    other = row.into_case_id if row.from_case_id == case_id else row.from_case_id
    if other not in references:
        return None
    open_merge = row.kind == "merge" and row.undone_at is None
    rests = rests_on_merge(row.id) if open_merge else {}
    return LinkView(
        id=row.id,
        kind=row.kind,
        case_id=other,
        reference=references[other],
        outward=row.from_case_id == case_id,
        names=tuple(names[str(persons[one])] for one in row.members if one in persons and str(persons[one]) in names),
        linked_at=row.linked_at,
        reason=row.reason,
        undone_at=row.undone_at,
        may_undo=open_merge and not rests,
        why_not=tuple(say(f"cases_merge_rests_{what}", n=n) for what, n in rests.items()),
    )


def _views(events: list[CaseEvent]) -> tuple[ChangeView, ...]:
    names = _names({UUID(one) for event in events for one in _persons(event.params)})
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


def _names(ids: Iterable[UUID]) -> dict[str, str]:
    return {str(one.id): one.display_name for one in people.people_in(set(ids)).values()}
