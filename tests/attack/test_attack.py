"""Twenty thousand steps by services and bare SQL, in two halves side by side: no forbidden state is reached."""

from __future__ import annotations

import os
from typing import Any

import psycopg
import pytest

from safar.accounts.types import OfficeRef
from tests.attack.cast import assembled
from tests.attack.driver import Walk, walk
from tests.conftest import ActorMaker

STEPS = int(os.environ.get("SAFAR_ATTACK_STEPS", "20000"))
HALVES = (1, 2)


@pytest.mark.parametrize("seed", HALVES)
def test_no_forbidden_state_is_reached(
    seed: int, committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef,
    owner: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with assembled(actor, office_lisbon, office_tehran, owner) as cast:
        walk(cast, Walk(seed, STEPS // len(HALVES)))
        assert all(cast.reached[what] for what in ("permit", "departure", "seat")), cast.reached
    with capsys.disabled():
        print(f"\nreached {dict(cast.reached)}; refused {dict(sorted(cast.refused.items()))}")
