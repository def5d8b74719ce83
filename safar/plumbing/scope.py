"""Opens the transaction in which row-level security knows who is asking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from safar.plumbing.types import Actor

_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


def acting() -> Actor | None:
    """The actor whose scope is open in this thread, or None outside any scope."""
    return _acting.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Open a transaction in which the database shows `actor` what they may see, and nothing else.

    Settings are local to the transaction, so a pooled connection cannot carry them to the next person. Scopes nest:
    on leaving an inner one the outer actor's scope is set again.
    """
    outer = _acting.get()
    with transaction.atomic():
        _set_scope(actor)
        token = _acting.set(actor)
        try:
            yield actor
        finally:
            _acting.reset(token)
            if outer is not None and not connection.needs_rollback:
                _set_scope(outer)


def _set_scope(actor: Actor) -> None:
    offices = "{" + ",".join(str(office) for office in sorted(actor.offices)) + "}"
    classes = "{" + ",".join(sorted(actor.field_classes)) + "}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('safar.offices', %s, true), set_config('safar.classes', %s, true),"
            " set_config('safar.user', %s, true), set_config('safar.role', %s, true),"
            # What somebody opened for one purpose is closed to whoever acts next in the same transaction (D10).
            " set_config('safar.names', '', true)",
            [offices, classes, str(actor.user_id or ""), actor.role],
        )
