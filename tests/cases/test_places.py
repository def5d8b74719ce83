"""Places are counted over all offices, never oversold, and given back to those who wait, in order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.plumbing.scope import acting_as
from tests.cases.ground import GROWN, OPENED, SMALL, CaseStory, TehranStory, lay_case_ground, must, raw
from tests.conftest import ActorMaker


def limit(owner: psycopg.Connection, story: CaseStory, places: int) -> None:
    """Shrink the programme to a few places, on a copy of its version, so that a test need not fill sixty."""
    story.ground = _with_version(story, _copy(owner, story.ground.version_id, places))


def _copy(owner: psycopg.Connection, version_id: UUID, places: int) -> UUID:
    fresh = uuid4()
    owner.execute(
        "INSERT INTO programmes_programmeversion (id, code, version, hash, body, published_at, published_by_id)"
        " SELECT %s, code, version + 1, hash, jsonb_set(jsonb_set(body, '{places,count}', %s::text::jsonb),"
        " '{version}', (version + 1)::text::jsonb), published_at, published_by_id"
        " FROM programmes_programmeversion WHERE id = %s",
        [fresh, places, version_id],
    )
    return fresh


def _with_version(story: CaseStory, version_id: UUID) -> Any:
    return replace(story.ground, version_id=version_id)


def places_of(owner: psycopg.Connection) -> int:
    """How many places are held in all, as the owner sees it."""
    row = owner.execute("SELECT coalesce(sum(places), 0) FROM cases_enrolment").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def few(
    committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef, owner: psycopg.Connection
) -> Iterator[CaseStory]:
    """A programme of three places for persons, with real commits."""
    story = CaseStory(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))
    limit(owner, story, 3)
    yield story
    owner.execute("TRUNCATE cases_case CASCADE")
    owner.execute("TRUNCATE consent_journey CASCADE")
    owner.execute("DELETE FROM programmes_programmeversion")


def test_persons_take_a_place_each_and_then_wait_in_order(few: CaseStory) -> None:
    few.enrolled([GROWN, GROWN])
    assert few.waiting_position is None
    second, third = CaseStory(few.ground), CaseStory(few.ground)
    second.enrolled([GROWN, GROWN])
    third.enrolled([GROWN])
    assert (second.waiting_position, third.waiting_position) == (1, 2)
    line = second.file(at=OPENED).enrolments[0].waiting
    assert line is not None
    assert (line.position, line.waiting, line.limit, line.unit) == (1, 2, 3, "person")
    with acting_as(few.ground.manager):
        left = {one.programme_code: one for one in queries.places_left(by=few.ground.manager)}["arvore-vi"]
    assert (left.taken, left.waiting, left.left) == (2, 2, 1)


def test_an_earlier_stated_day_steps_in_front_of_nobody(few: CaseStory) -> None:
    few.enrolled([GROWN, GROWN, GROWN])
    second, third = CaseStory(few.ground), CaseStory(few.ground)
    second.enrolled([GROWN])
    third.case_id = third.open()
    with acting_as(few.by):
        made = services.enrol(
            by=few.by, at=OPENED - timedelta(days=30), case_id=third.case_id,
            programme_version_id=few.ground.version_id, facts={},
        )  # fmt: skip
    assert made.waiting_position == 2


def test_a_place_given_back_goes_to_the_next_who_is_told(few: CaseStory) -> None:
    few.enrolled([GROWN, GROWN])
    second = CaseStory(few.ground)
    second.enrolled([GROWN, GROWN])
    must(few.move("close_before_travel", reason="thought again", outcome="withdrew"))
    file = second.file(at=OPENED)
    assert file.enrolments[0].waiting is None
    assert "place_came_free" in {task.code for task in file.tasks}


def test_one_of_a_family_giving_up_gives_one_place_back(few: CaseStory, owner: psycopg.Connection) -> None:
    few.enrolled([GROWN, GROWN, SMALL])
    must(few.move("close_before_travel", enrolment_member_ids=[few.standing[1]], reason="stays", outcome="withdrew"))
    assert places_of(owner) == 2


def test_a_family_counts_once_where_families_are_counted(tehran: TehranStory) -> None:
    tehran.enrolled([GROWN, GROWN, SMALL])
    with acting_as(tehran.ground.manager):
        left = {one.programme_code: one for one in queries.places_left(by=tehran.ground.manager)}["avrr-aria"]
    assert (left.unit, left.taken, left.limit) == ("family", 1, 40)


def test_the_application_cannot_give_itself_places(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(story.by, "UPDATE cases_enrolment SET places = 5")
    other = story.open()
    raw(
        story.by,
        "INSERT INTO cases_enrolment (id, case_id, programme_version_id, programme_code, enrolled_at, places, facts)"
        " VALUES (%s, %s, %s, 'another', now(), 9, '{}')",
        [fresh := uuid4(), other, story.ground.version_id],
    )
    from safar.cases.models import Enrolment

    with acting_as(story.by):
        row = Enrolment.objects.get(id=fresh)
    assert (row.places, row.programme_code) == (0, "arvore-vi")


def test_two_at_once_never_get_the_last_place_twice(few: CaseStory, owner: psycopg.Connection) -> None:
    few.enrolled([GROWN, GROWN])
    stories = [CaseStory(few.ground) for _ in range(3)]
    cases = [story.open([GROWN]) for story in stories]
    together = threading.Barrier(len(cases))

    def enrol(case_id: UUID) -> None:
        from django.db import connection

        try:
            together.wait()
            with acting_as(few.by):
                services.enrol(
                    by=few.by, at=OPENED, case_id=case_id, programme_version_id=few.ground.version_id, facts={}
                )
        finally:
            connection.close()

    threads = [threading.Thread(target=enrol, args=[case_id]) for case_id in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert places_of(owner) == 3


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["enrol", "leave"]), st.integers(1, 3)), min_size=2, max_size=6))
def test_however_families_come_and_go_no_place_is_sold_twice(
    few: CaseStory, owner: psycopg.Connection, steps: list[tuple[str, int]]
) -> None:
    owner.execute("TRUNCATE cases_case CASCADE")
    here: list[CaseStory] = []
    for number, (what, n) in enumerate(steps):
        if what == "enrol":
            story = CaseStory(few.ground)
            story.enrolled([GROWN] * n)
            here.append(story)
        elif here:
            gone = here.pop(n % len(here))
            at = OPENED + timedelta(minutes=number)
            must(gone.move("close_before_travel", at=at, reason="stays", outcome="withdrew"))
        held = places_of(owner)
        assert held <= 3
        waiting = owner.execute(
            "SELECT cases_places_needed(id) FROM cases_enrolment WHERE waiting_since IS NOT NULL"
            " ORDER BY waiting_since, recorded_at, id LIMIT 1"
        ).fetchone()
        if waiting is not None:
            assert held + waiting[0] > 3, "the first in line fits and still waits"
