"""The day of travel: an airport with somebody posted there, phones without a network, what happens on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from safar.accounts.queries import the_system
from safar.cases import services as cases
from safar.cases.types import ItineraryGiven
from safar.movements import queries, services
from safar.movements.services.rounds import ring_for_arrivals
from safar.movements.types import Finding, LegState, ReportGiven
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, day, names
from tests.worked.world import World, expectation, now_of, verb


@verb("has a seat", "have seats")
def has_a_seat(world: World, event: Event) -> Any:
    """An itinerary from Lisbon, an airport of the office; `leaves:` and `hours:` on the way."""
    by = world.cast("movement")
    leaves = moment(event.more["leaves"])
    given = ItineraryGiven(
        leaves, leaves + timedelta(hours=int(event.more.get("hours", 9))), "air", "Lisbon", world.settings["place"],
        "TP", "77", "ABC123", "our office",
    )  # fmt: skip
    with acting_as(by):
        if not queries.stations_of(by.office_id):
            services.keep_station(by=by, at=now_of(event), code="LIS", name="Lisbon", timezone="Europe/Lisbon")
        cases.record_itinerary(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]),
            member_ids=[world.member(name) for name in event.who], itinerary=given,
        )  # fmt: skip


@verb("is written down on a phone", "are written down on a phone")
def on_a_phone(world: World, event: Event) -> None:
    """Somebody at the airport touches `says:` (yes, no, not sure, boarded, papers or a reason); the phone keeps it."""
    said = str(event.more["says"])
    kept = world.kept.setdefault(f"phone {event.more.get('phone', 1)}", [])
    for name in event.who:
        kind, value = said, ""
        if said in ("yes", "no", "not_sure"):
            kind, value = "asked", said
        elif said in list(LegState) and said != "boarded":
            kind, value = "not_boarded", said
        elif said == "papers":
            value = "handed"
        alone = True if kind == "asked" else None
        kept.append(ReportGiven(uuid4(), leg_of(world, name), kind, now_of(event), value, alone))


@verb("sends what it kept")
def sends(world: World, event: Event) -> None:
    """A phone has a network again and sends everything."""
    by = world.actor("airport_assistant", world.here)
    with acting_as(by):
        taken = services.report_from_airport(
            by=by, at=now_of(event), entries=world.kept[f"phone {event.more.get('phone', 1)}"]
        )
    assert all(one.kept for one in taken), [one.sentence for one in taken]


@verb("is written down as", "are written down as")
def written_down_as(world: World, event: Event) -> None:
    """The desk writes down `what:` happened on the leg; `place:`."""
    by = world.by(event, "movement")
    for name in event.who:
        with acting_as(by):
            services.record_outcome(
                by=by, at=now_of(event), leg_id=leg_of(world, name), state=LegState(event.more["what"]),
                stated_at=now_of(event), place=str(event.more.get("place", "")),
            )  # fmt: skip


@verb("wishes to travel apart")
def wishes_to_travel_apart(world: World, event: Event) -> None:
    """An adult's own written wish."""
    by = world.cast("movement")
    for name in event.who:
        with acting_as(by):
            services.record_split_wish(by=by, at=now_of(event), leg_id=leg_of(world, name), paper="folder 3")


@verb("nobody confirms anything")
def nobody_confirms(world: World, event: Event) -> None:
    """The caretaker makes its round."""
    system = the_system()
    with acting_as(system):
        ring_for_arrivals(by=system, at=now_of(event))


@verb("is found out")
def is_found_out(world: World, event: Event) -> None:
    """Somebody settles the contradiction: `finding:` left or did_not_leave."""
    by = world.cast("movement")
    with acting_as(by):
        for row in queries.incidents(by=by):
            services.settle_incident(
                by=by, at=now_of(event), incident_id=row.id, finding=Finding(event.more["finding"]), words="I called."
            )


@expectation("on the leg")
def on_the_leg(world: World, wanted: dict[str, str]) -> None:
    """What became of each person."""
    by = world.cast("movement")
    found = {}
    with acting_as(by):
        for name in wanted:
            lines = queries.legs_of_case(by=by, case_id=world.case_of(name))
            found[name] = next(line.state for line in lines if line.member_id == world.member(name))
    assert found == wanted, found


@expectation("contradictions")
def contradictions(world: World, wanted: Any) -> None:
    """The kinds of incident that are open."""
    by = world.cast("movement")
    with acting_as(by):
        found = sorted(row.kind for row in queries.incidents(by=by))
    assert found == sorted(names(wanted)), found


@expectation("rings")
def rings(world: World, wanted: Any) -> None:
    """Who is on top of the list of those under way, ringing."""
    by = world.cast("movement")
    with acting_as(by):
        found = {row.leg.member_id for row in queries.under_way(by=by, at=world.at) if row.is_late}
    assert found == {world.member(name) for name in names(wanted)}


def leg_of(world: World, name: str) -> Any:
    """The first leg of somebody."""
    by = world.cast("movement")
    with acting_as(by):
        lines = queries.legs_of_case(by=by, case_id=world.case_of(name))
    return next(line.id for line in lines if line.member_id == world.member(name) and line.position == 1)


def moment(text: Any) -> Any:
    """A moment as a story writes it: `2016-05-24 11:00`, in Coordinated Universal Time."""
    from datetime import UTC, datetime

    return datetime.fromisoformat(str(text)).replace(tzinfo=UTC) if ":" in str(text) else day(text)
