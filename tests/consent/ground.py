"""The ground the tests of consent stand on: who works there, what is published, and a return told step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from safar.accounts.types import OfficeRef
from safar.consent import services
from safar.consent.types import (
    AsylumGiven,
    ConfirmationGiven,
    DeclarationGiven,
    DeclarationOutcome,
    DepartureGiven,
    JourneyGiven,
    PackGiven,
    ParentalConsentGiven,
    PersonInSession,
    ScreenAnswers,
    SessionGiven,
    TextGiven,
)
from safar.kernel.dates import exact_day
from safar.people.services import register_person, relate_people
from safar.people.types import ConsentGiven, NameGiven, PersonDetails, RelationKind, Sex
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.programmes.queries import published
from safar.programmes.services import publish_programme
from tests.conftest import ActorMaker, kept_ground

PROGRAMME = "arvore-vi"
BEFORE = datetime(2016, 3, 1, 9, tzinfo=UTC)
TALK = datetime(2016, 5, 2, 9, tzinfo=UTC)
SIGNED = TALK + timedelta(days=2)
LEAVES = SIGNED + timedelta(days=20)
GROWN = date(1980, 3, 4)
SMALL = date(2008, 3, 4)
NAMES = ("Farid", "Maryam", "Sohrab", "Laila", "Nasir", "Zahra")


@dataclass(frozen=True)
class Ground:
    """Two offices and the people who work in them."""

    counsellor: Actor
    colleague: Actor
    protection: Actor
    manager: Actor
    movement: Actor
    stranger: Actor
    protection_elsewhere: Actor
    version_id: UUID
    topics: tuple[str, ...]
    steps: tuple[str, ...]


def lay_ground(actor: ActorMaker, lisbon: OfficeRef, tehran: OfficeRef) -> Ground:
    """Post the staff, publish the programme, its pack and its declaration text."""
    return kept_ground(PROGRAMME, ("consent", lisbon.id, tehran.id), lambda: _laid(actor, lisbon, tehran))


def _laid(actor: ActorMaker, lisbon: OfficeRef, tehran: OfficeRef) -> Ground:
    manager = actor("programme_manager", lisbon)
    with acting_as(manager):
        publish_programme(by=manager, at=BEFORE, code=PROGRAMME)
        programme = published(PROGRAMME)
        topics = tuple(topic.code for topic in programme.programme.topics if topic.required)
        pack = services.publish_pack(
            by=manager, at=BEFORE, given=PackGiven(PROGRAMME, "pt", "O que é preciso saber.", topics, "original")
        )
        services.approve_pack(by=manager, at=BEFORE, pack_id=pack, reader_name="Ana Reis")
        text = services.publish_declaration_text(
            by=manager, at=BEFORE, given=TextGiven(PROGRAMME, "pt", "Declaro que quero regressar.", "original")
        )
        services.approve_declaration_text(by=manager, at=BEFORE, text_id=text, reader_name="Ana Reis")
    return Ground(
        counsellor=actor("counsellor", lisbon),
        colleague=actor("counsellor", lisbon, 2),
        protection=actor("protection_officer", lisbon),
        manager=manager,
        movement=actor("movement_officer", lisbon),
        stranger=actor("counsellor", tehran),
        protection_elsewhere=actor("protection_officer", tehran),
        version_id=programme.id,
        topics=topics,
        steps=tuple(step.code for step in programme.programme.irreversible_steps),
    )


class Story:
    """A return told in steps. Each step takes what differs from the ordinary as keyword arguments."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.by = ground.counsellor
        self.born = 0

    def person(self, birth: date = GROWN, name: str | None = None) -> UUID:
        """Register somebody."""
        self.born += 1
        text = name or f"{NAMES[self.born % len(NAMES)]} {self.born}"
        with acting_as(self.by):
            return register_person(
                by=self.by, at=BEFORE, consent=ConsentGiven(BEFORE, "pt"), names=[NameGiven(text)],
                details=PersonDetails(sex=Sex.MALE, birth=exact_day(birth)),
                after_seeing=_Everybody(),
            )  # fmt: skip

    def parent_of(self, parent: UUID, child: UUID) -> None:
        """Say that one is the other's parent, with parental responsibility."""
        with acting_as(self.by):
            relate_people(
                by=self.by,
                at=BEFORE,
                person_id=parent,
                other_id=child,
                kind=RelationKind.PARENT,
                parental_responsibility=True,
            )

    def journey(self, people: Sequence[UUID], **differs: Any) -> list[UUID]:
        """Open a journey; gives the travellers in the order of the people."""
        from safar.consent.queries import journey_file

        given = JourneyGiven(self.ground.version_id, "PT", "BR", "Goiânia", people=tuple(people))
        with acting_as(self.by):
            journey_id = services.open_journey(by=self.by, at=BEFORE, given=replace(given, **differs))
            travellers = {line.person_id: line.id for line in journey_file([journey_id])[journey_id].travellers}
        self.journey_id = journey_id
        return [travellers[person] for person in people]

    def talk(self, traveller: UUID, at: datetime = TALK, **differs: Any) -> UUID:
        """Hold a session about everything, alone, with a green screen; `session=` and `person=` change either."""
        person = replace(
            PersonInSession(
                traveller, alone=True, decision="yes", topics=self.ground.topics, pack_id=self.pack(at),
                manner="text", understood=True, consequences_told=True, screen=ScreenAnswers(),
            ),
            **differs.pop("person", {}),
        )  # fmt: skip
        session = SessionGiven(held_at=at, language="pt", people=(person,), no_interpreter_needed=True)
        with acting_as(self.by):
            return services.hold_session(
                by=self.by, at=at, journey_id=self.journey_of(traveller),
                given=replace(session, **differs.pop("session", {})),
            )  # fmt: skip

    def pack(self, at: datetime) -> UUID:
        """The pack that was current then."""
        from safar.consent.queries import current_pack

        with acting_as(self.by):
            pack = current_pack(PROGRAMME, "pt", at)
        assert pack is not None
        return pack.id

    def journey_of(self, traveller: UUID) -> UUID:
        """The journey of a traveller."""
        from safar.consent.models import Traveller

        with acting_as(self.by):
            return Traveller.objects.get(id=traveller).journey_id

    def position(self, traveller: UUID, at: datetime = TALK, **differs: Any) -> None:
        """Say that no asylum claim is open."""
        with acting_as(self.by):
            services.record_asylum_position(
                by=self.by, at=at, traveller_id=traveller, given=replace(AsylumGiven("none"), **differs)
            )

    def acknowledge(self, traveller: UUID, at: datetime = TALK) -> None:
        """Explain and acknowledge every step that cannot be undone."""
        with acting_as(self.by):
            for code in self.ground.steps:
                services.acknowledge_step(by=self.by, at=at, traveller_id=traveller, code=code)

    def told(self, traveller: UUID, **differs: Any) -> UUID:
        """Everything that comes before a declaration; gives the session."""
        session = self.talk(traveller, **differs)
        self.position(traveller)
        self.acknowledge(traveller)
        return session

    def sign(
        self, traveller: UUID, session: UUID, at: datetime = SIGNED, entered: datetime | None = None, **differs: Any
    ) -> DeclarationOutcome:
        """Sign the declaration, and enter it then or later."""
        given = DeclarationGiven(
            traveller_id=traveller, session_id=session, signed_at=at, language="pt", place="Lisboa",
            witness_name="Rui Alves", witness_relation="lawyer", copy_answer="taken", reading_aloud_answer="declined",
            no_interpreter_needed=True,
        )  # fmt: skip
        with acting_as(self.by):
            return services.sign_declaration(by=self.by, at=entered or at, given=replace(given, **differs))

    def declared(self, traveller: UUID, **differs: Any) -> UUID:
        """Everything up to a permit in force; gives the permit."""
        outcome = self.sign(traveller, self.told(traveller), **differs)
        assert outcome.permit_id is not None, outcome.refusals
        return outcome.permit_id

    def asked(self, traveller: UUID, leaves: datetime = LEAVES) -> None:
        """Ask again alone, before and at departure; both times still yes."""
        self.ask(traveller, "before", leaves - timedelta(hours=30))
        self.ask(traveller, "at_departure", leaves - timedelta(hours=2))

    def ask(self, traveller: UUID, which: str, at: datetime, answer: str = "still_yes", **differs: Any) -> None:
        """Ask again once."""
        given = ConfirmationGiven(which, answer, at, place="Lisboa")
        with acting_as(self.by):
            services.confirm_wish(by=self.by, at=at, traveller_id=traveller, given=replace(given, **differs))

    def leave(self, traveller: UUID, at: datetime = LEAVES, planned_at: datetime | None = None) -> UUID:
        """Depart."""
        by = self.ground.movement
        with acting_as(by):
            return services.record_departure(
                by=by, at=at, given=DepartureGiven(traveller, at, "Lisboa", planned_at=planned_at)
            )

    def consents(self, child: UUID, parent: UUID | None = None, kind: str = "parent_consent", **differs: Any) -> None:
        """Record what the other parent, a paper or a panel says."""
        given = ParentalConsentGiven(kind, TALK, given_by=parent, paper="notarial deed")
        with acting_as(self.by):
            services.record_parental_consent(by=self.by, at=TALK, child_id=child, given=replace(given, **differs))

    def withdraw(self, traveller: UUID, at: datetime = SIGNED + timedelta(days=3)) -> UUID:
        """Withdraw."""
        with acting_as(self.by):
            return services.withdraw_declaration(by=self.by, at=at, traveller_id=traveller, channel="telephone")

    def single(self, **journey: Any) -> UUID:
        """One grown traveller on a journey of their own."""
        return self.journey([self.person()], **journey)[0]


class _Everybody(frozenset[UUID]):
    """Whoever looks alike has been looked at and is somebody else."""

    def __contains__(self, person: object) -> bool:
        return True
