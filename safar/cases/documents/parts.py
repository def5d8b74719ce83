"""The parts that letters and reports are made of, as the layout draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from safar.plumbing.printing import sheet_of_paper
from safar.plumbing.types import Json

WORDS = Path(__file__).parent / "words"
TEMPLATE = Path(__file__).parent / "letter.typ"


def page(language: str, *, title: str, office: str, reference: str, parts: Sequence[Json]) -> dict[str, Json]:
    """A whole letter for the layout; what has nothing to say is left out."""
    sheet = sheet_of_paper(language, title=title, reference=reference)
    return sheet | {"office": office, "parts": [part for part in parts if part]}


def heading(text: str) -> Json:
    """The heading of a part."""
    return {"kind": "heading", "text": text}


def paragraph(text: str) -> Json:
    """A paragraph, or nothing when there is nothing to say."""
    return {"kind": "paragraph", "text": text} if text else None


def points(lines: Iterable[str]) -> Json:
    """A list of points."""
    return {"kind": "list", "lines": [*lines]}


def rows(pairs: Iterable[tuple[str, str]], *, leave_blank: bool = False) -> Json:
    """Labels with their values; those without a value are left out, or become lines to write on."""
    return {"kind": "facts", "rows": _rows(pairs, leave_blank)}


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Json:
    """A table with its heads."""
    return {"kind": "table", "heads": [*heads], "rows": [[*line] for line in lines]}


def box(title: str, lines: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> Json:
    """What nobody should overlook."""
    return {"kind": "box", "title": title, "lines": [line for line in lines if line], "rows": _rows(pairs, True)}


def new_page(title: str) -> Json:
    """A new page under the same title."""
    return {"kind": "page", "title": title}


def lines_to_write_on(count: int) -> Json:
    """Empty lines."""
    return {"kind": "lines", "count": count}


def signs(boxes: Iterable[tuple[str, str]]) -> Json:
    """Boxes to sign in, each with the name printed under the line."""
    return {"kind": "signs", "boxes": [{"label": label, "under": under} for label, under in boxes]}


def _rows(pairs: Iterable[tuple[str, str]], leave_blank: bool) -> list[Json]:
    return [{"label": label, "value": value} for label, value in pairs if value or leave_blank]
