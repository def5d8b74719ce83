"""The ground of earlier help: one human registered in Tehran, who travelled, and in Lisbon, where they ask again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from safar.cases import services
from safar.cases.types import HelpedBefore
from safar.people.services import add_document
from safar.people.types import DocumentGiven, DocumentKind
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import GROWN, OPENED, CaseStory

BY_EAR = ("Mohammad Zaher Rahimi", "Mohamed Zahir Rahimi")


class Called:
    """Everybody registered in this story bears one name."""

    called: str

    def person(self, birth: date = GROWN, name: str | None = None) -> UUID:
        """Register somebody of that name."""
        person: UUID = super().person(birth, name or self.called)  # type: ignore[misc]
        return person


class LisbonHere(Called, CaseStory):
    """Who asks in Lisbon."""

    called = BY_EAR[1]


class TehranThere(Called, CaseStory):
    """Who was helped in Tehran."""

    called = BY_EAR[0]


def look(story: CaseStory, by: Actor | None = None, **differs: Any) -> HelpedBefore:
    """What the search says of the story's enrolment."""
    actor = by or story.by
    with acting_as(actor):
        asked = {"at": OPENED, "enrolment_id": story.enrolment_id, **differs}
        return services.look_for_earlier_help(by=actor, **asked)


def same_passport(story: CaseStory, number: str = "P1234567") -> None:
    """The story's first person shows this passport."""
    with acting_as(story.by):
        add_document(
            by=story.by, at=OPENED, person_id=story.people[0],
            document=DocumentGiven(DocumentKind.PASSPORT, number, "AF", valid_until=date(2020, 1, 1)),
        )  # fmt: skip
