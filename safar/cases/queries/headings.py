"""How a case is called in lists: its alias where it has one, else its people; for many cases at a fixed cost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, ngettext

from safar.cases.models import Case, Member
from safar.kernel.calendars import digits
from safar.people import queries as people
from safar.people.types import PersonSummary
from safar.programmes.types import text_in


@dataclass(frozen=True)
class Heading:
    """A case with its people: the title for lists, and each member's name."""

    case: Case
    title: str
    members: tuple[Member, ...]
    persons: Mapping[UUID, PersonSummary]

    def name(self, member_id: UUID | None) -> str:
        """The name of a member, empty when the whole case is meant."""
        return next((self._name(member) for member in self.members if member.id == member_id), "")

    def _name(self, member: Member) -> str:
        person = self.persons.get(member.person_id)
        return person.display_name if person else "—"

    @property
    def present(self) -> tuple[Member, ...]:
        """Those still in the case."""
        return tuple(member for member in self.members if member.left_at is None)


def headings(case_ids: Iterable[UUID]) -> dict[UUID, Heading]:
    """The cases in scope among these, by id; what is out of scope is not there."""
    return headings_of(list(Case.objects.filter(id__in=set(case_ids))))


def headings_of(cases: Sequence[Case]) -> dict[UUID, Heading]:
    """The same for cases already read."""
    members: dict[UUID, list[Member]] = {case.id: [] for case in cases}
    for member in Member.objects.filter(case_id__in=list(members)).order_by("position", "recorded_at"):
        members[member.case_id].append(member)
    persons = people.people_called([member.person_id for one in members.values() for member in one])
    return {
        case.id: Heading(case, _title(case, members[case.id], persons), tuple(members[case.id]), persons)
        for case in cases
    }


def reader_language() -> str:
    """The language of whoever reads the page."""
    return get_language() or "en"


def in_reader_language(texts: Mapping[Any, str]) -> str:
    """One of several texts, in the reader's language."""
    return text_in(texts, reader_language()) if texts else ""


def _title(case: Case, members: Sequence[Member], persons: Mapping[UUID, PersonSummary]) -> str:
    if case.alias:
        return case.alias
    present = [member for member in members if member.left_at is None] or list(members)
    if not present:
        return case.reference
    leading = min(present, key=lambda member: (member.role not in ("main", "unaccompanied_child"), member.position))
    person = persons.get(leading.person_id)
    name = person.display_name if person else case.reference
    others = len(present) - 1
    if not others:
        return name
    title = ngettext("%(name)s and %(n)d other", "%(name)s and %(n)d others", others) % {"name": name, "n": others}
    return digits(title, reader_language())
