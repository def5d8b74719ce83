"""The daily work: appointments, tasks, notes, files, attempts to reach somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safar.accounts.types import OfficeRef
from tests.cases.counter import Counter, Opened
from tests.conftest import ActorMaker
from tests.consent.desk import moment_answers, words

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


@pytest.fixture
def opened(counter: Counter) -> Opened:
    """A case in the programme, and the counsellor before the screen."""
    case = counter.enrolled("rita")
    counter.sit_down()
    return case


def meeting(counter: Counter, **more: object) -> dict[str, object]:
    """The form for an appointment, filled in."""
    return {
        "purpose": "first",
        **moment_answers("starts_at", counter.now + timedelta(days=2)),
        "minutes": "60",
        "with_user": counter.counsellor.user_id,
        "place_kind": "office",
        "place": "room 2",
        "language": "fa-af",
        "interpreter_needed": "on",
        **more,
    }


def test_an_appointment_is_booked_its_interpreter_found_and_it_is_held(counter: Counter, opened: Opened) -> None:
    assert counter.send("book", opened.id, **meeting(counter)).status_code == 302
    booked = counter.case(opened.id).appointments[0]
    assert "no interpreter booked" in words(counter.look("case", opened.id))
    answer = counter.send("interpreter", opened.id, booked.id, interpreter_name="Interpreter 17")
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id).appointments[0].interpreter == "Interpreter 17"
    assert counter.send("settle_appointment", opened.id, booked.id, state="held").status_code == 302
    assert counter.case(opened.id).appointments[0].state == "held"


def test_wrong_minutes_and_a_wrong_time_are_said_and_nothing_is_lost(counter: Counter, opened: Opened) -> None:
    page = words(counter.send("book", opened.id, **meeting(counter, minutes="2", starts_at_1="25:99")))
    assert "is not a time of day" in page
    assert "25:99" in page
    assert "room 2" in page
    assert not counter.case(opened.id).appointments


def test_a_task_is_added_reminded_and_done(counter: Counter, opened: Opened) -> None:
    sent = {"what": "Ask for the birth certificate", "for_whom": "embassy", "due_on": f"{counter.now:%d/%m/%Y}"}
    assert counter.send("add_task", opened.id, **sent).status_code == 302
    task = next(one for one in counter.case(opened.id).tasks if "birth certificate" in one.sentence)
    assert task.for_whom == "embassy"
    assert counter.send("chase_task", opened.id, task.id, channel="phone", note="next week").status_code == 302
    assert counter.send("complete_task", opened.id, task.id, outcome="").status_code == 200
    assert counter.send("complete_task", opened.id, task.id, outcome="It came by post.").status_code == 302
    done = next(one for one in counter.case(opened.id).tasks if one.id == task.id)
    assert done.done_at is not None
    assert done.chased == 1


def test_a_note_is_corrected_by_another(counter: Counter, opened: Opened) -> None:
    assert counter.send("add_note", opened.id, kind="general", body="Two <b>children</b>.").status_code == 302
    first = counter.case(opened.id).notes[0]
    assert "Two &lt;b&gt;children" in words(counter.look("case", opened.id))
    answer = counter.send("correct_note", opened.id, first.id, kind="general", body="One child.")
    assert answer.status_code == 302, words(answer)
    notes = counter.case(opened.id).notes
    assert [note.body for note in notes] == ["One child."]
    assert notes[0].corrects == first.id


def test_d8_a_protection_note_is_read_by_protection_officers_only(counter: Counter, opened: Opened) -> None:
    assert 'value="protection"' not in words(counter.look("add_note", opened.id))
    counter.sit_down("protection_officer")
    assert counter.send("add_note", opened.id, kind="protection", body="She was threatened.").status_code == 302
    assert "She was threatened." in words(counter.look("case", opened.id))
    counter.sit_down()
    assert "She was threatened." not in words(counter.look("case", opened.id))


def test_a_forged_protection_note_is_refused(counter: Counter, opened: Opened) -> None:
    answer = counter.send("add_note", opened.id, kind="protection", body="I may not.")
    assert answer.status_code == 200
    assert not counter.case(opened.id).notes


def test_a_file_is_kept_and_comes_back_the_same(counter: Counter, opened: Opened, office_tehran: OfficeRef) -> None:
    upload = SimpleUploadedFile("../../گذرنامه.pdf", PDF, "application/pdf")
    answer = counter.send("add_file", opened.id, upload=upload, kind="identity")
    assert answer.status_code == 302, words(answer)
    kept = counter.case(opened.id).attachments[0]
    answer = counter.look("file", opened.id, kept.id)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    counter.sit_down("counsellor", office_tehran)
    assert counter.look("file", opened.id, kept.id).status_code == 404


def test_a_file_that_is_something_else_is_refused_in_words(counter: Counter, opened: Opened) -> None:
    upload = SimpleUploadedFile("passport.pdf", b"MZ not a pdf", "application/pdf")
    page = words(counter.send("add_file", opened.id, upload=upload, kind="identity"))
    assert 'class="error-summary"' in page
    assert not counter.case(opened.id).attachments


def test_an_attempt_to_reach_somebody_is_recorded(counter: Counter, opened: Opened) -> None:
    sent = {**moment_answers("tried_at", counter.now), "channel": "phone", "outcome": "no_answer"}
    answer = counter.send("contact", opened.id, **sent)
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id).contacts[0].outcome == "no_answer"


@pytest.mark.parametrize("page", ["add_note", "add_task"])
def test_invisible_characters_are_refused_and_shown_where(counter: Counter, opened: Opened, page: str) -> None:
    sent = {"kind": "general", "body": "a\u202eb", "what": "a\u202eb", "for_whom": "me"}
    assert "invisible character" in words(counter.send(page, opened.id, **sent))
