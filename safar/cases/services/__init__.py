"""Everything a person can do with a case; each asks for its permission first and writes what happened."""

from safar.cases.gates import plug_in, unplug
from safar.cases.services.casework import (
    book_appointment,
    book_interpreter,
    record_contact_attempt,
    settle_appointment,
)
from safar.cases.services.deciding import (
    cancel_case,
    close_case,
    decide,
    put_on_hold,
    reopen_case,
    resume_case,
    take_over,
)
from safar.cases.services.eligibility import check_eligibility, settle_eligibility
from safar.cases.services.household import (
    birth_in_case,
    change_destination,
    death_in_case,
    member_stays,
    split_case,
)
from safar.cases.services.imports import (
    drop_import_file,
    faults_in_words,
    import_cases,
    import_template,
    keep_import_file,
    kept_import_file,
)
from safar.cases.services.moving import approve_move, move_members, refuse_move
from safar.cases.services.notes import add_file, add_note, add_protection_note
from safar.cases.services.opening import add_member, enrol, open_case
from safar.cases.services.papers import advance_travel_document, apply_for_travel_document
from safar.cases.services.promises import approve_amount, count_dues, explain_due, hand_over
from safar.cases.services.tasks import add_task, chase_task, complete_task
from safar.cases.services.transfer import accept_case, decline_case, offer_case, withdraw_offer
from safar.cases.services.travel import cancel_itinerary, record_arrival, record_departure, record_itinerary

__all__ = [
    "accept_case",
    "add_file",
    "add_member",
    "add_note",
    "add_protection_note",
    "add_task",
    "advance_travel_document",
    "apply_for_travel_document",
    "approve_amount",
    "approve_move",
    "birth_in_case",
    "book_appointment",
    "book_interpreter",
    "cancel_case",
    "cancel_itinerary",
    "change_destination",
    "chase_task",
    "check_eligibility",
    "close_case",
    "complete_task",
    "count_dues",
    "death_in_case",
    "decide",
    "decline_case",
    "drop_import_file",
    "enrol",
    "explain_due",
    "faults_in_words",
    "hand_over",
    "import_cases",
    "import_template",
    "keep_import_file",
    "kept_import_file",
    "member_stays",
    "move_members",
    "offer_case",
    "open_case",
    "plug_in",
    "put_on_hold",
    "record_arrival",
    "record_contact_attempt",
    "record_departure",
    "record_itinerary",
    "refuse_move",
    "reopen_case",
    "resume_case",
    "settle_appointment",
    "settle_eligibility",
    "split_case",
    "take_over",
    "unplug",
    "withdraw_offer",
]
