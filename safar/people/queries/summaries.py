"""People in one line each, as every list needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import connection

from safar.kernel.dates import DayRange
from safar.people.models import Name
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

# One statement, for a list asks for it on every page and each step to the database costs more than what it reads. The
# name is the one that was chosen for lists when records were merged, where the reader sees it, or else the primary one.
_PEOPLE = """
SELECT person.id, person.office_id, person.sex, person.birth_earliest, person.birth_latest, person.birth_basis,
       person.birth_disputed, person.died_on, person.restricted, person.version, alias.alias,
       name.text, name.latin, name.sort_key,
       ARRAY(SELECT ARRAY[held.country, held.standing] FROM people_nationality held
              WHERE held.person_id = person.id AND held.ended_at IS NULL ORDER BY held.id),
       ARRAY(SELECT ARRAY[spoken.language, spoken.reads::text, spoken.needs_interpreter::text,
                          spoken.is_preferred::text]
               FROM people_spokenlanguage spoken
              WHERE spoken.person_id = person.id AND spoken.ended_at IS NULL ORDER BY spoken.id)
  FROM people_person person
  LEFT JOIN people_alias alias ON alias.person_id = person.id AND alias.ended_at IS NULL
  LEFT JOIN LATERAL (
    SELECT chosen.text, chosen.latin, chosen.sort_key, 1 AS place FROM people_name chosen
     WHERE chosen.id = (SELECT merge.listed_name_id FROM people_merge merge
                         WHERE merge.kept_id = person.id AND merge.undone_at IS NULL
                           AND merge.listed_name_id IS NOT NULL
                         ORDER BY merge.recorded_at DESC LIMIT 1)
    UNION ALL
    SELECT primarily.text, primarily.latin, primarily.sort_key, 2 FROM people_name primarily
     WHERE primarily.person_id = person.id AND primarily.is_primary
     ORDER BY place LIMIT 1) name ON true
 WHERE person.id = ANY (%s::uuid[])
"""


def people_in(ids: Iterable[PersonId]) -> dict[PersonId, PersonSummary]:
    """The people with these ids, as far as the reader may see them; in one step however many they are.

    Who has an alias is called by it, here where every list, heading, paper and file name takes its names (D10).
    """
    wanted = list(set(ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [wanted])
        return {row[0]: _summary(*row) for row in cursor.fetchall()}


def _summary(
    person_id: PersonId,
    office_id: int,
    sex: str,
    born_from: date,
    born_to: date,
    basis: str,
    disputed: bool,
    died_on: date | None,
    restricted: bool,
    version: int,
    alias: str | None,
    text: str | None,
    latin: str | None,
    sort_key: str | None,
    nationalities: list[tuple[str, str]],
    languages: list[tuple[str, str, str, str]],
) -> PersonSummary:
    return PersonSummary(
        id=person_id,
        name=alias or text or "",
        latin="" if alias else latin or "",
        sort_key=alias.casefold() if alias else sort_key or "",
        sex=Sex(sex),
        birth=DayRange(born_from, born_to),
        birth_basis=BirthBasis(basis),
        birth_disputed=disputed,
        office_id=office_id,
        nationalities=tuple(NationalityGiven(country, Standing(standing)) for country, standing in nationalities),
        languages=tuple(
            LanguageGiven(language, reads == "true", interpreted == "true", preferred == "true")
            for language, reads, interpreted, preferred in languages
        ),
        died_on=died_on,
        restricted=restricted,
        version=version,
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
