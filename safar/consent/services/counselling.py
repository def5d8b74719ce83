"""Counselling sessions, who was there, and the screen for pressure."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.consent.models import AmberMeasure, Presence, ScreenClearance, Session, SessionPerson
from safar.consent.services.interpreters import interpreter_named
from safar.consent.services.notes import note_journey, note_traveller
from safar.consent.services.rows import journey_of, lines_of, member_of, session_of, text_of, traveller_of
from safar.consent.types import PersonInSession, PresenceGiven, ScreenAnswers, SessionGiven
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def hold_session(*, by: Actor, at: datetime, journey_id: UUID, given: SessionGiven) -> UUID:
    """Write down a session: what was covered with whom, who could see and hear, and the screens done in it.

    Refused when an interpreter is neither named nor said to be needless, or when it lies in the future.
    """
    require(by, "consent.counsel")
    journey = journey_of(journey_id)
    with refusing():
        interpreter_id, spoken_through = interpreter_named(by, at, given.interpreter_name, given.interpreter_id)
        session = Session.objects.create(
            journey=journey,
            counsellor_id=given.counsellor_id or member_of(by),
            held_at=given.held_at,
            minutes=given.minutes,
            purpose=given.purpose,
            language=given.language,
            interpreter_name=spoken_through,
            interpreter_id=interpreter_id,
            interpreter_mode=given.interpreter_mode,
            no_interpreter_needed=given.no_interpreter_needed,
            place_kind=given.place_kind,
            place=text_of(given.place, "place"),
            motive=lines_of(given.motive, "motive"),
            heard_of_us=text_of(given.heard_of_us, "heard_of_us"),
            options_explained=lines_of(given.options_explained, "options_explained"),
            note=lines_of(given.note, "note"),
        )
        for presence in given.presences:
            _write_presence(session, presence)
        for person in given.people:
            _write_person(by, session, person)
        note_journey(by, at, "session_held", journey, session=str(session.id), people=len(given.people))
    return session.id


def _write_person(by: Actor, session: Session, given: PersonInSession) -> None:
    traveller = traveller_of(given.traveller_id)
    if traveller.journey_id != session.journey_id:
        raise Refused("consent_unknown")
    part = SessionPerson.objects.create(
        session=session,
        traveller=traveller,
        alone=given.alone,
        decision=given.decision,
        topics=list(given.topics),
        pack_id=given.pack_id,
        manner=given.manner,
        understood=given.understood,
        consequences_told=given.consequences_told,
        own_words=[lines_of(words, "own_words") for words in given.own_words],
        travel_document=given.travel_document,
        debts=text_of(given.debts, "debts"),
        lodging=text_of(given.lodging, "lodging"),
    )
    if given.screen is not None:
        require(by, "consent.screen")
        _write_screen(part.id, given.screen)


def _write_presence(session: Session, given: PresenceGiven) -> None:
    Presence.objects.create(session=session, kind=given.kind, in_sight=given.in_sight, in_hearing=given.in_hearing)


def _write_screen(session_person_id: UUID, answers: ScreenAnswers) -> UUID:
    """Plain SQL, because whoever hears the signs may not be of the class that reads them back."""
    screen_id = uuid4()
    columns = {**asdict(answers), "note": lines_of(answers.note, "note")}
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO consent_screen (id, session_person_id, result, recorded_at, {names})"  # noqa: S608
            f" VALUES (%s, %s, '', now(), {', '.join(['%s'] * len(columns))})",
            [screen_id, session_person_id, *columns.values()],
        )
    return screen_id


def add_presence(*, by: Actor, at: datetime, session_id: UUID, given: PresenceGiven) -> None:
    """Add somebody who was there; an authority within hearing voids what was declared in the session (V7)."""
    require(by, "consent.counsel")
    session = session_of(session_id)
    with refusing():
        _write_presence(session, given)
        note_journey(by, at, "presence_added", session.journey, session=str(session.id), kind=given.kind)


def record_screen(*, by: Actor, at: datetime, session_id: UUID, traveller_id: UUID, answers: ScreenAnswers) -> UUID:
    """Write down the signs of pressure seen in a session; red holds the person's permit at once (V6)."""
    require(by, "consent.screen")
    part = SessionPerson.objects.filter(session_id=session_id, traveller_id=traveller_id).first()
    if part is None:
        raise Refused("consent_unknown")
    with refusing():
        screen_id = _write_screen(part.id, answers)
        note_traveller(by, at, "screened", traveller_of(traveller_id), session=str(session_id))
    return screen_id


def clear_screen(
    *, by: Actor, at: datetime, screen_id: UUID, spoke_at: datetime, outcome: str = "cleared", note: str = ""
) -> None:
    """A protection officer, not the counsellor, has spoken with the person alone; outcome cleared or stays_held."""
    require(by, "consent.clear_screen")
    part = SessionPerson.objects.filter(screens__id=screen_id).first()
    if part is None:
        raise Refused("consent_unknown")
    with refusing():
        ScreenClearance.objects.create(
            screen_id=screen_id, officer_id=member_of(by), spoke_at=spoke_at, alone=True, outcome=outcome,
            note=lines_of(note, "note"),
        )  # fmt: skip
        note_traveller(by, at, "screen_cleared", traveller_of(part.traveller_id), outcome=outcome)


def record_amber_measure(*, by: Actor, at: datetime, traveller_id: UUID, measure: str, note: str = "") -> UUID:
    """Write down a measure for an amber person: advice_offered, private_place or second_confirmation, done at `at`.

    A second confirmation counts only when it is somebody other than the person's counsellor who takes it.
    """
    require(by, "consent.confirm")
    traveller = traveller_of(traveller_id)
    with refusing():
        done = AmberMeasure.objects.create(
            traveller=traveller, measure=measure, done_at=at, done_by_id=member_of(by), note=lines_of(note, "note")
        )
        note_traveller(by, at, "measure_taken", traveller, measure=measure)
    return done.id
