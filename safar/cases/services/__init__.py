"""Everything a person can do with a case; each asks for its permission first and writes what happened."""

from safar.cases.gates import plug_in, rounds, unplug
from safar.cases.services.after_arrival import (
    decide_fate,
    go_on_after_refusal,
    lapse_unanswered,
    record_onward_move,
    settle_another_return,
    take_up_again,
)
from safar.cases.services.auditing import draw_sample
from safar.cases.services.authority import (
    answer_as_authority,
    submit_again,
    submit_to_authority,
    take_back_application,
)
from safar.cases.services.border import confirm_recall, prepare_border_list, release_border_list
from safar.cases.services.caseloads import import_caseload
from safar.cases.services.casework import (
    book_appointment,
    book_interpreter,
    record_contact_attempt,
    settle_appointment,
)
from safar.cases.services.comparing import (
    compare_lists,
    drop_lists,
    keep_lists,
    lists_kept,
    make_tasks,
    say_columns,
    take_comparison,
)
from safar.cases.services.consular import record_consular_answer, send_consular_request
from safar.cases.services.deciding import (
    cancel_case,
    close_case,
    decide,
    put_on_hold,
    reopen_case,
    resume_case,
    take_over,
)
from safar.cases.services.eligibility import check_eligibility, settle_again, settle_eligibility
from safar.cases.services.emergencies import break_glass, escalate_overdue
from safar.cases.services.family.births import birth_in_case, birth_on_the_way
from safar.cases.services.family.deaths import death_in_case
from safar.cases.services.family.foreseeing import foresee
from safar.cases.services.family.missing import member_found, member_missing
from safar.cases.services.family.settling import settle_change
from safar.cases.services.family.splitting import merge_cases, split_case, undo_merge
from safar.cases.services.family.spouses import marriage_in_case, separation_in_case
from safar.cases.services.family.staying import change_destination, join_case, member_stays
from safar.cases.services.helped import look_for_earlier_help
from safar.cases.services.imports import (
    drop_import_file,
    faults_in_words,
    import_cases,
    import_template,
    keep_import_file,
    kept_import_file,
)
from safar.cases.services.majority import ask_consents_anew
from safar.cases.services.moving import approve_move, move_members, refuse_move
from safar.cases.services.notes import add_file, add_note, add_protection_note
from safar.cases.services.opening import add_member, enrol, open_case
from safar.cases.services.papers import advance_travel_document, apply_for_travel_document
from safar.cases.services.promises import approve_amount, count_dues, explain_due, hand_over
from safar.cases.services.referrals import answer_referral, refer_person
from safar.cases.services.removal import record_removal
from safar.cases.services.tasks import add_task, chase_task, complete_task
from safar.cases.services.transfer import (
    accept_case,
    decline_case,
    end_agreement,
    offer_case,
    tell_to_save_life,
    withdraw_offer,
    write_agreement,
)
from safar.cases.services.travel import cancel_itinerary, record_arrival, record_departure, record_itinerary

__all__ = [
    "accept_case",
    "add_file",
    "add_member",
    "add_note",
    "add_protection_note",
    "add_task",
    "advance_travel_document",
    "answer_as_authority",
    "answer_referral",
    "apply_for_travel_document",
    "approve_amount",
    "approve_move",
    "ask_consents_anew",
    "birth_in_case",
    "birth_on_the_way",
    "book_appointment",
    "book_interpreter",
    "break_glass",
    "cancel_case",
    "cancel_itinerary",
    "change_destination",
    "chase_task",
    "check_eligibility",
    "close_case",
    "compare_lists",
    "complete_task",
    "confirm_recall",
    "count_dues",
    "death_in_case",
    "decide",
    "decide_fate",
    "decline_case",
    "draw_sample",
    "drop_import_file",
    "drop_lists",
    "end_agreement",
    "enrol",
    "escalate_overdue",
    "explain_due",
    "faults_in_words",
    "foresee",
    "go_on_after_refusal",
    "hand_over",
    "import_caseload",
    "import_cases",
    "import_template",
    "join_case",
    "keep_import_file",
    "keep_lists",
    "kept_import_file",
    "lapse_unanswered",
    "lists_kept",
    "look_for_earlier_help",
    "make_tasks",
    "marriage_in_case",
    "member_found",
    "member_missing",
    "member_stays",
    "merge_cases",
    "move_members",
    "offer_case",
    "open_case",
    "plug_in",
    "prepare_border_list",
    "put_on_hold",
    "record_arrival",
    "record_consular_answer",
    "record_contact_attempt",
    "record_departure",
    "record_itinerary",
    "record_onward_move",
    "record_removal",
    "refer_person",
    "refuse_move",
    "release_border_list",
    "reopen_case",
    "resume_case",
    "rounds",
    "say_columns",
    "send_consular_request",
    "separation_in_case",
    "settle_again",
    "settle_another_return",
    "settle_appointment",
    "settle_change",
    "settle_eligibility",
    "split_case",
    "submit_again",
    "submit_to_authority",
    "take_back_application",
    "take_comparison",
    "take_over",
    "take_up_again",
    "tell_to_save_life",
    "undo_merge",
    "unplug",
    "withdraw_offer",
    "write_agreement",
]
