"""What every test can ask for: offices, people who work in them, and the scope they act in."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import TypeVar

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.features import DatabaseFeatures
from hypothesis import settings

from safar.accounts import queries as accounts
from safar.accounts import services
from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.programmes.models import ProgrammeVersion
from tests.kept import kept
from tests.order import pytest_collection_finish as pytest_collection_finish
from tests.order import pytest_collection_modifyitems as pytest_collection_modifyitems
from tests.order import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler

# Whether something holds never depends on how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# The application role may not create the table with which Django would probe for transactions.
DatabaseFeatures.supports_transactions = True

SETUP = Actor(user_id=None, name="setup", role="administrator", office_id=None, offices=frozenset(), channel="system")
START = datetime(2016, 1, 4, 8, tzinfo=UTC)
ActorMaker = Callable[..., Actor]
_TABLES_OF_DEFINITIONS = ("django_migrations", "django_content_type", "auth_permission", "programmes_programmeversion")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is ready: `tests.database` made it before Django was loaded."""


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """A connection as the owner of the tables, for looking and for taking a rule out; never for making rows."""
    with psycopg.connect(os.environ["OWNER_ADDRESS"], autocommit=True) as owner_connection:
        yield owner_connection


@pytest.fixture
def committed(django_db_blocker: pytest.FixtureRequest, owner: psycopg.Connection) -> Iterator[None]:
    """Lets a test commit for real, on several connections; the owner empties the tables before and after."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
        empty_tables(owner)
        yield
        connection.close()
        empty_tables(owner)


def empty_tables(owner: psycopg.Connection) -> None:
    """Empty every table but those that migrations fill."""
    rows = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    names = [name for (name,) in rows if name not in _TABLES_OF_DEFINITIONS]
    # Numbers go on: a number given out again could be that of a row which `tests.kept` puts back.
    owner.execute(f"TRUNCATE {', '.join(names)} CASCADE")


@pytest.fixture
def organisation() -> OfficeRef:
    """The organisation above every office."""
    return an_office("HQ", "Headquarters", "organisation", "CH", None)


def an_office(code: str, name: str, kind: str, country: str, parent: OfficeRef | None) -> OfficeRef:
    """The office with this code, made when there is none."""
    found = [office for office in accounts.offices() if office.code == code]
    if found:
        return found[0]
    parent_id = parent.id if parent else None

    def add() -> OfficeRef:
        with acting_as(SETUP):
            return services.add_office(
                by=SETUP, at=START, code=code, name=name, kind=kind, country=country, parent_id=parent_id,
                timezone="UTC",
            )  # fmt: skip

    return kept(("office", code, name, kind, country, parent_id), add)


@pytest.fixture
def office_lisbon(organisation: OfficeRef) -> OfficeRef:
    """The country office in Portugal."""
    return an_office("LIS", "Lisbon", "country", "PT", organisation)


@pytest.fixture
def office_tehran(organisation: OfficeRef) -> OfficeRef:
    """The country office in Iran."""
    return an_office("THR", "Tehran", "country", "IR", organisation)


@pytest.fixture
def office_kabul(organisation: OfficeRef) -> OfficeRef:
    """The country office in Afghanistan."""
    return an_office("KBL", "Kabul", "country", "AF", organisation)


@pytest.fixture
def office_herat(office_kabul: OfficeRef) -> OfficeRef:
    """The sub-office in Herat, below Kabul."""
    return an_office("HEA", "Herat", "sub_office", "AF", office_kabul)


def member_of_staff(role: str, office: OfficeRef, number: int = 1) -> Actor:
    """A real member of staff with a post in the office; a number tells two of a kind apart."""
    username = f"{role}-{office.code.lower()}-{number}"
    user_id = accounts.user_id_of(username)

    def add() -> int:
        with acting_as(SETUP):
            return services.add_user(
                by=SETUP, at=START, username=username, name=username.title(), office_id=office.id, role=role,
                from_on=date(2010, 1, 1), password="a long pass phrase",
            ).user_id  # fmt: skip

    if user_id is None:
        user_id = kept(("staff", username, office.id), add)
    return accounts.actor_for(user_id, date(2016, 1, 4))


Ground = TypeVar("Ground")


def kept_ground(programme: str, given: Hashable, lay: Callable[[], Ground]) -> Ground:
    """The ground that `lay` lays, put back as it was where nobody is posted yet; `given` holds all that it reads."""
    if User.objects.exists():
        return lay()
    published = ProgrammeVersion.objects.filter(code=programme).values_list("id", flat=True)
    offices = tuple(sorted((office.id, office.parent_id or 0) for office in accounts.offices()))
    return kept(("ground", programme, given, tuple(published), offices), lay)


@pytest.fixture
def actor() -> ActorMaker:
    """Makes a real member of staff: `actor("counsellor", office_lisbon)`."""
    return member_of_staff


@pytest.fixture
def scoped() -> Callable[[Actor], AbstractContextManager[Actor]]:
    """Opens the scope of an actor."""
    return acting_as
