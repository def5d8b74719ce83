"""A counter with people before it and cases behind it, for the tests of the pages of cases and of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from safar.cases import queries, services
from safar.cases.types import CaseFile, MemberAsked, MemberRole, MoveResult
from safar.consent import queries as consent
from safar.people.services import relate_people, set_up_household
from safar.people.types import RelationKind, Sex
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.consent.desk import Desk, Party

FACTS: dict[str, bool | int | str] = {
    "has_means": False,
    "helped_before": False,
    "false_statement": False,
    "justice_impediment": False,
    "is_eu_national": False,
    "is_close_family_of_eu_national": False,
    "non_refoulement_concern": False,
    "is_recognised_refugee": False,
    "asylum_claim": "none",
    "is_admitted_to_third_country": True,
}


@dataclass(frozen=True)
class Opened:
    """A case with the ids a test needs, by the names people go by."""

    id: UUID
    enrolment: UUID
    members: dict[str, UUID]
    party: Party


class Counter(Desk):
    """The desk of a counsellor in Lisbon, with cases opened through the services.

    Each family after the first is born earlier, so that nobody takes them for the same people.
    """

    registered = 0

    def persons(self, *names: str) -> dict[str, UUID]:
        """Some of the family Lima, registered, related, and under one roof."""
        known = {
            "rita": ("Rita Lima", date(1988, 7, 1), Sex.FEMALE),
            "paulo": ("Paulo Lima", date(1986, 2, 3), Sex.MALE),
            "bia": ("Bia Lima", date(2019, 9, 9), Sex.FEMALE),
            "caio": ("Caio Lima", date(2025, 1, 9), Sex.MALE),
        }
        people = {}
        for name in names:
            text, born, sex = known[name]
            self.registered += 1
            people[name] = self.person(text, "", born - timedelta(days=400 * self.registered), sex)
        at = self.now - timedelta(days=39)
        with acting_as(self.counsellor) as by:
            for child in ("bia", "caio"):
                for parent in ("rita", "paulo"):
                    if child in people and parent in people:
                        relate_people(
                            by=by, at=at, person_id=people[parent], other_id=people[child],
                            kind=RelationKind.PARENT, parental_responsibility=True,
                        )  # fmt: skip
            if len(people) > 1:
                set_up_household(
                    by=by, at=at, label="Lima", members=[(one, "") for one in people.values()], from_on=at.date()
                )
        return people

    def open(self, people: dict[str, UUID]) -> UUID:
        """A case for them, the first of them leading."""
        roles = {0: MemberRole.MAIN}
        asked = [
            MemberAsked(
                person, roles.get(place, MemberRole.CHILD if name in ("bia", "caio") else MemberRole.ACCOMPANYING_ADULT)
            )
            for place, (name, person) in enumerate(people.items())
        ]
        at = self.now - timedelta(days=25)
        with acting_as(self.counsellor) as by:
            return services.open_case(
                by=by, at=at, members=asked, host_country="PT", return_country="BR", return_place="Recife"
            ).case_id

    def enrolled(self, *names: str) -> Opened:
        """A case in the programme, with every question answered so that nothing stands against it."""
        people = self.persons(*(names or ("rita", "paulo", "bia")))
        case_id = self.open(people)
        at = self.now - timedelta(days=24)
        with acting_as(self.counsellor) as by:
            outcome = services.enrol(by=by, at=at, case_id=case_id, programme_version_id=self.version, facts=FACTS)
            assert outcome.journey_id is not None
            travellers = consent.journey_file([outcome.journey_id])[outcome.journey_id].travellers
        by_person = {line.person_id: line.id for line in travellers}
        party = Party(outcome.journey_id, {name: by_person[one] for name, one in people.items()}, people)
        file = self.case(case_id)
        members = {name: next(c.member_id for c in file.people if c.person_id == one) for name, one in people.items()}
        return Opened(case_id, outcome.enrolment_id, members, party)

    def declared(self, *names: str) -> Opened:
        """A case whose grown members all hold a permit in force."""
        opened = self.enrolled(*(names or ("rita",)))
        grown = [name for name in opened.members if name in ("rita", "paulo")]
        children = tuple(opened.party[name] for name in opened.members if name not in grown)
        session = self.talk(opened.party, *grown)
        for name in grown:
            outcome = self.sign(opened.party, name, session, children=children)
            assert outcome.permit_id, outcome.refusals
        return opened

    def case(self, case_id: UUID, by: Actor | None = None) -> CaseFile:
        """The case as somebody reads it now."""
        with acting_as(by or self.counsellor) as reader:
            file = queries.case_file(by=reader, case_id=case_id, at=self.now)
        assert file is not None
        return file

    def go_on(self, opened: Opened, move: str, by: Actor | None = None, **more: Any) -> MoveResult:
        """Everybody who can makes a move."""
        with acting_as(by or self.counsellor) as mover:
            return services.move_members(by=mover, at=self.now, enrolment_id=opened.enrolment, move=move, **more)

    def look(self, page: str, *ids: UUID | str, **query: str) -> HttpResponse:
        """Open a page of cases."""
        return self.client.get(reverse(f"cases:{page}", args=ids), query)  # type: ignore[return-value]

    def send(self, page: str, *ids: UUID | str, **answers: Any) -> HttpResponse:
        """Press a button with what is typed."""
        return self.client.post(reverse(f"cases:{page}", args=ids), answers)  # type: ignore[return-value]
