"""Writes anew by what people are found, when the rules of sounds or keys have changed: as the owner, in portions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from safar.kernel.names import name_key
from safar.people.keys import KEYS_EDITION, card_of

SETTING = "cards_of_people"
PORTION = 1000
BEFORE_ALL = UUID(int=0)
# Told how many people were gone through, and how many there are.
Tell = Callable[[int, int], None]

# Only what differs is written: each changed card changes some thirty rows of keys, and each changed name is kept (D3).
_WRITE_CARDS = """
UPDATE people_searchcard card SET names = fresh.names, fathers = fresh.fathers, keys = fresh.keys
  FROM json_to_recordset(%s::json) AS fresh(person_id uuid, names text, fathers text, keys text[])
 WHERE card.person_id = fresh.person_id
   AND (card.names, card.fathers, card.keys) IS DISTINCT FROM (fresh.names, fresh.fathers, fresh.keys)
"""
_WRITE_NAMES = """
UPDATE people_name name SET text_key = fresh.text_key, latin_key = fresh.latin_key
  FROM json_to_recordset(%s::json) AS fresh(id uuid, text_key text, latin_key text)
 WHERE name.id = fresh.id AND (name.text_key, name.latin_key) IS DISTINCT FROM (fresh.text_key, fresh.latin_key)
"""
_WRITE_TRACINGS = """
UPDATE people_tracing asked SET sought_key = fresh.text_key, sought_latin_key = fresh.latin_key
  FROM json_to_recordset(%s::json) AS fresh(id uuid, text_key text, latin_key text)
 WHERE asked.id = fresh.id
   AND (asked.sought_key, asked.sought_latin_key) IS DISTINCT FROM (fresh.text_key, fresh.latin_key)
"""


def write_cards_anew(*, using: str, tell: Tell) -> int:
    """Bring everybody's card and the keys of names to this program's rules; gives how many people were gone through.

    Does nothing where they are of this edition. Every portion is committed with how far it came, so that what was
    killed goes on there. For the owner of the tables alone: nobody else sees everybody.
    """
    with connections[using].cursor() as cursor:
        # Whoever brings the same database up to date at the same time waits, and then finds it done.
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [SETTING])
        try:
            return _write_all(using, cursor, tell)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [SETTING])


def _write_all(using: str, cursor: CursorWrapper, tell: Tell) -> int:
    edition, up_to = _standing(cursor)
    if edition == KEYS_EDITION and up_to is None:
        return 0
    if edition != KEYS_EDITION or up_to is None:
        up_to = BEFORE_ALL
        with transaction.atomic(using=using):
            _write_tracings(cursor)  # before the names, which look for whoever is sought by them
            _keep(cursor, up_to)
    cursor.execute("SELECT count(*), count(*) FILTER (WHERE person_id <= %s) FROM people_searchcard", [up_to])
    total, before = cursor.fetchone() or (0, 0)
    done = 0
    while up_to is not None:
        with transaction.atomic(using=using):
            people = _people_after(cursor, up_to)
            _write_portion(cursor, people)
            up_to = people[-1] if people else None
            _keep(cursor, up_to)
        done += len(people)
        if people:
            tell(before + done, total)
    return done


def _standing(cursor: CursorWrapper) -> tuple[int | None, UUID | None]:
    """Of which edition the cards are, and up to whom, where not everybody's is."""
    cursor.execute(
        "SELECT (value ->> 'edition')::int, (value ->> 'up_to')::uuid FROM plumbing_setting WHERE key = %s", [SETTING]
    )
    return cursor.fetchone() or (None, None)


def _keep(cursor: CursorWrapper, up_to: UUID | None) -> None:
    value = {"edition": KEYS_EDITION} if up_to is None else {"edition": KEYS_EDITION, "up_to": str(up_to)}
    cursor.execute(
        "INSERT INTO plumbing_setting (key, value) VALUES (%s, %s::jsonb)"
        " ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
        [SETTING, json.dumps(value)],
    )


def _people_after(cursor: CursorWrapper, up_to: UUID) -> list[UUID]:
    # Locked, so that whoever corrects a name meanwhile writes their card after ours.
    cursor.execute(
        "SELECT person_id FROM people_searchcard WHERE person_id > %s ORDER BY person_id LIMIT %s FOR UPDATE",
        [up_to, PORTION],
    )
    return [person_id for (person_id,) in cursor.fetchall()]


def _write_portion(cursor: CursorWrapper, people: list[UUID]) -> None:
    cursor.execute(
        "SELECT person_id, id, text, latin, father_name FROM people_name"
        " WHERE person_id = ANY (%s::uuid[]) ORDER BY person_id, id",
        [people],
    )
    held: dict[UUID, list[tuple[str, str, str]]] = defaultdict(list)
    names = []
    for person_id, name_id, text, latin, father in cursor.fetchall():
        held[person_id].append((text, latin, father))
        names.append(_keys_of(name_id, text, latin))
    cursor.execute(_WRITE_NAMES, [json.dumps(names)])
    cards = [(person_id, card_of(held[person_id])) for person_id in people]
    told = [
        {"person_id": str(person_id), "names": card.names, "fathers": card.fathers, "keys": card.keys}
        for person_id, card in cards
    ]
    cursor.execute(_WRITE_CARDS, [json.dumps(told)])


def _write_tracings(cursor: CursorWrapper) -> None:
    cursor.execute("SELECT id, sought_name, sought_latin FROM people_tracing")
    cursor.execute(_WRITE_TRACINGS, [json.dumps([_keys_of(*row) for row in cursor.fetchall()])])


def _keys_of(row_id: UUID, text: str, latin: str) -> dict[str, str]:
    return {"id": str(row_id), "text_key": name_key(text), "latin_key": name_key(latin) if latin else ""}
