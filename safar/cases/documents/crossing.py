"""The border list on paper: four fixed fields for each person, those who still travel, and who released it (D7)."""

from __future__ import annotations

from safar.cases.documents.parts import TEMPLATE, WORDS, page, paragraph, rows, signs, table
from safar.cases.types import BorderListFile
from safar.plumbing.documents import render_pdf
from safar.plumbing.printing import (
    country_on_paper,
    day_on_paper,
    language_on_paper,
    listed,
    moment_on_paper,
    words_of,
)
from safar.plumbing.types import Json


def border_list_pdf(border: BorderListFile, *, language: str) -> bytes:
    """The list as PDF, with those who still travel and nobody else."""
    return render_pdf(TEMPLATE, border_list_data(border, language=language))


def border_list_data(border: BorderListFile, *, language: str) -> dict[str, Json]:
    """What the layout is given."""
    chosen = language_on_paper(WORDS, "border", language)
    words = words_of(WORDS, "border", chosen)

    def born(earliest: object, latest: object) -> str:
        days = dict.fromkeys(day_on_paper(day, chosen, border.country) for day in (earliest, latest) if day)  # type: ignore[arg-type]
        return " – ".join(days)

    going = [person for person in border.people if person.live]
    return page(
        chosen,
        title=words["title"],
        office=border.office,
        reference="",
        parts=[
            rows(
                [
                    (words["to"], listed(chosen, border.authority, border.crossing)),
                    (words["country"], country_on_paper(border.country, chosen)),
                    (words["leaves"], moment_on_paper(border.leaves_at, chosen, border.country)),
                ]
            ),
            table(
                [words["name"], words["born"], words["document"], words["flight"]],
                [
                    (one.name, born(one.birth_earliest, one.birth_latest), one.document_number, one.flight)
                    for one in going
                ],
            ),
            paragraph(words["own_will"]),
            paragraph(words["recall"]),
            signs([(words["released"], name) for name, _at in border.releases]),
        ],
    )
