"""People in one line each, as every list needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from safar.people.models import Alias, Name, Nationality, Person, SpokenLanguage
from safar.people.queries.merging import listed_names
from safar.people.types import (
    BirthBasis,
    LanguageGiven,
    NameFact,
    NameKind,
    NationalityGiven,
    PersonId,
    PersonSummary,
    Sex,
    Standing,
)


def people_in(ids: Iterable[PersonId]) -> dict[PersonId, PersonSummary]:
    """The people with these ids, as far as the reader may see them; in six steps however many they are.

    Who has an alias is called by it, here where every list, heading, paper and file name takes its names (D10).
    """
    wanted = set(ids)
    people = Person.objects.filter(id__in=wanted)
    names = {name.person_id: name for name in Name.objects.filter(person_id__in=wanted, is_primary=True)}
    if chosen := listed_names(wanted):
        names |= {
            person_id: name
            for name in Name.objects.filter(id__in=chosen.values())
            for person_id, name_id in chosen.items()
            if name_id == name.id
        }
    aliases = dict(Alias.objects.filter(person_id__in=wanted, ended_at=None).values_list("person_id", "alias"))
    nationalities: dict[PersonId, list[NationalityGiven]] = defaultdict(list)
    for row in Nationality.objects.filter(person_id__in=wanted, ended_at__isnull=True).order_by("id"):
        nationalities[row.person_id].append(NationalityGiven(row.country, Standing(row.standing)))
    languages: dict[PersonId, list[LanguageGiven]] = defaultdict(list)
    for spoken in SpokenLanguage.objects.filter(person_id__in=wanted, ended_at__isnull=True).order_by("id"):
        languages[spoken.person_id].append(
            LanguageGiven(spoken.language, spoken.reads, spoken.needs_interpreter, spoken.is_preferred)
        )
    return {
        person.id: _summary(
            person, names.get(person.id), aliases.get(person.id), nationalities[person.id], languages[person.id]
        )
        for person in people
    }


def _summary(
    person: Person,
    name: Name | None,
    alias: str | None,
    nationalities: list[NationalityGiven],
    languages: list[LanguageGiven],
) -> PersonSummary:
    name = None if alias else name
    return PersonSummary(
        id=person.id,
        name=name.text if name else alias or "",
        latin=name.latin if name else "",
        sort_key=name.sort_key if name else (alias or "").casefold(),
        sex=Sex(person.sex),
        birth=person.birth,
        birth_basis=BirthBasis(person.birth_basis),
        birth_disputed=person.birth_disputed,
        office_id=person.office_id,
        nationalities=tuple(nationalities),
        languages=tuple(languages),
        died_on=person.died_on,
        restricted=person.restricted,
        version=person.version,
        is_alias=alias is not None,
    )


def names_in(ids: Iterable[PersonId]) -> dict[PersonId, list[NameFact]]:
    """Every name of these people, the primary one first; none of who has an alias, unless somebody opened them."""
    found: dict[PersonId, list[NameFact]] = defaultdict(list)
    for name in Name.objects.filter(person_id__in=set(ids)).order_by("-is_primary", "sort_key"):
        found[name.person_id].append(
            NameFact(
                id=name.id,
                text=name.text,
                latin=name.latin,
                kind=NameKind(name.kind),
                script=name.script,
                given=name.given,
                family=name.family,
                father_name=name.father_name,
                is_primary=name.is_primary,
            )
        )
    return found
