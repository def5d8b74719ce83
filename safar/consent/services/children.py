"""What is decided and said for a child who travels without a parent (V9), and the round that looks at all of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from safar.accounts.services import require
from safar.consent.models import (
    BestInterest,
    BestInterestChild,
    BestInterestRevoked,
    ChildView,
    GuardianSaid,
    PanelMember,
    ParentSearch,
)
from safar.consent.services.child_notes import write_note
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import member_of, text_of, traveller_of
from safar.consent.types import BestInterestGiven, ChildViewGiven
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.sweeps import sweep
from safar.plumbing.types import Actor


def decide_best_interest(*, by: Actor, at: datetime, given: BestInterestGiven) -> UUID:
    """Write down what a panel decided about a child, or about several who stay together (V9).

    The last decision counts. One against return, or a panel of one, holds a permit that stands.
    """
    require(by, "consent.decide_best_interest")
    children = [traveller_of(child) for child in given.children]
    if not children:
        raise Refused("v9_decision_about_a_child", field="children")
    with refusing():
        decision = BestInterest(
            id=uuid4(),
            decided_on=given.decided_on,
            outcome=given.outcome,
            together=given.together,
            paper=text_of(given.paper, "paper"),
            recorded_by_id=member_of(by),
        )
        decision.save(force_insert=True)
        for name, organisation in given.panel:
            PanelMember(
                decision=decision, name=text_of(name, "panel"), organisation=text_of(organisation, "panel")
            ).save(force_insert=True)
        for child in children:
            BestInterestChild.objects.create(decision=decision, child=child)
            write_note(by, at, child, "decision", decision.id, given.reasons)
            note_traveller(by, at, "best_interest_decided", child, outcome=given.outcome)
    return decision.id


def revoke_best_interest(*, by: Actor, at: datetime, decision_id: UUID, because: str = "") -> None:
    """The panel or a court takes a decision back: every permit that rests on it waits at once (V9)."""
    require(by, "consent.decide_best_interest")
    decision = BestInterest.objects.filter(id=decision_id).first()
    if decision is None:
        raise Refused("consent_unknown")
    with refusing():
        BestInterestRevoked.objects.create(decision=decision, revoked_at=at, recorded_by_id=member_of(by))
        for row in BestInterestChild.objects.filter(decision=decision).select_related("child__journey"):
            write_note(by, at, row.child, "revoked", decision.id, because)
            note_traveller(by, at, "best_interest_revoked", row.child)


def record_child_view(*, by: Actor, at: datetime, child_id: UUID, given: ChildViewGiven) -> UUID:
    """Write down what the child says. Only a view heard alone and fit for their age counts; the last one does (V9)."""
    require(by, "consent.prepare_child")
    child = traveller_of(child_id)
    with refusing():
        view = ChildView.objects.create(
            child=child,
            heard_at=given.heard_at,
            heard_by=text_of(given.heard_by, "heard_by"),
            alone=given.alone,
            fits_age=given.fits_age,
            wish=given.wish,
            recorded_by_id=member_of(by),
        )
        write_note(by, at, child, "view", view.id, given.words)
        note_traveller(by, at, "child_heard", child, alone=given.alone)
    return view.id


def record_guardian_answer(
    *, by: Actor, at: datetime, child_id: UUID, guardianship_id: UUID, agrees: bool, said_at: datetime, paper: str = ""
) -> UUID:
    """Write down whether a guardian agrees to this return; a no holds a permit that stands (V9)."""
    require(by, "consent.prepare_child")
    child = traveller_of(child_id)
    with refusing():
        said = GuardianSaid.objects.create(
            child=child,
            guardianship_id=guardianship_id,
            agrees=agrees,
            said_at=said_at,
            paper=text_of(paper, "paper"),
            recorded_by_id=member_of(by),
        )
        note_traveller(by, at, "guardian_answered", child, agrees=agrees)
    return said.id


def record_parent_search(
    *,
    by: Actor,
    at: datetime,
    child_id: UUID,
    searched_on: date,
    way: str,
    parent: UUID | None = None,
    parent_name: str = "",
) -> UUID:
    """Write down one attempt to reach a parent whose consent is needed; never of one who is feared (V16)."""
    require(by, "consent.declare")
    child = traveller_of(child_id)
    with refusing():
        row = ParentSearch.objects.create(
            child=child,
            parent_id=parent,
            parent_name=text_of(parent_name, "parent_name"),
            searched_on=searched_on,
            way=text_of(way, "way"),
            recorded_by_id=member_of(by),
        )
        note_traveller(by, at, "parent_searched", child)
    return row.id


def review_children(*, by: Actor, at: datetime) -> int:
    """Hold the permits of children who came of age, or for whom something ended by the calendar; how many were held."""
    if by.role != "system":  # the caretaker looks by itself; a person who does so holds the right to hold
        require(by, "consent.release_hold")
    return sweep(
        by=by, at=at, function="consent_review_children", action="consent.children_reviewed", subject="permits"
    )
