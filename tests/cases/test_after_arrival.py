"""Help after a return that was not ours: no booking, the talk and the consent still asked, and a way to its end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.utils import DatabaseError

from safar.accounts.queries import the_system
from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.cases.types import Certainty, DecisionAnswer, Fate, OnwardGiven, OnwardKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.after_arrival import ANSWERED, GIVEN, PASSED, HomeStory, lay_home
from tests.cases.ground import GROWN, LATER, OPENED, must, raw
from tests.conftest import ActorMaker


@pytest.fixture
def home(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> HomeStory:
    """People who are home already."""
    return lay_home(actor, office_lisbon, office_tehran)


def onward(home: HomeStory, kind: OnwardKind, certainty: Certainty, person: int = 0) -> None:
    """Somebody heard that a member moved on."""
    given = OnwardGiven(kind, certainty, GIVEN.date(), "a cousin", "call the new number", country="AR")
    with acting_as(home.worker):
        services.record_onward_move(by=home.worker, at=GIVEN, member_id=home.member_ids[person], given=given)


def test_a_return_of_ones_own_is_helped_from_opening_to_closure(home: HomeStory) -> None:
    home.arrived()
    assert home.file(home.worker).enrolments[0].rows[0].stage == "host_answer"
    home.agreed()
    for code in ("arrival_help", "reintegration_plan", "plan_follow_up"):
        home.give(code)
    must(home.move("close", by=home.worker, at=LATER, outcome="completed"))
    with acting_as(home.worker):
        services.close_case(by=home.worker, at=LATER, case_id=home.case_id, reason="completed")
    assert home.file(home.worker).status == "closed"


@pytest.mark.parametrize("missing", ["talk", "answer"])
def test_v3_help_waits_for_the_talk_and_the_answer(home: HomeStory, missing: str) -> None:
    home.arrived()
    if missing != "talk":
        home.told_of_help()
    if missing != "answer":
        home.host_answers()
    refused = home.move("host_agrees", by=home.worker, at=ANSWERED).refused
    assert len(refused) == 1
    wanted = {"talk": "where their data goes", "answer": "not decided"}[missing]
    assert any(wanted in reason for reason in refused[0].reasons)


def test_v3_raw_sql_promises_nothing_to_who_was_not_told(home: HomeStory) -> None:
    home.arrived()
    with pytest.raises(DatabaseError, match="where their data goes"):
        raw(
            home.by,
            "INSERT INTO cases_promise (id, due_item_id, currency, reference, approved_at)"
            " VALUES (%s, %s, 'EUR', 'x', now())",
            [uuid4(), home.line("arrival_help").id],
        )
    with pytest.raises(DatabaseError, match="where their data goes"):
        raw(home.by, "UPDATE cases_dueitem SET handed_over_on = '2016-07-01', receipt = 'R1'")


def test_v1_who_came_home_without_us_holds_no_booking_ever(home: HomeStory) -> None:
    home.arrived()
    session = home.told(home.travellers[0])
    outcome = home.sign(home.travellers[0], session)
    assert outcome.permit_id is None
    with pytest.raises(Refused):
        home.itinerary()
    with pytest.raises(DatabaseError, match="came home without us"):
        raw(
            home.by,
            "INSERT INTO cases_itinerary (id, case_id, member_id, leaves_at, way, from_place, to_place, carrier,"
            " number, reference, met_by) VALUES (%s, %s, %s, now(), 'air', 'a', 'b', '', '', '', '')",
            [uuid4(), home.case_id, home.member_ids[0]],
        )


def test_a_case_never_changes_how_it_began(home: HomeStory) -> None:
    home.arrived()
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(home.by, "UPDATE cases_case SET began = 'before_travel'")


def test_without_an_answer_it_lapses_after_seven_days_and_may_be_asked_again(home: HomeStory) -> None:
    home.arrived()
    system = the_system()
    with acting_as(system):
        assert services.lapse_unanswered(by=system, at=OPENED + timedelta(days=6)) == 0
        assert services.lapse_unanswered(by=system, at=PASSED) == 1
        assert services.lapse_unanswered(by=system, at=PASSED) == 0
    file = home.file(home.worker)
    assert file.status == "open"
    assert file.enrolments[0].rows[0].outcome == "No answer came in time"
    assert "tell_lapsed" in {task.code for task in file.tasks if task.done_at is None}
    again = home.also_in(home.ground.version_id, came_by="own_means")
    assert again != home.enrolment_id


def test_an_answer_in_time_keeps_it(home: HomeStory) -> None:
    home.arrived()
    home.host_answers()
    system = the_system()
    with acting_as(system):
        assert services.lapse_unanswered(by=system, at=PASSED) == 0


def test_more_asked_is_no_answer(home: HomeStory) -> None:
    home.arrived()
    home.host_answers(DecisionAnswer.MORE_ASKED)
    system = the_system()
    with acting_as(system):
        assert services.lapse_unanswered(by=system, at=PASSED) == 1


def test_what_lapsed_by_a_late_entry_is_taken_up_again(home: HomeStory) -> None:
    home.arrived()
    system = the_system()
    with acting_as(system):
        services.lapse_unanswered(by=system, at=PASSED)
    with acting_as(home.worker):
        services.take_up_again(by=home.worker, at=PASSED, enrolment_id=home.enrolment_id, reason="answered on the 4th")
        with pytest.raises(Refused, match="did not lapse"):
            services.take_up_again(by=home.worker, at=PASSED, enrolment_id=home.enrolment_id, reason="twice")
    assert home.file(home.worker).enrolments[0].rows[0].stage == "host_answer"


def test_only_who_may_close_lapses_by_hand(home: HomeStory) -> None:
    with pytest.raises(NotAllowed), acting_as(home.ground.movement):
        services.lapse_unanswered(by=home.ground.movement, at=PASSED)


def test_forced_home_the_plan_is_decided_on_the_case(home: HomeStory) -> None:
    home.arrived(came_by="forced")
    home.told_of_help()
    home.host_answers()
    must(home.move("host_agrees", by=home.worker, at=ANSWERED))
    assert (home.line("arrival_help").fate, home.line("reintegration_plan").fate) == ("stays", "decided_on_case")
    with pytest.raises(Refused, match="A manager decides"):
        home.approve_amounts()
    manager, item = home.ground.manager, home.line("reintegration_plan").id
    with acting_as(manager):
        services.decide_fate(by=manager, at=ANSWERED, due_item_id=item, answer=Fate.STAYS, reason="no fault of his")
    home.approve_amounts()
    home.give("reintegration_plan")


def test_nothing_is_decided_where_the_programme_says_it(home: HomeStory) -> None:
    home.arrived()
    manager = home.ground.manager
    with pytest.raises(Refused, match="Nothing is left open"), acting_as(manager):
        services.decide_fate(
            by=manager, at=ANSWERED, due_item_id=home.line("arrival_help").id, answer=Fate.ENDS, reason="because"
        )
    with pytest.raises(NotAllowed), acting_as(home.worker):
        services.decide_fate(
            by=home.worker, at=ANSWERED, due_item_id=home.line("arrival_help").id, answer=Fate.ENDS, reason="because"
        )


def test_presumed_to_have_left_changes_no_promise_and_asks_to_find_out(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    onward(home, OnwardKind.RE_MIGRATED, Certainty.PRESUMED)
    assert home.line("arrival_help").fate == "stays"
    tasks = {task.code for task in home.file(home.worker).tasks if task.done_at is None}
    assert "find_out_where" in tasks
    home.give("arrival_help")


def test_known_to_have_left_follows_the_programmes_rule_until_they_come_back(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    onward(home, OnwardKind.RE_MIGRATED, Certainty.KNOWN)
    assert (home.line("arrival_help").fate, home.line("reintegration_plan").fate) == ("ends", "decided_on_case")
    with pytest.raises(Refused, match="ended when life changed"):
        home.give("arrival_help")
    with pytest.raises(DatabaseError, match="ended when life changed"):
        raw(
            home.worker,
            "UPDATE cases_dueitem SET standing = 'due', handed_over_on = '2016-07-01', receipt = 'R' WHERE id = %s",
            [home.line("arrival_help").id],
        )
    onward(home, OnwardKind.CAME_BACK, Certainty.KNOWN)
    home.give("arrival_help")


def test_an_onward_movement_is_a_plan(home: HomeStory) -> None:
    home.arrived()
    given = OnwardGiven(OnwardKind.MOVED_ON, Certainty.KNOWN, GIVEN.date(), "a cousin", "  ")
    with pytest.raises(Refused, match="how we go on"), acting_as(home.worker):
        services.record_onward_move(by=home.worker, at=GIVEN, member_id=home.member_ids[0], given=given)
    with pytest.raises(Refused, match="no such member"), acting_as(home.ground.stranger):
        services.record_onward_move(
            by=home.ground.stranger, at=GIVEN, member_id=home.member_ids[0],
            given=OnwardGiven(OnwardKind.MOVED_ON, Certainty.KNOWN, GIVEN.date(), "a cousin", "call"),
        )  # fmt: skip


def test_v20_what_was_promised_to_one_who_died_passes_to_a_named_person(home: HomeStory) -> None:
    home.arrived([GROWN, GROWN])
    home.agreed()
    with acting_as(home.worker):
        services.death_in_case(
            by=home.worker, at=GIVEN, member_id=home.member_ids[1], source="the family", confirmed=True, paper="DC 4"
        )
    assert home.line("reintegration_plan", 1).fate == "passes_to_family"
    assert home.line("reintegration_plan", 0).fate == "stays"
    with pytest.raises(Refused, match="who of them received it"):
        home.give("reintegration_plan", 1)
    with pytest.raises(Refused, match="ended when life changed"):
        home.give("arrival_help", 1)
    home.give("reintegration_plan", 1, received_by="Her mother")
    assert home.line("reintegration_plan", 1).handed_over_to == "Her mother"
