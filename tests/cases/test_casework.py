"""Appointments, notes, files and tries at reaching somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safar.cases import queries, services
from safar.cases.types import AppointmentAsked, AppointmentState, NoteKind, Purpose, StoredUpload
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import LATER, OPENED, TALK, CaseStory

PDF = b"%PDF-1.7\nsigned by hand"


def add_file(story: CaseStory, content: bytes = PDF, name: str = "consent.pdf") -> object:
    """Keep a file with the story's case."""
    with acting_as(story.by):
        return services.add_file(
            by=story.by,
            at=OPENED,
            case_id=story.case_id,
            upload=StoredUpload(name, content, "text/html"),
            kind="consent",
        )


def test_a_file_lies_under_a_random_name_and_is_what_its_content_says(
    story: CaseStory, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    story.enrolled()
    file_id = add_file(story, name="../../etc/../consent ✓.pdf")
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert "consent" not in str(kept.relative_to(tmp_path))
    assert kept.stat().st_mode & 0o077 == 0
    with acting_as(story.by):
        found = queries.file_content(by=story.by, file_id=file_id)  # type: ignore[arg-type]
    assert found is not None
    line, content = found
    assert (line.content_type, line.size, content) == ("application/pdf", len(PDF), PDF)
    assert line.name.endswith("consent ✓.pdf")
    stranger = story.ground.stranger
    with acting_as(stranger):
        assert queries.file_content(by=stranger, file_id=file_id) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"<html>", "PDF, PNG or JPEG"), (b"%PDF-" + b"x" * (10 * 1024 * 1024), "larger than 10 MB")],
)
def test_other_files_are_refused_in_words(story: CaseStory, settings: Any, tmp_path: Path,
                                          content: bytes, words: str) -> None:  # fmt: skip
    settings.FILES_DIR = tmp_path
    story.enrolled()
    with pytest.raises(Refused, match=words):
        add_file(story, content)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_correction_replaces_a_note_and_keeps_it(story: CaseStory) -> None:
    story.enrolled()
    by = story.by
    with acting_as(by):
        first = services.add_note(by=by, at=OPENED, case_id=story.case_id, body="Two children.", kind=NoteKind.GENERAL)
        services.add_note(by=by, at=TALK, case_id=story.case_id, body="Three children.", corrects=first)
        with pytest.raises(Refused, match="empty"):
            services.add_note(by=by, at=TALK, case_id=story.case_id, body="  ")
    assert [note.body for note in story.file().notes] == ["Three children."]
    assert sum(line.code == "note" for line in story.file().history) == 2


def test_an_appointment_is_planned_and_settled_once(story: CaseStory) -> None:
    story.enrolled()
    by = story.by
    with acting_as(by):
        kept = services.book_appointment(
            by=by, at=OPENED, case_id=story.case_id,
            asked=AppointmentAsked(TALK, 45, Purpose.FIRST, "fa-af", "office", interpreter_needed=True),
        )  # fmt: skip
        services.book_interpreter(by=by, at=OPENED, appointment_id=kept, name="Interpreter 17")
        services.settle_appointment(
            by=by, at=TALK, appointment_id=kept, state=AppointmentState.MISSED, reason="the bus did not come"
        )
        with pytest.raises(Refused, match="already"):
            services.settle_appointment(by=by, at=TALK, appointment_id=kept, state=AppointmentState.HELD)
    (line,) = story.file().appointments
    assert (line.state, line.interpreter) == ("missed", "Interpreter 17")


@pytest.mark.parametrize(("wrong", "words"), [({"minutes": 0}, "5 minutes"), ({"place_kind": "moon"}, "where")])
def test_an_impossible_appointment_is_refused_in_words(story: CaseStory, wrong: dict[str, object], words: str) -> None:
    story.enrolled()
    asked = {"starts_at": TALK, "minutes": 45, "purpose": Purpose.FIRST, "language": "pt", "place_kind": "office"}
    with pytest.raises(Refused, match=words), acting_as(story.by):
        services.book_appointment(
            by=story.by,
            at=OPENED,
            case_id=story.case_id,
            asked=AppointmentAsked(**{**asked, **wrong}),  # type: ignore[arg-type]
        )


def test_a_colleague_takes_over_with_the_open_tasks(story: CaseStory) -> None:
    story.enrolled()
    colleague = story.ground.colleague
    with acting_as(colleague):
        services.take_over(by=colleague, at=OPENED, case_id=story.case_id)
    assert story.file().assigned_to == colleague.name
    with pytest.raises(Refused, match="does not work in the office"), acting_as(story.by):
        services.take_over(by=story.by, at=OPENED, case_id=story.case_id, user_id=story.ground.stranger.user_id)


def test_what_was_entered_later_is_told_apart(story: CaseStory) -> None:
    story.enrolled()
    with acting_as(story.by):
        history = queries.case_history(by=story.by, case_id=story.case_id)
    assert history
    assert all(line.entered_later for line in history)
    assert all(line.sentence and "%(" not in line.sentence for line in history)
    assert history[0].happened_at < LATER
