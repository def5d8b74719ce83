"""What is due: counted from the programme, approved on the case, handed over with a receipt or explained."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import DueItem, Enrolment, EnrolmentMember, Promise
from safar.cases.services.counting import recount
from safar.cases.services.deadlines import event_happened
from safar.cases.services.records import enrolment_to_change, happened, need_words
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.kernel.text import clean_text
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def count_dues(*, by: Actor, at: datetime, enrolment_id: UUID) -> int:
    """Count again what the programme makes due to the enrolment; answers how many items stand."""
    require(by, "cases.move")
    enrolment = enrolment_to_change(by, enrolment_id)
    with database_refusals():
        return recount(by=by, at=at, enrolment=enrolment)


def approve_amount(
    *, by: Actor, at: datetime, due_item_id: UUID, amount: int, currency: str, reference: str
) -> UUID | None:
    """Approve an amount (minor units) with its reference. A changed one lapses the declaration (V1) and answers None:
    it is approved again once the declaration has been renewed."""
    require(by, "cases.approve_amount")
    item, enrolment = _item_to_change(by, due_item_id)
    if not reference.strip():
        raise Refused("cases_promise_has_reference", field="reference")
    with database_refusals():
        earlier = item.promises.order_by("-approved_at").first()
        if earlier is not None and (earlier.amount, earlier.currency) != (amount, currency):
            DueItem.objects.filter(id=item.id).update(amount=amount, currency=currency)
            journey_id = enrolment.case.journey_id
            if item.tied_to_return and journey_id is not None and _changes_the_promise(item):
                _promise_anew(by, at, journey_id, item, amount, currency)
                happened(by=by, at=at, case=enrolment.case, code="amount_changed", params={"line": item.line})
                return None
        DueItem.objects.filter(id=item.id).update(amount=amount, currency=currency)
        promise = _promise(by, at, enrolment, item, amount, currency, reference)
        happened(by=by, at=at, case=enrolment.case, code="amount_approved", params={"line": item.line})
    return promise.id


def promise_published(*, by: Actor, at: datetime, enrolment: Enrolment, lines: Iterable[str] | None = None) -> None:
    """Tie what needs no approval to the permits in force, so that a withdrawal releases it."""
    items = DueItem.objects.filter(
        enrolment=enrolment, superseded_at=None, needs_approval=False, tied_to_return=True, standing="due"
    ).exclude(promises__permit_state__in=["in_force", "held", "used"])
    if lines is not None:
        items = items.filter(line__in=list(lines))
    chosen = list(items.select_related("enrolment_member__member"))
    permits = _permits(enrolment, chosen)
    for item in chosen:
        if item.id not in permits:
            continue
        # What cannot be tied now, because somebody is to be asked again, stays planned and holds up nobody else.
        with suppress(Refused), database_refusals():
            Promise.objects.create(
                due_item=item,
                amount=item.amount,
                currency=item.currency,
                reference=item.source,
                permit_id=permits[item.id],
                permit_state="in_force",
                approved_at=at,
                approved_by_id=by.user_id,
            )


def hand_over(*, by: Actor, at: datetime, due_item_id: UUID, on: date, receipt: str, received_by: str = "") -> None:
    """Something due was handed over on a day, with the number of its receipt; `received_by` names who of the family
    took what has passed to them."""
    require(by, "cases.hand_over")
    item, enrolment = _item_to_change(by, due_item_id)
    if not receipt.strip():
        raise Refused("cases_dueitem_handed_over_with_receipt", field="receipt")
    if on > localdate(at):
        raise Refused("cases_day_in_future", field="on")
    _refuse_unless_promised(item, enrolment)
    with database_refusals():
        changed = DueItem.objects.filter(id=item.id, handed_over_on=None).update(
            handed_over_on=on, handed_over_by_id=by.user_id, receipt=receipt, handed_over_to=clean_text(received_by)
        )
        if not changed:
            raise Refused("cases_dueitem_handed_over_once")
        happened(by=by, at=at, case=enrolment.case, code="handed_over", params={"line": item.line})
        event_happened(by=by, at=at, case=enrolment.case, event="first_delivery", on=on)
        if not DueItem.objects.filter(enrolment=enrolment, superseded_at=None, handed_over_on=None).exists():
            event_happened(by=by, at=at, case=enrolment.case, event="everything_delivered", on=on)


def explain_due(*, by: Actor, at: datetime, due_item_id: UUID, reason: str) -> None:
    """Say why something due was not handed over; without it the case cannot be closed."""
    require(by, "cases.hand_over")
    item, enrolment = _item_to_change(by, due_item_id)
    need_words(reason, "reason")
    with database_refusals():
        DueItem.objects.filter(id=item.id).update(explained_at=at, explained_by_id=by.user_id, explained_reason=reason)
        happened(by=by, at=at, case=enrolment.case, code="due_explained", params={"line": item.line}, reason=reason)


def _refuse_unless_promised(item: DueItem, enrolment: Enrolment) -> None:
    live = list(item.promises.order_by("-approved_at"))
    if item.needs_approval and not live:
        raise Refused("cases_dueitem_approved_first")
    if not item.tied_to_return or enrolment.case.began == "after_arrival":
        return
    # A promise that carries no permit was made after departure; the database takes it at no other time.
    if not any(promise.permit_state in (None, "in_force", "used") for promise in live):
        raise Refused("cases_dueitem_released")


def _item_to_change(by: Actor, due_item_id: UUID) -> tuple[DueItem, Enrolment]:
    item = DueItem.objects.filter(id=due_item_id, superseded_at=None).first()
    if item is None:
        raise Refused("cases_no_such_due")
    return item, enrolment_to_change(by, item.enrolment_id)


def _promise(
    by: Actor, at: datetime, enrolment: Enrolment, item: DueItem, amount: int, currency: str, reference: str
) -> Promise:
    permit_id = None
    # Once they have departed nothing is left to withdraw: the promise stands by itself and is kept.
    if item.tied_to_return and enrolment.case.began == "before_travel" and not _has_departed(enrolment, item):
        permit_id = _permits(enrolment, [item]).get(item.id)
        if permit_id is None:
            raise Refused("cases_promise_needs_permit")
    return Promise.objects.create(
        due_item=item,
        amount=amount,
        currency=currency,
        reference=reference,
        permit_id=permit_id,
        permit_state=None if permit_id is None else "in_force",
        approved_at=at,
        approved_by_id=by.user_id,
    )


def _has_departed(enrolment: Enrolment, item: DueItem) -> bool:
    """Whether whom the item is for has departed; what a family shares follows whoever of it leads."""
    bearers = EnrolmentMember.objects.filter(enrolment=enrolment).select_related("member").order_by("member__position")
    bearer = bearers.filter(id=item.enrolment_member_id).first() if item.enrolment_member_id else bearers.first()
    if bearer is None or bearer.member.traveller_id is None:
        return False
    lines = consent.permits_of([bearer.member.traveller_id]).get(bearer.member.traveller_id, [])
    return any(line.state == "used" for line in lines)


def _permits(enrolment: Enrolment, items: Sequence[DueItem]) -> dict[UUID, UUID]:
    """For each item the permit in force of whom it is for; what a family shares rests on its leading member."""
    rows = list(
        EnrolmentMember.objects.filter(enrolment=enrolment)
        .exclude(phase="closed")
        .select_related("member")
        .order_by("member__position")
    )
    travellers = {row.id: row.member.traveller_id for row in rows if row.member.traveller_id is not None}
    known = consent.permits_of(travellers.values())
    in_force = {
        row_id: line.id
        for row_id, traveller_id in travellers.items()
        for line in known.get(traveller_id, [])
        if line.state == "in_force"
    }
    leading = rows[0].id if rows else None
    bearers = {item.id: item.enrolment_member_id or leading for item in items}
    return {item_id: in_force[bearer] for item_id, bearer in bearers.items() if bearer in in_force}


def _changes_the_promise(item: DueItem) -> bool:
    return item.promises.filter(permit_state__in=["in_force", "held"]).exists()


def _promise_anew(by: Actor, at: datetime, journey_id: UUID, item: DueItem, amount: int, currency: str) -> None:
    said = f"{item.id}:{amount}:{currency}:{at.isoformat()}"
    consent_services.set_promises(
        by=by,
        at=at,
        journey_id=journey_id,
        promised_digest=hashlib.sha256(said.encode()).hexdigest(),
    )
