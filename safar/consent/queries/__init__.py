"""What is read about people's own return; every query takes many ids and makes a fixed number of steps."""

from safar.consent.queries.counselling import (
    capacity_doubts_of,
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
from safar.consent.queries.journeys import (
    death_report_open,
    holds_open,
    journey_file,
    permit_by_qr,
    permits_of,
    screen_results,
    travellers_in,
)
from safar.consent.queries.texts import (
    current_pack,
    current_text,
    late_entries,
    pack_by_id,
    packs,
    texts,
    verify_chain,
)
from safar.consent.queries.waiting import (
    what_a_departure_waits_for,
    what_a_permit_waits_for,
    what_ticketing_waits_for,
)

__all__ = [
    "capacity_doubts_of",
    "confirmations_due",
    "confirmations_of",
    "current_pack",
    "current_text",
    "death_report_open",
    "declaration_document",
    "declarations_of",
    "events_of",
    "holds_open",
    "journey_file",
    "late_entries",
    "pack_by_id",
    "packs",
    "permit_by_qr",
    "permits_of",
    "refoulement_doubts_open",
    "screen_results",
    "screens_open",
    "sessions_held",
    "sessions_of",
    "steps_of",
    "texts",
    "travellers_in",
    "verify_chain",
    "what_a_departure_waits_for",
    "what_a_permit_waits_for",
    "what_ticketing_waits_for",
]
