"""What became of one member on one leg: consent and cases write what is theirs, the leg follows by itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases import services as cases
from safar.consent import services as consent
from safar.kernel.text import clean_lines
from safar.movements.models import Leg, Outcome
from safar.movements.services.rows import leg_to_change, noted
from safar.movements.types import ARRIVAL_OF, NOT_BOARDED, LegState
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly


def record_outcome(
    *,
    by: Actor,
    at: datetime,
    leg_id: UUID,
    state: LegState,
    stated_at: datetime | None = None,
    was: LegState | None = None,
    place: str = "",
    met_by: str = "",
    reason: str = "",
    channel: str = "in_person",
) -> None:
    """Write down what happened to one person on one leg at `stated_at`; its next steps become tasks by themselves.

    `was` is the state the writer saw: when it is another by now, they are told and nothing is written. Boarding is a
    departure, a changed mind a withdrawal by the person, an arrival consent's own row; a death is reported, not chosen.
    """
    require(by, "movements.change")
    leg = leg_to_change(by, leg_id)
    moment = stated_at or at
    if was is not None and leg.state != was:
        raise Refused("movements_changed_meanwhile")
    with clearly("reason"):
        words = clean_lines(reason)
    with database_refusals():
        if state in (LegState.DIED, LegState.DISPUTED):
            raise Refused("movements_outcome_elsewhere")
        if state == LegState.BOARDED and leg.position == 1 and leg.permit_state != "used":
            depart(by, at, leg, moment, place or leg.from_place)
        elif state == LegState.CHANGED_MIND:
            consent.withdraw_declaration(
                by=by, at=at, traveller_id=traveller_of(leg), channel=channel, said_at=moment, consequences_told=False
            )
        elif state in NOT_BOARDED:
            consent.record_not_travelled(
                by=by, at=at, traveller_id=traveller_of(leg), outcome=state, planned_at=leg.expected_leaves_at,
                next_step=words,
            )  # fmt: skip
        elif state == LegState.JOURNEY_STOPPED:
            consent.stop_journey(by=by, at=at, traveller_id=traveller_of(leg), said_at=moment, place=place)
        elif state in ARRIVAL_OF:
            arrive(by, at, leg, ARRIVAL_OF[state], moment, place, met_by)
        else:
            Outcome.objects.create(leg=leg, old=leg.state, new=state, stated_at=moment, reason=words, by_id=by.user_id)
        noted(by, at, "outcome", leg, state=str(state))


def depart(by: Actor, at: datetime, leg: Leg, moment: datetime, place: str) -> None:
    """The member left; raises `Refused` with the rule that stands against it."""
    result = cases.record_departure(
        by=by, at=at, case_id=leg.case_id, member_ids=[leg.member_id], departed_at=moment, place=place, way=leg.way,
        planned_at=leg.leaves_at if leg.leaves_at < moment else None,
    )  # fmt: skip
    for outcome in result.refused:
        raise NotDeparted(outcome.codes[0] if outcome.codes else "movements_not_departed", outcome.reasons)


class NotDeparted(Refused):
    """The departure was refused; the sentence is the one that consent said, with its own details."""

    def __init__(self, code: str, reasons: tuple[str, ...]) -> None:
        super().__init__(code)
        self.reasons = reasons

    @property
    def sentence(self) -> str:
        """What consent said."""
        return " ".join(self.reasons)


def traveller_of(leg: Leg) -> UUID:
    """The traveller of a leg's member; a leg always has one, because it rests on a permit."""
    traveller: UUID | None = leg.member.traveller_id
    if traveller is None:
        raise Refused("cases_member_has_no_journey")
    return traveller


def arrive(
    by: Actor, at: datetime, leg: Leg, outcome: str, moment: datetime, place: str = "", met_by: str = ""
) -> None:
    """How the member's journey ended, in consent's own codes; raises `Refused` with what stands against it."""
    result = cases.record_arrival(
        by=by, at=at, case_id=leg.case_id, member_ids=[leg.member_id], arrived_at=moment, outcome=outcome,
        place=place or leg.to_place, met_by=met_by,
    )  # fmt: skip
    for refused in result.refused:
        raise NotDeparted(refused.codes[0] if refused.codes else "movements_not_from_there", refused.reasons)
