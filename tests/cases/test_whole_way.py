"""The whole way by services: from first contact to a closed case, in Lisbon alone and from Tehran to Kabul."""

from __future__ import annotations

from datetime import date

import pytest

from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, GROWN, LATER, LEAVES, CaseStory, TehranStory, must
from tests.conftest import ActorMaker

# Whoever has come of age by the clock when a case is accepted is asked themselves (D5).
SCHOOLGIRL, TODDLER = date(2010, 9, 1), date(2014, 5, 6)


def test_a_single_man_goes_home_from_lisbon(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    story.enrolled()
    story.until_left()
    assert story.file().enrolments[0].rows[0].stage == "arrival"
    helper = actor("reintegration_officer", office_lisbon)
    story.arrive(helper)
    must(story.move("begin_reintegration", by=helper, at=ARRIVED))
    with acting_as(helper), pytest.raises(Refused, match="has not ended yet"):
        services.close_case(by=helper, at=LATER, case_id=story.case_id, reason="completed")
    refused = story.move("close", by=helper, at=LATER, outcome="completed")
    assert refused.refused[0].blockers[0].code == "everything_due_explained"
    assert story.deliver(helper) > 0
    must(story.move("close", by=helper, at=LATER, outcome="completed"))
    with acting_as(helper):
        services.close_case(by=helper, at=LATER, case_id=story.case_id, reason="completed")
    file = story.file()
    assert (file.status, file.closure_reason) == ("closed", "completed")
    assert [cell.state for cell in file.enrolments[0].rows[0].cells] == ["done"] * 10


def test_a_family_of_five_is_handed_over_at_arrival(
    tehran: TehranStory, actor: ActorMaker, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN, GROWN, SCHOOLGIRL, TODDLER, TODDLER])
    tehran.until_left()
    receiver = actor("reintegration_officer", office_kabul)
    tehran_counsellor = tehran.by
    tehran.agree_to_transfer(office_kabul)
    with acting_as(tehran_counsellor):
        services.offer_case(
            by=tehran_counsellor, at=LEAVES, case_id=tehran.case_id, to_office_id=office_kabul.id, reason="arrival",
            assented=tehran.people,
        )  # fmt: skip
    with acting_as(receiver):
        services.accept_case(by=receiver, at=LEAVES, case_id=tehran.case_id)
    tehran.arrive(receiver)
    asked = tehran.move("begin_reintegration", by=receiver, at=ARRIVED)
    assert asked.approval_id is not None
    assert not asked.moved
    manager = actor("programme_manager", office_kabul)
    with acting_as(manager):
        must(services.approve_move(by=manager, at=ARRIVED, approval_id=asked.approval_id))
    tehran.deliver(receiver)
    must(tehran.move("close", by=receiver, at=LATER, outcome="completed"))
    with acting_as(receiver):
        services.close_case(by=receiver, at=LATER, case_id=tehran.case_id, reason="completed")
    assert tehran.file(receiver).status == "closed"
    codes = [line.code for line in tehran.file(receiver).history]
    assert "closed" in codes
