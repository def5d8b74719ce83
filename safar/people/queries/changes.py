"""What changed in a person's file, when and by whom (D3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _

from safar.kernel.calendars import format_day
from safar.kernel.dates import DayRange, describe_birth
from safar.kernel.places import country_name
from safar.people.models import ImportRun, Name, Person, SourceRecord
from safar.people.queries.merging import merges_of, same_records
from safar.people.types import BirthBasis, PersonId, Sex
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
NAME_COLUMNS = {
    "text": _("name"),
    "latin": _("name in Latin letters"),
    "given": _("given names"),
    "family": _("family name"),
    "father_name": _("father’s name"),
}
ACTIONS = {
    "people.person_registered": _("Registered"),
    "people.register_brought_in": _("Came in with a register"),
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
    "people.merged": _("Merged with another record"),
    "people.merge_undone": _("Parted again from another record"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing done to a person's file."""

    at: datetime
    what: str
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one answer said before and after somebody wrote (D3)."""

    at: datetime
    what: str
    before: str
    after: str
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
    """What was done to a person's file and to the records read together with it, the latest first."""
    records = same_records([person_id])[person_id]
    entries = AuditEntry.objects.filter(subject="person", subject_id__in=[str(one) for one in records])
    done = [
        Happening(entry.at, str(ACTIONS.get(entry.action, entry.action)), entry.user_id)
        for entry in entries.order_by("-at", "-id")[: max(1, min(limit, 500))]
    ]
    return sorted([*_merging(records), *_brought_in(records), *done], key=lambda happening: happening.at, reverse=True)


def _brought_in(records: Sequence[PersonId]) -> Iterator[Happening]:
    """When a record came in with a register; by whom is told where the import may be seen."""
    found = SourceRecord.objects.filter(person_id__in=records).values_list("person__created_at", "run_id")
    came = list(found)
    by = dict(ImportRun.objects.filter(id__in=[run for _at, run in came]).values_list("id", "by_id")) if came else {}
    for at, run in came:
        yield Happening(at, str(ACTIONS["people.register_brought_in"]), by.get(run))


def _merging(records: Sequence[PersonId]) -> Iterator[Happening]:
    """When these records were merged and parted, told to who sees both people of each merge."""
    for fact in merges_of(records):
        yield Happening(fact.merged_at, f"{ACTIONS['people.merged']}: {fact.reason}", fact.merged_by)
        if fact.undone_at is not None:
            words = f"{ACTIONS['people.merge_undone']}: {fact.undone_reason}"
            yield Happening(fact.undone_at, words, fact.undone_by)


def changes_of(person_id: PersonId, language: str, calendar: str) -> list[Change]:
    """Every answer and name that was ever changed, as it read before and after, the latest first."""
    records = same_records([person_id])[person_id]
    names = {str(name["id"]): name for name in Name.objects.filter(person_id__in=records).values("id", *NAME_COLUMNS)}
    now = Person.objects.filter(id__in=records).values("id", *COLUMNS)
    current = {str(row["id"]): row for row in now} | names
    rows = RowVersion.objects.filter(table_name__in=("people_person", "people_name"), row_id__in=current)
    found: list[Change] = []
    for row in rows.order_by("-id"):
        newer = current[row.row_id]
        for what, before, after in _differing(row.old, newer, language, calendar):
            found.append(Change(row.changed_at, what, before, after, row.changed_by))
        current[row.row_id] = row.old
    return found


def _differing(
    old: dict[str, Any], newer: dict[str, Any], language: str, calendar: str
) -> Iterator[tuple[str, str, str]]:
    before, after = (_in_words(state, language, calendar) for state in (old, newer))
    for what, words in before.items():
        if words != after[what]:
            yield what, words, after[what]


def _in_words(state: dict[str, Any], language: str, calendar: str) -> dict[str, str]:
    """A row as people read it, each answer under its name."""
    if "text" in state:
        return {str(label): str(state[column] or "–") for column, label in NAME_COLUMNS.items()}
    birth = DayRange(_day(state["birth_earliest"]), _day(state["birth_latest"]))
    doubt = gettext("doubted") if state["birth_disputed"] else str(BirthBasis(state["birth_basis"]).label)
    country = country_name(state["residence_country"], language)
    return {
        gettext("sex"): str(Sex(state["sex"]).label),
        gettext("birth"): f"{describe_birth(birth, language, calendar)} ({doubt})",
        gettext("country of birth"): country_name(state["country_of_birth"], language) or "–",
        gettext("last residence"): " · ".join(part for part in (country, state["residence_place"]) if part) or "–",
        gettext("death"): format_day(_day(state["died_on"]), language, calendar) if state["died_on"] else "–",
    }


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
