"""From when until when other cases share their past with a case: before a split or a merge, and while a merge stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from safar.cases.models import CaseLink


@dataclass(frozen=True)
class SharedPast:
    """What another case wrote between two moments is also this one's past; None is open on that side."""

    case_id: UUID
    since: datetime | None
    until: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether something written at that moment is shared."""
        return (self.since is None or self.since <= moment) and (self.until is None or moment <= self.until)


def shared_pasts(case_id: UUID) -> list[SharedPast]:
    """The other cases whose past is also this one's, over any number of splits and merges; each case once."""
    found: dict[UUID, SharedPast] = {}
    reached = {case_id: SharedPast(case_id, None, None)}
    while reached:
        links = CaseLink.objects.filter(Q(from_case_id__in=reached) | Q(into_case_id__in=reached))
        further: dict[UUID, SharedPast] = {}
        for link in links:
            for here, there in ((link.from_case_id, link.into_case_id), (link.into_case_id, link.from_case_id)):
                if here in reached and there != case_id and there not in found:
                    further[there] = _through(link, reached[here], there, further.get(there))
        found.update(further)
        reached = further
    return list(found.values())


def _through(link: CaseLink, here: SharedPast, there: UUID, other_way: SharedPast | None) -> SharedPast:
    """What is shared through one link, never more than the way to it allows; the wider of two ways counts."""
    since = None
    until = link.recorded_at
    if link.kind == "merge" and link.undone_recorded_at is not None:
        since, until = link.recorded_at, link.undone_recorded_at
    window = SharedPast(there, _latest((since, here.since)), _earliest((until, here.until)))
    if other_way is None or other_way.until is None or window.until is None:
        return window
    return window if window.until > other_way.until else other_way


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((one for one in moments if one is not None), default=None)


def _earliest(moments: Iterable[datetime | None]) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)
