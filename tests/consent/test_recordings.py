"""Recorded packs: known as sound by their content, played on the page, and counted only where there is one (V3)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safar.accounts.types import OfficeRef
from safar.consent import queries, services
from safar.consent.rules import part_asked_for, sound_kind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.desk import CODE, Desk, words
from tests.consent.ground import BEFORE, TALK, Story

SOUND = b"OggS" + bytes(200)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (SOUND, "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_sound_is_known_by_its_content(content: bytes, kind: str | None) -> None:
    assert sound_kind(content) == kind


@pytest.mark.parametrize(
    ("header", "part"),
    [("bytes=0-9", (0, 9)), ("bytes=95-", (95, 99)), ("bytes=-5", (95, 99)), ("bytes=0-500", (0, 99)), ("", None),
     ("bytes=x-", None), ("bytes=5-2", None), ("bytes=100-", None), ("lines=1-2", None)],
)  # fmt: skip
def test_a_player_gets_the_part_it_asks_for(header: str, part: tuple[int, int] | None) -> None:
    assert part_asked_for(header, 100) == part


def _listened(story: Story) -> Any:
    (traveller,) = story.journey([person := story.person()], cannot_read=frozenset({person}))
    session = story.told(traveller, person={"manner": "recorded_audio", "own_words": ("one", "two", "three")})
    return story.sign(traveller, session)


def test_v3_listening_counts_where_there_is_a_recording(story: Story) -> None:
    assert [refusal.code for refusal in _listened(story).refusals] == ["v3_recording_missing"]
    by = story.ground.manager
    with acting_as(by):
        services.add_recording(by=by, at=BEFORE, pack_id=story.pack(TALK), voice="Ana Reis", content=SOUND)
    assert _listened(story).permit_id


def test_v3_who_cannot_read_and_listened_still_answers_the_three_questions(story: Story) -> None:
    by = story.ground.manager
    with acting_as(by):
        services.add_recording(by=by, at=BEFORE, pack_id=story.pack(TALK), voice="Ana Reis", content=SOUND)
    (traveller,) = story.journey([person := story.person()], cannot_read=frozenset({person}))
    outcome = story.sign(traveller, story.told(traveller, person={"manner": "recorded_audio"}))
    assert [refusal.code for refusal in outcome.refusals] == ["v3_own_words"]


def test_what_is_no_sound_is_not_kept(story: Story) -> None:
    by = story.ground.manager
    with acting_as(by), pytest.raises(Refused) as refused:
        services.add_recording(by=by, at=BEFORE, pack_id=story.pack(TALK), voice="Ana Reis", content=b"<html>")
    assert refused.value.code == "consent_audio_kind"


def test_the_page_takes_and_plays_a_recording(
    db: None, client: Client, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    desk = Desk(client, actor, office_lisbon)
    desk.sit_down("programme_manager")
    with acting_as(desk.counsellor):
        pack = queries.current_pack(CODE, "en", desk.now)
    assert pack is not None
    assert "Nobody has recorded this pack yet" in words(desk.get("pack", pack.id))
    wrong = desk.post("recording_new", pack.id, voice="Ana", sound=SimpleUploadedFile("a.ogg", b"no sound"))
    assert wrong.status_code == 422
    assert "no sound we can play" in words(wrong)
    answer = desk.post("recording_new", pack.id, voice="Ana Reis", sound=SimpleUploadedFile("a.ogg", SOUND))
    assert answer.status_code == 302, words(answer)
    page = words(desk.get("pack", pack.id))
    assert "<audio controls" in page
    assert "Ana Reis" in page
    with acting_as(desk.counsellor):
        (line,) = queries.recordings_of([pack.id])[pack.id]
    whole = desk.get("recording", line.id)
    assert (whole.status_code, whole["Content-Type"], whole.content) == (200, "audio/ogg", SOUND)
    desk.sit_down("counsellor")
    assert desk.get("recording_new", pack.id).status_code == 403
