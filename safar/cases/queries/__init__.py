"""Everything that is read about cases; lists take a fixed number of queries whatever their length."""

from safar.cases.gates import gate_sentences
from safar.cases.queries.auditing import audited_case, samples_drawn, samples_of_auditor
from safar.cases.queries.authority import (
    application_for_authority,
    applications_for_authority,
    authorities_in,
    submissions_of,
)
from safar.cases.queries.case_file import case_file
from safar.cases.queries.changes import family_changes, gate_words, missing_members, mothers_under_way, open_gates
from safar.cases.queries.crossing import (
    border_list,
    border_lists,
    consular_requests_of,
    movements_ahead,
    persons_on,
)
from safar.cases.queries.day import leaving_within, my_day, not_reached
from safar.cases.queries.history import case_history
from safar.cases.queries.letters import file_content, refusal_letter
from safar.cases.queries.links import linked_cases, mergeable_cases, rests_on_merge
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
from safar.cases.queries.referrals import referrals_of, referrals_waiting
from safar.cases.queries.refusals import refusals_of
from safar.cases.queries.tasklines import open_tasks_of_members, tasks_of_travellers
from safar.cases.queries.transfers import (
    agreement_holds,
    agreements,
    is_outside,
    told_lately,
    told_to_us,
    transfer_needs,
    transfers,
)
from safar.cases.sentences import CLOSURES


def closure_reasons() -> dict[str, str]:
    """Why a case may be closed, in the reader's language."""
    return {code: str(words) for code, words in CLOSURES.items()}


__all__ = [
    "agreement_holds",
    "agreements",
    "application_for_authority",
    "applications_for_authority",
    "approvals_open",
    "audited_case",
    "authorities_in",
    "border_list",
    "border_lists",
    "case_by_reference",
    "case_file",
    "case_heads",
    "case_history",
    "case_of_journeys",
    "cases_of_persons",
    "closure_reasons",
    "consular_requests_of",
    "family_changes",
    "file_content",
    "gate_sentences",
    "gate_words",
    "is_outside",
    "leaving_within",
    "linked_cases",
    "mergeable_cases",
    "missing_members",
    "mothers_under_way",
    "movements_ahead",
    "my_day",
    "not_reached",
    "offered_to_us",
    "open_gates",
    "open_tasks_of_members",
    "persons_on",
    "places_left",
    "referrals_of",
    "referrals_waiting",
    "refusal_letter",
    "refusals_of",
    "rests_on_merge",
    "risks_today",
    "samples_drawn",
    "samples_of_auditor",
    "stuck",
    "submissions_of",
    "tasks_of_travellers",
    "told_lately",
    "told_to_us",
    "transfer_needs",
    "transfers",
    "waiting",
    "worklist",
    "workload",
]
