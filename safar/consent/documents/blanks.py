"""A numbered set of blank counselling sheets and declarations: what is not known yet is a line to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safar.consent.documents.declaration import DeclarationPaper, declaration_data
from safar.consent.documents.sheet import sheet_data
from safar.plumbing.documents import qr_picture, render_pdf
from safar.plumbing.types import Json

TEMPLATE = Path(__file__).parent / "blanks.typ"


@dataclass(frozen=True)
class BlankPaper:
    """What every sheet of a set says: the programme, its words in one language, and the numbers in order."""

    language: str
    programme: str
    body: str
    is_draft: bool
    origin: str
    promised: Sequence[str]
    numbers: Sequence[str]
    text_version: int


def blank_set_bytes(paper: BlankPaper) -> bytes:
    """The set as one PDF; raises `NotPrinted` when nothing can be printed here."""
    return render_pdf(TEMPLATE, blank_set_data(paper))


def blank_set_data(paper: BlankPaper) -> dict[str, Json]:
    """What the template is given; the code on a sheet carries its number and nothing else."""
    blank = DeclarationPaper(
        language=paper.language,
        programme=paper.programme,
        body=paper.body,
        is_draft=paper.is_draft,
        origin=paper.origin,
        name_in_document="",
        name_in_own_script="",
        born="",
        return_country="",
        return_place="",
        promised=paper.promised,
        children=[],
        reflection_hours=0,
    )
    sheet = sheet_data(paper.language)
    data = declaration_data(blank)
    return data | {
        # Nothing is known yet, also not which children travel or how long they had to think.
        "journey": _rows(data["journey"], paper),
        "how": _rows(data["how"], paper),
        "sheet": {"title": sheet["title"], "sections": sheet["sections"]},
        "sections": sheet["sections"],
        "note": f"{paper.programme} · {paper.text_version}",
        "numbers": [{"number": number, "qr": qr_picture(number)} for number in paper.numbers],
    }


def _rows(rows: Json, paper: BlankPaper) -> list[Json]:
    kept = {paper.programme, *paper.promised}
    known = [row for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)]
    return [{**row, "value": row["value"] if row["value"] in kept else ""} for row in known]
