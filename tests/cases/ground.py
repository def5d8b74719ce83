"""The ground the tests of cases stand on: two programmes, two countries, and a case told step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import (
    Began,
    CaseFile,
    DecisionAnswer,
    DecisionGiven,
    DecisionKind,
    ItineraryGiven,
    MemberAsked,
    MemberRole,
    MoveResult,
    PaperStep,
)
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.consent.types import DeclarationOutcome, PackGiven, PersonInSession, ScreenAnswers, SessionGiven, TextGiven
from safar.people.services import add_document, record_data_consent
from safar.people.types import ConsentGiven, DocumentGiven, DocumentKind, Purpose
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.programmes.queries import published
from safar.programmes.services import publish_programme
from tests.conftest import ActorMaker, kept_ground
from tests.consent.ground import GROWN, LEAVES, SIGNED, SMALL, TALK, Ground, Story

BEFORE = datetime(2016, 3, 1, 9, tzinfo=UTC)
OPENED = datetime(2016, 5, 1, 9, tzinfo=UTC)
DECIDED = SIGNED + timedelta(days=5)
ARRIVED = LEAVES + timedelta(hours=9)
LATER = ARRIVED + timedelta(days=40)
FINE: dict[str, dict[str, bool | int | str]] = {
    "arvore-vi": {
        "has_means": False,
        "is_eu_national": False,
        "is_close_family_of_eu_national": False,
        "justice_impediment": False,
        "helped_before": False,
        "false_statement": False,
        "non_refoulement_concern": False,
        "is_recognised_refugee": False,
        "asylum_claim": "none",
        "nationality": "BR",
    },
    "avrr-aria": {
        "legally_in_host_country": True,
        "is_qualified": True,
        "selected_with_authority": True,
        "helped_before": False,
        "false_statement": False,
        "non_refoulement_concern": False,
        "is_recognised_refugee": False,
        "justice_impediment": False,
        "asylum_claim": "none",
        "nationality": "AF",
    },
}


def lay_case_ground(actor: ActorMaker, here: OfficeRef, elsewhere: OfficeRef, programme: str, language: str) -> Ground:
    """Post the staff, publish the programme with its pack and its declaration text."""
    given = ("cases", here.id, elsewhere.id, language)
    return kept_ground(programme, given, lambda: _laid(actor, here, elsewhere, programme, language))


def _laid(actor: ActorMaker, here: OfficeRef, elsewhere: OfficeRef, programme: str, language: str) -> Ground:
    manager = actor("programme_manager", here)
    with acting_as(manager):
        publish_programme(by=manager, at=BEFORE, code=programme)
        version = published(programme)
        topics = tuple(topic.code for topic in version.programme.topics if topic.required)
        if consent.current_pack(programme, language, TALK) is None:
            pack = consent_services.publish_pack(
                by=manager, at=BEFORE, given=PackGiven(programme, language, "What to know.", topics, "original")
            )
            consent_services.approve_pack(by=manager, at=BEFORE, pack_id=pack, reader_name="Ana Reis")
            text = consent_services.publish_declaration_text(
                by=manager, at=BEFORE, given=TextGiven(programme, language, "I wish to return.", "original")
            )
            consent_services.approve_declaration_text(by=manager, at=BEFORE, text_id=text, reader_name="Ana Reis")
    return Ground(
        counsellor=actor("counsellor", here),
        colleague=actor("counsellor", here, 2),
        protection=actor("protection_officer", here),
        manager=manager,
        movement=actor("movement_officer", here),
        stranger=actor("counsellor", elsewhere),
        protection_elsewhere=actor("protection_officer", elsewhere),
        version_id=version.id,
        topics=topics,
        steps=tuple(step.code for step in version.programme.irreversible_steps),
    )


class CaseStory(Story):
    """A case told in steps, by the counsellor of its office; `programme` decides places, languages and countries."""

    host, home, place, language = "PT", "BR", "Goiânia", "pt"
    programme = "arvore-vi"

    def open(self, births: Sequence[date] = (GROWN,), **differs: Any) -> UUID:
        """Open a case for people born on these days, the first of whom leads it."""
        people = [self.person(birth) for birth in births]
        members = [
            MemberAsked(person, MemberRole.MAIN if not position else _role(birth))
            for position, (person, birth) in enumerate(zip(people, births, strict=True))
        ]
        asked = {"host_country": self.host, "return_country": self.home, "return_place": self.place, **differs}
        with acting_as(self.by):
            opened = services.open_case(by=self.by, at=OPENED, members=members, **asked)
        self.people = people
        self.member_ids = [opened.members[person] for person in people]
        return opened.case_id

    def enrolled(self, births: Sequence[date] = (GROWN,), facts: Any = None, **differs: Any) -> UUID:
        """Open a case and enrol everybody; gives the enrolment."""
        self.case_id = self.open(births, **differs)
        with acting_as(self.by):
            made = services.enrol(
                by=self.by,
                at=OPENED,
                case_id=self.case_id,
                programme_version_id=self.ground.version_id,
                facts=FINE[self.programme] if facts is None else facts,
            )
        self.enrolment_id = made.enrolment_id
        self.waiting_position = made.waiting_position
        self.standing = [made.members[member] for member in self.member_ids]
        self.travellers = self._travellers()
        return made.enrolment_id

    def _travellers(self) -> list[UUID]:
        with acting_as(self.by):
            file = queries.case_file(by=self.by, case_id=self.case_id, at=OPENED)
        assert file is not None
        by_person = {card.person_id: card.traveller_id for card in file.people}
        return [traveller for person in self.people if (traveller := by_person[person]) is not None]

    def pack(self, at: datetime) -> UUID:
        """The pack that was current then."""
        with acting_as(self.by):
            pack = consent.current_pack(self.programme, self.language, at)
        assert pack is not None
        return pack.id

    def talk(self, traveller: UUID, at: datetime = TALK, **differs: Any) -> UUID:
        """Hold a session about everything, alone, with a green screen, in the language of the programme's pack."""
        person = replace(
            PersonInSession(
                traveller, alone=True, decision="yes", topics=self.ground.topics, pack_id=self.pack(at),
                manner="text", understood=True, consequences_told=True, screen=ScreenAnswers(),
            ),
            **differs.pop("person", {}),
        )  # fmt: skip
        session = SessionGiven(held_at=at, language=self.language, people=(person,), no_interpreter_needed=True)
        with acting_as(self.by):
            return consent_services.hold_session(
                by=self.by, at=at, journey_id=self.journey_of(traveller),
                given=replace(session, **differs.pop("session", {})),
            )  # fmt: skip

    def sign(
        self, traveller: UUID, session: UUID, at: datetime = SIGNED, entered: datetime | None = None, **differs: Any
    ) -> DeclarationOutcome:
        """Sign the declaration in the programme's language."""
        return super().sign(traveller, session, at, entered, **{"language": self.language, **differs})

    def move(self, move: str, by: Actor | None = None, at: datetime = OPENED, **differs: Any) -> MoveResult:
        """Make a move for everyone who stands where it begins."""
        actor = by or self.by
        with acting_as(actor):
            return services.move_members(by=actor, at=at, enrolment_id=self.enrolment_id, move=move, **differs)

    def file(self, by: Actor | None = None, at: datetime = LATER) -> CaseFile:
        """The case file as its counsellor, or somebody else, sees it."""
        actor = by or self.by
        with acting_as(actor):
            file = queries.case_file(by=actor, case_id=self.case_id, at=at)
        assert file is not None
        return file

    def passports(self) -> None:
        """Everybody shows a passport that outlives the journey."""
        with acting_as(self.by):
            for person in self.people:
                add_document(
                    by=self.by, at=OPENED, person_id=person,
                    document=DocumentGiven(DocumentKind.PASSPORT, f"P{person.hex[:6]}", self.home,
                                           valid_until=date(2020, 1, 1)),
                )  # fmt: skip

    def declare_all(self) -> None:
        """Every adult is told everything alone and declares, naming the children; then the children's permits."""
        adults = [t for t, role in zip(self.travellers, self._roles(), strict=True) if role != "child"]
        children = [t for t, role in zip(self.travellers, self._roles(), strict=True) if role == "child"]
        for child in children:
            for parent in self.people[: len(adults)]:
                self.parent_of(parent, self.people[self.travellers.index(child)])
        told = {adult: self.told(adult) for adult in adults}
        for child in children:
            self.told(child)
        for adult in adults:
            outcome = self.sign(adult, told[adult], children=tuple(children))
            assert outcome.permit_id is not None, [refusal.sentence for refusal in outcome.refusals]
        with acting_as(self.by):
            for child in children:
                permit = consent_services.issue_child_permit(by=self.by, at=SIGNED, child_id=child)
                assert permit.permit_id is not None, [refusal.sentence for refusal in permit.refusals]

    def _roles(self) -> list[str]:
        return [card.role for person in self.people for card in self.file().people if card.person_id == person]

    def approve(self) -> None:
        """Our decision and, where they decide, the authority's: approved."""
        manager = self.ground.manager
        with acting_as(manager):
            services.decide(
                by=manager, at=DECIDED, enrolment_id=self.enrolment_id,
                decision=DecisionGiven(DecisionKind.AUTHORITY, DecisionAnswer.APPROVED, DECIDED.date(), "Authority"),
            )  # fmt: skip

    def approve_amounts(self) -> None:
        """Every open amount is approved with a reference."""
        manager = self.ground.manager
        with acting_as(manager):
            for line in self.file(manager).enrolments[0].promises:
                if line.state == "amount_missing":
                    services.approve_amount(
                        by=manager, at=DECIDED, due_item_id=line.id, amount=100000, currency="USD", reference="MEMO 7"
                    )

    def itinerary(self, members: Sequence[UUID] | None = None) -> None:
        """A flight for everybody."""
        by = self.ground.movement
        given = ItineraryGiven(LEAVES, ARRIVED, "air", "Lisbon", "Goiânia", "TP", "77", "ABC123", "our office")
        with acting_as(by):
            services.record_itinerary(
                by=by, at=DECIDED, case_id=self.case_id, member_ids=list(members or self.member_ids), itinerary=given
            )

    def until_ticket(self) -> None:
        """From first contact to the stage where the journey is arranged."""
        self.passports()
        must(self.move("begin_counselling"))
        self.declare_all()
        must(self.move("go_to_declaration", at=SIGNED))
        must(self.move("ask_for_decision", at=SIGNED))
        self.approve()
        must(self.move("approve", by=self.ground.manager, at=DECIDED))
        must(self.move("documents_ready", at=DECIDED))

    def depart(self, members: Sequence[UUID] | None = None) -> MoveResult:
        """Everybody is asked again twice and leaves."""
        for traveller in self.travellers:
            self.asked(traveller)
        with acting_as(self.by):
            for traveller in self.travellers:
                for code in self.ground.steps:
                    consent_services.complete_step(
                        by=self.by, at=LEAVES - timedelta(hours=5), traveller_id=traveller, code=code,
                        done_at=LEAVES - timedelta(hours=5),
                    )  # fmt: skip
        by = self.ground.movement
        with acting_as(by):
            return services.record_departure(
                by=by, at=LEAVES, case_id=self.case_id, member_ids=list(members or self.member_ids),
                departed_at=LEAVES, place="Lisbon", way="air",
            )  # fmt: skip

    def until_left(self) -> None:
        """From first contact until everybody has departed."""
        movement = self.ground.movement
        self.until_ticket()
        self.itinerary()
        self.approve_amounts()
        must(self.move("ticket_issued", by=movement, at=DECIDED))
        must(self.depart())
        must(self.move("leave", by=movement, at=LEAVES))

    def arrive(self, by: Actor) -> None:
        """Everybody is met."""
        with acting_as(by):
            must(
                services.record_arrival(
                    by=by, at=ARRIVED, case_id=self.case_id, member_ids=self.member_ids, arrived_at=ARRIVED,
                    outcome="met", place=self.place,
                )
            )  # fmt: skip

    def agree_to_transfer(self, office: OfficeRef, at: datetime = OPENED, purpose: Purpose | None = None) -> list[UUID]:
        """Each agrees that the file goes to that very office, a guardian for a child; gives the consents."""
        given: list[UUID] = []
        with acting_as(self.by):
            needs = queries.transfer_needs(by=self.by, case_id=self.case_id, to_office_id=office.id, on=at.date())
            for need in needs:
                if not need.consented:
                    consent_given = ConsentGiven(
                        at, self.language, purpose or Purpose.RECEIVING_OFFICE, office.code, by_guardian=need.is_child
                    )
                    given.append(
                        record_data_consent(by=self.by, at=at, person_id=need.person_id, consent=consent_given)
                    )
        return given

    def settle(self, at: datetime) -> int:
        """Everything that changes in the family left open is settled; gives how many things there were."""
        by = self.ground.protection
        with acting_as(by):
            gates = queries.open_gates(by=by, case_id=self.case_id)
            for gate in gates:
                services.settle_change(by=by, at=at, gate_id=gate.id, how="spoke with them alone")
        return len(gates)

    def deliver(self, by: Actor) -> int:
        """Everything due is handed over with a receipt; gives how many things."""
        given = 0
        for line in self.file(by).enrolments[0].promises:
            if line.handed_over_on is None:
                with acting_as(by):
                    services.hand_over(by=by, at=LATER, due_item_id=line.id, on=LATER.date(), receipt=f"R{given}")
                given += 1
        return given

    def passport_application(self) -> UUID:
        """An application for a laissez-passer of the leading member."""
        with acting_as(self.by):
            return services.apply_for_travel_document(
                by=self.by, at=OPENED, case_id=self.case_id, member_id=self.member_ids[0],
                document_kind="laissez_passer", country=self.home, authority="Consulate", on=OPENED.date(),
            )  # fmt: skip

    def step(self, application: UUID, step: PaperStep, **differs: Any) -> None:
        """The next step of an application."""
        with acting_as(self.by):
            services.advance_travel_document(
                by=self.by, at=TALK, application_id=application, step=step, on=TALK.date(), **differs
            )


class TehranStory(CaseStory):
    """A family in Tehran on its way to Herat."""

    host, home, place, language = "IR", "AF", "Herat", "fa-af"
    programme = "avrr-aria"


def raw(by: Actor, statement: str, parameters: Sequence[Any] = ()) -> int:
    """Run SQL as the application role in somebody's scope, as any code could; gives the rows it touched."""
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        return int(cursor.rowcount)


def must(result: MoveResult) -> MoveResult:
    """Everybody moved."""
    assert result.outcomes
    assert not result.refused, [(one.name, one.reasons) for one in result.refused]
    return result


def _role(birth: date) -> MemberRole:
    return MemberRole.CHILD if birth > date(1999, 1, 1) else MemberRole.ACCOMPANYING_ADULT


__all__ = [
    "ARRIVED", "BEFORE", "DECIDED", "FINE", "GROWN", "LATER", "LEAVES", "OPENED", "SIGNED", "SMALL", "TALK", "Began",
    "CaseStory", "TehranStory", "lay_case_ground", "must", "raw",
]  # fmt: skip
