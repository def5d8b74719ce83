"""Whether people are found by what this program's rules of sounds and keys make of their names."""

from __future__ import annotations

from django.db import connection

from safar.people.keys import KEYS_EDITION


def cards_are_current() -> bool:
    """Whether everybody's search card was written by these rules; where nothing is said, nobody was on file before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value FROM plumbing_setting WHERE key = 'cards_of_people' AND value <> %s::jsonb",
            [f'{{"edition": {KEYS_EDITION}}}'],
        )
        return cursor.fetchone() is None
