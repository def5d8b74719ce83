"""Who cares for a child after arrival, who travels with it, and who signs for it (V9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import (
    Carer,
    CarerAnswer,
    CarerVerification,
    ChildEscort,
    HandOver,
    PickUp,
)
from safar.consent.services.child_notes import write_note
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import member_of, text_of, traveller_of
from safar.consent.types import CarerGiven, HandOverGiven
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


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
        write_note(by, at, carer.child, "verification", row.id, note)
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
        write_note(by, at, child, "hand_over", row.id, given.note)
        note_traveller(by, at, "child_handed_over", child, outcome=given.outcome)
    return row.id


def _carer(carer_id: UUID) -> Carer:
    carer = Carer.objects.select_related("child__journey").filter(id=carer_id).first()
    if carer is None:
        raise Refused("consent_unknown")
    return carer
