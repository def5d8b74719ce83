"""The declaration on paper, in the person's language: who declares what, with which help, said and signed how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from safar.consent.documents.passages import on_paper
from safar.consent.types import Transcription
from safar.kernel.calendars import digits
from safar.plumbing.documents import qr_picture, render_pdf
from safar.plumbing.printing import (
    day_on_paper,
    isolated,
    language_name,
    language_on_paper,
    listed,
    moment_on_paper,
    place_on_paper,
    sheet_of_paper,
    words_of,
)
from safar.plumbing.typefaces import is_printable
from safar.plumbing.types import Json

FOLDER = Path(__file__).parent
WORDS = FOLDER / "words"
TEMPLATE = FOLDER / "declaration.typ"
DIGEST_SHOWN = 16


@dataclass(frozen=True)
class DeclarationPaper:
    """All that the printed declaration says. What is empty becomes a line to write on.

    `promised` are ready sentences; `declaration_id` is empty while it is printed to be signed, before it is recorded;
    manner, witness and answers are consent's codes; `address` is where the program is reached, as https://host.
    """

    language: str
    programme: str
    body: str
    is_draft: bool
    origin: str
    name_in_document: str
    name_in_own_script: str
    born: str
    return_country: str
    return_place: str
    promised: Sequence[str]
    children: Sequence[str]
    reflection_hours: int
    host_country: str = ""
    declaration_id: UUID | None = None
    reference: str = ""
    digest: str = ""
    address: str = ""
    session_at: datetime | None = None
    signed_at: datetime | None = None
    place: str = ""
    manner: str = ""
    witness_name: str = ""
    witness_relation: str = ""
    interpreter_name: str = ""
    no_interpreter_needed: bool = False
    copy_answer: str = ""
    reading_aloud_answer: str = ""
    shortened_reason: str = ""
    office_phone: str = ""
    presences: Sequence[tuple[str, bool, bool]] = ()
    transcription: Transcription | None = None


def declaration_bytes(paper: DeclarationPaper) -> bytes:
    """The declaration as PDF; raises `NotPrinted` when nothing can be printed here."""
    return render_pdf(TEMPLATE, declaration_data(paper))


def declaration_data(paper: DeclarationPaper) -> dict[str, Json]:
    """What the template is given: every word already in the person's language."""
    language = language_on_paper(WORDS, "paper", paper.language)
    words = words_of(WORDS, "paper", language)
    data = sheet_of_paper(
        language,
        title=words["declaration"],
        reference=paper.reference,
        watermark=watermark(words, is_draft=paper.is_draft, origin=paper.origin),
    )
    data |= {
        "words": dict(words),
        "programme": paper.programme,
        "passages": on_paper(paper.body, language),
        "person": _person(paper, words),
        "journey": _journey(paper, words, language),
        "how": _how(paper, words, language),
        "phone": [_row(words["phone"], paper.office_phone, weight="bold")],
        "signer": paper.name_in_document,
        "witness": paper.witness_name,
        "interpreter": words["none_needed"] if paper.no_interpreter_needed else paper.interpreter_name,
        "check": _check(paper, words, language),
    }
    if paper.declaration_id is not None:
        data["qr"] = qr_picture(f"{paper.address.rstrip('/')}/q/{paper.declaration_id}/")
    return data


def watermark(words: Mapping[str, str], *, is_draft: bool, origin: str) -> str:
    """The words across the page of a text that no named reader has approved; none when it is approved."""
    if not is_draft:
        return ""
    return words["draft_translation" if origin == "translation" else "draft"]


def _person(paper: DeclarationPaper, words: Mapping[str, str]) -> list[Json]:
    rows = [_row(words["name_in_document"], paper.name_in_document, weight="bold")]
    if paper.name_in_own_script and paper.name_in_own_script != paper.name_in_document:
        # A script the typeface lacks is left to be written by hand, by the person.
        own = paper.name_in_own_script if is_printable(paper.name_in_own_script) else ""
        rows.append(_row(words["name_in_own_script"], own, weight="bold"))
    return [*rows, _row(words["born"], paper.born)]


def _journey(paper: DeclarationPaper, words: Mapping[str, str], language: str) -> list[Json]:
    promised = paper.promised or [""]
    return [
        _row(words["programme"], paper.programme),
        _row(words["destination"], place_on_paper(paper.return_place, paper.return_country, language)),
        *[_row(words["promised"] if first == 0 else "", line) for first, line in enumerate(promised)],
        _row(words["children"], "\n".join(isolated(child) for child in paper.children) or words["no_children"]),
    ]


def _how(paper: DeclarationPaper, words: Mapping[str, str], language: str) -> list[Json]:
    countries = (paper.return_country, paper.host_country)
    witness = listed(language, paper.witness_name, words.get(f"relation_{paper.witness_relation}", ""))
    return [
        _row(words["session"], moment_on_paper(paper.session_at, language, *countries)),
        _row(words["language"], language_name(paper.language, language)),
        _row(words["interpreter"], words["none_needed"] if paper.no_interpreter_needed else paper.interpreter_name),
        _row(words["reflection"], _reflection(paper, words, language)),
        _row(words["manner"], words.get(f"manner_{paper.manner}", "")),
        _row(words["signed_at"], moment_on_paper(paper.signed_at, language, *countries)),
        _row(words["place"], paper.place),
        _row(words["witness"], witness),
        _row(words["sight"], _present(paper, words, language, place=1)),
        _row(words["hearing"], _present(paper, words, language, place=2)),
        _row(words["copy"], words.get(f"copy_{paper.copy_answer}", "")),
        _row(words["aloud"], words.get(f"aloud_{paper.reading_aloud_answer}", "")),
    ]


def _present(paper: DeclarationPaper, words: Mapping[str, str], language: str, place: int) -> str:
    """Who else was there: a line to write on while nothing is signed, “nobody” when it was so (V7)."""
    if paper.signed_at is None:
        return ""
    there = [words.get(f"present_{one[0]}", one[0]) for one in paper.presences if one[place]]
    return listed(language, *there) if there else words["nobody"]


def _reflection(paper: DeclarationPaper, words: Mapping[str, str], language: str) -> str:
    sentence = words["reflection_shortened" if paper.shortened_reason else "reflection_hours"]
    return sentence % {"hours": digits(paper.reflection_hours, language), "reason": isolated(paper.shortened_reason)}


def _check(paper: DeclarationPaper, words: Mapping[str, str], language: str) -> list[Json]:
    rows = [(words["record"], paper.reference), (words["digest"], paper.digest[:DIGEST_SHOWN])]
    return [_row(label, value) for label, value in [*rows, *_transcribed(paper, words, language)] if value]


def _transcribed(paper: DeclarationPaper, words: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """How it came from paper into the record, on every copy of it."""
    came = paper.transcription
    if came is None:
        return []
    moments = {"entered": came.entered_at, "checked": came.checked_at, "spoke": came.spoke_at}
    said = words["transcribed_how"] % {name: day_on_paper(moment, language) for name, moment in moments.items()}
    return [(words["transcribed"], said), (words["sheet_number"], came.blank_number)]


def _row(label: str, value: str, weight: str = "regular") -> Json:
    return {"label": label, "value": value, "weight": weight}
