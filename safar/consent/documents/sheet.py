"""The counselling sheet on one page: blank to write on, or filled with what was said in one talk with one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from safar.consent.documents.declaration import WORDS
from safar.plumbing.documents import render_pdf
from safar.plumbing.printing import language_on_paper, sheet_of_paper, words_of
from safar.plumbing.types import Json

TEMPLATE = Path(__file__).parent / "sheet.typ"
WHO = (
    "spouse",
    "family",
    "guardian",
    "lawyer",
    "court",
    "social_service",
    "police",
    "detention",
    "immigration",
    "origin_state",
    "other",
)
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Question:
    """A line of the sheet: what is chosen from by ticking, and how many lines there are to write on."""

    code: str
    options: tuple[str, ...] = ()
    lines: int = 1
    words_of_options: str | None = None


@dataclass(frozen=True)
class Panel:
    """A frame of the sheet; the wide ones have one column. A private one is printed blank only."""

    code: str
    questions: tuple[Question, ...]
    wide: bool = False
    has_note: bool = False
    private: bool = False


@dataclass(frozen=True)
class SheetPaper:
    """What a filled sheet says: words by question, and the options ticked by question."""

    written: Mapping[str, str] = field(default_factory=dict)
    ticked: Mapping[str, Collection[str]] = field(default_factory=dict)
    reference: str = ""


def _yes_no(code: str) -> Question:
    return Question(code, YES_NO, words_of_options="")


PANELS = (
    Panel(
        "talk",
        (
            Question("person"),
            Question("reference"),
            Question("held_at"),
            Question("written_on"),
            Question("place_kind", ("office", "detention", "remote", "home")),
            Question("place"),
            Question("purpose", ("first", "second", "declaration", "reconfirm")),
            Question("minutes"),
        ),
    ),
    Panel(
        "language",
        (
            Question("language"),
            Question("interpreter"),
            Question("mode", ("in_person", "phone", "none")),
            Question("reading", ("text", "read_aloud")),
        ),
    ),
    Panel(
        "present",
        (
            _yes_no("alone"),
            Question("in_sight", WHO, words_of_options="who"),
            Question("in_hearing", WHO, words_of_options="who"),
        ),
        wide=True,
        has_note=True,
    ),
    Panel(
        "situation",
        (
            Question("status"),
            Question("heard"),
            Question("motive"),
            Question("lodging"),
            Question("asylum", ("none", "open_claim", "open_appeal", "closed")),
            Question("advice", ("taken", "declined_in_writing")),
            _yes_no("detained"),
            Question("removal_on"),
            Question("debts"),
            _yes_no("health"),
        ),
    ),
    Panel(
        "family",
        (
            Question("family", ("alone", "spouse", "children", "single_parent")),
            Question("stays"),
            _yes_no("helped"),
        ),
    ),
    Panel(
        "papers",
        (
            Question("document", ("valid", "expired", "lost", "stolen", "never_held")),
            Question("custody", ("person", "asylum_service", "authorities", "office", "other")),
        ),
        wide=True,
    ),
    Panel(
        "pressure",
        (
            Question(
                "red",
                (
                    "threat",
                    "someone_answers",
                    "trafficking_signs",
                    "document_held",
                    "pressure_spouse",
                    "pressure_family",
                    "pressure_employer",
                    "pressure_hospital",
                ),
            ),
            Question("amber", ("detention", "removal_date", "debt", "destitution")),
        ),
        wide=True,
        has_note=True,
        private=True,
    ),
    Panel(
        "told",
        (
            Question(
                "topics",
                (
                    "alternatives_to_return",
                    "asylum_and_appeal",
                    "right_to_withdraw",
                    "cannot_be_undone",
                    "where_data_goes",
                    "journey_and_arrival",
                    "help_after_return",
                    "situation_at_home",
                ),
            ),
            Question("own_words", lines=3),
        ),
        wide=True,
    ),
    Panel(
        "decision",
        (
            Question("decision", ("yes", "no", "considering")),
            Question("remarks", lines=3),
            Question("contact"),
            _yes_no("message"),
            Question("next"),
            Question("counsellor"),
            Question("signed"),
        ),
        wide=True,
    ),
)


def blank_sheet_bytes(language: str) -> bytes:
    """An empty counselling sheet as PDF, one page, in the language or the nearest one there is."""
    return render_pdf(TEMPLATE, sheet_data(language))


def sheet_bytes(language: str, paper: SheetPaper) -> bytes:
    """A filled counselling sheet as PDF; signs of pressure are kept apart and never on it."""
    return render_pdf(TEMPLATE, sheet_data(language, paper))


def sheet_data(language: str, paper: SheetPaper | None = None) -> dict[str, Json]:
    """What the template is given; without a paper everything is blank."""
    chosen = language_on_paper(WORDS, "sheet", language)
    words = words_of(WORDS, "sheet", chosen)
    panels = [panel for panel in PANELS if paper is None or not panel.private]
    data = sheet_of_paper(chosen, title=words["title"], reference=paper.reference if paper else "")
    sections: list[Json] = [_panel(panel, words, paper or SheetPaper()) for panel in panels]
    return data | {"note": words["note"], "sections": sections}


def _panel(panel: Panel, words: Mapping[str, str], paper: SheetPaper) -> Json:
    return {
        "title": words[f"s_{panel.code}"],
        "note": words[f"n_{panel.code}"] if panel.has_note else "",
        "wide": panel.wide,
        "fields": [_question(question, words, paper) for question in panel.questions],
    }


def _question(question: Question, words: Mapping[str, str], paper: SheetPaper) -> Json:
    ticked = paper.ticked.get(question.code, ())
    prefix = question.code if question.words_of_options is None else question.words_of_options
    return {
        "label": words[question.code],
        "value": paper.written.get(question.code, ""),
        "lines": question.lines,
        "options": [
            {"label": words[f"{prefix}.{option}" if prefix else option], "on": option in ticked}
            for option in question.options
        ],
    }
