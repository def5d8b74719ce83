"""A talk that was held, laid out on the counselling sheet for one of those who were there."""

from __future__ import annotations

from safar.consent.documents.declaration import WORDS
from safar.consent.documents.sheet import SheetPaper
from safar.consent.types import SessionLine, SessionPersonLine
from safar.kernel.calendars import digits
from safar.plumbing.printing import language_name, language_on_paper, moment_on_paper

MODES = ("in_person", "phone")


def filled_sheet(
    session: SessionLine,
    person: SessionPersonLine,
    *,
    language: str,
    name: str,
    counsellor: str,
    reference: str = "",
    countries: tuple[str, ...] = (),
) -> SheetPaper:
    """What the sheet says of this talk with this person, in the reader's language; `name` may be an alias."""
    language = language_on_paper(WORDS, "sheet", language)
    written = {
        "person": name,
        "reference": reference,
        "held_at": moment_on_paper(session.held_at, language, *countries),
        "written_on": moment_on_paper(session.recorded_at, language, *countries),
        "place": session.place,
        "minutes": "" if session.minutes is None else digits(session.minutes, language),
        "language": language_name(session.language, language),
        "interpreter": session.interpreter_name,
        "motive": session.motive,
        "heard": session.heard_of_us,
        "own_words": "\n".join(person.own_words),
        "remarks": session.note,
        "counsellor": counsellor,
    }
    mode = "none" if session.no_interpreter_needed else session.interpreter_mode
    ticked = {
        "place_kind": {session.place_kind},
        "purpose": {session.purpose},
        "mode": {mode if mode in (*MODES, "none") else ""},
        "reading": {person.manner},
        "alone": {"yes" if person.alone else "no"},
        "in_sight": {kind for kind, in_sight, _ in session.presences if in_sight},
        "in_hearing": {kind for kind, _, in_hearing in session.presences if in_hearing},
        "topics": set(person.topics),
        "decision": {person.decision},
    }
    return SheetPaper(written=written, ticked=ticked, reference=reference)
