"""Who may do what with a case: right role and person, another office, another role, nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import (
    AppointmentAsked,
    ContactOutcome,
    DecisionAnswer,
    DecisionGiven,
    DecisionKind,
    ForWhom,
    MemberAsked,
    MemberRole,
    Purpose,
    TaskAsked,
    WorklistFilters,
)
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import NOBODY, Actor
from tests.cases.ground import OPENED, CaseStory, raw
from tests.conftest import ActorMaker

APPOINTMENT = AppointmentAsked(OPENED, 45, Purpose.FIRST, "pt", "office")
APPROVED = DecisionGiven(DecisionKind.OURS, DecisionAnswer.APPROVED, OPENED.date(), "Committee")
Act = Callable[[CaseStory, Actor], Any]


def on_case(service: Callable[..., Any], **asked: Any) -> Act:
    """A service on the story's case."""
    return lambda story, by: service(by=by, at=OPENED, case_id=story.case_id, **asked)


def on_enrolment(service: Callable[..., Any], **asked: Any) -> Act:
    """A service on the story's enrolment."""
    return lambda story, by: service(by=by, at=OPENED, enrolment_id=story.enrolment_id, **asked)


ACTS: dict[str, tuple[Act, str, str]] = {
    # what is done: the call, a role that may, a role that may not
    "move": (on_enrolment(services.move_members, move="begin_counselling"), "counsellor", "data_protection_officer"),
    "decide": (on_enrolment(services.decide, decision=APPROVED), "programme_manager", "counsellor"),
    "check": (on_enrolment(services.check_eligibility, facts={"has_means": True}), "counsellor", "movement_officer"),
    "hold": (on_case(services.put_on_hold, reason="ill"), "counsellor", "movement_officer"),
    "cancel": (on_case(services.cancel_case, outcome="withdrew", reason="stays"), "counsellor", "protection_officer"),
    "book": (on_case(services.book_appointment, asked=APPOINTMENT), "counsellor", "data_protection_officer"),
    "note": (on_case(services.add_note, body="Called."), "reintegration_officer", "data_protection_officer"),
    "protection_note": (on_case(services.add_protection_note, body="Afraid."), "protection_officer", "counsellor"),
    "contact": (
        on_case(services.record_contact_attempt, channel="phone", outcome=ContactOutcome.NO_ANSWER),
        "movement_officer",
        "data_protection_officer",
    ),
    "task": (on_case(services.add_task, asked=TaskAsked("call", ForWhom.ME)), "counsellor", "administrator"),
    "take_over": (on_case(services.take_over), "protection_officer", "data_protection_officer"),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_right_role_in_the_right_office_may(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef, act: str
) -> None:
    do, role, _other = ACTS[act]
    story.enrolled()
    by = actor(role, office_lisbon)
    with acting_as(by):
        do(story, by)


@pytest.mark.parametrize("act", ACTS)
def test_for_another_office_there_is_no_such_case(
    story: CaseStory, actor: ActorMaker, office_tehran: OfficeRef, act: str
) -> None:
    do, role, _other = ACTS[act]
    story.enrolled()
    by = actor(role, office_tehran)
    with pytest.raises(Refused, match="There is no such"), acting_as(by):
        do(story, by)


@pytest.mark.parametrize("act", ACTS)
def test_another_role_may_not(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef, act: str) -> None:
    do, _role, other = ACTS[act]
    story.enrolled()
    by = actor(other, office_lisbon)
    with pytest.raises(NotAllowed), acting_as(by):
        do(story, by)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_may_not(story: CaseStory, act: str) -> None:
    story.enrolled()
    with pytest.raises(NotAllowed), acting_as(NOBODY):
        ACTS[act][0](story, NOBODY)


def test_what_another_office_sees_is_what_does_not_exist(story: CaseStory) -> None:
    story.enrolled()
    stranger = story.ground.stranger
    with acting_as(stranger):
        assert queries.case_file(by=stranger, case_id=story.case_id, at=OPENED) is None
        assert queries.case_history(by=stranger, case_id=story.case_id) == ()
        assert queries.worklist(by=stranger, at=OPENED) == []
        assert queries.waiting(by=stranger, at=OPENED) == []
        assert queries.cases_of_persons(story.people, OPENED) == {}
        assert queries.case_of_journeys([story.journey_of(story.travellers[0])]) == {}


def test_a_reference_is_found_by_its_own_office_alone(story: CaseStory) -> None:
    story.enrolled()
    reference = story.file().reference
    with acting_as(story.by):
        assert queries.case_by_reference(reference.lower().replace("-", " ")) == story.case_id
        (row,) = queries.worklist(by=story.by, at=OPENED, filters=WorklistFilters(text=reference))
    assert row.case_id == story.case_id
    with acting_as(story.ground.stranger):
        assert queries.case_by_reference(reference) is None


def test_nobody_is_put_into_a_case_by_somebody_who_may_not_see_them(story: CaseStory) -> None:
    story.enrolled()
    stranger = story.ground.stranger
    members = [MemberAsked(story.people[0], MemberRole.MAIN)]
    with pytest.raises(Refused, match="There is no such person"), acting_as(stranger):
        services.open_case(by=stranger, at=OPENED, members=members, host_country="IR", return_country="AF")


def test_protection_notes_are_read_by_protection_officers_alone(story: CaseStory) -> None:
    story.enrolled()
    protection = story.ground.protection
    with acting_as(protection):
        services.add_protection_note(by=protection, at=OPENED, case_id=story.case_id, body="Afraid of an uncle.")
    assert [note.kind for note in story.file(protection).notes] == ["protection"]
    assert story.file().notes == ()
    assert story.file(story.ground.manager).notes == ()


def test_notes_and_events_are_never_rewritten(story: CaseStory) -> None:
    story.enrolled()
    for table in ("note", "caseevent", "decision", "contactattempt", "taskchase", "casefile", "promise"):
        for statement in (f"UPDATE cases_{table} SET id = id", f"DELETE FROM cases_{table}"):
            with pytest.raises(DatabaseError, match="permission denied"):
                raw(story.by, statement)


def test_how_a_case_began_and_its_reference_are_never_rewritten(story: CaseStory) -> None:
    story.enrolled()
    for column in ("began = 'after_arrival'", "reference = 'X'", "opened_at = now()"):
        with pytest.raises(DatabaseError, match="permission denied"):
            raw(story.by, f"UPDATE cases_case SET {column}")


def test_the_database_itself_says_when_a_row_was_written(story: CaseStory) -> None:
    story.enrolled()
    raw(
        story.by,
        "INSERT INTO cases_note (id, case_id, kind, body, written_at, recorded_at)"
        " VALUES (gen_random_uuid(), %s, 'general', 'x', '2001-01-01', '2001-01-01')",
        [story.case_id],
    )
    (note,) = [line for line in story.file().history if line.code == "note"]
    assert note.recorded_at.year > 2020
    assert note.entered_later
