"""Where a person stands in law: capacity, asylum, refoulement, detention."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.consent.models import AsylumPosition, CapacityDoubt, CapacityDoubtSettled, DetentionPosition
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, text_of, traveller_of
from safar.consent.types import AsylumGiven, CapacityFinding
from safar.consent.wording import refusing
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def record_capacity_doubt(
    *, by: Actor, at: datetime, traveller_id: UUID, raised_on: date, source: str, about: str = "return"
) -> UUID:
    """Write down a doubt whether the person can take one decision; only one about the return holds it (V8)."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    with refusing():
        doubt = CapacityDoubt.objects.create(
            traveller=traveller, about=about, raised_on=raised_on, source=text_of(source, "source")
        )
        note_traveller(by, at, "capacity_doubted", traveller, about=about)
    return doubt.id


def settle_capacity_doubt(
    *,
    by: Actor,
    at: datetime,
    doubt_id: UUID,
    settled_by: str,
    settler_kind: str,
    settled_on: date,
    can_decide: bool,
    note: str = "",
    finding: CapacityFinding | None = None,
) -> None:
    """A doubt is settled by an assessment or a legal_decision_maker; never by a hospital or an insurer (V8).

    `finding` says more than yes or no: with support, until when, who found it, on which paper. Said again later it is a
    reassessment, and the last one counts.
    """
    require(by, "consent.counsel")
    doubt = CapacityDoubt.objects.select_related("traveller__journey").filter(id=doubt_id).first()
    if doubt is None:
        raise Refused("consent_unknown")
    found = finding or CapacityFinding()
    with refusing():
        CapacityDoubtSettled.objects.create(
            doubt=doubt, settled_by=settled_by, settler_kind=settler_kind, settled_on=settled_on,
            can_decide=can_decide, note=lines_of(note, "note"), result=found.result,
            settler_name=text_of(found.settler_name, "settler_name"), sent_by=found.sent_by,
            paper=text_of(found.paper, "paper"), authority_from=found.authority_from, valid_until=found.valid_until,
        )  # fmt: skip
        note_traveller(by, at, "capacity_settled", doubt.traveller, can_decide=can_decide)


def record_asylum_position(*, by: Actor, at: datetime, traveller_id: UUID, given: AsylumGiven) -> UUID:
    """Write down where the person stands and whether advice was taken or declined in writing; `at` counts (V13)."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    with refusing():
        position = AsylumPosition.objects.create(
            traveller=traveller,
            status=given.status,
            advice=given.advice,
            advice_on=given.advice_on,
            advice_by=text_of(given.advice_by, "advice_by"),
            advice_paper=text_of(given.advice_paper, "advice_paper"),
            advice_with=text_of(given.advice_with, "advice_with"),
            wishes_origin_contact=given.wishes_origin_contact,
            origin_wish_on=given.origin_wish_on,
            origin_wish_paper=text_of(given.origin_wish_paper, "origin_wish_paper"),
            stated_at=at,
        )
        note_traveller(by, at, "asylum_position_recorded", traveller)
    return position.id


def raise_refoulement_doubt(*, by: Actor, at: datetime, traveller_id: UUID, note: str) -> UUID:
    """Doubt whether the person would be safe after return: a protection officer of another office decides (V13)."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    doubt_id = uuid4()
    with refusing(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consent_refoulementdoubt (id, traveller_id, raised_at, raised_by_id, note, recorded_at)"
            " VALUES (%s, %s, %s, %s, %s, now())",
            [doubt_id, traveller_id, at, by.user_id, lines_of(note, "note")],
        )
        note_traveller(by, at, "refoulement_doubted", traveller)
    return doubt_id


def decide_refoulement(
    *, by: Actor, at: datetime, doubt_id: UUID, decision: str, note: str = "", reason_for_person: str = ""
) -> None:
    """Decide a doubt of another office: may_go, or declined although the person insists, with reasons to tell them."""
    require(by, "consent.clear_screen")
    with refusing(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT consent_decide_refoulement(%s, %s, %s, %s, %s, %s)",
            [
                uuid4(),
                doubt_id,
                at,
                decision,
                lines_of(note, "note"),
                lines_of(reason_for_person, "reason_for_person"),
            ],
        )
        record(
            by=by, at=at, action="consent.refoulement_decided", subject="refoulement_doubt", subject_id=doubt_id,
            detail={"decision": decision},
        )  # fmt: skip


def record_detention(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    in_detention: bool,
    removal_on: date | None = None,
    place: str = "",
    authority: str = "",
    lawyer: str = "",
) -> UUID:
    """Write down whether the person is detained and the date set for removal; either makes them amber (V6)."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    with refusing():
        position = DetentionPosition.objects.create(
            traveller=traveller,
            in_detention=in_detention,
            removal_on=removal_on,
            place=text_of(place, "place"),
            authority=text_of(authority, "authority"),
            lawyer=text_of(lawyer, "lawyer"),
            stated_at=at,
        )
        note_traveller(by, at, "detention_recorded", traveller)
    return position.id
