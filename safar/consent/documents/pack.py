"""The information pack on paper, to take home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safar.consent.documents.declaration import WORDS, watermark
from safar.consent.documents.passages import on_paper
from safar.kernel.calendars import digits
from safar.plumbing.documents import render_pdf
from safar.plumbing.printing import language_on_paper, sheet_of_paper, words_of
from safar.plumbing.types import Json

TEMPLATE = Path(__file__).parent / "pack.typ"


@dataclass(frozen=True)
class PackPaper:
    """All that the printed pack says; `programme` is its name in the pack's language."""

    language: str
    programme: str
    version: int
    body: str
    is_draft: bool
    origin: str


def pack_bytes(paper: PackPaper) -> bytes:
    """The information pack as PDF; raises `NotPrinted` when nothing can be printed here."""
    return render_pdf(TEMPLATE, pack_data(paper))


def pack_data(paper: PackPaper) -> dict[str, Json]:
    """What the template is given."""
    language = language_on_paper(WORDS, "paper", paper.language)
    words = words_of(WORDS, "paper", language)
    version = words["pack_version"] % {"version": digits(paper.version, language)}
    across = watermark(words, is_draft=paper.is_draft, origin=paper.origin)
    data = sheet_of_paper(language, title=words["pack"], reference=f"{paper.programme}, {version}", watermark=across)
    return data | {
        "words": dict(words),
        "programme": paper.programme,
        "passages": on_paper(paper.body, language),
    }
