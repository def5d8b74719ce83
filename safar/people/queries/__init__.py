"""What is read about who people are; every query takes many ids and makes a fixed number of steps."""

from safar.people.queries.changes import changed_since, changes_of, history_of
from safar.people.queries.children import (
    barred_from,
    guardians_of,
    tracing_questions,
    tracings_of,
    tracings_open,
)
from safar.people.queries.editions import cards_are_current
from safar.people.queries.enquiries import enquiries_between, enquiry, questions_about_us
from safar.people.queries.files import (
    contacts_of,
    data_consents_of,
    documents_of,
    household,
    households_of,
    papers_we_hold,
    person_file,
    person_of_document,
    relations_of,
    withdrawn_consents,
)
from safar.people.queries.matches import likely_matches
from safar.people.queries.merging import kept_of, merge, merges_of, people_called, same_records
from safar.people.queries.pairs import count_pairs_open, link_run, link_runs, pair, pairs_of, pairs_open
from safar.people.queries.search import find_people, search_people
from safar.people.queries.summaries import names_in, people_in

__all__ = [
    "barred_from",
    "cards_are_current",
    "changed_since",
    "changes_of",
    "contacts_of",
    "count_pairs_open",
    "data_consents_of",
    "documents_of",
    "enquiries_between",
    "enquiry",
    "find_people",
    "guardians_of",
    "history_of",
    "household",
    "households_of",
    "kept_of",
    "likely_matches",
    "link_run",
    "link_runs",
    "merge",
    "merges_of",
    "names_in",
    "pair",
    "pairs_of",
    "pairs_open",
    "papers_we_hold",
    "people_called",
    "people_in",
    "person_file",
    "person_of_document",
    "questions_about_us",
    "relations_of",
    "same_records",
    "search_people",
    "tracing_questions",
    "tracings_of",
    "tracings_open",
    "withdrawn_consents",
]
