"""Where the database is, and whether it is safe to serve from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.db import connection

DATABASE_NAME = "safar"


class UnsafeDatabase(Exception):
    """The database or the role that connects to it would undo the rules; the message says what to change."""


def settings_of(address: str) -> dict[str, Any]:
    """Django's database settings for a `postgresql://` address."""
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise UnsafeDatabase(f"The database address must begin with postgresql://, not {parts.scheme}://.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def use_embedded(home: Path) -> None:
    """Start the embedded server under `home` and put its addresses into the environment, unless one is given there."""
    if os.environ.get("DATABASE_URL"):
        return
    from safar.plumbing import embedded  # a real server needs neither the package nor its start-up

    server = embedded.start(home)
    embedded.create_database(server, DATABASE_NAME)
    os.environ["DATABASE_URL"] = server.address("safar_app", DATABASE_NAME)
    os.environ["DATABASE_OWNER_URL"] = server.address("safar_owner", DATABASE_NAME)
    os.environ.setdefault("SAFAR_SECRET", server.secrets["django"])


def refuse_unsafe_database() -> None:
    """Raise `UnsafeDatabase` when the serving role could step around row-level security, or letters would not fold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        superuser, bypasses = cursor.fetchone() or (False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
            " AND pg_has_role(current_user, c.relowner, 'MEMBER')"
        )
        owned = (cursor.fetchone() or (0,))[0]
        cursor.execute("SELECT lower('É') = 'é'")
        folds = (cursor.fetchone() or (False,))[0]
    if superuser or bypasses:
        raise UnsafeDatabase(
            "The database role that serves may see everything (superuser or BYPASSRLS)."
            " Point DATABASE_URL at the role safar_app; only DATABASE_OWNER_URL may be the owner."
        )
    if owned:
        raise UnsafeDatabase(
            f"The database role that serves owns {owned} tables, so their row-level security does not bind it."
            " Point DATABASE_URL at the role safar_app and migrate with DATABASE_OWNER_URL."
        )
    if not folds:
        raise UnsafeDatabase(
            "This database does not know that É is a capital é."
            " Create it from template0 with the builtin locale C.UTF-8."
        )
