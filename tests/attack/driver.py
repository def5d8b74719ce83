"""Drives world after world: so many deeds in each, a look after every one, and the whole log where a rule is broken."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.attack import changing, deeds, hard, mishaps
from tests.attack.cast import Cast
from tests.attack.judging import Judge
from tests.attack.progress import progress
from tests.attack.world import World

STEPS_EACH = 100
PARTS = (deeds, mishaps, hard, changing)


class Broken(AssertionError):
    """A forbidden state was reached; the message is the world's whole story."""


@dataclass(frozen=True)
class Walk:
    """Where to begin and how far to go: `seed` and the number of the first world make any world again."""

    seed: int
    steps: int
    first: int = 0


def walk(cast: Cast, wanted: Walk, tell: Callable[[int, int], None] | None = None) -> None:
    """Take the steps; raises Broken with the log of the world where a rule did not hold."""
    acts = [act for _, act in deeds.DEEDS]
    weights = [weight for weight, _ in deeds.DEEDS]
    number, taken = wanted.first, 0
    while taken < wanted.steps:
        rng = random.Random(f"{wanted.seed}/{number}")
        world = World(cast, rng)
        judge = Judge(world)
        for _ in range(min(STEPS_EACH, wanted.steps - taken)):
            act = progress if rng.random() > world.mischief else rng.choices(acts, weights)[0]
            world.note(f"-- {act.__name__}")
            act(world)
            broken = judge.look()
            taken += 1
            if broken:
                told = "\n".join(world.log)
                raise Broken(f"World {wanted.seed}/{number} breaks {sorted(broken)}:\n{told}")
        world.close()
        number += 1
        if tell:
            tell(number, taken)
