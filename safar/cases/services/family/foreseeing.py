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
    before = last_change(case_id)
    seen: list[ChangeView] = []
    try:
        with transaction.atomic():
            act()
            told = last_change(case_id)
            if told is not None and (before is None or told.id != before.id):
                seen.append(told)
            raise _TakenBack
    except _TakenBack:
        return seen[0] if seen else None
