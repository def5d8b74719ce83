"""The texts people are told or sign, taken apart: headings with their topic, paragraphs, points and questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from safar.kernel.calendars import digits
from safar.plumbing.types import Json

Kind = Literal["heading", "paragraph", "bullet", "question"]
HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<topic>[a-z][a-z0-9_]*)\}$")
QUESTION = re.compile(r"^(?P<number>\d)\. (?P<text>.+)$")


@dataclass(frozen=True)
class Passage:
    """A piece of a text; `topic` is that of the heading it stands under, `number` that of a question."""

    kind: Kind
    text: str
    topic: str = ""
    number: int = 0


def passages(body: str) -> list[Passage]:
    """The pieces of a text in their order; lines that follow each other without a blank one are one paragraph."""
    found: list[Passage] = []
    topic, waiting = "", list[str]()

    def finish() -> None:
        if waiting:
            found.append(Passage("paragraph", " ".join(waiting), topic))
            waiting.clear()

    for line in (raw.strip() for raw in body.splitlines()):
        special = _special(line, topic)
        if special is None and line:
            waiting.append(line)
            continue
        finish()
        if special is not None:
            topic = special.topic
            found.append(special)
    finish()
    return found


def topics_in(body: str) -> tuple[str, ...]:
    """The topics a text speaks about, in its order; the questions are none."""
    return tuple(piece.topic for piece in passages(body) if piece.kind == "heading" and piece.topic != "questions")


def questions_in(body: str) -> tuple[str, ...]:
    """The questions for somebody who cannot read, answered in their own words."""
    return tuple(piece.text for piece in passages(body) if piece.kind == "question")


def on_paper(body: str, language: str) -> list[Json]:
    """The pieces as the layout takes them."""
    return [
        {"kind": piece.kind, "text": piece.text, "number": digits(piece.number, language)} for piece in passages(body)
    ]


def _special(line: str, topic: str) -> Passage | None:
    if heading := HEADING.match(line):
        return Passage("heading", heading["title"], heading["topic"])
    if line.startswith("- "):
        return Passage("bullet", line[2:].strip(), topic)
    if topic == "questions" and (question := QUESTION.match(line)):
        return Passage("question", question["text"], topic, int(question["number"]))
    return None
