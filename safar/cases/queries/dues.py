"""What is due, in lines to read: the amount, to whom, when, and where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from safar.cases.models import DueItem, EnrolmentMember, Promise
from safar.cases.queries.headings import Heading, in_reader_language
from safar.cases.types import PromiseLine

State = Literal["amount_missing", "planned", "approved", "handed_over", "explained", "released"]


@dataclass(frozen=True)
class LifeOf:
    """What became of an item when life changed, and whether another programme already gives the same."""

    fate: str = "stays"
    elsewhere: bool = False


def life_of(items: Sequence[DueItem]) -> dict[UUID, LifeOf]:
    """Both for many items, by one question to the database, which alone sees what other offices give."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT due_item_id, fate, elsewhere FROM cases_life_of(%s)", [[item.id for item in items]])
        return {row[0]: LifeOf(row[1], row[2]) for row in cursor.fetchall()}


def promise_lines(
    items: Sequence[DueItem], rows: Sequence[EnrolmentMember], heading: Heading, life: Mapping[UUID, LifeOf]
) -> tuple[PromiseLine, ...]:
    """The due items of one enrolment; their promises are read already."""
    members = {row.id: row.member_id for row in rows}
    ordered = sorted(items, key=lambda item: (item.due_on is None, item.due_on, item.line, item.number))
    lines = []
    for item in ordered:
        promises = sorted(item.promises.all(), key=lambda promise: promise.approved_at)
        latest = promises[-1] if promises else None
        lines.append(
            PromiseLine(
                id=item.id,
                line=item.line,
                name=in_reader_language(item.names),
                for_whom=heading.name(members.get(item.enrolment_member_id))
                if item.enrolment_member_id
                else _("family"),
                kind=item.kind,
                amount=item.amount,
                currency=item.currency,
                due=item.due_event,
                due_on=item.due_on,
                tied_to_return=item.tied_to_return,
                approved_amount=latest.amount if latest else None,
                approval_reference=latest.reference if latest else "",
                state=state_of(item, latest),
                handed_over_on=item.handed_over_on,
                receipt=item.receipt,
                reason=item.explained_reason,
                source=item.source,
                funder=item.funder,
                fate=life.get(item.id, LifeOf()).fate,
                elsewhere=life.get(item.id, LifeOf()).elsewhere,
                handed_over_to=item.handed_over_to,
            )
        )
    return tuple(lines)


def state_of(item: DueItem, latest: Promise | None) -> State:
    """Where a due item is; what is tied to a permit that went is released, what is not tied never is (V5)."""
    if item.handed_over_on is not None:
        return "handed_over"
    if item.explained_at is not None:
        return "explained"
    if latest is not None and latest.permit_state in ("withdrawn", "lapsed"):
        return "released"
    if latest is not None:
        return "approved"
    return "amount_missing" if item.needs_approval else "planned"
