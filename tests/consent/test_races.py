"""Two connections at once: whichever of booking and withdrawing comes first, nobody keeps a seat against their will."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from time import sleep
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.accounts.types import OfficeRef
from safar.consent import services
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.ground import LEAVES, SIGNED, Story, lay_ground
from tests.consent.seats import seats

__all__ = ["seats"]
BOOK = "INSERT INTO seat (id, bus, number, permit_id, permit_state) VALUES (%s, 'A', 1, %s, 'in_force')"
WITHDRAW = (
    "INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, by_traveller_self,"
    " consequences_told) VALUES (%s, %s, %s, now(), false, 'raw', true, false)"
)
DEPART = (
    "INSERT INTO consent_departure (id, traveller_id, permit_id, permit_state, departed_at, recorded_at, late, place,"
    " way) VALUES (%s, %s, %s, 'in_force', %s, now(), false, 'Lisboa', 'air')"
)
HOLD = (
    "INSERT INTO consent_hold (id, traveller_id, kind, raised_at, recorded_at, reason)"
    " VALUES (%s, %s, 'message_from_other', %s, now(), '')"
)
PERMIT = "INSERT INTO consent_permit (id, traveller_id, declaration_id, made_at) VALUES (%s, %s, %s, %s)"


@pytest.fixture
def story(committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> Story:
    """A story whose every step is committed."""
    return Story(lay_ground(actor, office_lisbon, office_tehran))


@contextmanager
def application(story: Story, isolation: str = "READ COMMITTED") -> Iterator[psycopg.Connection]:
    """A connection of the application's role, in the scope of the counsellor."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
        connection.execute(f"SELECT set_config('safar.offices', '{{{story.by.office_id}}}', true)")
        yield connection


def _state(owner: psycopg.Connection, permit: UUID) -> tuple[str | None, str | None]:
    row = owner.execute("SELECT state FROM consent_permit WHERE id = %s", [permit]).fetchone()
    seat = owner.execute("SELECT permit_state FROM seat WHERE permit_id = %s", [permit]).fetchone()
    return (row[0] if row else None), (seat[0] if seat else None)


def meanwhile(first: psycopg.Connection, second: psycopg.Connection, sql: str, *values: object) -> Exception | None:
    """Run on the second connection while the first holds its transaction open; what it was refused with."""
    with ThreadPoolExecutor(1) as pool:
        waiting: Future[object] = pool.submit(second.execute, sql, values)
        sleep(0.3)
        first.commit()
        try:
            waiting.result(timeout=20)
            second.commit()
        except psycopg.Error as error:
            second.rollback()
            return error
    return None


def test_v4_booked_first_the_withdrawal_releases_the_seat(story: Story, seats: str, owner: psycopg.Connection) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    with application(story) as booking, application(story) as withdrawing:
        booking.execute(BOOK, [uuid4(), permit])
        assert meanwhile(booking, withdrawing, WITHDRAW, uuid4(), traveller, LEAVES) is None
    assert _state(owner, permit) == ("withdrawn", "withdrawn")


def test_v4_withdrawn_first_the_booking_is_refused(story: Story, seats: str, owner: psycopg.Connection) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    with application(story) as withdrawing, application(story) as booking:
        withdrawing.execute(WITHDRAW, [uuid4(), traveller, LEAVES])
        assert meanwhile(withdrawing, booking, BOOK, uuid4(), permit) is not None
    assert _state(owner, permit) == ("withdrawn", None)


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_v4_nobody_departs_past_a_withdrawal_or_a_hold(
    isolation: str, story: Story, seats: str, owner: psycopg.Connection
) -> None:
    for statement in (WITHDRAW, HOLD):
        traveller = story.single()
        permit = story.declared(traveller)
        story.asked(traveller)
        with application(story) as first, application(story, isolation) as departing:
            departing.execute("SELECT count(*) FROM consent_traveller")  # takes its snapshot before the other writes
            first.execute(statement, [uuid4(), traveller, SIGNED + timedelta(days=1)])
            assert meanwhile(first, departing, DEPART, uuid4(), traveller, permit, LEAVES) is not None
        assert _state(owner, permit)[0] in ("withdrawn", "held")


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_v6_no_permit_past_a_red_screen_written_at_the_same_time(
    isolation: str, story: Story, seats: str, owner: psycopg.Connection
) -> None:
    traveller = story.single()
    second = story.told(traveller)
    later = SIGNED + timedelta(days=1)
    with acting_as(story.by):
        hold = services.raise_hold(by=story.by, at=later, traveller_id=traveller, reason="wait")
    again = story.sign(traveller, second, later)
    assert again.permit_id is None
    protection = story.ground.protection
    with acting_as(protection):
        services.release_hold(by=protection, at=later, hold_id=hold)
    part = owner.execute(
        "SELECT id FROM consent_sessionperson WHERE session_id = %s AND traveller_id = %s", [second, traveller]
    ).fetchone()
    assert part is not None
    screen = (
        "INSERT INTO consent_screen (id, session_person_id, threat, someone_answers, trafficking_signs, document_held,"
        " pressure_spouse, pressure_family, pressure_employer, pressure_hospital, detention, removal_date, debt,"
        " destitution, note, result, recorded_at) VALUES (%s, %s, true, false,"
        " false, false, false, false, false, false,"
        " false, false, false, false, '', '', now())"
    )
    with application(story) as screening, application(story, isolation) as asking:
        asking.execute("SELECT count(*) FROM consent_traveller")
        screening.execute(screen, [uuid4(), part[0]])
        assert meanwhile(screening, asking, PERMIT, uuid4(), traveller, again.declaration_id, later) is not None
    live = owner.execute(
        "SELECT count(*) FROM consent_permit WHERE traveller_id = %s AND state = 'in_force'", [traveller]
    ).fetchone()
    assert live == (0,)
