"""Makes an installation ready to serve: database, tables, the demonstration's mark, static files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import psycopg

from safar.plumbing import database, tables

ROOT = Path(__file__).resolve().parents[2]


class NotReady(Exception):
    """The installation cannot serve yet; the message says what is missing and what to do."""


def home() -> Path:
    """The folder that holds this installation's database, secrets and files."""
    return Path(os.environ.get("SAFAR_HOME") or ROOT / "var")


def open_database() -> bool:
    """Start the embedded server, which only this machine reaches, or use the one that DATABASE_URL names.

    Says whether it is the embedded one: only there may anything fictional be made.
    """
    is_embedded = not os.environ.get("DATABASE_URL")
    database.use_embedded(home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safar.config.settings")
    return is_embedded


def migrate(tell: Callable[[str], None] | None = None) -> None:
    """Bring the tables up to date, as the owner, in a process of its own that ends with the owner's rights.

    `tell` hears how far a long step is.
    """
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise NotReady(
            "The tables can only be changed by their owner: set DATABASE_OWNER_URL to the address of the role"
            " safar_owner and run `safar migrate` again."
        )
    fault = tables.bring_up_to_date(os.environ, tell=tell)
    if fault:
        raise NotReady(f"The tables could not be brought up to date:\n{fault}")


def refuse_old_tables() -> None:
    """Raise `NotReady` when tables or rules are not the program's; asked where the owner's address is not given."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from safar.people.queries import cards_are_current
    from safar.plumbing import rulebook

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise NotReady(
            f"The tables are older than this program: {len(waiting)} changes wait. Run `safar migrate` once where"
            " DATABASE_OWNER_URL is set, and start again."
        )
    with connection.cursor() as cursor:
        if rulebook.loaded_digest(cursor) != rulebook.digest_of(rulebook.all_rules()):
            raise NotReady(
                "The rules in the database are not those of this program. Run `safar migrate` once where"
                " DATABASE_OWNER_URL is set, and start again."
            )
    if not cards_are_current():
        raise NotReady(
            "By what people are found was written by other rules than this program's. Run `safar migrate` once where"
            " DATABASE_OWNER_URL is set, and start again; what was begun goes on where it broke off."
        )


def may_migrate() -> bool:
    """Whether the owner's address is given here."""
    return bool(os.environ.get("DATABASE_OWNER_URL"))


def mark_as_demonstration() -> None:
    """Tell the database that this is a demonstration, where drafts of texts may be used; only the owner can."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(
            "INSERT INTO plumbing_setting (key, value) VALUES ('demonstration', %s) ON CONFLICT DO NOTHING",
            [json.dumps(True)],
        )


def environment_of_servers() -> dict[str, str]:
    """The environment of the processes that serve: the application's address, never the owner's."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
