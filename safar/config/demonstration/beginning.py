"""How a fictional case begins: who works on it, where the family stands, first contact and registration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from safar.cases import services as cases
from safar.cases.types import (
    EnrolmentOutcome,
    MemberAsked,
    MemberRole,
    OpenedCase,
)
from safar.config.demonstration.cast import FamilyMember
from safar.consent import queries as consent_queries
from safar.kernel.dates import in_year
from safar.people import services as people
from safar.people.queries import likely_matches
from safar.people.types import (
    Channel,
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    DocumentKind,
    LanguageGiven,
    LookedFor,
    NameGiven,
    NationalityGiven,
    PersonDetails,
    RelationKind,
    Sex,
)
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

HOURS = timedelta(hours=1)
DAYS = timedelta(days=1)


class StoryBroken(Exception):
    """A step of a story was refused though the story expects it to pass; the message says which and why."""


@dataclass(frozen=True)
class Crew:
    """Who works on a case: those where it begins, and those where it ends (the same people for one office)."""

    counsellor: Actor
    second: Actor
    protection: Actor
    movement: Actor
    manager: Actor
    reintegration: Actor
    receiving_manager: Actor
    second_manager: Actor


@dataclass(frozen=True)
class Setting:
    """Where a family stands: programme, places, language, nationality, and the facts the rules ask for."""

    programme: str
    host_country: str
    return_country: str
    return_place: str
    nationality: str
    language: str
    text_language: str
    facts: dict[str, bool | int | str]


@dataclass
class Beginning:
    """A family that comes to an office and is registered there."""

    crew: Crew
    setting: Setting
    family: Sequence[FamilyMember]
    begun: datetime
    number: int
    persons: list[UUID] = field(default_factory=list)

    @property
    def adults(self) -> list[int]:
        """The places in the family of those who decide for themselves."""
        return [i for i, member in enumerate(self.family) if member.role in ("main", "accompanying_adult")]

    @property
    def children(self) -> list[int]:
        """The places in the family of those who travel on their parents' declarations."""
        return [i for i, member in enumerate(self.family) if member.role == "child"]

    def open(self) -> None:
        """First contact: everybody is registered after their consent, and the case is opened and enrolled."""
        by, at = self.crew.counsellor, self.begun
        with acting_as(by):
            self.persons = [self._register(i) for i in range(len(self.family))]
            self._relate()
            household = people.set_up_household(
                by=by,
                at=at,
                label=self.family[0].name,
                members=[(person, "") for person in self.persons],  # who is whose spouse or child, relations say
                from_on=at.date(),
            )
            self.case: OpenedCase = cases.open_case(
                by=by,
                at=at,
                members=[MemberAsked(p, MemberRole(m.role)) for p, m in zip(self.persons, self.family, strict=True)],
                host_country=self.setting.host_country,
                return_country=self.setting.return_country,
                return_place=self.setting.return_place,
                household_id=household,
            )
            version = programmes.published(self.setting.programme)
            self.steps = [step.code for step in version.programme.irreversible_steps]
            self.topics = tuple(topic.code for topic in version.programme.topics if topic.required)
            facts = {**self.setting.facts, "family_size": len(self.family)}
            self.enrolment: EnrolmentOutcome = cases.enrol(
                by=by, at=at, case_id=self.case.case_id, programme_version_id=version.id, facts=facts
            )
            assert self.enrolment.journey_id is not None
            file = consent_queries.journey_file([self.enrolment.journey_id])[self.enrolment.journey_id]
            by_person = {line.person_id: line.id for line in file.travellers}
            self.travellers = [by_person[person] for person in self.persons]

    def _register(self, i: int) -> UUID:
        member, by = self.family[i], self.crew.counsellor
        name = NameGiven(text=member.name, latin=member.latin)
        documents = (
            DocumentGiven(
                kind=DocumentKind.AMAYESH if self.setting.host_country == "IR" else DocumentKind.NATIONAL_ID,
                number=f"{self.number:03}{i}{member.born}",
                country="IR" if self.setting.host_country == "IR" else self.setting.nationality,
            ),
        )
        birth = in_year(member.born, "gregorian")
        seen = likely_matches(LookedFor((name,), birth, documents))
        code = "98" if self.setting.host_country == "IR" else "351"
        hours = ("17:00–20:00", "", "09:00–12:00")[self.number % 3]
        contact = ContactGiven(Channel.PHONE, f"+{code} 900 {self.number:03} 0{i}0", hours=hours)
        return people.register_person(
            by=by,
            at=self.begun,
            consent=ConsentGiven(
                given_at=self.begun - HOURS,
                language=self.setting.language,
                by_guardian=member.role == "child" or member.relation == "alone",
            ),
            names=(name,),
            details=PersonDetails(
                sex=Sex(member.sex),
                birth=birth,
                nationalities=(NationalityGiven(self.setting.nationality),),
                languages=(
                    LanguageGiven(self.setting.language, reads=True, needs_interpreter=False, is_preferred=True),
                ),
                residence_country=self.setting.host_country,
            ),
            documents=documents,
            contacts=(contact,) if member.role != "child" else (),
            after_seeing=[match.person.id for match in seen],
        )

    def _relate(self) -> None:
        by, at = self.crew.counsellor, self.begun
        adults, children = self.adults, self.children
        if len(adults) == 2 and self.family[adults[1]].relation == "spouse":
            people.relate_people(
                by=by,
                at=at,
                person_id=self.persons[adults[0]],
                other_id=self.persons[adults[1]],
                kind=RelationKind.SPOUSE,
            )
        for parent in adults[:2]:
            for child in children:
                people.relate_people(
                    by=by,
                    at=at,
                    person_id=self.persons[parent],
                    other_id=self.persons[child],
                    kind=RelationKind.PARENT,
                    parental_responsibility=True,
                )
