"""What is given when people sit together: who was there, what a screen answered, what a session was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class PresenceGiven:
    """Somebody else who was there; `kind` is one of PresenceKind."""

    kind: str
    in_sight: bool = True
    in_hearing: bool = True


@dataclass(frozen=True)
class ScreenAnswers:
    """The signs of pressure seen or heard; the first eight are red, the last four amber."""

    threat: bool = False
    someone_answers: bool = False
    trafficking_signs: bool = False
    document_held: bool = False
    pressure_spouse: bool = False
    pressure_family: bool = False
    pressure_employer: bool = False
    pressure_hospital: bool = False
    detention: bool = False
    removal_date: bool = False
    debt: bool = False
    destitution: bool = False
    note: str = ""


@dataclass(frozen=True)
class PersonInSession:
    """One traveller's part: `manner` is text or read_aloud, `own_words` three answers of somebody who cannot read.

    `travel_document` is where it is, as a code; debts (also fines and court cases) and lodging are words.
    """

    traveller_id: UUID
    alone: bool
    decision: str = "considering"
    topics: tuple[str, ...] = ()
    pack_id: UUID | None = None
    manner: str = ""
    understood: bool = False
    consequences_told: bool = False
    own_words: tuple[str, ...] = ()
    travel_document: str = ""
    debts: str = ""
    lodging: str = ""
    screen: ScreenAnswers | None = None


@dataclass(frozen=True)
class SessionGiven:
    """A talk that was held: where, in which language, through whom. Counsellor None means the one who writes."""

    held_at: datetime
    language: str
    people: tuple[PersonInSession, ...]
    presences: tuple[PresenceGiven, ...] = ()
    counsellor_id: int | None = None
    minutes: int | None = None
    purpose: str = "first"
    interpreter_name: str = ""
    interpreter_mode: str = ""
    interpreter_id: UUID | None = None
    no_interpreter_needed: bool = False
    place_kind: str = "office"
    place: str = ""
    motive: str = ""
    heard_of_us: str = ""
    options_explained: str = ""
    note: str = ""
