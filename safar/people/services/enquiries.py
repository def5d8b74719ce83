"""Somebody asks and stays nameless; later they may wish to be registered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.people.models import Enquiry
from safar.people.services.registering import register_person
from safar.people.services.rows import country_of, lines_of, office_of, text_of
from safar.people.types import (
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    EnquiryTopic,
    NameGiven,
    PersonDetails,
    PersonId,
    Sex,
)
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def record_enquiry(
    *,
    by: Actor,
    at: datetime,
    on: date,
    topic: EnquiryTopic,
    place: str = "",
    channel: str = "",
    language: str = "",
    nationality: str = "",
    sex: Sex = Sex.UNKNOWN,
    note: str = "",
) -> UUID:
    """Write down that somebody asked something; nothing that says who, so no consent is needed."""
    require(by, "people.record_enquiry")
    if on > localdate(at):
        raise Refused("people_enquiry_in_future", field="on")
    enquiry = Enquiry(
        office_id=office_of(by),
        on=on,
        topic=topic,
        place=text_of(place, "place"),
        channel=text_of(channel, "channel"),
        language=text_of(language, "language"),
        nationality=country_of(nationality, "nationality"),
        sex=sex,
        note=lines_of(note, "note"),
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    with database_refusals():
        enquiry.save(force_insert=True)
        record(by=by, at=at, action="people.enquiry_recorded", subject="enquiry", subject_id=enquiry.id)
    return enquiry.id


def turn_enquiry_into_person(
    *,
    by: Actor,
    at: datetime,
    enquiry_id: UUID,
    consent: ConsentGiven,
    names: Sequence[NameGiven],
    details: PersonDetails,
    documents: Sequence[DocumentGiven] = (),
    contacts: Sequence[ContactGiven] = (),
    after_seeing: Collection[PersonId] = (),
) -> PersonId:
    """Register who asked; the enquiry only remembers that it led to a registration, never to whose."""
    require(by, "people.register")
    enquiry = Enquiry.objects.select_for_update(of=("self",)).filter(id=enquiry_id).first()
    if enquiry is None:
        raise Refused("people_enquiry_unknown")
    if enquiry.led_to_registration:
        raise Refused("people_enquiry_used")
    with database_refusals():
        person_id = register_person(
            by=by,
            at=at,
            consent=consent,
            names=names,
            details=details,
            documents=documents,
            contacts=contacts,
            after_seeing=after_seeing,
        )
        Enquiry.objects.filter(id=enquiry.id).update(led_to_registration=True)
        record(by=by, at=at, action="people.enquiry_registered", subject="enquiry", subject_id=enquiry.id)
    return person_id
