"""What holds for several members is said once, and never for somebody for whom it does not hold."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from safar.cases.types import ClearWith, GateLine, PromiseLine
from safar.cases.web.grouping import blockers_told_once, promises_told_once

CASE = uuid4()


def blocker(name: str, **more: object) -> GateLine:
    """An arrival that is not confirmed."""
    line = GateLine(
        code="arrival_recorded", state="waits", sentence=f"The arrival of {name} is not confirmed.", why="Call.",
        members=(name,), since=None, due=None, clear_with=ClearWith("cases:arrival", "Record the arrival", CASE),
    )  # fmt: skip
    return replace(line, **more)  # type: ignore[arg-type]


def promise(name: str, **more: object) -> PromiseLine:
    """Travel promised to somebody."""
    line = PromiseLine(
        id=uuid4(), line="travel", name="Travel home", for_whom=name, kind="kind", amount=None, currency="",
        due="departed", due_on=None, tied_to_return=True, approved_amount=None, approval_reference="", state="planned",
        handed_over_on=None, receipt="", reason="", source="",
    )  # fmt: skip
    return replace(line, **more)  # type: ignore[arg-type]


def test_the_same_blocker_of_two_is_one_with_both_names() -> None:
    told = blockers_told_once([blocker("Rita"), blocker("Paulo")])
    assert len(told) == 1
    assert told[0].members == ("Rita", "Paulo")
    assert "arrival of the person has been recorded" in told[0].sentence


def test_a_single_blocker_keeps_its_own_sentence() -> None:
    assert blockers_told_once([blocker("Rita")])[0].sentence == "The arrival of Rita is not confirmed."


@pytest.mark.parametrize(
    "differs",
    [
        {"state": "held"},
        {"why": "Another reason."},
        {"clear_with": ClearWith("cases:arrival", "Record the arrival", uuid4())},
    ],
)
def test_blockers_that_differ_stay_apart(differs: dict[str, object]) -> None:
    assert len(blockers_told_once([blocker("Rita"), blocker("Paulo", **differs)])) == 2


def test_promises_alike_are_told_once_and_the_urgent_come_first() -> None:
    told = promises_told_once([promise("Rita"), promise("Paulo"), promise("Bia", state="amount_missing")])
    assert [group.names for group in told] == [("Bia",), ("Rita", "Paulo")]


def test_promises_of_different_amounts_stay_apart() -> None:
    assert len(promises_told_once([promise("Rita", amount=5000), promise("Paulo", amount=7000)])) == 2
