"""The world a story happens in: the offices, who works there, the people, their case, and what a verb may ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from safar.accounts.types import OfficeRef
from safar.cases import services as cases
from safar.cases.models import Member
from safar.cases.types import Began, MemberAsked, MemberRole
from safar.consent.types import ScreenAnswers
from safar.kernel.dates import exact_day
from safar.people.services import register_person, relate_people
from safar.people.types import ConsentGiven, LanguageGiven, NameGiven, PersonDetails, RelationKind, Sex
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import BEFORE, FINE, OPENED, CaseStory, lay_case_ground
from tests.conftest import ActorMaker
from tests.worked.reading import Event, Told, day, names

Verb = Callable[["World", Event], Any]
Check = Callable[["World", Any], None]
VERBS: dict[str, Verb] = {}
CHECKS: dict[str, Check] = {}
SETTINGS: dict[str, dict[str, str]] = {
    "arvore-vi": {
        "office": "LIS",
        "elsewhere": "THR",
        "host": "PT",
        "home": "BR",
        "place": "Goiânia",
        "language": "pt",
    },
    "eurp": {
        "office": "LIS",
        "elsewhere": "THR",
        "host": "PT",
        "home": "BR",
        "place": "Goiânia",
        "language": "en",
    },
    "avrr-aria": {
        "office": "THR",
        "elsewhere": "LIS",
        "host": "IR",
        "home": "AF",
        "place": "Herat",
        "language": "fa-af",
    },
}
CAST = {
    "counsellor": ("counsellor", "here", 1),
    "colleague": ("counsellor", "here", 2),
    "protection": ("protection_officer", "here", 1),
    "manager": ("programme_manager", "here", 1),
    "movement": ("movement_officer", "here", 1),
    "reintegration": ("reintegration_officer", "here", 1),
    "data protection": ("data_protection_officer", "here", 1),
    "stranger": ("counsellor", "elsewhere", 1),
    "protection elsewhere": ("protection_officer", "elsewhere", 1),
}


def verb(*called: str) -> Callable[[Verb], Verb]:
    """A thing people do in stories, by each of the ways of saying it: `@verb("declares")`."""

    def keep(act: Verb) -> Verb:
        for name in called:
            assert name not in VERBS or VERBS[name] is act, f"Two verbs are called “{name}”."
            VERBS[name] = act
        return act

    return keep


def expectation(called: str) -> Callable[[Check], Check]:
    """Something that a story may expect: `@expectation("permits")`; the function asserts."""

    def keep(check: Check) -> Check:
        assert called not in CHECKS, f"Two expectations are called “{called}”."
        CHECKS[called] = check
        return check

    return keep


class World:
    """One story's world. Verbs act through services as somebody of the cast; ids are found by the people's names."""

    def __init__(self, told: Told, offices: dict[str, OfficeRef], actor: ActorMaker, client: Client) -> None:
        self.told = told
        self.offices = offices
        self.actor = actor
        self.client = client
        self.settings = SETTINGS[told.programme]
        self.here = offices[told.office or self.settings["office"]]
        self.elsewhere = offices[self.settings["elsewhere"]]
        ground = lay_case_ground(actor, self.here, self.elsewhere, told.programme, self.settings["language"])
        self.story = CaseStory(ground)
        self.story.programme = told.programme
        self.story.host, self.story.home = self.settings["host"], self.settings["home"]
        self.story.place, self.story.language = self.settings["place"], self.settings["language"]
        self.watcher = actor("programme_manager", offices["HQ"])
        self.at = OPENED
        self.persons: dict[str, UUID] = {}
        self.kept: dict[str, Any] = {}
        for name, given in told.people.items():
            self.register(name, given)
        if told.case:
            self.open_case(told.case)

    def cast(self, called: str) -> Actor:
        """Somebody of the cast: `counsellor`, `stranger`, or `role@OFFICE` with `#2` for a second of the kind."""
        if called in CAST:
            role, where, number = CAST[called]
            return self.actor(role, self.here if where == "here" else self.elsewhere, number)
        role, _, rest = called.partition("@")
        office, _, number_text = rest.partition("#")
        return self.actor(role, self.offices[office], int(number_text or 1))

    def by(self, event: Event, otherwise: str = "counsellor") -> Actor:
        """Who acts in an event."""
        return self.cast(event.by or otherwise)

    def register(self, name: str, given: dict[str, Any]) -> UUID:
        """Somebody is registered by the counsellor, with whose child and spouse they are."""
        by = self.cast("counsellor")
        languages = names(given.get("languages"))
        details = PersonDetails(
            sex=Sex(given.get("sex", "male")),
            birth=exact_day(day(given.get("born", "1980-03-04"))),
            languages=tuple(LanguageGiven(code, needs_interpreter=False) for code in languages),
        )
        with acting_as(by):
            person = register_person(
                by=by, at=BEFORE, consent=ConsentGiven(BEFORE, self.settings["language"]),
                names=[NameGiven(f"{name.title()} Rahimi")], details=details, after_seeing=set(self.persons.values()),
            )  # fmt: skip
            self.persons[name] = person
            for parent in names(given.get("child of")):
                relate_people(
                    by=by, at=BEFORE, person_id=self.persons[parent], other_id=person, kind=RelationKind.PARENT,
                    parental_responsibility=True,
                )  # fmt: skip
            for spouse in names(given.get("spouse of")):
                relate_people(
                    by=by, at=BEFORE, person_id=self.persons[spouse], other_id=person, kind=RelationKind.SPOUSE
                )
        return person

    def open_case(self, people: tuple[str, ...]) -> UUID:
        """A case for these people, all enrolled in the story's programme; the first leads it."""
        by = self.cast("counsellor")
        members = [
            MemberAsked(self.persons[name], MemberRole.MAIN if not place else self._role(name))
            for place, name in enumerate(people)
        ]
        facts = {**FINE.get(self.told.programme, {}), **{key: _fact(value) for key, value in self.told.facts.items()}}
        with acting_as(by):
            opened = cases.open_case(
                by=by, at=OPENED, members=members, host_country=self.settings["host"],
                return_country=self.settings["home"], return_place=self.settings["place"],
                began=Began(self.told.began),
            )  # fmt: skip
            enrolled = cases.enrol(
                by=by, at=OPENED, case_id=opened.case_id, programme_version_id=self.story.ground.version_id, facts=facts
            )
        self.story.case_id = opened.case_id
        self.story.enrolment_id = enrolled.enrolment_id
        self.kept["case"] = opened.case_id
        return opened.case_id

    def _role(self, name: str) -> MemberRole:
        born = day(self.told.people[name].get("born", "1980-03-04"))
        return MemberRole.CHILD if born > date(1998, 5, 1) else MemberRole.ACCOMPANYING_ADULT

    def member_row(self, name: str) -> Member:
        """The person's place in the case where they are now, or were last."""
        with acting_as(self.watcher):
            rows = Member.objects.filter(person_id=self.persons[name]).order_by("joined_at", "recorded_at")
            staying = [row for row in rows if row.left_at is None]
            assert rows, f"{name} is in no case."
            return (staying or list(rows))[-1]

    def member(self, name: str) -> UUID:
        """Their member's id."""
        return self.member_row(name).id

    def traveller(self, name: str) -> UUID:
        """Their traveller's id, on the journey of the case where they are now."""
        traveller = self.member_row(name).traveller_id
        assert traveller is not None, f"{name} travels on no journey."
        return traveller

    def case_of(self, name: str) -> UUID:
        """The case where they are now."""
        return self.member_row(name).case_id

    def names_of(self, ids: set[UUID]) -> set[str]:
        """The names of travellers, for a message that people can read."""
        return {name for name in self.persons if self.member_row(name).traveller_id in ids}


def screen(signs: tuple[str, ...]) -> ScreenAnswers:
    """A coercion screen with these signs: `threat`, `debt` …"""
    seen: dict[str, Any] = dict.fromkeys(signs, True)
    return replace(ScreenAnswers(), **seen)


def _fact(value: str) -> bool | int | str:
    return {"yes": True, "no": False}.get(value, value)


def now_of(event: Event) -> datetime:
    """When the event happens."""
    assert event.at is not None
    return event.at.astimezone(UTC)
