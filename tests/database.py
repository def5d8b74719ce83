"""Gives the tests a real PostgreSQL: the owner migrates a template once, the application role connects to a copy.

Loaded as a plugin before Django's settings are read. A template is kept for each state of the migrations, so that a
second run starts at once.
"""

from __future__ import annotations

import atexit
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from fasteners import InterProcessLock

from tests.kept import FUNCTIONS

if TYPE_CHECKING:
    from safar.plumbing.embedded import Server

ROOT = Path(__file__).parents[1]
HOME = Path(os.environ.get("SAFAR_HOME") or ROOT / "var" / "test")


def _tables() -> list[Path]:
    return [
        *ROOT.glob("safar/*/migrations/*.py"),
        *ROOT.glob("safar/*/models/*.py"),
        *ROOT.glob("safar/*/models.py"),
        *ROOT.glob("tests/**/migrations/*.py"),
    ]


def _rules() -> list[Path]:
    loaders = [ROOT / "safar/plumbing/policies.py", ROOT / "safar/plumbing/rulebook.py", ROOT / "safar/consent/tied.py"]
    return [*ROOT.glob("safar/*/sql/*.sql"), *ROOT.glob("safar/*/sql/*.py"), *ROOT.glob("tests/**/sql/*.py"), *loaders]


def _state_of(sources: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _migrate(app_address: str, owner_address: str) -> None:
    from safar.plumbing import tables

    environment = {
        **os.environ,
        "DATABASE_URL": app_address,
        "DATABASE_OWNER_URL": owner_address,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "tests.settings"),
    }
    if fault := tables.bring_up_to_date(environment):
        raise SystemExit(f"The test database could not be migrated:\n{fault}")


def _forget_crashes(server: Server) -> None:
    """Let the tests' own server skip waiting for the disk: nothing in it need outlive a crash of this machine."""
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        # A rule is asked on many new connections here, and each would first plan it anew five times.
        connection.execute("ALTER SYSTEM SET plan_cache_mode = force_generic_plan")
        connection.execute("SELECT pg_reload_conf()")


def _template(server: Server) -> str:
    """A database with the tables and the rules as they are now; other rules on the same tables take seconds."""
    tables = f"safar_tables_{_state_of(_tables())}"
    template = f"safar_template_{_state_of([*_tables(), *_rules()])}"
    with InterProcessLock(HOME / "template.lock"):  # tests run in two processes; one of them makes the template
        for name, copied in ((tables, None), (template, tables)):
            ready = HOME / f"{name}.ready"
            if not ready.exists():
                drop_and_create(server, name, copied)
                _migrate(server.address("safar_app", name), server.address("safar_owner", name))
                ready.touch()
    return template


def drop_and_create(server: Server, name: str, template: str | None) -> None:
    """A new database of this name, empty or a copy of another."""
    from safar.plumbing import embedded

    embedded.drop_database(server, name)
    if template:
        embedded.create_database(server, name, template=template)
    else:
        embedded.create_database(server, name)


def prepare() -> None:
    """Make this run's own database and put its addresses into the environment."""
    from safar.plumbing import embedded

    server = embedded.start(HOME)
    (HOME / "static").mkdir(exist_ok=True)
    _forget_crashes(server)
    template = _template(server)
    name = f"safar_test_{os.getpid()}"
    drop_and_create(server, name, template)
    atexit.register(embedded.drop_database, server, name)
    with psycopg.connect(server.address("postgres", name), autocommit=True) as superuser:
        superuser.execute(FUNCTIONS.encode())
    os.environ["DATABASE_URL"] = server.address("safar_app", name)
    os.environ["OWNER_ADDRESS"] = server.address("safar_owner", name)
    os.environ["SAFAR_SECRET"] = "a secret of the tests"


os.environ["SAFAR_TESTING"] = "1"
# The browser of the journeys keeps a loop of events in this thread, also while other tests run here after them. No test
# is asynchronous, so Django need not guard its connection against that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["SAFAR_HOME"] = str(HOME)
prepare()
