"""A journey is opened; people join it, stay behind or are struck; its terms change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import Journey, Traveller
from safar.consent.services.notes import note_journey, note_traveller
from safar.consent.services.rows import journey_of, office_of, text_of, traveller_of
from safar.consent.types import JourneyGiven
from safar.consent.wording import refusing
from safar.plumbing.types import Actor


def open_journey(*, by: Actor, at: datetime, given: JourneyGiven) -> UUID:
    """Open a journey for people who may wish to travel; the database copies the programme's settings into it."""
    require(by, "consent.open_journey")
    office_id = given.office_id or office_of(by)
    with refusing():
        journey = Journey.objects.create(
            office_id=office_id,
            programme_version_id=given.programme_version_id,
            host_country=given.host_country,
            return_country=given.return_country,
            return_place=text_of(given.return_place, "return_place"),
            promised_digest=given.promised_digest,
            arranged_by_us=given.arranged_by_us,
            opened_at=at,
        )
        for person_id in given.people:
            Traveller.objects.create(
                journey=journey, person_id=person_id, cannot_read=person_id in given.cannot_read, added_at=at
            )
        note_journey(by, at, "journey_opened", journey, travellers=len(given.people))
    return journey.id


def add_traveller(*, by: Actor, at: datetime, journey_id: UUID, person_id: UUID, cannot_read: bool = False) -> UUID:
    """Somebody joins a journey. When an adult joins, those who have declared already are asked again (V1)."""
    require(by, "consent.change_journey")
    journey = journey_of(journey_id)
    with refusing():
        traveller = Traveller.objects.create(journey=journey, person_id=person_id, cannot_read=cannot_read, added_at=at)
        note_traveller(by, at, "traveller_added", traveller)
    return traveller.id


def strike_traveller(*, by: Actor, at: datetime, traveller_id: UUID, reason: str, stays: bool = False) -> None:
    """Somebody is no longer going: their permit lapses with all that is tied to it, and the others are asked again."""
    require(by, "consent.change_journey")
    traveller = traveller_of(traveller_id)
    with refusing():
        traveller.going = Traveller.Going.STAYS if stays else Traveller.Going.STRUCK
        traveller.struck_reason = text_of(reason, "reason")
        traveller.struck_at = at
        traveller.save(update_fields=["going", "struck_reason", "struck_at"])
        note_traveller(by, at, "traveller_struck", traveller)


def restore_traveller(*, by: Actor, at: datetime, traveller_id: UUID) -> None:
    """Somebody who was to stay is going after all; they declare anew and the others are asked again."""
    require(by, "consent.change_journey")
    traveller = traveller_of(traveller_id)
    with refusing():
        traveller.going = Traveller.Going.GOING
        traveller.struck_at = at
        traveller.save(update_fields=["going", "struck_at"])
        note_traveller(by, at, "traveller_restored", traveller)


def note_reading(*, by: Actor, at: datetime, traveller_id: UUID, cannot_read: bool) -> None:
    """Write down whether the person can read; who cannot has everything read aloud and answers in their own words."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    traveller.cannot_read = cannot_read
    traveller.save(update_fields=["cannot_read"])
    note_traveller(by, at, "reading_noted", traveller)


def change_destination(*, by: Actor, at: datetime, journey_id: UUID, return_country: str, return_place: str) -> None:
    """The journey goes somewhere else: every permit of it lapses, and a short talk renews each (V1)."""
    require(by, "consent.change_journey")
    journey = journey_of(journey_id)
    journey.return_country = return_country
    journey.return_place = text_of(return_place, "return_place")
    _save_terms(by, at, journey, "destination_changed", ["return_country", "return_place"])


def set_promises(*, by: Actor, at: datetime, journey_id: UUID, promised_digest: str) -> None:
    """What is promised has changed: `promised_digest` stands for all promised amounts; a change lapses permits (V1)."""
    require(by, "consent.change_journey")
    journey = journey_of(journey_id)
    journey.promised_digest = promised_digest
    _save_terms(by, at, journey, "promises_changed", ["promised_digest"])


def change_programme(*, by: Actor, at: datetime, journey_id: UUID, programme_version_id: UUID) -> None:
    """The journey goes by another programme or version: its settings are copied anew and permits lapse (V1)."""
    require(by, "consent.change_journey")
    journey = journey_of(journey_id)
    journey.programme_version_id = programme_version_id
    _save_terms(by, at, journey, "programme_changed", ["programme_version"])


def _save_terms(by: Actor, at: datetime, journey: Journey, action: str, fields: list[str]) -> None:
    with refusing():
        journey.save(update_fields=fields)
        note_journey(by, at, action, journey)
