"""Two records side by side, field by field, in the words of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safar.accounts.queries import offices_by_id
from safar.kernel.calendars import format_day
from safar.kernel.names import normal_form, script_of, sound_keys
from safar.kernel.places import country_name
from safar.people.types import MergePick, PersonFile
from safar.people.web.words import is_to, listed
from safar.plumbing.web import display

FIRST, SECOND = "first", "second"


@dataclass(frozen=True)
class Compared:
    """One answer of two records; `pick` is there where one can be taken over into the other."""

    label: str
    first: str
    second: str
    pick: MergePick | None = None

    @property
    def differs(self) -> bool:
        """Whether both say something and not the same; in two scripts, what sounds the same is the same."""
        if not self.first or not self.second or normal_form(self.first) == normal_form(self.second):
            return False
        sounds = set(sound_keys(self.first))
        return not sounds or sounds != set(sound_keys(self.second)) or script_of(self.first) == script_of(self.second)

    @property
    def can_be_picked(self) -> bool:
        """Whether there is something to choose."""
        return self.pick is not None and self.first != self.second


def compared(one: PersonFile, other: PersonFile) -> list[Compared]:
    """Every answer of two records, in the order of the person's page."""
    sides = [_answers(one), _answers(other)]
    return [Compared(label, first, sides[1][place][1], pick) for place, (label, first, pick) in enumerate(sides[0])]


def _answers(file: PersonFile) -> list[tuple[str, str, MergePick | None]]:
    person, language, calendar = file.summary, display.language(), display.calendar_in_use()
    papers = (_words(paper.kind.label, paper.number, country_name(paper.country, language)) for paper in file.documents)
    home = file.household
    return [
        (_("Name"), listed(name.text for name in file.names) or person.name, None),
        (_("In Latin letters"), listed(name.latin for name in file.names if name.latin), None),
        (_("Father’s name"), listed(dict.fromkeys(name.father_name for name in file.names if name.father_name)), None),
        (_("Born"), f"{person.birth_text(language, calendar)} ({_basis(file)})", MergePick.BIRTH),
        (_("Sex"), str(person.sex.label), MergePick.SEX),
        (_("Nationality"), listed(country_name(one.country, language) for one in person.nationalities), None),
        (_("Country of birth"), country_name(file.country_of_birth, language), MergePick.COUNTRY_OF_BIRTH),
        (
            _("Last residence"),
            _words(country_name(file.residence_country, language), file.residence_place),
            MergePick.RESIDENCE,
        ),
        (_("Died"), format_day(person.died_on, language, calendar) if person.died_on else "", MergePick.DIED_ON),
        (_("Documents"), listed(papers), None),
        (_("Telephone"), listed(contact.masked for contact in file.contacts), None),
        (_("Family"), listed(_relatives(file)), None),
        (_("Household"), home.label if home else "", None),
        (_("Registered"), _registered(file), None),
    ]


def _basis(file: PersonFile) -> str:
    return _("doubted") if file.summary.birth_disputed else str(file.summary.birth_basis.label)


def _relatives(file: PersonFile) -> Iterable[str]:
    for relation in file.relations:
        other = relation.other_id if relation.person_id == file.summary.id else relation.person_id
        if other in file.relatives:
            yield _words(is_to(relation, file.summary.id), file.relatives[other].name)


def _registered(file: PersonFile) -> str:
    office = offices_by_id([file.summary.office_id])[file.summary.office_id].name
    return _words(office, format_day(file.created_at.date(), display.language(), display.calendar_in_use()))


def _words(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)
