"""What is done for a child who travels without a parent (V9), and about a parent who cannot be found (V16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.consent.models import (
    BestInterest,
    BestInterestChild,
    BestInterestRevoked,
    Carer,
    CarerAnswer,
    CarerVerification,
    ChildEscort,
    ChildNote,
    ChildView,
    GuardianSaid,
    HandOver,
    PanelMember,
    ParentSearch,
    PickUp,
    Traveller,
)
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, member_of, text_of, traveller_of
from safar.consent.types import BestInterestGiven, CarerGiven, ChildViewGiven, HandOverGiven
from safar.consent.wording import refusing
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
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
            _write_note(by, at, child, "decision", decision.id, given.reasons)
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
            _write_note(by, at, row.child, "revoked", decision.id, because)
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
        _write_note(by, at, child, "view", view.id, given.words)
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


def name_carer(*, by: Actor, at: datetime, child_ids: Sequence[UUID], given: CarerGiven) -> dict[UUID, UUID]:
    """Name who will care for a child, or for brothers and sisters together; gives each child's carer row (V9).

    The last one named counts, and is verified anew. Nobody who is feared is ever named.
    """
    require(by, "consent.prepare_child")
    named: dict[UUID, UUID] = {}
    with refusing():
        for child_id in child_ids:
            child = traveller_of(child_id)
            carer = Carer.objects.create(
                child=child,
                person_id=given.person,
                name=text_of(given.name, "name"),
                relation=text_of(given.relation, "relation"),
                place=text_of(given.place, "place"),
                reached_by=text_of(given.reached_by, "reached_by"),
                named_at=at,
                recorded_by_id=member_of(by),
            )
            named[child_id] = carer.id
            note_traveller(by, at, "carer_named", child)
    return named


def verify_carer(
    *, by: Actor, at: datetime, carer_id: UUID, verified_on: date, verified_by: str, suitable: bool, note: str = ""
) -> UUID:
    """An office of ours or a partner has seen the carer at home: the child can live there, or cannot (V9)."""
    require(by, "consent.verify_carer")
    carer = _carer(carer_id)
    with refusing():
        row = CarerVerification.objects.create(
            carer=carer,
            verified_on=verified_on,
            verified_by=text_of(verified_by, "verified_by"),
            suitable=suitable,
            recorded_by_id=member_of(by),
        )
        _write_note(by, at, carer.child, "verification", row.id, note)
        note_traveller(by, at, "carer_verified", carer.child, suitable=suitable)
    return row.id


def record_carer_answer(
    *,
    by: Actor,
    at: datetime,
    carer_id: UUID,
    accepts: bool,
    said_at: datetime,
    until_majority: bool = True,
    paper: str = "",
) -> UUID:
    """Whether the carer accepts the child until it is of age; taken back, it holds the permit at once (V9)."""
    require(by, "consent.verify_carer")
    carer = _carer(carer_id)
    with refusing():
        row = CarerAnswer.objects.create(
            carer=carer,
            accepts=accepts,
            until_majority=accepts and until_majority,
            said_at=said_at,
            paper=text_of(paper, "paper"),
            recorded_by_id=member_of(by),
        )
        note_traveller(by, at, "carer_answered", carer.child, accepts=accepts)
    return row.id


def confirm_pick_up(
    *, by: Actor, at: datetime, carer_id: UUID, said_at: datetime, place: str, confirmed: bool = True
) -> UUID:
    """The carer says that they will fetch the child where it arrives, or no longer says so (V9)."""
    require(by, "consent.verify_carer")
    carer = _carer(carer_id)
    with refusing():
        row = PickUp.objects.create(
            carer=carer,
            confirmed=confirmed,
            place=text_of(place, "place"),
            said_at=said_at,
            recorded_by_id=member_of(by),
        )
        note_traveller(by, at, "pick_up_confirmed" if confirmed else "pick_up_taken_back", carer.child)
    return row.id


def name_escort(
    *,
    by: Actor,
    at: datetime,
    child_ids: Sequence[UUID],
    name: str,
    organisation: str = "",
    person: UUID | None = None,
    goes: bool = True,
) -> None:
    """Name who travels with a child from door to door, or say that they no longer go (V9)."""
    require(by, "consent.prepare_child")
    with refusing():
        for child_id in child_ids:
            child = traveller_of(child_id)
            ChildEscort.objects.create(
                child=child,
                person_id=person,
                name=text_of(name, "name"),
                organisation=text_of(organisation, "organisation"),
                goes=goes,
                named_at=at,
                recorded_by_id=member_of(by),
            )
            note_traveller(by, at, "escort_named" if goes else "escort_taken_back", child)


def hand_over_child(*, by: Actor, at: datetime, child_id: UUID, given: HandOverGiven) -> UUID:
    """The named carer shows who they are and signs for the child; to nobody else is it given (V9).

    Whoever else stands there, or nobody: the child stays with us, and a protection officer is told within 24 hours.
    """
    require(by, "consent.hand_over_child")
    child = traveller_of(child_id)
    carer = Carer.objects.filter(child=child).order_by("-named_at", "-recorded_at").first()
    with refusing():
        row = HandOver.objects.create(
            child=child,
            carer=carer if given.outcome == "handed_over" else None,
            outcome=given.outcome,
            at_place=text_of(given.at_place, "at_place"),
            happened_at=given.happened_at,
            identity_seen=text_of(given.identity_seen, "identity_seen"),
            signed_by=text_of(given.signed_by, "signed_by"),
            handed_by=text_of(given.handed_by, "handed_by"),
            recorded_by_id=member_of(by),
        )
        _write_note(by, at, child, "hand_over", row.id, given.note)
        note_traveller(by, at, "child_handed_over", child, outcome=given.outcome)
    return row.id


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
    with connection.cursor() as cursor:
        cursor.execute("SELECT consent_review_children(%s)", [at])
        held: int = cursor.fetchone()[0]
    if held:
        record(
            by=by,
            at=at,
            action="consent.children_reviewed",
            subject="permits",
            subject_id=at.date().isoformat(),
            detail={"count": held},
        )
    return held


def _carer(carer_id: UUID) -> Carer:
    carer = Carer.objects.select_related("child__journey").filter(id=carer_id).first()
    if carer is None:
        raise Refused("consent_unknown")
    return carer


def _write_note(by: Actor, at: datetime, child: Traveller, about: str, row_id: UUID, text: str) -> None:
    words = lines_of(text, "note")
    if words:
        ChildNote(
            id=uuid4(), child=child, about=about, row_id=row_id, text=words, written_at=at, written_by_id=member_of(by)
        ).save(force_insert=True)
