"""Declarations are signed, permits follow or say why not, and children's permits rest on their parents'."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Max

from safar.accounts.services import require
from safar.consent.models import (
    Declaration,
    DeclarationChild,
    DeclarationPresence,
    DeclarationText,
    InformationPack,
    ParentalConsent,
    PastDeclaration,
    Permit,
    PermitRenewal,
    Traveller,
)
from safar.consent.queries.texts import were_current
from safar.consent.queries.waiting import what_a_permit_waits_for
from safar.consent.services.interpreters import interpreter_named
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import insert_permit, lines_of, live_permit, not_made, text_of, traveller_of
from safar.consent.types import (
    DeclarationGiven,
    DeclarationOutcome,
    ParentalConsentGiven,
    PermitOutcome,
    PresenceGiven,
)
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.sweeps import sweep
from safar.plumbing.types import Actor


def sign_declaration(*, by: Actor, at: datetime, given: DeclarationGiven) -> DeclarationOutcome:
    """Write down a declaration and make the permit, or renew the one that lives; else say every reason why not.

    The declaration stays on file either way; once the reasons are gone, `issue_permit` follows. One that is void in
    form (no witness, no interpreter and none said to be needless) is refused and not written.
    """
    require(by, "consent.declare")
    if by.channel == "import":
        raise Refused("consent_history_is_history")
    traveller = traveller_of(given.traveller_id)
    with refusing():
        declaration = _write_declaration(by, at, traveller, given)
        for child_id in given.children:
            DeclarationChild.objects.create(declaration=declaration, child_id=child_id)
        for one in given.presences:
            _write_presence(declaration.id, one)
        note_traveller(by, at, "declaration_made", traveller, declaration=str(declaration.id))
        outcome = permit_for(by, max(at, given.signed_at), traveller)
    return DeclarationOutcome(declaration.id, outcome.permit_id, outcome.refusals)


def _write_declaration(by: Actor, at: datetime, traveller: Traveller, given: DeclarationGiven) -> Declaration:
    code = traveller.journey.programme_code
    interpreter_id, spoken_through = interpreter_named(by, at, given.interpreter_name, given.interpreter_id)
    return Declaration.objects.create(
        traveller=traveller,
        session_id=given.session_id,
        text_id=given.text_id or text_then(code, given.language, given.signed_at),
        pack_id=given.pack_id or pack_then(code, given.language, given.signed_at),
        signed_by_id=given.signed_by or traveller.person_id,
        language=given.language,
        interpreter_name=spoken_through,
        interpreter_id=interpreter_id,
        no_interpreter_needed=given.no_interpreter_needed,
        manner=given.manner,
        place=text_of(given.place, "place"),
        witness_name=text_of(given.witness_name, "witness_name"),
        witness_relation=given.witness_relation,
        signed_at=given.signed_at,
        copy_answer=given.copy_answer,
        reading_aloud_answer=given.reading_aloud_answer,
        shortened_by_person=given.shortened_by_person,
        shortened_reason=lines_of(given.shortened_reason, "shortened_reason"),
        second_officer_id=given.second_officer_id,
        legal_advice_offered=given.legal_advice_offered,
    )


def _write_presence(declaration_id: UUID, one: PresenceGiven) -> None:
    DeclarationPresence.objects.create(
        declaration_id=declaration_id, kind=one.kind, in_sight=one.in_sight, in_hearing=one.in_hearing
    )


def add_signing_presence(*, by: Actor, at: datetime, declaration_id: UUID, given: PresenceGiven) -> None:
    """Add somebody found to have been there when it was signed; an authority within hearing voids it (V7)."""
    require(by, "consent.declare")
    declaration = Declaration.objects.select_related("traveller__journey").filter(id=declaration_id).first()
    if declaration is None:
        raise Refused("consent_unknown")
    with refusing():
        _write_presence(declaration.id, given)
        note_traveller(
            by, at, "signing_presence_added", declaration.traveller, declaration=str(declaration.id), kind=given.kind
        )


def text_then(code: str, language: str, moment: datetime) -> UUID:
    """The words of the declaration that were current then; raises `Refused` when there were none."""
    then = were_current(moment)
    found = DeclarationText.objects.filter(then, programme_code=code, language=language).order_by("-version").first()
    if found is None:
        raise Refused("consent_text_missing", field="language")
    return found.id


def pack_then(code: str, language: str, moment: datetime) -> UUID:
    """The information pack that was current then; raises `Refused` when there was none."""
    then = were_current(moment)
    found = InformationPack.objects.filter(then, programme_code=code, language=language).order_by("-version").first()
    if found is None:
        raise Refused("consent_pack_missing", field="language")
    return found.id


def issue_permit(*, by: Actor, at: datetime, traveller_id: UUID) -> PermitOutcome:
    """Make the permit from the latest declaration, or bring a held one back into force; else every reason why not."""
    require(by, "consent.declare")
    traveller = traveller_of(traveller_id)
    with refusing():
        return permit_for(by, at, traveller)


def issue_child_permit(*, by: Actor, at: datetime, child_id: UUID) -> PermitOutcome:
    """Make a child's permit, resting on a travelling parent's; else every reason why not (V16)."""
    require(by, "consent.declare")
    child = traveller_of(child_id)
    with refusing():
        return permit_for(by, at, child)


def permit_for(by: Actor, now: datetime, traveller: Traveller) -> PermitOutcome:
    """The permit from the latest declaration, made or renewed; else every reason why not."""
    refusals = what_a_permit_waits_for([traveller.id], now)[traveller.id]
    if refusals:
        return not_made(refusals)
    latest = Declaration.objects.filter(traveller=traveller).order_by("-signed_at", "-recorded_at").first()
    live = live_permit(traveller.id)
    at = _in_order_since(traveller, latest, now)
    if live is None:
        permit_id = uuid4()
        insert_permit(permit_id, traveller.id, latest.id if latest else None, at)
        note_traveller(by, at, "permit_made", traveller, permit=str(permit_id))
        return PermitOutcome(permit_id)
    if latest is not None and live.declaration_id != latest.id:
        PermitRenewal.objects.create(permit=live, declaration=latest, renewed_at=at)
        note_traveller(by, at, "permit_renewed", traveller, permit=str(live.id))
        live.refresh_from_db()
    return PermitOutcome(resume_permit(traveller.id, now) if live.state == "held" else live.id)


def _in_order_since(traveller: Traveller, latest: Declaration | None, at: datetime) -> datetime:
    """The signature, or the parent's permit, when all was in order by then: paper entered late tells the same story."""
    if latest is not None:
        since: datetime | None = latest.signed_at
    else:
        resting = Permit.objects.filter(declaration__children__child=traveller, state__in=["in_force", "used"])
        since = resting.aggregate(last=Max("made_at"))["last"]
    if since is None or since >= at or what_a_permit_waits_for([traveller.id], since)[traveller.id]:
        return at
    return since


def resume_permit(traveller_id: UUID, at: datetime) -> UUID | None:
    """Bring a held permit back into force; None while anything stands against it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT consent_resume(%s, %s)", [traveller_id, at])
        found: UUID | None = cursor.fetchone()[0]
    return found


def record_parental_consent(*, by: Actor, at: datetime, child_id: UUID, given: ParentalConsentGiven) -> UUID:
    """Write down what the other parent, a paper or a panel says about a child's travel (V16)."""
    require(by, "consent.declare")
    child = traveller_of(child_id)
    with refusing():
        consent = ParentalConsent.objects.create(
            child=child,
            kind=given.kind,
            given_by_id=given.given_by,
            given_by_name=text_of(given.given_by_name, "given_by_name"),
            given_at=given.given_at,
            paper=text_of(given.paper, "paper"),
            court=text_of(given.court, "court"),
        )
        note_traveller(by, at, "parental_consent_recorded", child, kind=given.kind)
    return consent.id


def record_past_declaration(
    *, by: Actor, at: datetime, traveller_id: UUID, signed_on: date, source: str, note: str = ""
) -> UUID:
    """Bring in a declaration of the past as history: no permit ever rests on it."""
    require(by, "consent.open_journey")
    traveller = traveller_of(traveller_id)
    with refusing():
        past = PastDeclaration.objects.create(
            traveller=traveller, signed_on=signed_on, source=text_of(source, "source"), note=lines_of(note, "note")
        )
        note_traveller(by, at, "past_declaration_recorded", traveller)
    return past.id


def lapse_permits(*, by: Actor, at: datetime) -> int:
    """Let every permit lapse that is past its day at `at` (never beyond the database's clock); how many did."""
    if by.role != "system":  # the caretaker sweeps by itself; a person who does so holds the right to release
        require(by, "consent.release_hold")
    return sweep(by=by, at=at, function="consent_lapse_permits", action="consent.permits_lapsed", subject="permits")
