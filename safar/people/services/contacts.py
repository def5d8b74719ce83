"""How somebody may be reached safely is written down (D22)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.people.models import SafeContact
from safar.people.rules import phone_key
from safar.people.services.rows import lines_of, person_of, text_of
from safar.people.types import Channel, ContactGiven, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

TELEPHONES = {Channel.PHONE, Channel.MESSAGE, Channel.WHATSAPP, Channel.TELEGRAM}


def set_safe_contact(
    *, by: Actor, at: datetime, person_id: PersonId, contact: ContactGiven, replaces: UUID | None = None
) -> UUID:
    """Write down a safe way to reach somebody; `replaces` ends an earlier one."""
    require(by, "people.correct")
    person = person_of(person_id)
    with database_refusals():
        if replaces is not None:
            _end(replaces, at)
        row = write_contact(person.id, contact, at)
        record(by=by, at=at, action="people.contact_set", subject="person", subject_id=person.id)
    return row.id


def end_contact(*, by: Actor, at: datetime, contact_id: UUID) -> None:
    """A number is no longer safe or no longer theirs: nobody calls it again."""
    require(by, "people.correct")
    row = _end(contact_id, at)
    record(by=by, at=at, action="people.contact_ended", subject="person", subject_id=row.person_id)


def write_contact(person_id: PersonId, contact: ContactGiven, at: datetime) -> SafeContact:
    """Write a contact as it was given."""
    number = text_of(contact.number, "contact_number")
    if not number:
        raise Refused("people_contact_number", field="contact_number")
    return SafeContact.objects.create(
        person_id=person_id,
        channel=contact.channel,
        number=number,
        number_key=phone_key(number) if contact.channel in TELEPHONES else number.casefold(),
        hours=text_of(contact.hours, "hours"),
        who_may_answer=text_of(contact.who_may_answer, "who_may_answer"),
        neutral_words=text_of(contact.neutral_words, "neutral_words"),
        may_leave_message=contact.may_leave_message,
        note=lines_of(contact.note, "contact_note"),
        since=at,
    )


def _end(contact_id: UUID, at: datetime) -> SafeContact:
    row = SafeContact.objects.select_for_update().filter(id=contact_id, ended_at__isnull=True).first()
    if row is None:
        raise Refused("people_contact_unknown")
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    return row
