"""What is read about people's own return; every query takes many ids and makes a fixed number of steps."""

from safar.consent.queries.advisories import (
    advisories,
    advisories_in_force,
    advisories_of,
    how_many_to_tell,
    tellings,
    to_ask,
    words_of,
)
from safar.consent.queries.blanks import blank_set, blank_sets
from safar.consent.queries.children import (
    child_files,
    children_waiting,
    what_children_miss,
)
from safar.consent.queries.counselling import (
    capacity_doubts_of,
    refoulement_answers,
    refoulement_doubts_open,
    screens_open,
    sessions_held,
    sessions_of,
)
from safar.consent.queries.declarations import (
    confirmations_due,
    confirmations_of,
    declaration_document,
    declarations_of,
    steps_of,
)
from safar.consent.queries.history import (
    events_of,
)
from safar.consent.queries.interpreters import (
    against_interpreters,
    bookings_of,
    conflicts_of,
    interpreters,
    refused_by,
    through_interpreter,
)
from safar.consent.queries.journeys import (
    death_report_open,
    holds_open,
    journey_file,
    permit_by_qr,
    permits_of,
    recovery_until,
    screen_results,
    travellers_in,
    travellers_of_people,
)
from safar.consent.queries.recordings import recording, recordings_of
from safar.consent.queries.texts import (
    current_pack,
    current_text,
    late_entries,
    pack_by_id,
    packs,
    texts,
    verify_chain,
)
from safar.consent.queries.transcribed import (
    paper_by_id,
    paper_differences,
    papers_of,
    papers_waiting,
    resting_on_paper,
    scan_of,
    transcriptions_of,
)
from safar.consent.queries.waiting import (
    what_a_departure_waits_for,
    what_a_permit_waits_for,
    what_ticketing_waits_for,
)

__all__ = [
    "advisories",
    "advisories_in_force",
    "advisories_of",
    "against_interpreters",
    "blank_set",
    "blank_sets",
    "bookings_of",
    "capacity_doubts_of",
    "child_files",
    "children_waiting",
    "confirmations_due",
    "confirmations_of",
    "conflicts_of",
    "current_pack",
    "current_text",
    "death_report_open",
    "declaration_document",
    "declarations_of",
    "events_of",
    "holds_open",
    "how_many_to_tell",
    "interpreters",
    "journey_file",
    "late_entries",
    "pack_by_id",
    "packs",
    "paper_by_id",
    "paper_differences",
    "papers_of",
    "papers_waiting",
    "permit_by_qr",
    "permits_of",
    "recording",
    "recordings_of",
    "recovery_until",
    "refoulement_answers",
    "refoulement_doubts_open",
    "refused_by",
    "resting_on_paper",
    "scan_of",
    "screen_results",
    "screens_open",
    "sessions_held",
    "sessions_of",
    "steps_of",
    "tellings",
    "texts",
    "through_interpreter",
    "to_ask",
    "transcriptions_of",
    "travellers_in",
    "travellers_of_people",
    "verify_chain",
    "what_a_departure_waits_for",
    "what_a_permit_waits_for",
    "what_children_miss",
    "what_ticketing_waits_for",
    "words_of",
]
