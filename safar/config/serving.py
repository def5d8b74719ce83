"""Serves the pages, and beside them the caretaker that lapses permits and seals the log each minute."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from safar.config.installation import environment_of_servers

HOST = "127.0.0.1"


def serve(port: int, workers: int) -> None:
    """Serve until interrupted; each worker has one thread, which keeps one database connection."""
    from granian.constants import Interfaces
    from granian.server import Server

    os.environ.pop("DATABASE_OWNER_URL", None)  # workers inherit this environment; they must not own tables
    with caretaker():
        Server(
            "safar.config.wsgi:application",
            address=HOST,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=1,
            log_enabled=False,
        ).serve()


@contextmanager
def caretaker() -> Iterator[None]:
    """Run the caretaker in a process of its own for as long as the pages are served."""
    process = subprocess.Popen([sys.executable, "-m", "safar.config.caretaker"], env=environment_of_servers())
    try:
        yield
    finally:
        process.terminate()
        process.wait()
