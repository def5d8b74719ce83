"""Papers for the tests: a picture to scan, and a paper walked from its entry to the person's own word."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from safar.consent import services
from safar.consent.types import DeclarationGiven, PaperGiven, PaperOutcome, PaperReading, ReachGiven
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.consent.ground import SIGNED, TALK, Story

ENTERED = SIGNED + timedelta(days=12)
CHECKED = ENTERED + timedelta(hours=3)
REACHED = ENTERED + timedelta(days=1)


def picture(notes: bytes = b"") -> bytes:
    """A small grey PNG; `notes` stand in a chunk of text, as some scanners leave them."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + bytes([200] * 40) for _ in range(20))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0))
    text = chunk(b"tEXt", notes) if notes else b""
    return b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def given(traveller: UUID, session: UUID, at: datetime = SIGNED, **differs: Any) -> DeclarationGiven:
    """What stands on the paper."""
    said = DeclarationGiven(
        traveller_id=traveller, session_id=session, signed_at=at, language="pt", place="Setúbal",
        witness_name="Rui Alves", witness_relation="lawyer", copy_answer="taken", reading_aloud_answer="declined",
        no_interpreter_needed=True,
    )  # fmt: skip
    return replace(said, **differs)


def enter(
    story: Story, said: DeclarationGiven, at: datetime = ENTERED, scans: Sequence[bytes] | None = None, number: str = ""
) -> UUID:
    """The counsellor enters the paper."""
    files = tuple(scans) if scans is not None else (picture(),)
    with acting_as(story.by):
        return services.enter_paper_declaration(by=story.by, at=at, given=PaperGiven(said, files, number))


def reading(signed_at: datetime = SIGNED, **differs: Any) -> PaperReading:
    """What the colleague reads on the same paper."""
    return replace(PaperReading(signed_at, TALK.date(), "pt", "signature", "Rui Alves"), **differs)


def check(
    story: Story, paper: UUID, read: PaperReading | None = None, at: datetime = CHECKED, by: Actor | None = None
) -> tuple[str, ...]:
    """The colleague checks it."""
    by = by or story.ground.colleague
    with acting_as(by):
        return services.check_paper_declaration(by=by, at=at, paper_id=paper, read=read or reading())


def reach(
    story: Story,
    paper: UUID,
    outcome: str = "confirms",
    at: datetime = REACHED,
    by: Actor | None = None,
    **differs: Any,
) -> PaperOutcome:
    """The counsellor speaks with the person alone, by telephone."""
    by = by or story.by
    said = ReachGiven(outcome, at, alone=True, channel="phone", language="pt", no_interpreter_needed=True)
    with acting_as(by):
        return services.record_paper_reached(by=by, at=at, paper_id=paper, given=replace(said, **differs))


def transcribed(story: Story, traveller: UUID, **differs: Any) -> PaperOutcome:
    """The whole way: told, entered, checked, reached."""
    paper = enter(story, given(traveller, story.told(traveller), **differs))
    assert check(story, paper) == ()
    return reach(story, paper)
