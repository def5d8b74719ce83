"""Who, among those the reader may see, may be somebody about to be registered."""

from __future__ import annotations

from dataclasses import replace

from safar.kernel.names import words_of
from safar.people.models import Document
from safar.people.queries.files import documents_of
from safar.people.queries.merging import kept_of
from safar.people.queries.search import rows_by_keys, unfindable
from safar.people.queries.summaries import names_in, people_in
from safar.people.rules import match_of, number_key
from safar.people.types import LookedFor, Match, PersonId

LONGEST_LIST = 20


def likely_matches(wanted: LookedFor) -> list[Match]:
    """The likely matches with their reasons, the strongest first; no one out of the reader's sight is among them."""
    candidates = _candidates(wanted)
    if not candidates:
        return []
    people, names, documents = people_in(candidates), names_in(candidates), documents_of(candidates)
    matches = []
    for person_id, person in people.items():
        reasons, strength = match_of(wanted, names[person_id], person.birth, documents[person_id])
        if strength:
            matches.append(Match(person, reasons, strength))
    return sorted(_under_kept(matches), key=lambda match: (-match.strength, match.person.sort_key))[:LONGEST_LIST]


def _under_kept(matches: list[Match]) -> list[Match]:
    """Each human once, under the record that is kept, for what speaks most for them on whichever record."""
    under = kept_of(match.person.id for match in matches)
    kept = people_in(person_id for record, person_id in under.items() if record != person_id)
    best: dict[PersonId, Match] = {}
    for match in sorted(matches, key=lambda match: -match.strength):
        person_id = under[match.person.id]
        best.setdefault(person_id, replace(match, person=kept.get(person_id, match.person)))
    return list(best.values())


def _candidates(wanted: LookedFor) -> set[PersonId]:
    numbers = [number_key(paper.number) for paper in wanted.documents if number_key(paper.number)]
    found = (
        set(Document.objects.filter(number_key__in=numbers).values_list("person_id", flat=True)) if numbers else set()
    )
    found -= set(unfindable())
    # By name alone too: whoever gave another year then is not to be registered twice for it.
    for text in wanted.texts():
        for years in (None, (wanted.birth.earliest.year, wanted.birth.latest.year)):
            found |= {row.person_id for row in rows_by_keys(words_of(text), years)}
    return found
