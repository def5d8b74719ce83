"""Tasks: some arise by themselves in the database, each date explains itself, and each is done once."""

from __future__ import annotations

from datetime import UTC, timedelta
from uuid import uuid4

import pytest

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import ForWhom, TaskAsked, TaskLine, WorklistFilters
from safar.consent import services as consent_services
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, GROWN, LATER, LEAVES, OPENED, SIGNED, CaseStory, TehranStory, must, raw
from tests.conftest import ActorMaker


def open_tasks(story: CaseStory) -> dict[str, TaskLine]:
    """The open tasks of the story's case by code."""
    return {task.code: task for task in story.file().tasks if task.done_at is None}


def test_v4_a_message_from_somebody_else_makes_a_task_for_the_next_day(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    with acting_as(story.by):
        consent_services.message_from_other(
            by=story.by, at=DECIDED, traveller_id=story.travellers[0], said_by="his brother", channel="telephone"
        )
    task = open_tasks(story)["reach_person_alone"]
    assert task.due_at == DECIDED + timedelta(hours=24)
    assert "24" in task.why_due


def test_v4_raw_sql_makes_the_same_task(story: CaseStory) -> None:
    story.enrolled()
    raw(
        story.by,
        "INSERT INTO consent_hold (id, traveller_id, kind, raised_at, recorded_at, reason)"
        " VALUES (%s, %s, 'message_from_other', %s, now(), '')",
        [uuid4(), story.travellers[0], DECIDED],
    )
    assert "reach_person_alone" in open_tasks(story)


def test_v6_a_red_screen_is_a_task_of_protection(story: CaseStory) -> None:
    from safar.consent.types import ScreenAnswers

    story.enrolled()
    story.talk(story.travellers[0], person={"screen": ScreenAnswers(threat=True)})
    task = open_tasks(story)["protection_talk"]
    assert (task.for_whom, task.owner) == ("protection", "protection_officer")
    protection = story.ground.protection
    with acting_as(protection):
        mine = queries.waiting(by=protection, at=LATER, filters=WorklistFilters(mine=True))
    assert [row.sentence for row in mine] == [task.sentence]


def test_v4_each_other_adult_is_asked_alone_when_one_withdraws(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.declare_all()
    story.withdraw(story.travellers[0], DECIDED)
    asked = [task.member for task in story.file().tasks if task.code == "ask_again_alone"]
    assert asked == [story.file().people[1].name]


def test_v4_nobody_outside_is_told_of_what_never_was(story: CaseStory) -> None:
    story.enrolled()
    story.withdraw(story.travellers[0], DECIDED)
    assert open_tasks(story) == {} or "tell_carrier" not in open_tasks(story)


def test_v17_a_failed_journey_after_a_step_that_cannot_be_undone(tehran: TehranStory) -> None:
    tehran.enrolled([GROWN, GROWN])
    tehran.until_ticket()
    tehran.itinerary()
    traveller = tehran.travellers[0]
    tehran.ask(traveller, "before", LEAVES - timedelta(hours=30))
    assert tehran.ground.steps, "the programme names steps that cannot be undone"
    with acting_as(tehran.by):
        consent_services.complete_step(
            by=tehran.by, at=LEAVES - timedelta(hours=20), traveller_id=traveller, code=tehran.ground.steps[0],
            done_at=LEAVES - timedelta(hours=20),
        )  # fmt: skip
    tehran.withdraw(traveller, LEAVES - timedelta(hours=10))
    found = open_tasks(tehran)
    assert {"protect_after_failed_step", "statement_for_authority"} <= set(found)
    assert found["statement_for_authority"].for_whom == "authority"


def test_v4_i_will_not_go_on(story: CaseStory) -> None:
    story.enrolled()
    story.until_left()
    with acting_as(story.by):
        consent_services.stop_journey(
            by=story.by, at=LEAVES + timedelta(hours=3), traveller_id=story.travellers[0],
            said_at=LEAVES + timedelta(hours=3), place="Frankfurt",
        )  # fmt: skip
    assert "meet_who_stopped" in open_tasks(story)


def test_a_deadline_says_when_it_began_what_is_given_and_what_is_left(story: CaseStory) -> None:
    story.enrolled()
    story.passports()
    must(story.move("begin_counselling"))
    story.declare_all()
    must(story.move("go_to_declaration", at=SIGNED))
    must(story.move("ask_for_decision", at=SIGNED))
    task = next(task for task in story.file(at=SIGNED).tasks if task.code == "deadline")
    assert (task.sentence, task.for_whom) == ("Decision on the application", "authority")
    # Ten working days in Portugal from Wednesday 4 May 2016.
    assert task.due_at is not None
    assert task.due_at.astimezone(UTC).date().isoformat() == "2016-05-18"
    assert "10 working days" in task.why_due
    assert "4 May" in task.why_due
    assert "10 left" in task.why_due or "10" in task.why_due
    assert not task.overdue
    assert next(one for one in story.file(at=LATER).tasks if one.id == task.id).overdue
    story.approve()
    assert all(one.done_at for one in story.file(at=LATER).tasks if one.id == task.id)


def test_a_task_is_done_once_with_what_came_of_it(story: CaseStory) -> None:
    story.enrolled()
    by = story.by
    with acting_as(by):
        task_id = services.add_task(
            by=by, at=OPENED, case_id=story.case_id,
            asked=TaskAsked("ask_partner", ForWhom.PARTNER, {"what": "a bed for the night"}, due_at=DECIDED),
        )  # fmt: skip
        services.chase_task(by=by, at=SIGNED, task_id=task_id, channel="phone", note="tomorrow")
    (line,) = [one for one in story.file().tasks if one.id == task_id]
    assert line.sentence == "Ask a partner: a bed for the night."
    assert (line.chased, line.last_chased_on) == (1, SIGNED.date())
    with acting_as(by):
        with pytest.raises(Refused, match="what came of it"):
            services.complete_task(by=by, at=DECIDED, task_id=task_id, outcome=" ")
        services.complete_task(by=by, at=DECIDED, task_id=task_id, outcome="They have one.")
        with pytest.raises(Refused, match="done already"):
            services.complete_task(by=by, at=DECIDED, task_id=task_id, outcome="Again.")


def test_a_task_nobody_has_words_for_is_not_added(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(Refused, match="no kind of task"), acting_as(story.by):
        services.add_task(by=story.by, at=OPENED, case_id=story.case_id, asked=TaskAsked("sing", ForWhom.ME))


def test_a_period_ended_by_hand_ends_one_and_starts_the_next(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    story.until_left()
    helper = actor("reintegration_officer", office_lisbon)
    story.arrive(helper)
    follow = [task for task in story.file().tasks if task.done_at is None and task.sentence.startswith("Follow-up")]
    assert len(follow) > 1
    with acting_as(helper):
        services.complete_task(by=helper, at=LATER, task_id=follow[0].id, outcome="Visited; all well.")
    still = {task.id for task in story.file().tasks if task.done_at is None}
    assert {task.id for task in follow[1:]} <= still
    assert follow[0].id not in still


def test_closing_ends_tasks_but_not_those_that_protect(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    story.until_ticket()
    story.withdraw(story.travellers[0], LATER)
    with acting_as(story.by):
        services.cancel_case(by=story.by, at=LATER, case_id=story.case_id, outcome="withdrew", reason="thought again")
    left = open_tasks(story)
    assert {"tell_carrier", "tell_receiver", "tell_authority", "stop_cash"} == set(left)
    with acting_as(story.by):
        services.complete_task(by=story.by, at=LATER, task_id=left["tell_carrier"].id, outcome="Told, refund asked.")


def test_a_reopened_case_stands_where_it_stood(story: CaseStory) -> None:
    story.enrolled()
    must(story.move("begin_counselling"))
    with acting_as(story.by):
        services.cancel_case(by=story.by, at=SIGNED, case_id=story.case_id, outcome="withdrew", reason="thought again")
        with pytest.raises(Refused, match="closed"):
            services.add_note(by=story.by, at=SIGNED, case_id=story.case_id, body="late")
        services.reopen_case(by=story.by, at=DECIDED, case_id=story.case_id, reason="asked again")
    file = story.file()
    assert (file.status, file.closure_reason) == ("open", "")
    assert file.enrolments[0].rows[0].stage == "counselling"
