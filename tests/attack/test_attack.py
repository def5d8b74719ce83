"""Twenty thousand steps by services and bare SQL, in two halves side by side: no forbidden state is reached."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from safar.accounts.types import OfficeRef
from tests.attack.cast import assembled
from tests.attack.deeds import PERMIT, sign, stand, talk
from tests.attack.driver import Walk, walk
from tests.attack.hard import advise, declare_through, register_interpreter
from tests.attack.judging import Judge
from tests.attack.world import GROWN, SMALL, World
from tests.conftest import ActorMaker
from tests.consent.ground import SIGNED
from tests.taking_out import without

STEPS = int(os.environ.get("SAFAR_ATTACK_STEPS", "20000"))
HALVES = (1, 2)
REACHED = ("permit", "departure", "seat", "child alone", "split", "merge", "advisory", "interpreter", "dies", "missing")


@pytest.mark.parametrize("seed", HALVES)
def test_no_forbidden_state_is_reached(
    seed: int, committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef,
    owner: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with assembled(actor, office_lisbon, office_tehran, owner) as cast:
        walk(cast, Walk(seed, STEPS // len(HALVES)))
        assert all(cast.reached[what] for what in REACHED), cast.reached
    with capsys.disabled():
        print(f"\nreached {dict(cast.reached)}; refused {dict(sorted(cast.refused.items()))}")


def a_child_goes_alone(world: World) -> None:
    """V9: no panel, no guardian, nobody who expects it."""
    talk(world, world.known[0], good=True)
    stand(world, world.known[0])
    world.sql(PERMIT, uuid4(), world.known[0].traveller, None, SIGNED)


def return_is_halted_first(world: World) -> None:
    """V18: halted before they declare."""
    advise(world, "halt", "BR", [], [])
    talk(world, world.known[0], good=True)
    stand(world, world.known[0])
    sign(world, world.known[0], good=True)


def a_child_interprets(world: World) -> None:
    """V21: through somebody who is not of age."""
    stand(world, world.known[0])
    declare_through(world, world.known[0], register_interpreter(world, of_age=False))


@pytest.mark.parametrize(
    ("rule", "born", "deed"),
    [("v9", SMALL[0], a_child_goes_alone), ("v18", GROWN[0], return_is_halted_first),
     ("v21", GROWN[0], a_child_interprets)],
)  # fmt: skip
def test_without_the_rule_the_judge_sees_it_broken(
    rule: str, born: date, deed: Callable[[World], None], committed: None, actor: ActorMaker,
    office_lisbon: OfficeRef, office_tehran: OfficeRef, owner: psycopg.Connection[Any],
) -> None:  # fmt: skip
    with assembled(actor, office_lisbon, office_tehran, owner) as cast:
        kept = World(cast, random.Random(1), [born])
        deed(kept)
        assert Judge(kept).look() == set(), "with the rule in place it is refused"
        assert cast.refused[rule], cast.refused
        kept.close()
        with without(owner, f"consent_{rule}"):
            world = World(cast, random.Random(2), [born])
            deed(world)
            assert rule in Judge(world).look(), world.log
