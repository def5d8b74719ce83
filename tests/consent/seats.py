"""A table of another context's, tied to the permit: seats on a bus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.consent.tied import tie_to_permit
from tests.consent import raw

_TABLE = """
CREATE TABLE {name} (
  id uuid PRIMARY KEY, bus text NOT NULL, number int NOT NULL, note text NOT NULL DEFAULT '',
  permit_id uuid, permit_state text, taken_at timestamptz);
CREATE UNIQUE INDEX {name}_one_seat ON {name} (bus, number) WHERE permit_state IN ('in_force', 'used');
"""


@pytest.fixture
def seats(owner: psycopg.Connection) -> Iterator[str]:
    """The table `seat`, which costs the person something: a second confirmation of amber people comes first."""
    yield from _made(owner, "seat", "ticketing")


@pytest.fixture
def reservations(owner: psycopg.Connection) -> Iterator[str]:
    """The table `reservation`, provisional: it costs the person nothing."""
    yield from _made(owner, "reservation", "provisional")


def _made(owner: psycopg.Connection, name: str, kind: Literal["ticketing", "provisional"]) -> Iterator[str]:
    owner.execute(f"DROP TABLE IF EXISTS {name}")
    owner.execute(_TABLE.format(name=name))
    owner.execute(tie_to_permit(name, kind=kind).encode())
    yield name


def take(table: str, permit: UUID | None, number: int, state: str | None = "in_force") -> str | None:
    """Take a seat: None when it was given, else what refused."""
    return raw.run(
        f"INSERT INTO {table} (id, bus, number, permit_id, permit_state) VALUES (%s, 'A', %s, %s, %s)",
        uuid4(), number, permit, state,
    )  # fmt: skip


def states(table: str) -> dict[int, str | None]:
    """The state that each seat's permit has, as the table itself says."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, permit_state FROM {table}")
        return dict(cursor.fetchall())
