"""Cases that were split or merged: which hang together, which could be joined, and what rests on a merge."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection

from safar.accounts.services import require
from safar.cases.models import Case, CaseLink, Member
from safar.cases.queries.changes import names_of
from safar.cases.types import LinkView
from safar.people import queries as people
from safar.plumbing.refusals import say
from safar.plumbing.types import Actor


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
    names = names_of(set(persons.values()))
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
    names = names_of({row.person_id for row in rows})
    found: dict[UUID, tuple[str, tuple[str, ...]]] = {}
    for row in rows:
        reference, known = found.get(row.case_id, (row.case.reference, ()))
        found[row.case_id] = (reference, (*known, names.get(str(row.person_id), "—")))
    return found


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
