"""Lists and the case file: what they show, and a fixed number of queries whatever their length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from safar.accounts.services import NotAllowed
from safar.cases import queries, services
from safar.cases.types import AppointmentAsked, AppointmentState, ContactOutcome, Purpose, WorklistFilters
from safar.consent import services as consent_services
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import DECIDED, GROWN, LATER, LEAVES, OPENED, SIGNED, TALK, CaseStory, must


def asked(by: Actor, call: Callable[[], Any]) -> tuple[Any, int]:
    """What a query answers and how many questions it asked the database."""
    with acting_as(by), CaptureQueriesContext(connection) as captured:
        found = call()
    return found, len(captured)


def several(story: CaseStory, n: int, births: int = 1) -> list[CaseStory]:
    """More cases on the same ground."""
    more = []
    for _number in range(n):
        other = CaseStory(story.ground)
        other.enrolled([GROWN] * births)
        more.append(other)
    return more


def test_the_case_file_costs_the_same_for_one_and_for_five(story: CaseStory) -> None:
    story.enrolled()
    (family,) = several(story, 1, births=5)

    def look(case: CaseStory) -> Callable[[], Any]:
        return lambda: queries.case_file(by=story.by, case_id=case.case_id, at=OPENED)

    asked(story.by, look(story))
    one, cost_of_one = asked(story.by, look(story))
    five, cost_of_five = asked(story.by, look(family))
    assert (len(one.people), len(five.people)) == (1, 5)
    assert cost_of_one == cost_of_five


LISTS: dict[str, Callable[[Actor], Any]] = {
    "worklist": lambda by: queries.worklist(by=by, at=LATER),
    "worklist_mine": lambda by: queries.worklist(by=by, at=LATER, filters=WorklistFilters(mine=True, language="pt")),
    "waiting": lambda by: queries.waiting(by=by, at=LATER),
    "my_day": lambda by: queries.my_day(by=by, day=TALK.date(), at=LATER),
    "not_reached": lambda by: queries.not_reached(by=by, at=LATER),
    "stuck": lambda by: queries.stuck(by=by, at=LATER),
    "risks": lambda by: queries.risks_today(by=by, at=LATER),
    "approvals": lambda by: queries.approvals_open(by=by, at=LATER),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_for_three_and_for_nine(story: CaseStory, name: str) -> None:
    busy(story)
    for other in several(story, 2):
        busy(other, enrolled=True)
    asked(story.by, lambda: LISTS[name](story.by))
    _rows, for_three = asked(story.by, lambda: LISTS[name](story.by))
    for other in several(story, 6):
        busy(other, enrolled=True)
    _rows, for_nine = asked(story.by, lambda: LISTS[name](story.by))
    assert for_three == for_nine


def busy(story: CaseStory, enrolled: bool = False) -> None:
    """A case with an appointment, a task and a try at reaching somebody."""
    if not enrolled:
        story.enrolled()
    by = story.by
    with acting_as(by):
        services.book_appointment(
            by=by, at=OPENED, case_id=story.case_id, asked=AppointmentAsked(TALK, 45, Purpose.FIRST, "pt", "office")
        )
        services.record_contact_attempt(
            by=by, at=SIGNED, case_id=story.case_id, channel="phone", outcome=ContactOutcome.NO_ANSWER
        )
        consent_services.message_from_other(
            by=by, at=SIGNED, traveller_id=story.travellers[0], said_by="a cousin", channel="telephone"
        )


def test_my_day_is_in_order_with_interpreters_and_deadlines(story: CaseStory) -> None:
    busy(story)
    by = story.by
    with acting_as(by):
        services.book_appointment(
            by=by, at=OPENED, case_id=story.case_id,
            asked=AppointmentAsked(TALK - timedelta(hours=1), 30, Purpose.OTHER, "ps", "remote",
                                   interpreter_needed=True),
        )  # fmt: skip
        day = queries.my_day(by=by, day=TALK.date(), at=LATER)
    assert [line.language for line in day.appointments] == ["ps", "pt"]
    first = day.appointments[0]
    assert (first.interpreter_needed, first.interpreter, first.flags) == (True, "", ("held",))
    assert first.next_deadline == SIGNED + timedelta(hours=24)
    assert day.due == ()


def test_not_reached_says_since_when_and_never_judges(story: CaseStory) -> None:
    story.enrolled()
    by = story.by
    tries = [(TALK, "phone", ContactOutcome.REACHED), (SIGNED, "phone", ContactOutcome.NO_ANSWER),
             (DECIDED, "message", ContactOutcome.NO_ANSWER)]  # fmt: skip
    with acting_as(by):
        for at, channel, outcome in tries:
            services.record_contact_attempt(by=by, at=at, case_id=story.case_id, channel=channel, outcome=outcome)
        (row,) = queries.not_reached(by=by, at=LATER)
    assert (row.last_contact_at, row.not_reached_since) == (TALK, SIGNED)
    assert row.attempts == {"phone": 1, "message": 1}
    with acting_as(by):
        services.record_contact_attempt(
            by=by, at=LATER, case_id=story.case_id, channel="visit", outcome=ContactOutcome.REACHED
        )
        assert queries.not_reached(by=by, at=LATER) == []


def test_who_leaves_soon_and_what_is_missing(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    at = LEAVES - timedelta(days=6)
    with acting_as(story.by):
        (row,) = queries.leaving_within(by=story.by, at=at)
    assert (row.leaves_at, row.carrier) == (LEAVES, "TP 77")
    assert any("asked again" in sentence for sentence in row.missing)
    story.ask(story.travellers[0], "before", LEAVES - timedelta(hours=30))
    with acting_as(story.by):
        (row,) = queries.leaving_within(by=story.by, at=LEAVES - timedelta(hours=20))
    assert row.reconfirmed_at == LEAVES - timedelta(hours=30)
    story.withdraw(story.travellers[0], LEAVES - timedelta(hours=10))
    with acting_as(story.by):
        assert queries.leaving_within(by=story.by, at=at) == []


def test_the_worklist_is_narrowed(story: CaseStory) -> None:
    story.enrolled()
    must(story.move("begin_counselling"))
    other = CaseStory(story.ground)
    other.enrolled()
    with acting_as(story.by):

        def found(**filters: Any) -> list[Any]:
            return [row.case_id for row in queries.worklist(by=story.by, at=OPENED, filters=WorklistFilters(**filters))]

        assert set(found()) == {story.case_id, other.case_id}
        assert found(stage="counselling") == [story.case_id]
        assert found(stage="closed") == []
        assert len(found(programme_code="arvore-vi")) == 2
        assert found(programme_code="avrr-aria") == []
        assert found(limit=1) == found(limit=1)
        assert len(found(limit=10**9)) == 2
        assert found(overdue=True) == []


def test_the_list_shows_the_least_advanced_still_going(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling", enrolment_member_ids=[story.standing[0]]))
    with acting_as(story.by):
        (row,) = queries.worklist(by=story.by, at=OPENED)
    assert (row.stage_code, row.members) == ("enquiry", 2)
    must(
        story.move("close_before_travel", enrolment_member_ids=[story.standing[1]], reason="stays", outcome="withdrew")
    )
    with acting_as(story.by):
        (row,) = queries.worklist(by=story.by, at=OPENED)
    assert row.stage_code == "counselling"


def test_where_people_are_stuck(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling", at=TALK))
    manager = story.ground.manager
    with acting_as(manager):
        (row,) = queries.stuck(by=manager, at=TALK + timedelta(days=9))
    assert (row.stage_code, row.n, row.median_days, row.longest_days) == ("counselling", 2, 9, 9)
    assert row.oldest_case_id == story.case_id


def test_v12_workload_knows_no_departures(story: CaseStory) -> None:
    busy(story)
    manager = story.ground.manager
    with acting_as(manager):
        rows = {row.name: row for row in queries.workload(by=manager, at=LATER)}
    mine = rows[story.by.name]
    assert (mine.open_cases, mine.sessions, mine.overdue) == (1, 0, 1)
    assert not [name for name in type(mine).__dataclass_fields__ if "depart" in name or "return" in name]
    with pytest.raises(NotAllowed), acting_as(story.by):
        queries.workload(by=story.by, at=LATER)


def test_risks_of_today(story: CaseStory) -> None:
    busy(story)
    manager = story.ground.manager
    with acting_as(manager):
        kinds = [risk.kind for risk in queries.risks_today(by=manager, at=LATER)]
    assert set(kinds) == {"held", "protection"}


def test_an_alias_stands_for_the_names_in_every_list(story: CaseStory) -> None:
    story.enrolled(alias="Heron")
    busy(story, enrolled=True)
    name = story.file().people[0].name
    with acting_as(story.by):
        day = queries.my_day(by=story.by, day=TALK.date(), at=LATER)
        rows = [
            *queries.worklist(by=story.by, at=LATER),
            *queries.waiting(by=story.by, at=LATER),
            *queries.not_reached(by=story.by, at=LATER),
            *queries.risks_today(by=story.by, at=LATER),
            *day.appointments,
            *queries.stuck(by=story.by, at=LATER),
        ]
    assert rows
    assert name not in repr(rows)


def test_the_way_is_drawn_for_each_member(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    must(story.move("begin_counselling", enrolment_member_ids=[story.standing[0]]))
    view = story.file().enrolments[0]
    assert [head.code for head in view.stages][:3] == ["enquiry", "counselling", "declaration"]
    first, second = view.rows
    assert [cell.state for cell in first.cells][:3] == ["done", "here", "ahead"]
    assert [cell.state for cell in second.cells][:3] == ["here", "ahead", "ahead"]
    assert {line.code for line in view.blockers} == {"counselled", "information_given", "coercion_screen_clear"}
    assert all(line.clear_with for line in view.blockers)


def test_the_same_file_in_another_language(story: CaseStory) -> None:
    story.enrolled()
    with translation.override("pt"):
        assert story.file().enrolments[0].stages[0].name == "Primeiro contacto"
    with translation.override("fa-af"):
        assert story.file().enrolments[0].stages[0].name == "پرس‌وجو"


def test_a_session_on_the_sheet_counts_and_a_kept_appointment_does_not(story: CaseStory) -> None:
    story.enrolled()
    by, manager = story.by, story.ground.manager
    with acting_as(by):
        kept = services.book_appointment(
            by=by, at=OPENED, case_id=story.case_id, asked=AppointmentAsked(TALK, 45, Purpose.FIRST, "pt", "office")
        )
        services.settle_appointment(by=by, at=TALK, appointment_id=kept, state=AppointmentState.HELD)

    def sessions(days: int) -> int:
        with acting_as(manager):
            rows = {row.name: row for row in queries.workload(by=manager, at=TALK + timedelta(days=days))}
        return rows[by.name].sessions

    assert sessions(1) == 0
    story.talk(story.travellers[0])
    assert sessions(1) == 1
    assert sessions(31) == 0
