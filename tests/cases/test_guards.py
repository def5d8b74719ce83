"""Each guard of the database is what refuses: with it taken out, the forbidden thing is possible and so is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from django.db.utils import DatabaseError

from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.plumbing.scope import acting_as
from tests.cases.ground import GROWN, LEAVES, OPENED, CaseStory, must, raw

OFF = "BEGIN RETURN NEW; END"
MOVE = (
    "INSERT INTO cases_move (id, enrolment_member_id, code, old_stage, new_stage, outcome, reason, moved_at)"
    " VALUES (%s, %s, %s, %s, %s, '', '', now())"
)


@contextmanager
def taken_out(owner: psycopg.Connection, function: str, old: str = "", new: str = "") -> Iterator[None]:
    """The function with one condition replaced, or (without one) doing nothing at all."""
    row = owner.execute("SELECT pg_get_functiondef(%s::regproc), prosrc FROM pg_proc WHERE proname = %s",
                        [function, function]).fetchone()  # fmt: skip
    assert row is not None
    definition, source = row
    assert not old or old in definition
    try:
        owner.execute(definition.replace(old, new) if old else definition.replace(source, OFF))
        yield
    finally:
        owner.execute(definition)


def move(story: CaseStory, code: str, old: str, new: str) -> None:
    """A move by raw SQL."""
    raw(story.by, MOVE, [uuid4(), story.standing[0], code, old, new])


def move_twice(story: CaseStory) -> None:
    """The same move made again from where the member no longer stands."""
    move(story, "begin_counselling", "enquiry", "counselling")
    move(story, "begin_counselling", "enquiry", "counselling")


def move_on_hold(story: CaseStory) -> None:
    """A move of a case that waits."""
    with acting_as(story.by):
        services.put_on_hold(by=story.by, at=OPENED, case_id=story.case_id, reason="ill")
    move(story, "begin_counselling", "enquiry", "counselling")


def close_the_reported_dead(story: CaseStory) -> None:
    """Ending the way of somebody whose death is only reported (V20)."""
    with acting_as(story.by):
        services.death_in_case(by=story.by, at=OPENED, member_id=story.member_ids[0], source="a neighbour")
    move(story, "cancelled", "enquiry", "closed")


def ask_a_consulate(story: CaseStory) -> None:
    """A request to a consulate that nobody wished for (D7a)."""
    application = story.passport_application()
    raw(
        story.by,
        'INSERT INTO cases_traveldocumentstep (id, application_id, step, "on", note, recorded_at)'
        " VALUES (%s, %s, 'consular_request', '2016-05-02', '', now())",
        [uuid4(), application],
    )


def take_a_case_over(story: CaseStory) -> None:
    """An office that keeps a case and pretends that another sent it."""
    raw(
        story.by,
        "UPDATE cases_case SET sent_from_id = (SELECT id FROM accounts_office WHERE code = 'THR') WHERE id = %s",
        [story.case_id],
    )


def put_in_a_stranger(story: CaseStory) -> None:
    """Somebody of another office's file is put into a case, to be seen by it."""
    stranger = story.ground.stranger
    other = uuid4()
    raw(
        stranger,
        "INSERT INTO cases_case (id, reference, office_id, alias, status, status_reason, began, host_country,"
        " return_country, return_place, opened_at, closure_reason)"
        " VALUES (%s, %s, %s, '', 'open', '', 'before_travel', 'IR', 'AF', '', now(), '')",
        [other, str(other), stranger.office_id],
    )
    raw(
        stranger,
        "INSERT INTO cases_member (id, case_id, person_id, role, position, joined_at, joined_reason, left_reason)"
        " VALUES (%s, %s, %s, 'main', 0, now(), '', '')",
        [uuid4(), other, story.people[0]],
    )


def enrol_with_places(story: CaseStory) -> None:
    """An enrolment that brings its own places."""
    fresh = uuid4()
    raw(
        story.by,
        "INSERT INTO cases_enrolment (id, case_id, programme_version_id, programme_code, enrolled_at, places, facts)"
        " VALUES (%s, %s, %s, 'another', now(), 9, '{}')",
        [fresh, story.open(), story.ground.version_id],
    )
    if not raw(story.by, "SELECT 1 FROM cases_enrolment WHERE id = %s AND places = 9", [fresh]):
        raise DatabaseError("it holds nothing")


def begin_at_the_end(story: CaseStory) -> None:
    """A member who begins in the middle."""
    new = uuid4()
    raw(
        story.by,
        "INSERT INTO cases_member (id, case_id, person_id, role, position, joined_at, joined_reason, left_reason)"
        " VALUES (%s, %s, %s, 'accompanying_adult', 9, now(), '', '')",
        [new, story.case_id, story.person()],
    )
    raw(
        story.by,
        "INSERT INTO cases_enrolmentmember (id, enrolment_id, member_id, stage, phase, entered_at, outcome)"
        " VALUES (%s, %s, %s, 'reintegration', 'post_arrival', now(), '')",
        [uuid4(), story.enrolment_id, new],
    )


GUARDS: dict[str, tuple[Callable[[CaseStory], None], str, str, str]] = {
    "compare and set": (move_twice, "cases_apply_move", " AND stage = NEW.old_stage", ""),
    "nothing moves on hold": (move_on_hold, "cases_apply_move", "stand.status <> 'open'", "false"),
    "V20 closes nothing": (close_the_reported_dead, "cases_apply_move", "r.traveller_id = stand.traveller_id", "false"),
    "D7a written wish": (ask_a_consulate, "cases_guard_paper_step", "", ""),
    "the sender is who sent": (take_a_case_over, "cases_guard_case", "", ""),
    "people who may be seen": (put_in_a_stranger, "cases_guard_member", "", ""),
    "places are taken": (enrol_with_places, "cases_enrol_empty", "", ""),
    "entry stages": (begin_at_the_end, "cases_begin", "", ""),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_the_forbidden_is_refused_and_possible_only_without_its_guard(
    story: CaseStory, owner: psycopg.Connection, office_tehran: OfficeRef, guard: str
) -> None:
    act, function, old, new = GUARDS[guard]
    story.enrolled([GROWN, GROWN])
    with pytest.raises(DatabaseError):
        act(story)
    fresh = CaseStory(story.ground)
    fresh.enrolled([GROWN, GROWN])
    with taken_out(owner, function, old, new):
        act(fresh)


def test_a_withdrawal_makes_no_task_without_its_trigger(story: CaseStory, owner: psycopg.Connection) -> None:
    story.enrolled()
    story.declare_all()
    with taken_out(owner, "cases_on_withdrawal"):
        story.withdraw(story.travellers[0], LEAVES)
    assert "tell_carrier" not in {task.code for task in story.file().tasks}


def test_two_take_the_last_place_without_the_queue(story: CaseStory, owner: psycopg.Connection) -> None:
    """Without the count of what is taken a family gets places that are not there."""
    limit = "taken - mine.places + needed <= rule.places"
    with taken_out(owner, "cases_take_places", limit, "true"):
        for _number in range(2):
            CaseStory(story.ground).enrolled([GROWN] * 40)
    with acting_as(story.by):
        from safar.cases import queries

        left = {one.programme_code: one for one in queries.places_left(by=story.by)}["arvore-vi"]
    assert left.taken == 80
    assert left.limit == 60


def test_with_every_guard_in_place_the_ordinary_goes_on(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling"))
