"""What changed in a person's file, when and by whom (D3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _

from safar.people.models import Person
from safar.people.types import PersonId
from safar.plumbing.models import AuditEntry, RowVersion

COLUMNS = {
    "sex": _("sex"),
    "birth_earliest": _("birth"),
    "birth_latest": _("birth"),
    "birth_basis": _("birth"),
    "birth_disputed": _("birth"),
    "country_of_birth": _("country of birth"),
    "residence_country": _("last residence"),
    "residence_place": _("last residence"),
    "died_on": _("death"),
}
ACTIONS = {
    "people.person_registered": _("Registered"),
    "people.person_corrected": _("Details corrected"),
    "people.birth_settled": _("Birth settled"),
    "people.death_recorded": _("Death recorded"),
    "people.name_added": _("Name added"),
    "people.name_corrected": _("Name corrected"),
    "people.document_added": _("Document added"),
    "people.document_corrected": _("Document corrected"),
    "people.document_moved": _("Document passed on"),
    "people.contact_set": _("Safe contact written down"),
    "people.contact_ended": _("Safe contact ended"),
    "people.data_consent_given": _("Consent to a use of data given"),
    "people.data_consent_withdrawn": _("Consent to a use of data withdrawn"),
    "people.related": _("Relation written down"),
    "people.relation_ended": _("Relation ended"),
    "people.person_restricted": _("Hidden from other offices’ matches"),
    "people.restriction_lifted": _("Shown in other offices’ matches again"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing done to a person's file."""

    at: datetime
    what: str
    user_id: int | None


def changed_since(person_id: PersonId, version: int) -> str:
    """In words, what differs between the version somebody read and the file as it is now."""
    old = RowVersion.objects.filter(table_name="people_person", row_id=str(person_id), old__version=version).first()
    now = Person.objects.filter(id=person_id).values(*COLUMNS).first()
    if old is None or now is None:
        return gettext("something in it")
    differing = [column for column, value in now.items() if old.old.get(column) != _as_json(value)]
    return ("، " if get_language_bidi() else ", ").join(_labels(differing))


def _labels(columns: list[str]) -> list[str]:
    return list(dict.fromkeys(str(COLUMNS[column]) for column in columns)) or [gettext("nationalities or languages")]


def _as_json(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def history_of(person_id: PersonId, limit: int = 200) -> list[Happening]:
    """What was done to a person's file, the latest first."""
    entries = AuditEntry.objects.filter(subject="person", subject_id=str(person_id)).order_by("-at", "-id")
    return [
        Happening(entry.at, str(ACTIONS.get(entry.action, entry.action)), entry.user_id)
        for entry in entries[: max(1, min(limit, 500))]
    ]
