"""A text of a programme as it stands in its file: what its first lines say, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from safar.consent.documents.passages import topics_in
from safar.kernel.months import BABEL_LOCALES
from safar.programmes.types import Fault

FILE_NAME = re.compile(r"^(?P<kind>pack|declaration)\.(?P<language>[a-z-]+)\.md$")
FRONT = ("version", "language", "origin")
ORIGINS = ("original", "translation")
FENCE = "---"


@dataclass(frozen=True)
class TextFile:
    """A pack or the words of a declaration as it stands in its file; `line` is where the body begins."""

    code: str
    kind: Literal["pack", "declaration"]
    language: str
    version: int
    origin: str
    body: str
    file: str
    line: int

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it speaks about, in its order."""
        return topics_in(self.body)


def read_text(path: Path, code: str, faults: list[Fault]) -> TextFile | None:
    """The text in a file; None, with the faults added to the list, when it cannot be taken as one."""
    file = f"{code}/texts/{path.name}"
    name = FILE_NAME.match(path.name)
    if name is None or name["language"] not in BABEL_LOCALES:
        sentence = f"Call it pack.<language>.md or declaration.<language>.md; languages: {', '.join(BABEL_LOCALES)}."
        faults.append(Fault(file, 1, sentence))
        return None
    lines = path.read_text("utf-8").splitlines()
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        faults.append(Fault(file, 1, f"Begin with {', '.join(FRONT)} between two lines of `{FENCE}`."))
        return None
    end = lines.index(FENCE, 1)
    body = "\n".join(lines[end + 1 :]).strip("\n")
    kind: Literal["pack", "declaration"] = "pack" if name["kind"] == "pack" else "declaration"
    text = TextFile(code, kind, name["language"], 0, "", body, file, end + 2)
    return _with_front(text, lines[1:end], faults)


def _with_front(text: TextFile, lines: list[str], faults: list[Fault]) -> TextFile | None:
    found: dict[str, tuple[int, str]] = {}
    before = len(faults)
    for number, line in enumerate(lines, start=2):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in FRONT:
            faults.append(Fault(text.file, number, f"`{key}` is not known here; write {', '.join(FRONT)}."))
        elif key in found:
            faults.append(Fault(text.file, number, f"`{key}` is written twice; leave one."))
        else:
            found[key] = (number, value)
    faults.extend(Fault(text.file, 1, f"`{key}` is missing.") for key in FRONT if key not in found)
    if len(faults) > before:
        return None
    wrong = {
        "version": ""
        if re.fullmatch(r"[1-9]\d{0,3}", found["version"][1])
        else "Write the version as a number from 1.",
        "language": "" if found["language"][1] == text.language else f"The file's name says {text.language}.",
        "origin": "" if found["origin"][1] in ORIGINS else f"The origin is one of {', '.join(ORIGINS)}.",
    }
    faults.extend(Fault(text.file, found[key][0], sentence) for key, sentence in wrong.items() if sentence)
    return None if any(wrong.values()) else replace(text, version=int(found["version"][1]), origin=found["origin"][1])
