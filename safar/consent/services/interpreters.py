"""The register of interpreters: entering, conflicts, refusals, bookings, and finding one unfit (V21)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import (
    Interpreter,
    InterpreterBooking,
    InterpreterConflict,
    InterpreterFinding,
    InterpreterLanguage,
    InterpreterOffice,
    InterpreterRefusal,
)
from safar.consent.queries.interpreters import against_interpreters
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, member_of, office_of, text_of, traveller_of
from safar.consent.types import InterpreterGiven
from safar.consent.wording import refusing
from safar.kernel.names import normal_form
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def register_interpreter(*, by: Actor, at: datetime, given: InterpreterGiven) -> UUID:
    """Enter somebody into the register of the actor's office; the database gives the number they are known by."""
    require(by, "consent.register_interpreter")
    return _register(by, at, given)


def _register(by: Actor, at: datetime, given: InterpreterGiven) -> UUID:
    name = text_of(given.name, "name")
    with refusing():
        interpreter = Interpreter.objects.create(
            number=0,
            office_id=office_of(by),
            name=name,
            name_key=normal_form(name),
            person_id=given.person_id,
            gender=given.gender,
            of_age=given.of_age,
            born_in=given.born_in,
            of_authority=given.of_authority,
            employer=text_of(given.employer, "employer"),
            one_off=given.one_off,
            agreement_on=given.agreement_on,
            telephone=text_of(given.telephone, "telephone"),
            registered_at=at,
            registered_by_id=by.user_id,
        )
        for language, reads in given.languages:
            InterpreterLanguage.objects.create(interpreter=interpreter, language=language, reads=reads)
        _note(by, at, "interpreter_registered", interpreter.id)
    return interpreter.id


def interpreter_named(by: Actor, at: datetime, name: str, interpreter_id: UUID | None) -> tuple[UUID | None, str]:
    """Through whom something was said: the one chosen or numbered, one of the office by that name, or a one-off.

    Gives the register's id and the name to be written on the paper; nothing where nobody interpreted.
    """
    if interpreter_id is not None:
        known = interpreter_of(interpreter_id)
        return known.id, known.name
    spoken = text_of(name, "interpreter_name")
    if not spoken:
        return None, ""
    if spoken.isdigit():
        numbered = Interpreter.objects.filter(number=int(spoken)).first()
        if numbered is None:
            raise Refused("v21_no_such_number", field="interpreter_name", number=int(spoken))
        return numbered.id, numbered.name
    key = normal_form(spoken)
    found = Interpreter.objects.filter(office_id=office_of(by), name_key=key).order_by("-one_off", "number").last()
    if found is not None:
        return found.id, spoken
    return _register(by, at, InterpreterGiven(spoken, one_off=True)), spoken


def interpreter_of(interpreter_id: UUID) -> Interpreter:
    """The interpreter; raises `Refused` alike for who is absent and who may not be seen (D9)."""
    found = Interpreter.objects.filter(id=interpreter_id).first()
    if found is None:
        raise Refused("consent_unknown")
    return found


def share_interpreter(*, by: Actor, at: datetime, interpreter_id: UUID, office_id: int) -> None:
    """Let another office see and book this interpreter."""
    require(by, "consent.register_interpreter")
    interpreter = interpreter_of(interpreter_id)
    with refusing():
        InterpreterOffice.objects.bulk_create([InterpreterOffice(interpreter=interpreter, office_id=office_id)])
        _note(by, at, "interpreter_shared", interpreter.id)


def sign_agreement(*, by: Actor, at: datetime, interpreter_id: UUID, on: date) -> None:
    """The interpreter signed the agreement of confidentiality on a day."""
    require(by, "consent.register_interpreter")
    _change(by, at, interpreter_id, "interpreter_agreed", agreement_on=on, one_off=False)


def end_interpreter(*, by: Actor, at: datetime, interpreter_id: UUID, on: date) -> None:
    """The interpreter works for us no more from a day; what was said through them stands."""
    require(by, "consent.register_interpreter")
    _change(by, at, interpreter_id, "interpreter_ended", ended_on=on)


def _change(by: Actor, at: datetime, interpreter_id: UUID, action: str, **values: object) -> None:
    interpreter = interpreter_of(interpreter_id)
    with refusing():
        if not Interpreter.objects.filter(id=interpreter.id).update(**values):
            raise Refused("consent_unknown")
        _note(by, at, action, interpreter.id)


def add_interpreter_language(
    *, by: Actor, at: datetime, interpreter_id: UUID, language: str, reads: bool = False
) -> None:
    """The interpreter speaks one more language."""
    require(by, "consent.register_interpreter")
    interpreter = interpreter_of(interpreter_id)
    with refusing():
        InterpreterLanguage.objects.create(interpreter=interpreter, language=language, reads=reads)
        _note(by, at, "interpreter_language_added", interpreter.id, language=language)


def note_conflict(
    *,
    by: Actor,
    at: datetime,
    interpreter_id: UUID,
    kind: str,
    person_id: UUID | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    note: str = "",
) -> None:
    """Why they may not interpret: for one person and their family, or, being of an authority, for nobody."""
    require(by, "consent.register_interpreter")
    interpreter = interpreter_of(interpreter_id)
    with refusing():
        InterpreterConflict.objects.create(
            interpreter=interpreter, kind=kind, person_id=person_id, from_on=from_on, until_on=until_on,
            note=lines_of(note, "note"), noted_at=at, noted_by_id=by.user_id,
        )  # fmt: skip
        _note(by, at, "interpreter_conflict_noted", interpreter.id, kind=kind)


def refuse_interpreter(
    *, by: Actor, at: datetime, traveller_id: UUID, interpreter_id: UUID, refuses: bool = True
) -> None:
    """The person does not want this interpreter, or accepts them again; no reason is asked, and nobody tells them."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    with refusing():
        InterpreterRefusal.objects.create(
            interpreter=interpreter_of(interpreter_id), traveller=traveller, refuses=refuses, said_at=at,
            recorded_by_id=by.user_id,
        )  # fmt: skip
        note_traveller(by, at, "interpreter_refused", traveller)


def find_unfit(*, by: Actor, at: datetime, interpreter_id: UUID, unfit_from: datetime, reason: str) -> None:
    """The interpreter is found unfit from a moment: permits that rest on them wait, and each person is asked again."""
    require(by, "consent.find_interpreter_unfit")
    _find(by, at, interpreter_id, unfit=True, unfit_from=unfit_from, reason=reason)


def take_back_finding(*, by: Actor, at: datetime, interpreter_id: UUID, reason: str) -> None:
    """The finding was wrong: whoever waited for it waits no more."""
    require(by, "consent.find_interpreter_unfit")
    _find(by, at, interpreter_id, unfit=False, unfit_from=at, reason=reason)


def _find(by: Actor, at: datetime, interpreter_id: UUID, *, unfit: bool, unfit_from: datetime, reason: str) -> None:
    interpreter = interpreter_of(interpreter_id)
    with refusing():
        InterpreterFinding.objects.create(
            interpreter=interpreter, unfit=unfit, unfit_from=unfit_from, found_at=at, found_by_id=member_of(by),
            reason=lines_of(reason, "reason"),
        )  # fmt: skip
        _note(by, at, "interpreter_found", interpreter.id, unfit=unfit)


def book_interpreter_time(
    *,
    by: Actor,
    at: datetime,
    interpreter_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    booked_for: UUID | None = None,
) -> UUID:
    """Take an interpreter's time; refused when it is taken already, in whichever office. `booked_for` is a meeting."""
    require(by, "consent.book_interpreter")
    interpreter = interpreter_of(interpreter_id)
    with refusing():
        if booked_for is not None:
            _free(booked_for, at)
        booking = InterpreterBooking.objects.create(
            interpreter=interpreter, office_id=office_of(by), booked_for=booked_for, starts_at=starts_at,
            ends_at=ends_at, booked_at=at, booked_by_id=by.user_id,
        )  # fmt: skip
        _note(by, at, "interpreter_booked", interpreter.id)
    return booking.id


def interpreter_for_meeting(
    *,
    by: Actor,
    at: datetime,
    booked_for: UUID,
    traveller_id: UUID | None,
    starts_at: datetime,
    ends_at: datetime,
    name: str = "",
    interpreter_id: UUID | None = None,
) -> str:
    """Book the one chosen, or the one named, for a meeting; gives the name. Refused where something stands between."""
    require(by, "consent.book_interpreter")
    with refusing():
        chosen, spoken = interpreter_named(by, at, name, interpreter_id)
        if chosen is None:
            raise Refused("v21_interpreter_has_a_name", field="interpreter_name")
        known = interpreter_of(chosen)
        against = against_interpreters([chosen], traveller_id).get(chosen, []) if traveller_id else []
        if against:
            raise Refused(against[0], field="interpreter_name", number=known.number)
    book_interpreter_time(
        by=by, at=at, interpreter_id=chosen, starts_at=starts_at, ends_at=ends_at, booked_for=booked_for
    )
    return spoken


def free_interpreter_time(*, by: Actor, at: datetime, booked_for: UUID) -> None:
    """The meeting is cancelled or somebody else interprets: the time is free again."""
    require(by, "consent.book_interpreter")
    with refusing():
        _free(booked_for, at)


def _free(booked_for: UUID, at: datetime) -> None:
    InterpreterBooking.objects.filter(booked_for=booked_for, cancelled_at=None).update(cancelled_at=at)


def _note(by: Actor, at: datetime, action: str, interpreter_id: UUID, **detail: str | bool) -> None:
    record(
        by=by, at=at, action=f"consent.{action}", subject="interpreter", subject_id=interpreter_id,
        office_id=by.office_id, detail=dict(detail),
    )  # fmt: skip
