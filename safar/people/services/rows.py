"""How the rows of a person are found and written; each service writes its audit entry itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from safar.kernel.names import name_key, script_of, sort_key
from safar.kernel.places import is_country
from safar.kernel.text import clean_lines, clean_text
from safar.people.models import Custody, DataConsent, Document, Name, Nationality, Person, SpokenLanguage
from safar.people.rules import is_a_name, number_key
from safar.people.services.cards import write_card
from safar.people.types import (
    ConsentGiven,
    DocumentGiven,
    LanguageGiven,
    NameGiven,
    NationalityGiven,
    PersonId,
    Standing,
)
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly

# Whose name it is never changes: the application has no right to rewrite that column.
_SPELLING = [
    *("kind", "text", "script", "latin", "given", "family", "father_name", "is_primary"),
    *("sort_key", "text_key", "latin_key"),
]


def text_of(value: str, field: str | None = None) -> str:
    """One clean line; raises `Refused` at the field."""
    with clearly(field):
        return clean_text(value)


def lines_of(value: str, field: str | None = None) -> str:
    """Clean lines; raises `Refused` at the field."""
    with clearly(field):
        return clean_lines(value)


def country_of(code: str, field: str) -> str:
    """A known two-letter country or nothing; raises `Refused` at the field."""
    plain = code.strip().upper()
    if plain and not is_country(plain):
        raise Refused("people_country", field=field, country=plain[:20])
    return plain


def office_of(by: Actor) -> int:
    """The office somebody acts from; raises `Refused` for who acts from none."""
    if by.office_id is None:
        raise Refused("people_no_office")
    return by.office_id


def person_of(person_id: PersonId) -> Person:
    """The person, locked for writing; raises `Refused` alike for who is absent and who may not be seen (D9)."""
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise Refused("people_unknown")
    return person


def write_name(person_id: PersonId, given: NameGiven, is_primary: bool, name: Name | None = None) -> Name:
    """Write a name, new or corrected, with the keys by which it is found."""
    text = text_of(given.text, "name")
    if not text:
        raise Refused("people_name_needed", field="name")
    if not is_a_name(text):
        raise Refused("people_name_is_a_number", field="name", text=text)
    row = name or Name(person_id=person_id)
    row.kind, row.text, row.script, row.is_primary = given.kind, text, script_of(text), is_primary
    row.latin = text_of(given.latin, "latin")
    row.given, row.family = text_of(given.given, "given"), text_of(given.family, "family")
    row.father_name = text_of(given.father_name, "father_name")
    row.sort_key, row.text_key = sort_key(text), name_key(text)
    row.latin_key = name_key(row.latin) if row.latin else ""
    if is_primary:
        Name.objects.filter(person_id=person_id, is_primary=True).exclude(id=row.id).update(is_primary=False)
    if name is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=_SPELLING)
    write_card(person_id)
    return row


def write_nationalities(person_id: PersonId, wanted: Sequence[NationalityGiven], at: datetime) -> bool:
    """Bring the nationalities on file to what is wanted; those left out end. Says whether anything changed."""
    target = {(country_of(given.country, "nationality"), Standing(given.standing)) for given in wanted}
    held = {(row.country, Standing(row.standing)): row for row in _open_nationalities(person_id)}
    ended = [row.id for key, row in held.items() if key not in target]
    Nationality.objects.filter(id__in=ended).update(ended_at=at)
    for country, standing in sorted(target - held.keys()):
        Nationality.objects.create(person_id=person_id, country=country, standing=standing, recorded_at=at)
    return target != held.keys()


def _open_nationalities(person_id: PersonId) -> Sequence[Nationality]:
    return list(Nationality.objects.filter(person_id=person_id, ended_at__isnull=True))


def write_languages(person_id: PersonId, wanted: Sequence[LanguageGiven], at: datetime) -> bool:
    """Bring the languages on file to what is wanted; those left out end. Says whether anything changed."""
    target = {given.language: given for given in wanted}
    changed = False
    for row in SpokenLanguage.objects.filter(person_id=person_id, ended_at__isnull=True):
        given = target.pop(row.language, None)
        if given == LanguageGiven(row.language, row.reads, row.needs_interpreter, row.is_preferred):
            continue
        changed = True
        SpokenLanguage.objects.filter(id=row.id).update(ended_at=at)
        if given is not None:
            target[row.language] = given
    for given in target.values():
        changed = True
        SpokenLanguage.objects.create(
            person_id=person_id,
            language=text_of(given.language, "languages"),
            reads=given.reads,
            needs_interpreter=given.needs_interpreter,
            is_preferred=given.is_preferred,
        )
    return changed


def write_document(person_id: PersonId, given: DocumentGiven, by: Actor, at: datetime, receipt: str) -> Document:
    """Write a document and who has it now."""
    number = text_of(given.number, "number")
    document = Document.objects.create(
        person_id=person_id,
        kind=given.kind,
        number=number,
        number_key=number_key(number),
        country=country_of(given.country, "country"),
        issued_on=given.issued_on,
        valid_until=given.valid_until,
        note=lines_of(given.note, "note"),
        recorded_at=at,
    )
    write_custody(document.id, given.holder, by, at, receipt)
    return document


def write_custody(document_id: UUID, holder: str, by: Actor, since: datetime, receipt: str, note: str = "") -> Custody:
    """Add a link to the chain of hands a document goes through."""
    return Custody.objects.create(
        document_id=document_id,
        holder=holder,
        since=since,
        receipt=text_of(receipt, "receipt"),
        note=lines_of(note, "note"),
        recorded_by_id=by.user_id,
    )


def write_consent(person_id: PersonId, given: ConsentGiven, by: Actor) -> DataConsent:
    """Write a consent as it was given."""
    return DataConsent.objects.create(
        person_id=person_id,
        purpose=given.purpose,
        recipient=text_of(given.recipient, "recipient"),
        given_at=given.given_at,
        language=given.language,
        by_guardian=given.by_guardian,
        guardian_name=text_of(given.guardian_name, "guardian_name"),
        assent=given.assent if given.by_guardian else "",
        until=given.until,
        recorded_by_id=by.user_id,
    )
