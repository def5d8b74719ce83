"""What the example module offers to the engine: a gate and a panel."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from safar.cases.types import GateAnswer, GateOffer, MemberContext, ModuleOffer, Panel
from tests.example_module.models import Booking

LIVE = ("in_force", "used")


def has_seat(contexts: Sequence[MemberContext]) -> Mapping[UUID, GateAnswer]:
    """Whether each member has a seat; one query for any number of members."""
    rows = Booking.objects.filter(member_id__in=[one.member_id for one in contexts], permit_state__in=LIVE)
    seats = {row.member_id: row.seat for row in rows}
    return {
        one.enrolment_member_id: GateAnswer(
            ok=one.member_id in seats,
            sentence=_("%(name)s has a seat.") % {"name": one.name}
            if one.member_id in seats
            else _("%(name)s has no seat.") % {"name": one.name},
        )
        for one in contexts
    }


def seats_of(case_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[tuple[str, str]]]:
    """The seats of each case."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    for row in Booking.objects.filter(case_id__in=case_ids, permit_state__in=LIVE).order_by("seat"):
        found.setdefault(row.case_id, []).append(("Seat", str(row.seat)))
    return found


OFFER = ModuleOffer(
    name="example_module",
    gates=(GateOffer("seat_booked", "The person has a seat on the bus.", has_seat),),
    panels=(Panel("seats", "Bus", seats_of),),
    tasks={"ask_for_seat": "Ask the bus company for a seat."},
)
