"""A child who travels without a parent, with everything V9 asks; each step can be left out or told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from safar.consent import services
from safar.consent.types import BestInterestGiven, CarerGiven, ChildViewGiven, HandOverGiven
from safar.people.services import raise_concern, record_guardian, relate_people
from safar.people.types import GuardianGiven, RelationKind
from safar.plumbing.scope import acting_as
from tests.consent.ground import BEFORE, LEAVES, SIGNED, TALK, Story

BOY = date(2003, 5, 1)
PANEL = (("Ana Reis", "child protection"), ("Rui Alves", "the office"))
TOLD = TALK.date()
EVERYTHING = ("view", "decision", "guardian", "agreed", "carer", "verified", "accepts", "pick_up", "escort")
ARRIVED = LEAVES + timedelta(hours=14)


@dataclass
class Lonely:
    """A child on a journey of its own, and the rows made for it."""

    story: Story
    person: UUID
    traveller: UUID
    guardianship: UUID | None = None
    carer: UUID | None = None
    decision: UUID | None = None

    def view(self, at: datetime = TALK, **differs: Any) -> None:
        """The child is heard alone."""
        by = self.story.by
        given = ChildViewGiven(**{"heard_at": at, "heard_by": "Ana Reis", "wish": "wants_to_return", **differs})
        with acting_as(by):
            services.record_child_view(by=by, at=at, child_id=self.traveller, given=given)

    def decide(self, on: date = TOLD, **differs: Any) -> UUID:
        """A panel decides for return."""
        by = self.story.ground.protection
        usual = {
            "children": (self.traveller,),
            "decided_on": on,
            "outcome": "return",
            "panel": PANEL,
            "paper": "BID 12",
        }
        with acting_as(by):
            self.decision = services.decide_best_interest(
                by=by, at=TALK, given=BestInterestGiven(**{**usual, **differs})
            )
        return self.decision

    def guard(self, **differs: Any) -> UUID:
        """A guardian appointed by the court."""
        by = self.story.by
        usual: dict[str, Any] = {
            "kind": "court", "proof": "order 17/2016", "from_on": BEFORE.date(), "guardian_name": "Teresa Lobo",
        }  # fmt: skip
        with acting_as(by):
            self.guardianship = record_guardian(
                by=by, at=BEFORE, child_id=self.person, given=GuardianGiven(**{**usual, **differs})
            )
        return self.guardianship

    def agree(self, at: datetime = TALK, agrees: bool = True) -> None:
        """The guardian says yes, or no."""
        by = self.story.by
        assert self.guardianship
        with acting_as(by):
            services.record_guardian_answer(
                by=by, at=at, child_id=self.traveller, guardianship_id=self.guardianship, agrees=agrees, said_at=at,
                paper="letter of the guardian",
            )  # fmt: skip

    def name_carer(self, at: datetime = TALK, **differs: Any) -> UUID:
        """An aunt is named."""
        by = self.story.by
        given = CarerGiven(**{"name": "Dona Rosa", "place": "Goiânia", "relation": "aunt", **differs})
        with acting_as(by):
            self.carer = services.name_carer(by=by, at=at, child_ids=(self.traveller,), given=given)[self.traveller]
        return self.carer

    def verify(self, on: date = TOLD, suitable: bool = True) -> None:
        """Her home is visited."""
        by = self.story.by
        assert self.carer
        with acting_as(by):
            services.verify_carer(
                by=by, at=TALK, carer_id=self.carer, verified_on=on, verified_by="Caritas Goiânia", suitable=suitable
            )

    def accept(self, at: datetime = TALK, accepts: bool = True, until_majority: bool = True) -> None:
        """She accepts the child until it is of age, or takes that back."""
        by = self.story.by
        assert self.carer
        with acting_as(by):
            services.record_carer_answer(
                by=by, at=at, carer_id=self.carer, accepts=accepts, said_at=at, until_majority=until_majority
            )

    def pick_up(self, at: datetime = SIGNED, confirmed: bool = True) -> None:
        """She confirms that she fetches the child."""
        by = self.story.by
        assert self.carer
        with acting_as(by):
            services.confirm_pick_up(
                by=by, at=at, carer_id=self.carer, said_at=at, place="Goiânia", confirmed=confirmed
            )

    def escort(self, at: datetime = SIGNED, goes: bool = True, **differs: Any) -> None:
        """A colleague travels with the child."""
        by = self.story.by
        with acting_as(by):
            services.name_escort(by=by, at=at, child_ids=(self.traveller,), name="Luís Pinto", goes=goes, **differs)

    def prepare(self, *leave_out: str) -> None:
        """Everything, but for what is left out; what builds on it is left out with it."""
        self.story.position(self.traveller)
        wanted = [step for step in EVERYTHING if step not in leave_out]
        steps: dict[str, Callable[[], object]] = {
            "view": self.view, "decision": self.decide, "guardian": self.guard, "agreed": self.agree,
            "carer": self.name_carer, "verified": self.verify, "accepts": self.accept, "pick_up": self.pick_up,
            "escort": self.escort,
        }  # fmt: skip
        for step in wanted:
            if step == "agreed" and self.guardianship is None:
                continue
            if step in ("verified", "accepts", "pick_up") and self.carer is None:
                continue
            steps[step]()

    def permit(self, at: datetime = SIGNED) -> tuple[UUID | None, set[str]]:
        """Ask for the permit: it, or every code why not."""
        by = self.story.by
        with acting_as(by):
            outcome = services.issue_child_permit(by=by, at=at, child_id=self.traveller)
        return outcome.permit_id, {refusal.code for refusal in outcome.refusals}

    def permitted(self) -> UUID:
        """Everything, and the permit."""
        self.prepare()
        permit, refusals = self.permit()
        assert permit is not None, refusals
        return permit

    def state(self) -> str:
        """Where the permit stands."""
        from safar.consent.queries import permits_of

        with acting_as(self.story.by):
            return permits_of([self.traveller])[self.traveller][0].state

    def hand_over(self, **differs: Any) -> UUID:
        """The aunt shows her paper and signs."""
        by = self.story.ground.movement
        usual: dict[str, Any] = {
            "outcome": "handed_over", "happened_at": ARRIVED, "at_place": "Goiânia", "handed_by": "Luís Pinto",
            "signed_by": "Dona Rosa", "identity_seen": "RG 123",
        }  # fmt: skip
        with acting_as(by):
            return services.hand_over_child(
                by=by, at=ARRIVED, child_id=self.traveller, given=HandOverGiven(**{**usual, **differs})
            )


def lonely(story: Story, birth: date = BOY) -> Lonely:
    """A child alone on a journey."""
    person = story.person(birth)
    (traveller,) = story.journey([person])
    return Lonely(story, person, traveller)


def feared_father(story: Story, child: UUID, name: str = "Tarek Violento") -> UUID:
    """A father with parental responsibility, of whom there is fear of violence."""
    father = story.person(name=name)
    with acting_as(story.by):
        relation = relate_people(
            by=story.by, at=BEFORE, person_id=father, other_id=child, kind=RelationKind.PARENT,
            parental_responsibility=True,
        )  # fmt: skip
        raise_concern(by=story.by, at=BEFORE, relation_id=relation, note="He hit them.")
    return father
