"""Walks one fictional case through the real services, step by step, at moments that lie in the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.queries import offices_by_id
from safar.cases import queries as case_queries
from safar.cases import services as cases
from safar.cases.types import (
    DecisionAnswer,
    DecisionGiven,
    DecisionKind,
    ItineraryGiven,
    MoveResult,
    PaperStep,
)
from safar.config.demonstration.beginning import DAYS, HOURS, Beginning, StoryBroken
from safar.consent import queries as consent_queries
from safar.consent import services as consent
from safar.consent.types import (
    AsylumGiven,
    ConfirmationGiven,
    DeclarationGiven,
    PersonInSession,
    PresenceGiven,
    ScreenAnswers,
    SessionGiven,
)
from safar.people.services import record_data_consent
from safar.people.types import ConsentGiven, Purpose
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor


@dataclass
class Walk(Beginning):
    """One case on its way. Each method is something that people did, at the moment it is told they did it."""

    def counsel(self, at: datetime, red: Sequence[int] = ()) -> None:
        """The long talk: everything explained, each adult alone for the screen; `red` members give a red answer."""
        by = self.crew.counsellor
        self.move("begin_counselling", by, at - HOURS)
        with acting_as(by):
            for i in range(len(self.family)):
                consent.record_asylum_position(
                    by=by, at=at, traveller_id=self.travellers[i], given=AsylumGiven(status="none")
                )
            pack = consent_queries.current_pack(self.setting.programme, self.setting.text_language, at)
            assert pack is not None
            self.session: UUID = consent.hold_session(
                by=by,
                at=at + HOURS,
                journey_id=self._journey,
                given=SessionGiven(
                    held_at=at,
                    language=self.setting.text_language,
                    minutes=70,
                    place="2",
                    no_interpreter_needed=True,
                    people=tuple(self._in_session(i, pack.id, i in red, at) for i in range(len(self.family))),
                    presences=(PresenceGiven("other", in_sight=True, in_hearing=False),),
                ),
            )
            for i in self.adults:
                for step in self.steps:
                    consent.acknowledge_step(by=by, at=at + HOURS, traveller_id=self.travellers[i], code=step)

    def declare(self, at: datetime, who: Sequence[int] | None = None) -> None:
        """Each adult signs for themselves, naming the children; the children's permits follow."""
        by = self.crew.counsellor
        self.move("go_to_declaration", by, at - HOURS)
        with acting_as(by):
            for i in self.adults if who is None else who:
                outcome = consent.sign_declaration(
                    by=by,
                    at=at + HOURS,
                    given=DeclarationGiven(
                        traveller_id=self.travellers[i],
                        session_id=self.session,
                        signed_at=at + i * timedelta(minutes=15),
                        language=self.setting.text_language,
                        place="2",
                        witness_name="M. Sousa" if self.setting.host_country == "PT" else "س. مرادی",
                        witness_relation="community",
                        copy_answer="taken",
                        reading_aloud_answer="declined",
                        no_interpreter_needed=True,
                        children=tuple(self.travellers[child] for child in self.children),
                    ),
                )
                if outcome.permit_id is None:
                    raise StoryBroken(f"{self.number}: no permit: {[str(r.sentence) for r in outcome.refusals]}")
            for child in self.children:
                made = consent.issue_child_permit(by=by, at=at + HOURS, child_id=self.travellers[child])
                if made.permit_id is None:
                    raise StoryBroken(f"{self.number}: no child's permit: {[str(r.sentence) for r in made.refusals]}")

    def ask_for_decision(self, at: datetime) -> None:
        """The application goes to who decides."""
        self.move("ask_for_decision", self.crew.counsellor, at)

    def decide(self, at: datetime) -> None:
        """The programme manager approves, and the way goes on to the papers."""
        by = self.crew.manager
        with acting_as(by):
            cases.decide(
                by=by,
                at=at,
                enrolment_id=self.enrolment.enrolment_id,
                decision=DecisionGiven(
                    kind=DecisionKind.OURS,
                    answer=DecisionAnswer.APPROVED,
                    decided_on=at.date(),
                    decided_by=by.name,
                    reference=f"D-{self.number:03}",
                ),
            )
        self.move("approve", by, at)

    def refuse(self, at: datetime, reasons: tuple[str, ...], remedy: str) -> None:
        """The application is refused with reasons and a remedy; the way ends."""
        by = self.crew.manager
        with acting_as(by):
            cases.decide(
                by=by,
                at=at,
                enrolment_id=self.enrolment.enrolment_id,
                decision=DecisionGiven(
                    kind=DecisionKind.OURS,
                    answer=DecisionAnswer.REFUSED,
                    decided_on=at.date(),
                    decided_by=by.name,
                    reasons=reasons,
                    remedy=remedy,
                    remedy_until=(at + 30 * DAYS).date(),
                    reference=f"D-{self.number:03}",
                ),
            )

    def ask_for_papers(self, at: datetime) -> list[UUID]:
        """A travel document is asked for, for everybody, at the written wish of each."""
        by = self.crew.counsellor
        with acting_as(by):
            return [
                cases.apply_for_travel_document(
                    by=by,
                    at=at,
                    case_id=self.case.case_id,
                    member_id=self.case.members[person],
                    document_kind="laissez_passer",
                    country=self.setting.nationality,
                    authority="Consulate",
                    on=at.date(),
                    wish_on=at.date(),
                    wish_paper=f"W-{self.number:03}",
                )
                for person in self.persons
            ]

    def receive_papers(self, applications: Sequence[UUID], at: datetime) -> None:
        """The papers come, valid for half a year."""
        by = self.crew.counsellor
        with acting_as(by):
            for application in applications:
                for step in (PaperStep.RECOGNISED, PaperStep.ISSUED):
                    cases.advance_travel_document(
                        by=by,
                        at=at,
                        application_id=application,
                        step=step,
                        on=at.date(),
                        valid_from=at.date() if step == PaperStep.ISSUED else None,
                        valid_until=(at + 180 * DAYS).date() if step == PaperStep.ISSUED else None,
                    )
        self.move("documents_ready", by, at)

    def arrange_journey(self, at: datetime, leaves_at: datetime) -> None:
        """The movement officer writes down how they travel."""
        by = self.crew.movement
        by_air = self.setting.host_country == "PT"
        with acting_as(by):
            cases.record_itinerary(
                by=by,
                at=at,
                case_id=self.case.case_id,
                member_ids=list(self.case.members.values()),
                itinerary=ItineraryGiven(
                    leaves_at=leaves_at,
                    arrives_at=leaves_at + 11 * HOURS,
                    way="air" if by_air else "land",
                    from_place="LIS" if by_air else "مشهد",
                    to_place=self.setting.return_place,
                    carrier="Azul" if by_air else "Convoy",
                    number=f"{8700 + self.number}",
                ),
            )
        self.move("ticket_issued", by, at)

    def ask_again(self, at: datetime) -> None:
        """Each adult, and each child old enough, is asked again alone; then what cannot be undone is done."""
        self._confirm("before", at)
        by = self.crew.counsellor
        with acting_as(by):
            for i in self.adults:
                for step in self.steps:
                    consent.complete_step(
                        by=by, at=at + 2 * HOURS, traveller_id=self.travellers[i], code=step, done_at=at + HOURS
                    )

    def leave(self, at: datetime) -> None:
        """Asked once more at the place of departure, and gone."""
        self._confirm("at_departure", at - 2 * HOURS)
        by = self.crew.movement
        with acting_as(by):
            result = cases.record_departure(
                by=by,
                at=at + HOURS,
                case_id=self.case.case_id,
                member_ids=list(self.case.members.values()),
                departed_at=at,
                place="LIS" if self.setting.host_country == "PT" else "دوغارون",
                way="air" if self.setting.host_country == "PT" else "land",
            )
            self._expect(result, "departure")
        self.move("leave", by, at + 2 * HOURS, missing_ok=True)

    def arrive(self, at: datetime, outcome: str = "met") -> None:
        """The journey ends, for each as it ended."""
        by = (
            self.crew.counsellor
            if self.crew.reintegration.office_id != self.crew.counsellor.office_id
            else (self.crew.reintegration)
        )
        with acting_as(by):
            result = cases.record_arrival(
                by=by,
                at=at,
                case_id=self.case.case_id,
                member_ids=list(self.case.members.values()),
                arrived_at=at - HOURS,
                outcome=outcome,
                place=self.setting.return_place,
            )
            self._expect(result, "arrival")

    def hand_over_case(self, at: datetime, accept: bool = True) -> None:
        """The office where they left offers the case to the office where they are; it accepts."""
        receiver = self.crew.reintegration
        assert receiver.office_id is not None
        with acting_as(self.crew.counsellor) as by:
            self._agree_to_transfer(by, at, receiver.office_id)
            cases.offer_case(
                by=by, at=at, case_id=self.case.case_id, to_office_id=receiver.office_id, reason="arrived",
                assented=list(self.case.members),
            )  # fmt: skip
        if accept:
            with acting_as(receiver) as by:
                cases.accept_case(by=by, at=at + 5 * HOURS, case_id=self.case.case_id)

    def _agree_to_transfer(self, by: Actor, at: datetime, office_id: int) -> None:
        """Each of them agrees that the file goes to that very office, a guardian for a child (D6)."""
        office = offices_by_id([office_id])[office_id]
        needs = case_queries.transfer_needs(by=by, case_id=self.case.case_id, to_office_id=office_id, on=localdate(at))
        for need in needs:
            if not need.consented:
                record_data_consent(
                    by=by, at=at, person_id=need.person_id,
                    consent=ConsentGiven(
                        at, self.setting.text_language, Purpose.RECEIVING_OFFICE, office.code, by_guardian=need.is_child
                    ),
                )  # fmt: skip

    def begin_reintegration(self, at: datetime, amount: int, currency: str) -> None:
        """Open amounts are approved with a reference, and help begins (by two people where the programme says so)."""
        self.approve_amounts(at, amount, currency)
        result = self.move("begin_reintegration", self.crew.reintegration, at + HOURS)
        if result is not None and result.approval_id is not None:
            with acting_as(self.crew.second_manager) as by:
                self._expect(
                    cases.approve_move(by=by, at=at + 2 * HOURS, approval_id=result.approval_id), "begin_reintegration"
                )

    def approve_amounts(self, at: datetime, amount: int, currency: str) -> None:
        """Every open amount gets what was approved, in minor units, and its reference."""
        with acting_as(self.crew.receiving_manager) as by:
            file = case_queries.case_file(by=by, case_id=self.case.case_id, at=at)
            assert file is not None
            for enrolment in file.enrolments:
                for line in enrolment.promises:
                    if line.state == "amount_missing":
                        cases.approve_amount(
                            by=by,
                            at=at,
                            due_item_id=line.id,
                            amount=amount,
                            currency=currency,
                            reference=f"G-{self.number:03}",
                        )

    def deliver_and_close(self, at: datetime) -> None:
        """Everything due is handed over against receipts, and the case is closed as completed."""
        by = self.crew.reintegration
        with acting_as(by):
            file = case_queries.case_file(by=by, case_id=self.case.case_id, at=at)
            assert file is not None
            for enrolment in file.enrolments:
                for number, line in enumerate(enrolment.promises, 1):
                    if line.state in ("approved", "planned"):
                        cases.hand_over(
                            by=by,
                            at=at,
                            due_item_id=line.id,
                            on=at.date(),
                            receipt=f"R-{self.number:03}-{number}",
                        )
            self.move("close", by, at, outcome="completed")
            cases.close_case(by=by, at=at, case_id=self.case.case_id, reason="completed")

    def withdraw(self, i: int, at: datetime) -> None:
        """A member changes their mind. No reason is asked."""
        with acting_as(self.crew.counsellor) as by:
            consent.withdraw_declaration(by=by, at=at, traveller_id=self.travellers[i], channel="phone", said_at=at)

    def move(
        self, code: str, by: Actor, at: datetime, *, outcome: str = "", reason: str = "", missing_ok: bool = False
    ) -> MoveResult | None:
        """Make a move for everyone who stands where it begins; a refusal breaks the story."""
        with acting_as(by):
            result = cases.move_members(
                by=by, at=at, enrolment_id=self.enrolment.enrolment_id, move=code, outcome=outcome, reason=reason
            )
            if result.approval_id is None and not missing_ok:
                self._expect(result, code)
        return result

    @property
    def _journey(self) -> UUID:
        assert self.enrolment.journey_id is not None
        return self.enrolment.journey_id

    def _expect(self, result: MoveResult, what: str) -> None:
        stuck = [f"{one.name}: {'; '.join(str(r) for r in one.reasons)}" for one in result.outcomes if not one.moved]
        if stuck:
            raise StoryBroken(f"{self.number} {what}: {stuck}")

    def _confirm(self, which: str, at: datetime) -> None:
        with acting_as(self.crew.counsellor) as by:
            for i in [*self.adults, *self._old_enough(at)]:
                consent.confirm_wish(
                    by=by,
                    at=at + HOURS,
                    traveller_id=self.travellers[i],
                    given=ConfirmationGiven(which=which, answer="still_yes", asked_at=at, place="2"),
                )

    def _old_enough(self, at: datetime) -> list[int]:
        """The children who are asked themselves, from twelve years on."""
        return [i for i in self.children if at.year - self.family[i].born >= 12]

    def _in_session(self, i: int, pack_id: UUID, red: bool, at: datetime) -> PersonInSession:
        if i not in [*self.adults, *self._old_enough(at)]:
            return PersonInSession(traveller_id=self.travellers[i], alone=False)
        return PersonInSession(
            traveller_id=self.travellers[i],
            alone=True,
            decision="yes",
            topics=self.topics,
            pack_id=pack_id,
            manner="text",
            understood=True,
            consequences_told=True,
            screen=ScreenAnswers(someone_answers=red, pressure_spouse=red),
        )
