"""What is due: counted, approved, handed over or explained; and only what is tied to return is released (V4, V5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.cases.types import PromiseLine
from safar.consent import queries as consent
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, DECIDED, GROWN, LATER, SMALL, CaseStory, must, raw
from tests.conftest import ActorMaker


def lines(story: CaseStory) -> list[PromiseLine]:
    """Everything due on the story's first enrolment."""
    return list(story.file(story.ground.manager).enrolments[0].promises)


def open_line(story: CaseStory) -> PromiseLine:
    """One whose amount the programme leaves open."""
    return next(line for line in lines(story) if line.state == "amount_missing")


def approve(story: CaseStory, item: UUID, amount: int = 150000, reference: str = "MEMO 7") -> UUID | None:
    """The manager approves an amount."""
    manager = story.ground.manager
    with acting_as(manager):
        return services.approve_amount(
            by=manager, at=DECIDED, due_item_id=item, amount=amount, currency="EUR", reference=reference
        )


def test_what_the_programme_publishes_is_counted_for_each(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    found = lines(story)
    assert {line.line for line in found} >= {"ticket", "pocket_money", "reintegration_in_kind"}
    pocket = [line for line in found if line.line == "pocket_money"]
    assert len(pocket) == 2
    assert all(line.source for line in found)


def test_an_open_amount_is_approved_with_a_reference(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    item = open_line(story)
    with pytest.raises(Refused, match="reference"):
        approve(story, item.id, reference=" ")
    assert approve(story, item.id) is not None
    line = next(line for line in lines(story) if line.id == item.id)
    assert (line.state, line.approved_amount, line.approval_reference) == ("approved", 150000, "MEMO 7")


def test_who_hands_over_does_not_approve(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    story.enrolled()
    story.declare_all()
    item = open_line(story)
    for by in (story.by, actor("reintegration_officer", office_lisbon)):
        with pytest.raises(NotAllowed), acting_as(by):
            services.approve_amount(by=by, at=DECIDED, due_item_id=item.id, amount=1, currency="EUR", reference="mine")


def test_what_is_tied_to_return_needs_a_declaration(story: CaseStory) -> None:
    story.enrolled()
    tied = next(line for line in lines(story) if line.state == "amount_missing" and line.tied_to_return)
    with pytest.raises(Refused, match="no declaration in force"):
        approve(story, tied.id)


def test_a_changed_amount_lapses_the_declaration(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    tied = next(line for line in lines(story) if line.state == "amount_missing" and line.tied_to_return)
    approve(story, tied.id)
    assert approve(story, tied.id, amount=90000, reference="MEMO 8") is None
    with acting_as(story.by):
        permit = consent.permits_of(story.travellers)[story.travellers[0]][0]
    assert permit.state == "lapsed"
    assert next(line for line in lines(story) if line.id == tied.id).state == "released"


def test_v5_a_withdrawal_releases_what_is_tied_and_nothing_else(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.approve_amounts()
    before = {line.id: line for line in lines(story)}
    assert {line.tied_to_return for line in before.values()} >= {True}
    story.withdraw(story.travellers[0], LATER)
    after = {line.id: line for line in lines(story)}
    for item_id, line in before.items():
        if line.tied_to_return and line.state == "approved":
            assert after[item_id].state == "released"
        if not line.tied_to_return:
            assert after[item_id].state == line.state
    released = next(line for line in after.values() if line.state == "released")
    with pytest.raises(Refused, match="tied to return"), acting_as(story.by):
        services.hand_over(by=story.by, at=LATER, due_item_id=released.id, on=LATER.date(), receipt="R1")


def test_the_application_ties_a_promise_to_no_other_state(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    approve(story, open_line(story).id)
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(story.by, "UPDATE cases_promise SET permit_state = 'in_force'")
    with acting_as(story.by):
        permit = consent.permits_of(story.travellers)[story.travellers[0]][0]
    story.withdraw(story.travellers[0], LATER)
    with pytest.raises(DatabaseError):
        raw(
            story.by,
            "INSERT INTO cases_promise (id, due_item_id, currency, reference, permit_id, permit_state, approved_at)"
            " VALUES (%s, %s, 'EUR', 'x', %s, 'in_force', now())",
            [uuid4(), lines(story)[0].id, permit.id],
        )


def test_v20_nothing_is_paid_while_a_death_is_only_reported(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    story.until_left()
    helper = actor("reintegration_officer", office_lisbon)
    story.arrive(helper)
    with acting_as(helper):
        services.death_in_case(by=helper, at=LATER, member_id=story.member_ids[0], source="a neighbour")
    with pytest.raises(Refused, match="A death was reported"), acting_as(helper):
        services.hand_over(by=helper, at=LATER, due_item_id=lines(story)[0].id, on=LATER.date(), receipt="R1")
    with pytest.raises(DatabaseError, match="A death was reported"):
        raw(helper, "UPDATE cases_dueitem SET handed_over_on = '2016-07-01', receipt = 'R1'")


def test_v4_raw_sql_hands_over_nothing_that_was_released(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.withdraw(story.travellers[0], LATER)
    with pytest.raises(DatabaseError, match="tied to return"):
        raw(
            story.by,
            "UPDATE cases_dueitem SET handed_over_on = '2016-07-01', receipt = 'R1' WHERE tied_to_return",
        )


def test_an_open_amount_is_not_handed_over_before_it_is_approved(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    with pytest.raises(Refused, match="approved"), acting_as(story.by):
        services.hand_over(by=story.by, at=LATER, due_item_id=open_line(story).id, on=LATER.date(), receipt="R1")


def test_a_hand_over_has_a_day_and_a_receipt_and_happens_once(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    story.until_left()
    helper = actor("reintegration_officer", office_lisbon)
    story.arrive(helper)
    item = lines(story)[0]
    given: dict[str, Any] = {"by": helper, "at": LATER, "due_item_id": item.id}
    with acting_as(helper):
        with pytest.raises(Refused, match="receipt"):
            services.hand_over(**given, on=LATER.date(), receipt="")
        with pytest.raises(Refused, match="not come yet"):
            services.hand_over(**given, on=LATER.date().replace(year=2017), receipt="R1")
        services.hand_over(**given, on=LATER.date(), receipt="R1")
        with pytest.raises(Refused, match="already"):
            services.hand_over(**given, on=LATER.date(), receipt="R2")


def test_closure_waits_for_every_item_to_be_explained(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    story.enrolled([GROWN, SMALL][:1])
    story.until_left()
    helper = actor("reintegration_officer", office_lisbon)
    story.arrive(helper)
    must(story.move("begin_reintegration", by=helper, at=ARRIVED))
    assert story.move("close", by=helper, at=LATER, outcome="completed").refused
    with acting_as(helper):
        for line in lines(story):
            services.explain_due(by=helper, at=LATER, due_item_id=line.id, reason="did not want it")
    must(story.move("close", by=helper, at=LATER, outcome="completed"))
    with acting_as(helper):
        services.close_case(by=helper, at=LATER, case_id=story.case_id, reason="completed")


def test_closing_the_case_itself_is_refused_too(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    """Raw SQL ends the way past the gate; closing still counts what nobody explained."""
    story.enrolled()
    story.until_left()
    helper = actor("reintegration_officer", office_lisbon)
    story.arrive(helper)
    must(story.move("begin_reintegration", by=helper, at=ARRIVED))
    raw(
        helper,
        "INSERT INTO cases_move (id, enrolment_member_id, code, old_stage, new_stage, outcome, reason, moved_at)"
        " VALUES (%s, %s, 'close', 'reintegration', 'closed', 'completed', '', now())",
        [uuid4(), story.standing[0]],
    )
    with pytest.raises(Refused, match="neither handed over nor explained"), acting_as(helper):
        services.close_case(by=helper, at=LATER, case_id=story.case_id, reason="completed")


def test_another_office_sees_nothing_due(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    item = open_line(story)
    stranger = story.ground.stranger
    with pytest.raises(Refused, match="no such thing due"), acting_as(stranger):
        services.hand_over(by=stranger, at=LATER, due_item_id=item.id, on=LATER.date(), receipt="R1")
