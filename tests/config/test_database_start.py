"""The embedded server is locked down, and nothing is served from a database or a role that would undo the rules."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from safar.plumbing import database, embedded
from tests.database import HOME


@pytest.fixture
def server() -> embedded.Server:
    """The embedded server of the tests."""
    return embedded.start(HOME)


def _serving_as(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise what `safar run` would raise when this address were to serve."""
    other = psycopg.connect(address)
    monkeypatch.setattr(database, "connection", other)
    try:
        database.refuse_unsafe_database()
    finally:
        other.close()


@pytest.mark.django_db
def test_the_application_role_may_serve() -> None:
    assert connection.settings_dict["USER"] == "safar_app"
    database.refuse_unsafe_database()


def test_the_owner_of_the_tables_may_not_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(database.UnsafeDatabase, match="owns"):
        _serving_as(os.environ["OWNER_ADDRESS"], monkeypatch)


def test_a_superuser_may_not_serve(server: embedded.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.environ["OWNER_ADDRESS"].split("?")[0].rsplit("/", 1)[1]
    with pytest.raises(database.UnsafeDatabase, match="may see everything"):
        _serving_as(server.address("postgres", name), monkeypatch)


def test_a_member_of_the_owner_may_not_serve(server: embedded.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.environ["OWNER_ADDRESS"].split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(server.address("postgres", name), autocommit=True) as super_connection:
        super_connection.execute("DROP ROLE IF EXISTS in_between")
        super_connection.execute("CREATE ROLE in_between LOGIN PASSWORD 'x' IN ROLE safar_owner")
        try:
            with pytest.raises(database.UnsafeDatabase, match="owns"):
                _serving_as(server.address("postgres", name).replace(
                    f"postgres:{server.secrets['postgres']}@", "in_between:x@"), monkeypatch)  # fmt: skip
        finally:
            super_connection.execute("DROP ROLE in_between")


def test_a_database_that_does_not_fold_letters_is_refused(
    server: embedded.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as super_connection:
        super_connection.execute("DROP DATABASE IF EXISTS unfolded")
        super_connection.execute("CREATE DATABASE unfolded TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'")
        try:
            with pytest.raises(database.UnsafeDatabase, match="É"):
                _serving_as(server.address("safar_app", "unfolded"), monkeypatch)
        finally:
            super_connection.execute("DROP DATABASE unfolded WITH (FORCE)")


def test_nobody_enters_without_a_password(server: embedded.Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres@/postgres?host={server.socket}")


def test_secrets_are_read_by_their_owner_only(server: embedded.Server) -> None:
    assert stat.S_IMODE((HOME / "secrets.json").stat().st_mode) == 0o600


def test_an_address_of_another_kind_is_refused_in_words() -> None:
    with pytest.raises(database.UnsafeDatabase, match="postgresql://"):
        database.settings_of("mysql://x@y/z")


def test_nothing_fictional_is_made_in_a_database_that_was_named(server: embedded.Server) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    command = [sys.executable, "-m", "safar.config.command", "demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nothing fictional is made" in " ".join(done.stdout.split())


def test_tables_older_than_the_program_are_refused_where_nobody_may_migrate(server: embedded.Server) -> None:
    embedded.drop_database(server, "unmigrated")
    embedded.create_database(server, "unmigrated")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    environment["DATABASE_URL"] = server.address("safar_app", "unmigrated")
    command = [sys.executable, "-m", "safar.config.command", "user", "add", "--username", "x", "--name", "X"]
    try:
        done = subprocess.run(
            [*command, "--office", "HQ", "--role", "administrator"],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        embedded.drop_database(server, "unmigrated")
    assert done.returncode == 1
    assert "tables are older than this program" in " ".join(done.stderr.split())
