"""Shows what a change in the family would bring before it is made: it is made inside a savepoint and taken back."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from safar.cases.queries.changes import last_change
from safar.cases.types import ChangeView


class _TakenBack(Exception):
    """Ends the savepoint."""


def foresee(*, case_id: UUID, act: Callable[[], object]) -> ChangeView | None:
    """What the change would bring, as the database itself would make it; nothing of it stays.

    Raises what `act` raises, so that a refusal is heard before anybody counts on the change.
    """
    seen: list[ChangeView | None] = []
    try:
        with transaction.atomic():
            act()
            seen.append(last_change(case_id))
            raise _TakenBack
    except _TakenBack:
        return seen[0]
