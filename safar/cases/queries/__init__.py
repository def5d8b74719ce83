"""Everything that is read about cases; lists take a fixed number of queries whatever their length."""

from safar.cases.gates import gate_sentences
from safar.cases.queries.case_file import case_file
from safar.cases.queries.day import leaving_within, my_day, not_reached
from safar.cases.queries.history import case_history
from safar.cases.queries.letters import file_content, refusal_letter
from safar.cases.queries.lists import (
    case_by_reference,
    case_heads,
    case_of_journeys,
    cases_of_persons,
    offered_to_us,
    waiting,
    worklist,
)
from safar.cases.queries.management import approvals_open, places_left, risks_today, stuck, workload
from safar.cases.queries.tasklines import tasks_of_travellers
from safar.cases.sentences import CLOSURES


def closure_reasons() -> dict[str, str]:
    """Why a case may be closed, in the reader's language."""
    return {code: str(words) for code, words in CLOSURES.items()}


__all__ = [
    "approvals_open",
    "case_by_reference",
    "case_file",
    "case_heads",
    "case_history",
    "case_of_journeys",
    "cases_of_persons",
    "closure_reasons",
    "file_content",
    "gate_sentences",
    "leaving_within",
    "my_day",
    "not_reached",
    "offered_to_us",
    "places_left",
    "refusal_letter",
    "risks_today",
    "stuck",
    "tasks_of_travellers",
    "waiting",
    "worklist",
    "workload",
]
