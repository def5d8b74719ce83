"""What is done about who people are: one function for each thing somebody does."""

from safar.people.panels import offer_panel
from safar.people.services.aliases import end_alias, give_alias, names_on_paper, open_names
from safar.people.services.consents import record_data_consent, withdraw_data_consent
from safar.people.services.contacts import end_contact, set_safe_contact
from safar.people.services.correcting import add_name, correct_name, correct_person, record_death, settle_birth
from safar.people.services.enquiries import record_enquiry, turn_enquiry_into_person
from safar.people.services.families import (
    end_relation,
    join_household,
    leave_household,
    lift_concern,
    raise_concern,
    register_relative,
    relate_people,
    set_up_household,
)
from safar.people.services.guardians import end_guardianship, record_guardian
from safar.people.services.imports import import_register
from safar.people.services.linking import (
    ask_for_run,
    carry_out_run,
    give_up_run,
    resume_run,
    runs_to_carry_out,
    stop_run,
    sweep_runs,
)
from safar.people.services.merging import merge_people, undo_merge
from safar.people.services.pairs import answer_pair, report_pair
from safar.people.services.papers import add_document, correct_document, move_document
from safar.people.services.registering import ask_other_offices, register_person, restrict_person
from safar.people.services.tracing import answer_tracing, ask_for_tracing, close_tracing, record_tracing_attempt

__all__ = [
    "add_document",
    "add_name",
    "answer_pair",
    "answer_tracing",
    "ask_for_run",
    "ask_for_tracing",
    "ask_other_offices",
    "carry_out_run",
    "close_tracing",
    "correct_document",
    "correct_name",
    "correct_person",
    "end_alias",
    "end_contact",
    "end_guardianship",
    "end_relation",
    "give_alias",
    "give_up_run",
    "import_register",
    "join_household",
    "leave_household",
    "lift_concern",
    "merge_people",
    "move_document",
    "names_on_paper",
    "offer_panel",
    "open_names",
    "raise_concern",
    "record_data_consent",
    "record_death",
    "record_enquiry",
    "record_guardian",
    "record_tracing_attempt",
    "register_person",
    "register_relative",
    "relate_people",
    "report_pair",
    "restrict_person",
    "resume_run",
    "runs_to_carry_out",
    "set_safe_contact",
    "set_up_household",
    "settle_birth",
    "stop_run",
    "sweep_runs",
    "turn_enquiry_into_person",
    "undo_merge",
    "withdraw_data_consent",
]
