"""What a programme says about one case, as plain functions over plain values: no database, no clock."""

from safar.programmes.rules.deadlines import deadline_state, due_on, easter, is_working_day, working_days_between
from safar.programmes.rules.eligibility import WrongFact, check_facts, eligibility, overall
from safar.programmes.rules.entitlements import clashes, entitlements_due
from safar.programmes.rules.moves import allowed_moves, move_obstacles

__all__ = [
    "WrongFact",
    "allowed_moves",
    "check_facts",
    "clashes",
    "deadline_state",
    "due_on",
    "easter",
    "eligibility",
    "entitlements_due",
    "is_working_day",
    "move_obstacles",
    "overall",
    "working_days_between",
]
