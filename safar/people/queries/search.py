"""People are found by any name in any script, by a document's number or by a telephone number."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import Q

from safar.kernel.calendars import ascii_digits
from safar.kernel.names import normal_form, sound_key, words_of
from safar.people.models import Alias, Document, NameWord, Person, SafeContact
from safar.people.queries.summaries import people_in
from safar.people.rules import number_key, phone_key
from safar.people.types import PersonId, PersonSummary

LONGEST_LIST = 100
FEWEST_DIGITS = 6
# The greatest code point: a prefix is the range from itself to itself with this behind it, which an index can use
# under row-level security where LIKE cannot.
LAST = "\U0010ffff"


def search_people(text: str, limit: int = 20) -> list[PersonSummary]:
    """People whose names hold every word of the text, however spelt or only begun, or who have that number or alias.

    Who has an alias is found by it. By name, number or telephone only who holds the protection class finds them: for
    everybody else nobody of that name is there (D9, D10).

    The best first: names written the same before names that only sound alike. At most 100 whatever is asked for.
    """
    limit = max(1, min(limit, LONGEST_LIST))
    found = _by_number(text, limit) if len(re.sub(r"\D", "", ascii_digits(text))) >= FEWEST_DIGITS else []
    found += [person_id for person_id in [*_by_alias(text), *_by_name(text, limit)] if person_id not in found]
    summaries = people_in(found[:limit])
    wanted = normal_form(text)
    shown = [summaries[person_id] for person_id in found if person_id in summaries]
    return sorted(shown, key=lambda person: (not _written_so(person, wanted), person.sort_key))


def _by_number(text: str, limit: int) -> list[PersonId]:
    hidden = unfindable()
    papers = Document.objects.filter(number_key=number_key(text)).exclude(person_id__in=hidden)
    phones = SafeContact.objects.filter(number_key=phone_key(text), ended_at__isnull=True).exclude(person_id__in=hidden)
    numbers = [
        *papers.values_list("person_id", flat=True)[:limit],
        *phones.values_list("person_id", flat=True)[:limit],
    ]
    return list(dict.fromkeys(numbers))


def unfindable() -> list[PersonId]:
    """Those with an alias whom the reader may not find by name or number; empty for the protection class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(people_unfindable())")
        return [person_id for (person_id,) in cursor.fetchall()]


def _by_alias(text: str) -> list[PersonId]:
    wanted = " ".join(ascii_digits(text).lower().split())
    found = Alias.objects.filter(alias_key__gte=wanted, alias_key__lt=wanted + LAST, ended_at=None)
    return list(found.values_list("person_id", flat=True)[:LONGEST_LIST]) if len(wanted) > 2 else []


def _by_name(text: str, limit: int) -> list[PersonId]:
    words = words_of(text)
    if not words:
        return []
    people = Person.objects.all()
    for word in words[:6]:
        spelt = Q(sound=sound_key(word)) | Q(word__gte=word, word__lt=word + LAST)
        people = people.filter(id__in=NameWord.objects.filter(spelt).values("person_id"))
    return list(people.values_list("id", flat=True)[:limit])


def _written_so(person: PersonSummary, wanted: str) -> bool:
    return any(wanted in normal_form(text) for text in (person.name, person.latin) if text)
