"""A complaint comes in at any desk, in the person's own words, nameless or not, and its clocks begin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from safar.accounts.services import NotAllowed
from safar.complaints import queries, services
from safar.complaints.rules import clocks
from safar.complaints.types import About, Outcome, Standing, StepKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import NOBODY
from tests.complaints.conftest import CAME, NEXT_DAY, Staff, file_for, seen_by


def test_the_desk_writes_it_down_and_tells_the_reference_and_the_days(staff: Staff) -> None:
    done = staff.tell()
    assert (done.acknowledge_by - CAME.date(), done.answer_by - CAME.date()) == (timedelta(5), timedelta(30))
    assert [row.reference for row in seen_by(staff.colleague)] == [done.reference]
    assert [row.reference for row in seen_by(staff.herat)] == [done.reference]


def test_what_hurts_somebody_is_answered_sooner() -> None:
    day = CAME.date()
    assert clocks(About.STAFF, False, day) == (day + timedelta(2), day + timedelta(30))
    assert clocks(About.SERVICE, True, day) == (day + timedelta(1), day + timedelta(14))


def test_another_office_and_nobody_see_nothing(staff: Staff) -> None:
    done = staff.tell()
    assert seen_by(staff.elsewhere) == []
    assert file_for(staff.elsewhere, done.complaint_id) is None
    with pytest.raises(NotAllowed), acting_as(NOBODY):
        services.open_complaint(by=NOBODY, at=CAME, complaint_id=done.complaint_id)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"words": " "}, "own words"),
        ({"wants_contact": True}, "reach them safely"),
        ({"about": About.STAFF}, "Say whom"),
        ({"received_at": CAME + timedelta(days=1)}, "not happened yet"),
        ({"about": About.STAFF, "accused": (987654,)}, "no such colleague"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(staff: Staff, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        staff.tell(**wrong)


def test_it_is_acknowledged_answered_explained_and_appealed(staff: Staff) -> None:
    done = staff.tell()
    by = staff.herat
    with acting_as(by):
        with pytest.raises(Refused, match="no answer yet"):
            services.add_step(by=by, at=CAME, complaint_id=done.complaint_id, kind=StepKind.EXPLAINED)
        services.add_step(by=by, at=CAME, complaint_id=done.complaint_id, kind=StepKind.ACKNOWLEDGED)
        services.answer_complaint(
            by=by, at=NEXT_DAY, complaint_id=done.complaint_id, outcome=Outcome.NOT_UPHELD, reasons="It came on Monday."
        )
    assert seen_by(by)[0].standing == Standing.ANSWERED
    with acting_as(by):
        services.add_step(by=by, at=NEXT_DAY, complaint_id=done.complaint_id, kind=StepKind.EXPLAINED)
    assert seen_by(by)[0].standing == Standing.EXPLAINED
    with acting_as(staff.colleague):
        services.appeal_complaint(
            by=staff.colleague, at=NEXT_DAY, complaint_id=done.complaint_id, words="It came broken."
        )
    assert seen_by(staff.herat) == []  # somebody who has not answered yet takes it from here
    assert seen_by(staff.kabul)[0].standing == Standing.APPEALED
    with acting_as(staff.kabul):
        services.answer_complaint(
            by=staff.kabul,
            at=NEXT_DAY,
            complaint_id=done.complaint_id,
            outcome=Outcome.UPHELD,
            reasons="It broke.",
        )
        counted = {row.about: row for row in queries.figures(CAME.date(), NEXT_DAY.date())}
    assert (counted[""].received, counted[""].in_time, counted[""].upheld) == (1, 1, 1)


def test_the_desk_answers_nothing(staff: Staff) -> None:
    done = staff.tell()
    with pytest.raises(NotAllowed), acting_as(staff.colleague):
        services.answer_complaint(
            by=staff.colleague, at=CAME, complaint_id=done.complaint_id, outcome=Outcome.UPHELD, reasons="so"
        )
    with pytest.raises(Refused, match="no such complaint"), acting_as(staff.kabul):
        services.answer_complaint(
            by=staff.kabul, at=CAME, complaint_id=done.complaint_id, outcome=Outcome.UPHELD, reasons="so"
        )


def test_a_clock_that_has_run_out_shows(staff: Staff) -> None:
    staff.tell()
    with acting_as(staff.herat):
        late = queries.complaints(CAME.date() + timedelta(days=6))
        assert late[0].overdue
        assert queries.complaints(CAME.date() + timedelta(days=6), overdue=True) == late
        assert queries.complaints(CAME.date(), overdue=True) == []


def test_a_nameless_complaint_names_nobody(staff: Staff) -> None:
    done = staff.tell(anonymous=True)
    file = file_for(staff.herat, done.complaint_id)
    assert file is not None
    assert (file.person_id, file.wants_contact) == (None, False)
