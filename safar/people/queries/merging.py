"""Which records are read as one, as far as the reader sees both sides of each merge (D9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import connection
from django.db.models import Q

from safar.people.models import Merge
from safar.people.queries.summaries import people_in
from safar.people.types.merging import MergeFact, MergePick
from safar.people.types.persons import PersonId, PersonSummary

# Most people have one record, and finding that out costs less than following merges.
_ANY_MERGED = """
SELECT EXISTS (SELECT 1 FROM people_merge
                WHERE undone_at IS NULL AND (kept_id = ANY (%(ids)s::uuid[]) OR gone_id = ANY (%(ids)s::uuid[])))
"""
# Asked as the reader: the policy on people_merge leaves out every merge of which they do not see both people.
_TOGETHER = """
WITH RECURSIVE reached(asked, id) AS (
  SELECT id, id FROM unnest(%s::uuid[]) id
  UNION
  SELECT reached.asked, CASE WHEN m.kept_id = reached.id THEN m.gone_id ELSE m.kept_id END
    FROM reached JOIN people_merge m ON m.undone_at IS NULL AND (m.kept_id = reached.id OR m.gone_id = reached.id))
SELECT asked, id, EXISTS (SELECT 1 FROM people_merge m WHERE m.gone_id = reached.id AND m.undone_at IS NULL)
  FROM reached ORDER BY asked, 3, id
"""


def same_records(ids: Iterable[PersonId]) -> dict[PersonId, tuple[PersonId, ...]]:
    """For each of these records all that are read together with it, the kept one first; in two steps at most."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    found: dict[PersonId, list[PersonId]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ANY_MERGED, {"ids": wanted})
        if cursor.fetchone() == (False,):
            return {one: (one,) for one in wanted}
        cursor.execute(_TOGETHER, [wanted])
        for asked, record_id, _ in cursor.fetchall():
            found[asked].append(record_id)
    return {asked: tuple(records) for asked, records in found.items()}


def kept_of(ids: Iterable[PersonId]) -> dict[PersonId, PersonId]:
    """For each of these records the one under which it is read: itself where nothing was merged."""
    return {asked: records[0] for asked, records in same_records(ids).items()}


def people_called(ids: Iterable[PersonId]) -> dict[PersonId, PersonSummary]:
    """These people for lists, each by the name of the record under which they are read, in three steps at most.

    Everything else is their own record’s: that somebody needs an interpreter was said there, and holds.
    """
    kept = kept_of(ids)
    found = people_in({*kept, *kept.values()})
    return {own: _called(found[own], found.get(kept[own])) for own in kept if own in found}


def _called(own: PersonSummary, kept: PersonSummary | None) -> PersonSummary:
    # Whoever is still behind an alias on one record stays behind it, whatever became of the other (D10).
    if kept is None or kept.id == own.id or (own.is_alias and not kept.is_alias):
        return own
    return replace(own, name=kept.name, latin=kept.latin, sort_key=kept.sort_key, is_alias=kept.is_alias)


def merges_of(ids: Iterable[PersonId]) -> list[MergeFact]:
    """Every merge of these records, also those that were taken back, the latest first."""
    wanted = set(ids)
    return [
        _fact(row)
        for row in Merge.objects.filter(Q(kept__in=wanted) | Q(gone__in=wanted)).order_by("-merged_at", "-recorded_at")
    ]


def merge(merge_id: UUID) -> MergeFact | None:
    """One merge, or None alike where there is none and where the reader does not see both people."""
    row = Merge.objects.filter(id=merge_id).first()
    return _fact(row) if row else None


def _fact(row: Merge) -> MergeFact:
    taken = set(row.taken)
    columns = {MergePick.BIRTH: "birth_latest", MergePick.RESIDENCE: "residence_place"}
    return MergeFact(
        id=row.id,
        kept_id=row.kept_id,
        gone_id=row.gone_id,
        reason=row.reason,
        picks=tuple(pick for pick in MergePick if columns.get(pick, str(pick)) in taken),
        merged_at=row.merged_at,
        merged_by=row.merged_by_id,
        undone_at=row.undone_at,
        undone_by=row.undone_by_id,
        undone_reason=row.undone_reason,
        stayed=tuple(MergePick(pick) for pick in row.stayed),
    )
