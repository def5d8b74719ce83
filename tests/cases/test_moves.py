"""Moves: gates in words, compare-and-set, two people, and no stage of travelling without a departure."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, DECIDED, GROWN, LEAVES, OPENED, SIGNED, CaseStory, TehranStory, must, raw
from tests.conftest import ActorMaker

MOVE = (
    "INSERT INTO cases_move (id, enrolment_member_id, code, old_stage, new_stage, outcome, reason, moved_at)"
    " VALUES (%s, %s, %s, %s, %s, %s, '', now())"
)


def raw_move(story: CaseStory, code: str, old: str, new: str, member: UUID | None = None, outcome: str = "") -> None:
    """A move written by any code as the application role."""
    raw(story.by, MOVE, [uuid4(), member or story.standing[0], code, old, new, outcome])


def test_everyone_moves_and_it_is_written_who_when_and_from_where(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling"))
    rows = story.file().enrolments[0].rows
    assert [row.stage for row in rows] == ["counselling", "counselling"]
    assert sum(line.code == "move_begin_counselling" for line in story.file().history) == 2


def test_one_of_several_moves_alone(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling", enrolment_member_ids=[story.standing[1]]))
    assert [row.stage for row in story.file().enrolments[0].rows] == ["enquiry", "counselling"]


def test_who_cannot_move_is_told_every_reason_and_the_others_go(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling"))
    story.told(story.travellers[0])
    result = story.move("go_to_declaration", at=SIGNED)
    assert result.moved == (story.standing[0],)
    (refused,) = result.refused
    codes = {line.code for line in refused.blockers}
    assert codes == {"counselled", "information_given", "coercion_screen_clear"}
    assert all(reason and "%(" not in reason for reason in refused.reasons)


def test_a_role_that_may_not_make_a_move_does_not(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(NotAllowed):
        story.move("begin_counselling", by=story.ground.movement)


def test_a_member_elsewhere_is_not_moved(story: CaseStory) -> None:
    story.enrolled()
    result = story.move("go_to_declaration", enrolment_member_ids=story.standing)
    assert not result.moved
    assert "where the move begins" in result.refused[0].reasons[0]


def test_whoever_comes_second_is_refused(story: CaseStory) -> None:
    story.enrolled()
    raw_move(story, "begin_counselling", "enquiry", "counselling")
    with pytest.raises(DatabaseError, match="in the meantime"):
        raw_move(story, "begin_counselling", "enquiry", "counselling")


def test_a_move_the_programme_does_not_know_is_refused(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(DatabaseError, match="no such move"):
        raw_move(story, "begin_counselling", "enquiry", "departure")
    with pytest.raises(DatabaseError, match="no such move"):
        raw_move(story, "cancelled", "enquiry", "documents")
    with pytest.raises(DatabaseError, match="no such move"):
        raw_move(story, "reopened", "enquiry", "ticket")


def test_the_application_cannot_write_a_stage(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(story.by, "UPDATE cases_enrolmentmember SET stage = 'arrival', phase = 'travelling'")


def test_nobody_begins_in_the_middle(story: CaseStory) -> None:
    story.enrolled()
    raw(
        story.by,
        "INSERT INTO cases_member (id, case_id, person_id, role, position, joined_at, joined_reason, left_reason)"
        " VALUES (%s, %s, %s, 'accompanying_adult', 9, now(), '', '')",
        [new := uuid4(), story.case_id, story.person()],
    )
    with pytest.raises(DatabaseError, match="Nobody begins at that stage"):
        raw(
            story.by,
            "INSERT INTO cases_enrolmentmember (id, enrolment_id, member_id, stage, phase, entered_at, outcome)"
            " VALUES (%s, %s, %s, 'arrival', 'pre_departure', now(), '')",
            [uuid4(), story.enrolment_id, new],
        )


def test_nobody_stands_at_travelling_who_has_not_departed(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    must(story.move("ticket_issued", by=story.ground.movement, at=DECIDED))
    refused = story.move("leave", by=story.ground.movement, at=LEAVES)
    assert "departed_or_struck" in {line.code for line in refused.refused[0].blockers}
    with pytest.raises(DatabaseError, match="has not departed"):
        raw_move(story, "leave", "departure", "arrival")


@pytest.mark.parametrize("guard", ["cases_apply_move"])
def test_the_guard_is_what_refuses(story: CaseStory, owner: psycopg.Connection, guard: str) -> None:
    """With that one condition taken out of the trigger, travelling is reached without a departure."""
    body = owner.execute("SELECT pg_get_functiondef(%s::regproc)", [guard]).fetchone()
    assert body is not None
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    must(story.move("ticket_issued", by=story.ground.movement, at=DECIDED))
    try:
        owner.execute(body[0].replace("IN ('travelling', 'post_arrival')", "IN ('nowhere')"))
        raw_move(story, "leave", "departure", "arrival")
        assert story.file().enrolments[0].rows[0].stage == "arrival"
    finally:
        owner.execute(body[0])


def test_closing_without_travel_is_always_allowed(story: CaseStory) -> None:
    story.enrolled()
    must(story.move("close_before_travel", reason="thought again", outcome="withdrew"))
    assert story.file().enrolments[0].rows[0].stage == "closed"


def test_an_ending_names_its_outcome_and_reason(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(Refused, match="reason"):
        story.move("close_before_travel", outcome="withdrew")
    with pytest.raises(Refused, match="outcome"):
        story.move("close_before_travel", reason="thought again", outcome="vanished")


def test_nothing_moves_on_hold_but_closing(story: CaseStory) -> None:
    story.enrolled()
    with acting_as(story.by):
        services.put_on_hold(by=story.by, at=OPENED, case_id=story.case_id, reason="a visit to hospital")
    with pytest.raises(Refused, match="on hold"):
        story.move("begin_counselling")
    with pytest.raises(DatabaseError, match="on hold"):
        raw_move(story, "begin_counselling", "enquiry", "counselling")
    with acting_as(story.by):
        services.resume_case(by=story.by, at=OPENED, case_id=story.case_id)
    must(story.move("begin_counselling"))


def test_a_two_person_move_needs_somebody_else(
    tehran: TehranStory, actor: ActorMaker, office_tehran: OfficeRef, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN, GROWN])
    tehran.until_left()
    helper, manager = actor("reintegration_officer", office_kabul), actor("programme_manager", office_kabul)
    tehran.agree_to_transfer(office_kabul)
    with acting_as(tehran.by):
        services.offer_case(
            by=tehran.by, at=LEAVES, case_id=tehran.case_id, to_office_id=office_kabul.id, reason="arrival"
        )
    with acting_as(helper):
        services.accept_case(by=helper, at=LEAVES, case_id=tehran.case_id)
    tehran.arrive(helper)
    asked = tehran.move("begin_reintegration", by=helper, at=ARRIVED)
    assert asked.approval_id is not None
    assert not asked.moved
    with pytest.raises(NotAllowed), acting_as(helper):
        services.approve_move(by=helper, at=ARRIVED, approval_id=asked.approval_id)
    with pytest.raises(DatabaseError, match="second person"):
        raw(helper, MOVE, [uuid4(), tehran.standing[0], "begin_reintegration", "arrival", "reintegration", ""])
    answer = "UPDATE cases_approval SET answer = 'approved', answered_by_id = %s, answered_at = now() WHERE id = %s"
    with pytest.raises(DatabaseError, match="cases_approval_second_person"):
        raw(helper, answer, [manager.user_id, asked.approval_id])
    with acting_as(manager):
        must(services.approve_move(by=manager, at=ARRIVED, approval_id=asked.approval_id))
    with pytest.raises(Refused, match="already"), acting_as(manager):
        services.refuse_move(by=manager, at=ARRIVED, approval_id=asked.approval_id, reason="late")


def test_a_move_is_never_rewritten(story: CaseStory) -> None:
    story.enrolled()
    must(story.move("begin_counselling"))
    for statement in ("UPDATE cases_move SET reason = 'x'", "DELETE FROM cases_move"):
        with pytest.raises(DatabaseError, match="permission denied"):
            raw(story.by, statement)
