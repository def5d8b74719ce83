"""One world: a few people in a case or two, the deeds done to them, and the log that tells how it came to be."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import models

from safar.accounts.services import NotAllowed
from safar.cases import services as cases
from safar.cases.models import Member
from safar.cases.types import MemberAsked, MemberRole
from safar.consent.models import Journey, Traveller
from safar.kernel.dates import exact_day
from safar.people.models import DataConsent, Person, Relation
from safar.people.services import register_person, relate_people
from safar.people.types import ConsentGiven, NameGiven, PersonDetails, RelationKind, Sex
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.attack.cast import PROGRAMME, Cast
from tests.attack.rows import row
from tests.cases.ground import FINE, OPENED
from tests.consent.ground import BEFORE, SIGNED, TALK, Story

GROWN = (date(1980, 3, 4), date(1985, 7, 1), date(1990, 1, 30))
SMALL = (date(2008, 3, 4), date(2002, 1, 1), date(2013, 5, 5), date(1998, 5, 20))
KEPT = ("declaration", "confirmation", "withdrawal", "departure", "sessionperson", "screen", "hold", "parentalconsent")


@dataclass
class Known:
    """What the attack knows of one person."""

    person: UUID
    born: date
    traveller: UUID
    journey: UUID
    sessions: list[UUID]
    declarations: list[UUID]
    come_to: int = 0


class World:
    """People who can be done anything to. Every choice comes from `rng`, so that a world can be made again.

    `mischief` is how often something else happens than the next step of an ordinary return.
    """

    def __init__(self, cast: Cast, rng: random.Random, births: list[date] | None = None) -> None:
        self.cast, self.rng = cast, rng
        self.log: list[str] = []
        self.known: list[Known] = []
        self.cases: list[UUID] = []
        self.enrolments: list[UUID] = []
        self.acknowledged: set[UUID] = set()
        self.advisories: list[UUID] = []
        self.interpreters: list[UUID] = []
        self.mischief = rng.choice((0.1, 0.2, 0.4, 0.7))
        self.story = Story(cast.ground)
        cast.open_scope()
        self.has_case = births is None and self.chance(6)
        births = births or self._family()
        (self.comes if self.has_case else self.comes_bare)(births)
        self.note(f"people born {', '.join(map(str, births))} come{', with a case' if self.has_case else ''}")

    def _family(self) -> list[date]:
        """A family of any kind; some are children without an adult."""
        adults, children = self.rng.choice([(1, 0), (1, 1), (2, 1), (2, 2), (2, 0), (0, 1), (0, 2), (1, 2)])
        return [self.rng.choice(GROWN) for _ in range(adults)] + [self.rng.choice(SMALL) for _ in range(children)]

    def note(self, what: str) -> None:
        """Write down what was done."""
        self.log.append(what)

    def comes(self, births: list[date]) -> None:
        """A family is registered, related, opens a case and is enrolled: by the services, as at a desk."""
        by = self.cast.counsellor
        with acting_as(by):
            people = [self._registered(by, birth) for birth in births]
            parents = [person for person, birth in zip(people, births, strict=True) if birth in GROWN]
            for person in people:
                for parent in parents if person not in parents else ():
                    relate_people(
                        by=by, at=BEFORE, person_id=parent, other_id=person, kind=RelationKind.PARENT,
                        parental_responsibility=True,
                    )  # fmt: skip
            roles = [MemberRole.ACCOMPANYING_ADULT if birth in GROWN else MemberRole.CHILD for birth in births]
            roles[0] = MemberRole.MAIN if births[0] in GROWN else MemberRole.UNACCOMPANIED_CHILD
            opened = cases.open_case(
                by=by, at=OPENED, host_country="PT", return_country="BR", return_place="Goiânia",
                members=[MemberAsked(person, role) for person, role in zip(people, roles, strict=True)],
            )  # fmt: skip
            made = cases.enrol(
                by=by, at=OPENED, case_id=opened.case_id, programme_version_id=self.cast.ground.version_id,
                facts=FINE[PROGRAMME],
            )  # fmt: skip
            members = Member.objects.filter(case_id=opened.case_id).select_related("traveller")
            travellers = {member.person_id: member.traveller for member in members}
        self.cases.append(opened.case_id)
        self.enrolments.append(made.enrolment_id)
        for person, birth in zip(people, births, strict=True):
            traveller = travellers[person]
            assert traveller is not None
            self.known.append(Known(person, birth, traveller.id, traveller.journey_id, [], []))

    def comes_bare(self, births: list[date]) -> None:
        """A family and its journey as bare rows, which is thirty times as fast: most worlds need no case."""
        office, journey = self.cast.office_id, uuid4()
        people = [uuid4() for _ in births]
        with self.together():
            for person, birth in zip(people, births, strict=True):
                self.insert(
                    Person, id=person, office_id=office, sex="male", birth_earliest=birth, birth_latest=birth,
                    created_at=BEFORE,
                )  # fmt: skip
                self.insert(
                    DataConsent, person_id=person, purpose="registration", recipient="", given_at=BEFORE, language="pt",
                    recorded_by_id=self.cast.counsellor.user_id,
                )  # fmt: skip
            parents = [person for person, birth in zip(people, births, strict=True) if birth in GROWN]
            for person in people:
                for parent in parents if person not in parents else ():
                    self.insert(
                        Relation, person_id=parent, other_id=person, kind="parent", parental_responsibility=True,
                        recorded_at=BEFORE,
                    )  # fmt: skip
            self.insert(
                Journey, id=journey, office_id=office, programme_version_id=self.cast.ground.version_id,
                host_country="PT", return_country="BR", return_place="Goiânia", opened_at=OPENED,
            )  # fmt: skip
            travellers = [uuid4() for _ in people]
            for traveller, person in zip(travellers, people, strict=True):
                came = self.insert(Traveller, id=traveller, journey_id=journey, person_id=person, added_at=OPENED)
                assert came, self.log[-1]
        for person, birth, traveller in zip(people, births, travellers, strict=True):
            self.known.append(Known(person, birth, traveller, journey, [], []))

    def _registered(self, by: Actor, birth: date) -> UUID:
        return register_person(
            by=by, at=BEFORE, consent=ConsentGiven(BEFORE, "pt"), names=[NameGiven(f"Ali {uuid4().hex[:8]}")],
            details=PersonDetails(sex=Sex.MALE, birth=exact_day(birth)),
        )  # fmt: skip

    def anybody(self) -> Known:
        """One of the people."""
        return self.rng.choice(self.known)

    def adult(self) -> Known:
        """An adult, where there is one."""
        return self.rng.choice([one for one in self.known if one.born in GROWN] or self.known)

    def child(self) -> Known:
        """A child, where there is one."""
        return self.rng.choice([one for one in self.known if one.born not in GROWN] or self.known)

    def moment(self, around: datetime, hours: int) -> datetime:
        """A moment at most so many hours away."""
        return around + timedelta(hours=self.rng.randint(-hours, hours))

    def chance(self, one_in: int) -> bool:
        """True once in so many times."""
        return self.rng.randrange(one_in) == 0

    def sql(self, statement: str, *values: Any, rule: str | None = None) -> bool:
        """Bare SQL on the second connection; whether it went through. A refusal is counted under its rule."""
        try:
            self.cast.raw.execute(statement.encode(), values)
        except psycopg.Error as error:
            self.count(rule or error.diag.constraint_name)
            self.note(f"refused {error.diag.constraint_name or error.diag.sqlstate}: {statement[:90]} {values}")
            return False
        self.note(f"done: {statement[:90]} {values}")
        return True

    @contextmanager
    def together(self) -> Iterator[None]:
        """Bare rows in one transaction, which may be refused as a whole when it ends."""
        try:
            with self.cast.raw.transaction():
                yield
        except psycopg.Error as error:
            self.count(error.diag.constraint_name)
            self.note(f"refused at the end: {error.diag.constraint_name or error.diag.sqlstate}")

    def insert(self, model: type[models.Model], **values: Any) -> UUID | None:
        """A bare row; its key, or None when it was refused."""
        key = values.setdefault("id", uuid4())
        statement, given = row(model, **values)
        return key if self.sql(statement, *given) else None

    def serve(self, what: str, deed: Callable[[], Any], by: Actor | None = None) -> Any:
        """A service, as somebody; None when it was refused."""
        try:
            with acting_as(by or self.cast.counsellor):
                done = deed()
        except Refused as refused:
            self.count(refused.code)
            self.note(f"{what}: refused {refused.code}")
            return None
        except NotAllowed:
            self.note(f"{what}: not allowed")
            return None
        self.note(f"{what}: done")
        return done

    def close(self) -> None:
        """An advisory concerns every world, so those of this one end with it, as if they had never begun."""
        self.cast.open_scope(self.cast.ground.protection)
        for key in self.advisories:
            self.sql(
                "INSERT INTO consent_advisorylifting (id, advisory_id, lifted_at, lifted_by_id, reason,"
                " recorded_at) SELECT %s, id, issued_at, %s, 'over', now() FROM consent_advisory WHERE id = %s",
                uuid4(), self.cast.ground.protection.user_id, key,
            )  # fmt: skip
        self.cast.owner.execute(
            "UPDATE consent_advisorylifting SET lifted_at = '2015-01-01' WHERE lifted_at > '2016-01-01'"
        )

    def count(self, code: str | None) -> None:
        """Count a refusal under the rule that its code begins with."""
        if code:
            self.cast.refused[code.split("_")[0]] += 1

    def look_again(self) -> None:
        """Whoever travels on another journey than before is known by the new traveller."""
        with acting_as(self.cast.ground.manager):
            now = {
                traveller.person_id: traveller
                for traveller in Traveller.objects.filter(person_id__in=[one.person for one in self.known]).order_by(
                    "recorded_at"
                )
            }
        for one in self.known:
            traveller = now.get(one.person)
            if traveller is not None:
                one.traveller, one.journey = traveller.id, traveller.journey_id


assert TALK < SIGNED
