"""The card by which a person is found, written anew with every name."""

from __future__ import annotations

from safar.people.keys import card_of
from safar.people.models import Name, Person, SearchCard
from safar.people.types import PersonId


def write_card(person_id: PersonId) -> None:
    """Bring the card to the names on file; whoever writes a name sees the others (D10), so none is left out."""
    names = Name.objects.filter(person_id=person_id).values_list("text", "latin", "father_name")
    card = card_of(names)
    written = SearchCard.objects.filter(person_id=person_id).update(
        names=card.names, fathers=card.fathers, keys=card.keys
    )
    if not written:
        birth = Person.objects.get(id=person_id).birth
        SearchCard.objects.create(
            person_id=person_id,
            names=card.names,
            fathers=card.fathers,
            keys=card.keys,
            born_from=birth.earliest.year,
            born_to=birth.latest.year,
        )
