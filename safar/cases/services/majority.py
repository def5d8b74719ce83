"""What is asked again of somebody who has come of age."""

from __future__ import annotations

from datetime import datetime

from safar.accounts.services import require
from safar.plumbing.sweeps import sweep
from safar.plumbing.types import Actor


def ask_consents_anew(*, by: Actor, at: datetime) -> int:
    """Tasks to ask those now of age about the data consents a guardian gave for them (D5); how many arose.

    The caretaker's round; each person is asked once, and meanwhile nothing rests on what the guardian gave.
    """
    if by.role != "system":
        require(by, "cases.tasks")
    return sweep(by=by, at=at, function="cases_ask_consents_anew", action="cases.consents_asked_anew", subject="tasks")
