"""The next step of an ordinary return for somebody: without it a random walk would stay in the shallows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from safar.consent import models
from tests.attack.deeds import PERMIT, SEAT, ask, permit_of, sign, stand, talk
from tests.attack.hard import procedure
from tests.attack.world import GROWN, Known, World
from tests.consent.ground import LEAVES, SIGNED, TALK


def progress(world: World) -> None:
    """Whoever has come least far goes one step on, parents before children."""
    one = min(world.known, key=lambda known: (known.come_to, known.born not in GROWN, world.rng.random()))
    if world.chance(4):
        one = world.anybody()
    steps = ADULTS if one.born in GROWN else CHILDREN
    steps[one.come_to % len(steps)](world, one)
    one.come_to += 1


def _prepared(world: World, one: Known) -> None:
    talk(world, one, good=True)
    stand(world, one)


def _signs(world: World, one: Known) -> None:
    sign(world, one, good=True)


def _may_travel(world: World, one: Known) -> None:
    if all(other.born not in GROWN for other in world.known):
        procedure(world, one)
    elif not world.chance(3):
        world.insert(
            models.ParentalConsent, child_id=one.traveller, kind="sole_paper", paper="court order", given_at=TALK
        )
    world.sql(PERMIT, uuid4(), one.traveller, None, SIGNED)


def _gets_a_seat(world: World, one: Known) -> None:
    world.sql(SEAT, uuid4(), str(one.journey), world.rng.randint(1, 9), permit_of(world, one), "in_force")


def _is_asked(world: World, one: Known) -> None:
    ask(world, one, "before", 30)
    ask(world, one, "at_departure", 2)
    for code in world.cast.ground.steps if world.chance(2) else ():
        world.sql(
            "UPDATE consent_irreversiblestep SET done_at = %s WHERE traveller_id = %s AND code = %s",
            LEAVES - timedelta(hours=5), one.traveller, code,
        )  # fmt: skip


def _leaves(world: World, one: Known) -> None:
    world.insert(
        models.Departure, traveller_id=one.traveller, permit_id=permit_of(world, one), departed_at=LEAVES,
        place="Lisboa", permit_state="in_force",
    )  # fmt: skip


def _arrives(world: World, one: Known) -> None:
    world.insert(
        models.Arrival, traveller_id=one.traveller, arrived_at=LEAVES + timedelta(hours=9),
        outcome=world.rng.choice(["met", "not_met", "unconfirmed", "sent_back"]),
    )  # fmt: skip


ADULTS: Sequence[Callable[[World, Known], None]] = [_prepared, _signs, _gets_a_seat, _is_asked, _leaves, _arrives]
CHILDREN: Sequence[Callable[[World, Known], None]] = [
    _prepared,
    _may_travel,
    _gets_a_seat,
    _is_asked,
    _leaves,
    _arrives,
]
