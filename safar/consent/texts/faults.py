"""What can be wrong in a programme's texts, each alone and all beside each other; every fault says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from safar.consent.documents.passages import HEADING, Passage, passages
from safar.consent.texts.files import TextFile
from safar.kernel.text import clean_lines
from safar.kernel.unclear import Unclear
from safar.programmes.types import Fault

QUESTIONS = "questions"


def faults_within(text: TextFile, required: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong in one text, `required` being the topics that a pack must speak about."""
    yield from _faulty_lines(text)
    pieces = passages(text.body)
    if text.kind == "declaration":
        if not any(piece.kind == "paragraph" for piece in pieces):
            yield Fault(text.file, text.line, "The declaration has no words.")
        return
    spoken = [*text.topics]
    for topic in dict.fromkeys(required):
        if topic not in spoken:
            yield Fault(text.file, text.line, f"Nothing is said about `{topic}`; write a section with {{#{topic}}}.")
    if pieces and not pieces[0].topic:
        yield Fault(text.file, text.line, "These words stand before the first heading, so under no topic.")
    yield from _faulty_sections(text, pieces)


def _faulty_sections(text: TextFile, pieces: list[Passage]) -> Iterator[Fault]:
    headings = [piece.topic for piece in pieces if piece.kind == "heading"]
    for topic in dict.fromkeys(headings):
        line = _line_of(text, f"{{#{topic}}}")
        if headings.count(topic) > 1:
            yield Fault(text.file, line, f"The topic `{topic}` has two sections; make them one.")
        if not any(piece.topic == topic and piece.kind != "heading" for piece in pieces):
            yield Fault(text.file, line, f"The section on `{topic}` is empty.")
    asked = [piece.number for piece in pieces if piece.kind == "question"]
    if asked != [1, 2, 3] or not headings or headings[-1] != QUESTIONS:
        sentence = "End with a section {#questions} of three, numbered 1. 2. 3., for somebody who cannot read."
        yield Fault(text.file, _line_of(text, "{#questions}"), sentence)


def _faulty_lines(text: TextFile) -> Iterator[Fault]:
    for number, line in enumerate(text.body.splitlines(), start=text.line):
        if line.startswith("#") and (text.kind == "declaration" or not HEADING.match(line)):
            said = "A declaration has no headings." if text.kind == "declaration" else "Write `## Title {#topic}`."
            yield Fault(text.file, number, said)
        try:
            clean_lines(line)
        except Unclear as unclear:
            yield Fault(text.file, number, str(unclear))


def faults_between(texts: list[TextFile]) -> Iterator[Fault]:
    """What does not fit between the texts of one programme: originals, versions, topics, languages."""
    for kind in ("declaration", "pack"):
        alike = [text for text in texts if text.kind == kind]
        originals = [text for text in alike if text.origin == "original"]
        if alike and len(originals) != 1:
            found = ", ".join(text.language for text in originals) or "none"
            yield Fault(alike[0].file, 1, f"One {kind} is the original and the others translate it; found: {found}.")
            continue
        for text in alike:
            if text.version != originals[0].version:
                said = f"It translates version {text.version}; the original is at version {originals[0].version}."
                yield Fault(text.file, 1, said)
            if text.topics != originals[0].topics:
                yield Fault(text.file, text.line, "Its topics differ from the original's; keep the same ones in order.")
        packs = {text.language for text in texts if text.kind == "pack"}
        for text in alike:
            if kind == "declaration" and text.language not in packs:
                said = "Nobody signs in a language without an information pack; write the pack too."
                yield Fault(text.file, 1, said)


def _line_of(text: TextFile, words: str) -> int:
    lines = text.body.splitlines()
    return text.line + next((place for place, line in enumerate(lines) if words in line), max(len(lines) - 1, 0))
