"""The pages of complaints, as people use them: written down, listed, answered, contested, looked at again."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safar.accounts.models import User
from safar.cases import services as cases
from safar.cases.types import DecisionAnswer, DecisionGiven, DecisionKind
from safar.complaints import queries
from safar.complaints.models import Contest
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import CaseStory
from tests.complaints.conftest import Staff, seen_by
from tests.complaints.test_sweep import signed_in
from tests.conftest import ActorMaker

SAID = {
    "words": "The stove never came.", "about": "service", "channel": "in_person", "language": "fa-af",
    "received_at_0": "01/06/2016", "received_at_1": "09:00",
}  # fmt: skip


def body(client: Client, url: str) -> str:
    """A page's text."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_written_down_and_told(staff: Staff) -> None:
    desk = signed_in(staff.colleague)
    assert "own words" in body(desk, reverse("complaints:record"))
    answer = desk.post(reverse("complaints:record"), SAID, follow=True)
    assert "Tell the person" in answer.content.decode()
    row = seen_by(staff.colleague)[0]
    assert row.reference in answer.content.decode()
    assert row.reference in body(desk, reverse("complaints:list"))
    assert "The stove never came." in body(desk, reverse("complaints:complaint", args=[row.id]))
    assert desk.get(reverse("complaints:recorded")).status_code == 302  # shown once
    assert "1" in body(desk, reverse("complaints:figures") + "?first=01/01/2016&last=31/12/2016")


def test_what_was_typed_stays_when_something_lacks(staff: Staff) -> None:
    desk = signed_in(staff.colleague)
    answer = desk.post(reverse("complaints:record"), {**SAID, "about": "staff"})
    assert answer.status_code == 200
    assert "Say whom it is about" in answer.content.decode()
    assert "The stove never came." in answer.content.decode()


def test_the_officer_answers_and_the_desk_hears_that_they_are_not_content(staff: Staff) -> None:
    done = staff.tell()
    officer, desk = signed_in(staff.herat), signed_in(staff.colleague)
    page = reverse("complaints:complaint", args=[done.complaint_id])
    assert "Answer the complaint" in body(officer, page)
    assert "Answer the complaint" not in body(desk, page)
    officer.post(reverse("complaints:step", args=[done.complaint_id]), {"kind": "acknowledged", "words": "called"})
    officer.post(
        reverse("complaints:answer", args=[done.complaint_id]), {"outcome": "not_upheld", "reasons": "It came."}
    )
    assert "Not upheld" in body(desk, page)
    desk.post(reverse("complaints:appeal", args=[done.complaint_id]), {"words": "Broken."})
    assert officer.get(page).status_code == 404
    assert "Broken." in body(signed_in(staff.kabul), page)
    assert desk.get(reverse("complaints:step", args=[done.complaint_id])).status_code == 403


def test_what_does_not_exist_looks_like_what_one_may_not_see(staff: Staff) -> None:
    done = staff.against(staff.accused)
    client = signed_in(staff.colleague)
    one = client.get(reverse("complaints:complaint", args=[done.complaint_id]))
    two = client.get(reverse("complaints:complaint", args=[uuid4()]))
    assert one.status_code == two.status_code == 404


def test_the_officer_reads_no_case_file(staff: Staff, story: CaseStory) -> None:
    story.enrolled()
    assert signed_in(staff.herat).get(reverse("cases:case", args=[story.case_id])).status_code in (403, 404)


@pytest.fixture
def refused(story: CaseStory) -> CaseStory:
    """A case that was refused a few days ago."""
    story.enrolled()
    today, manager = timezone.localdate(), story.ground.manager
    with acting_as(manager):
        cases.decide(
            by=manager, at=timezone.now(), enrolment_id=story.enrolment_id,
            decision=DecisionGiven(
                DecisionKind.OURS, DecisionAnswer.REFUSED, today - timedelta(days=3), "the manager", ("helped before",),
                "Write to us.", today + timedelta(days=20),
            ),
        )  # fmt: skip
    return story


def second(actor: ActorMaker, story: CaseStory) -> Actor:
    """Another manager of the same office."""
    from safar.accounts.queries import offices_by_id

    office = offices_by_id([story.by.office_id or 0])[story.by.office_id or 0]
    return actor("programme_manager", office, 2)


def test_a_refusal_is_contested_and_looked_at_again(refused: CaseStory, actor: ActorMaker) -> None:
    desk = signed_in(refused.by)
    page = reverse("complaints:case", args=[refused.case_id])
    assert "Contest" in body(desk, page)
    with acting_as(refused.by):
        target = next(one for one in queries.contestables(refused.case_id, timezone.localdate()) if one.kind == "ours")
    address = reverse("complaints:contest", args=[refused.case_id, "ours", target.id])
    assert "helped before" in body(desk, address)
    desk.post(address, {"ground": "wrong_facts", "words": "Not I.", "contested_on": timezone.localdate().isoformat()})
    with acting_as(refused.by):
        contest = Contest.objects.get()
    (task,) = [one for one in refused.file().tasks if one.code == "second_opinion"]
    assert task.done_at is None
    first, other = signed_in(refused.ground.manager), signed_in(second(actor, refused))
    opinion = reverse("complaints:opinion", args=[contest.id])
    assert "You decided this before" in body(first, opinion)
    assert "Look again" in body(other, reverse("complaints:contests"))
    answer = other.post(opinion, {"outcome": "upheld", "reasons": "It is so."})
    assert "what can still be done against it" in answer.content.decode()
    other.post(opinion, {"outcome": "overturned", "reasons": "It was somebody else."})
    file = refused.file(refused.ground.manager)
    assert next(one for one in file.tasks if one.id == task.id).done_at is not None
    assert [line.answer for line in file.enrolments[0].decisions][:1] == ["approved"]
    assert "overturned" in body(desk, reverse("cases:case", args=[refused.case_id]))
    assert desk.get(reverse("complaints:contests")).status_code == 403


def test_another_office_finds_neither_the_contest_nor_the_case(refused: CaseStory) -> None:
    stranger = signed_in(refused.ground.stranger)
    assert stranger.get(reverse("complaints:case", args=[refused.case_id])).status_code == 404
    assert stranger.get(reverse("complaints:record_in_case", args=[refused.case_id])).status_code == 404
    assert User.objects.exists()
