"""The engine's decisions as plain functions."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.accounts.types import OfficeRef
from safar.cases.gates import case_gates
from safar.cases.rules import content_kind, least_advanced, median_days, way_states
from safar.plumbing.scope import acting_as
from tests.cases.ground import CaseStory, lay_case_ground
from tests.conftest import ActorMaker

STAGES = ["enquiry", "counselling", "declaration", "arrival", "closed"]


@given(st.integers(0, 4), st.sets(st.sampled_from(STAGES)), st.booleans())
def test_the_way_has_one_place_to_stand_and_nothing_walked_ahead(here: int, visited: set[str], held: bool) -> None:
    states = way_states(STAGES, STAGES[here], frozenset(visited | {STAGES[here]}), False, held)
    assert len(states) == len(STAGES)
    assert states[here] == ("held" if held else "here")
    assert set(states[:here]) <= {"done"}
    assert set(states[here + 1 :]) <= {"ahead"}


def test_a_way_closed_early_is_stopped_and_keeps_what_was_walked() -> None:
    states = way_states(STAGES, "closed", frozenset({"enquiry", "counselling", "closed"}), True, False)
    assert states == ["done", "done", "ahead", "ahead", "stopped"]


def test_a_way_walked_to_its_end_is_done() -> None:
    assert way_states(STAGES, "closed", frozenset(STAGES), True, False) == ["done"] * 5


@given(st.lists(st.sampled_from(STAGES)))
def test_the_least_advanced_is_before_everybody(standing: list[str]) -> None:
    found = least_advanced(STAGES, standing)
    assert all(STAGES.index(found) <= STAGES.index(stage) for stage in standing)


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_half_have_waited_no_longer_than_the_median(days: list[int]) -> None:
    middle = median_days(days)
    assert sum(day <= middle + 1 for day in days) * 2 >= len(days)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.4", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"),
     (b"<svg onload=x>", None), (b"MZ", None), (b"", None)],
)  # fmt: skip
def test_a_file_is_what_its_first_bytes_say(content: bytes, kind: str | None) -> None:
    assert content_kind(content) == kind


def test_of_two_who_move_the_same_member_at_once_one_is_told(
    committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef, owner: psycopg.Connection
) -> None:
    """Compare-and-set on two connections: exactly one event is written."""
    story = CaseStory(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))
    story.enrolled()
    together = threading.Barrier(2)
    refused: list[str] = []

    def go() -> None:
        from django.db import DatabaseError, connection

        try:
            together.wait()
            with acting_as(story.by), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO cases_move (id, enrolment_member_id, code, old_stage, new_stage, outcome, reason,"
                    " moved_at) VALUES (%s, %s, 'begin_counselling', 'enquiry', 'counselling', '', '', now())",
                    [uuid4(), story.standing[0]],
                )
        except DatabaseError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert "in the meantime" in refused[0]
    row = owner.execute("SELECT count(*) FROM cases_move").fetchone()
    assert row == (1,)


@pytest.mark.parametrize(
    ("open_amounts", "said"), [(1, "1 amount of Rita is not approved."), (2, "2 amounts of Rita are not approved.")]
)
def test_one_amount_is_not_several(open_amounts: int, said: str) -> None:
    due = SimpleNamespace(
        enrolment_member_id=None,
        needs_approval=True,
        standing="due",
        promises=SimpleNamespace(all=list),
        explained_at=None,
    )
    evidence = SimpleNamespace(dues={1: [due] * open_amounts})
    context = SimpleNamespace(enrolment_id=1, enrolment_member_id=2, case_id=uuid4(), name="Rita")
    assert case_gates._approved(cast(Any, evidence), cast(Any, context)).sentence == said
