"""What is asked again of somebody who has come of age."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from safar.accounts.services import require
from safar.plumbing.audit import record
from safar.plumbing.types import Actor


def ask_consents_anew(*, by: Actor, at: datetime) -> int:
    """Tasks to ask those now of age about the data consents a guardian gave for them (D5); how many arose.

    The caretaker's round; each person is asked once, and meanwhile nothing rests on what the guardian gave.
    """
    if by.role != "system":
        require(by, "cases.tasks")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_ask_consents_anew(%s)", [at])
        made: int = (cursor.fetchone() or (0,))[0]
    if made:
        record(
            by=by, at=at, action="cases.consents_asked_anew", subject="tasks", subject_id=at.date().isoformat(),
            detail={"count": made},
        )  # fmt: skip
    return made
