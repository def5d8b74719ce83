"""A file that is not one's own is opened to save a life (D20)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.accounts.services import require
from safar.kernel.identifiers import is_reference, read_reference
from safar.kernel.text import clean_lines
from safar.plumbing.audit import record
from safar.plumbing.refusals import database_refusals
from safar.plumbing.sweeps import sweep
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly

LONGEST_HOURS = 4


def break_glass(
    *, by: Actor, at: datetime, reference: str, reason: str, second_id: int, hours: int = LONGEST_HOURS
) -> UUID | None:
    """Open the file of a reference for reading, at most four hours, telling a second person; gives the opening's id.

    None where there is no such file. The database counts the hours by its own clock. Every question is logged, also one
    that finds nothing: so it answers and does not refuse, which would undo the entry.
    """
    require(by, "accounts.break_glass")
    with clearly("reason"):
        why = clean_lines(reason)
    wanted = read_reference(reference) if is_reference(reference) else ""
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT cases_break_glass(%s, %s, %s, %s)", [wanted, why, second_id, hours])
        opened: UUID | None = (cursor.fetchone() or (None,))[0]
        record(
            by=by, at=at, action="cases.glass_broken" if opened else "cases.glass_asked", subject="glass",
            subject_id=opened or "nothing", detail={"second": second_id},
        )  # fmt: skip
    return opened


def escalate_overdue(*, by: Actor, at: datetime) -> int:
    """What nobody answered in time for a child or somebody with an alias goes to the office above; how many did.

    The caretaker's round; the database looks at its own clock and never ahead of it.
    """
    if by.role != "system":
        require(by, "cases.answer_escalation")
    return sweep(by=by, at=at, function="cases_escalate_overdue", action="cases.escalated", subject="tasks")
