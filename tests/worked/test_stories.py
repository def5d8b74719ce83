"""Every worked case happens as it says: permits, holds, tasks, entitlements, and who sees what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from safar.accounts.types import OfficeRef
from safar.plumbing.refusals import Refused, database_refusals
from tests.conftest import ActorMaker
from tests.worked.reading import Event, read_story, stories
from tests.worked.verbs import load_all
from tests.worked.world import CHECKS, VERBS, World

load_all()


@pytest.fixture
def offices(
    organisation: OfficeRef,
    office_lisbon: OfficeRef,
    office_tehran: OfficeRef,
    office_kabul: OfficeRef,
    office_herat: OfficeRef,
) -> dict[str, OfficeRef]:
    """The offices by their codes."""
    return {o.code: o for o in (organisation, office_lisbon, office_tehran, office_kabul, office_herat)}


@pytest.mark.django_db
@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_the_story_happens_as_told(
    path: Path, offices: dict[str, OfficeRef], actor: ActorMaker, client: Client
) -> None:
    told = read_story(path)
    world = World(told, offices, actor, client)
    for number, event in enumerate(told.events, start=1):
        world.at = event.at or world.at
        try:
            _expect(world, event) if event.expect else _happen(world, event)
        except (AssertionError, Refused) as fault:
            raise AssertionError(f"{path.name}, event {number} ({event}): {fault}") from fault


def _happen(world: World, event: Event) -> None:
    assert event.does in VERBS, f"Nobody knows how to do “{event.does}”; known are {sorted(VERBS)}."
    refused, outcome = "", None
    try:
        with database_refusals():
            outcome = VERBS[event.does](world, event)
    except Refused as refusal:
        refused = refusal.code
    codes = [refused] if refused else _refusals(outcome)
    if event.refused:
        assert event.refused in codes, f"refused by {codes or 'nothing'}, not by {event.refused}"
    else:
        assert not codes, f"refused by {codes}"


def _refusals(outcome: Any) -> list[str]:
    """The codes of what stood in the way, where the answer is an outcome and no exception."""
    if getattr(outcome, "permit_id", "") is None:
        return [refusal.code for refusal in outcome.refusals]
    if hasattr(outcome, "outcomes"):
        return [str(reason) for one in outcome.refused for reason in one.reasons]
    return []


def _expect(world: World, event: Event) -> None:
    for called, expected in event.expect.items():
        assert called in CHECKS, f"Nobody knows how to expect “{called}”; known are {sorted(CHECKS)}."
        CHECKS[called](world, expected)
