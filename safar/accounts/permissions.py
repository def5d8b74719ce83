"""Which role may do what: the one table, read by `rules` in code; who may see whose rows is the database's part."""

from safar.accounts.types import Role

_C = Role.COUNSELLOR
_P = Role.PROTECTION_OFFICER
_M = Role.MOVEMENT_OFFICER
_R = Role.REINTEGRATION_OFFICER
_PM = Role.PROGRAMME_MANAGER
_D = Role.DATA_PROTECTION_OFFICER
_A = Role.ADMINISTRATOR
_AA = Role.AIRPORT_ASSISTANT
_CO = Role.COMPLAINTS_OFFICER
_CA = Role.COMPETENT_AUTHORITY
_AU = Role.AUDITOR
_CASEWORK = frozenset({_C, _P, _M, _R, _PM})

PERMISSIONS: dict[str, frozenset[Role]] = {
    # accounts
    "accounts.manage_staff": frozenset({_A}),
    "accounts.read_access_log": frozenset({_D}),
    "accounts.break_glass": _CASEWORK,
    "accounts.review_break_glass": frozenset({_D}),
    # programmes
    "programmes.publish": frozenset({_PM, _A}),
    "programmes.read": frozenset({*_CASEWORK, _D, _A}),
    # people
    "people.read": frozenset({*_CASEWORK, _D}),
    "people.search": frozenset({*_CASEWORK, _D}),
    "people.import": frozenset({_C, _PM}),
    "people.register": frozenset({_C, _P, _R, _PM}),
    "people.correct": frozenset({_C, _P, _R, _PM}),
    "people.keep_documents": frozenset({_C, _P, _M, _R, _PM}),
    "people.restrict": frozenset({_P}),
    "people.trace": frozenset({_C, _P}),
    "people.alias": frozenset({_P}),
    "people.adjudicate": frozenset({_C, _P, _R, _PM}),
    # Counsellors say what they see; whoever answers for an office, or for the hidden, merges and parts.
    "people.merge": frozenset({_P, _PM}),
    "people.dedupe": frozenset({_P, _PM}),
    "people.record_enquiry": frozenset({_C, _P, _R, _PM}),
    # consent
    "consent.read": frozenset({*_CASEWORK, _D}),
    "consent.open_journey": frozenset({_C, _P, _R, _PM}),
    "consent.change_journey": frozenset({_C, _P, _R, _PM}),
    "consent.counsel": frozenset({_C, _P}),
    "consent.decide_best_interest": frozenset({_P}),
    "consent.hand_over_child": frozenset({_C, _P, _M, _R}),
    "consent.prepare_child": frozenset({_C, _P}),
    "consent.read_children": frozenset({_C, _P, _PM}),
    "consent.verify_carer": frozenset({_C, _P, _R}),
    "consent.screen": frozenset({_C, _P}),
    "consent.clear_screen": frozenset({_P}),
    "consent.declare": frozenset({_C, _P}),
    "consent.transcribe": frozenset({_C, _P}),
    "consent.check_paper": frozenset({_C, _P, _PM}),
    "consent.issue_blanks": frozenset({_C, _P, _PM}),
    "consent.confirm": frozenset({_C, _P, _M, _AA}),
    "consent.withdraw": _CASEWORK,
    "consent.hold": _CASEWORK,
    "consent.release_hold": frozenset({_P}),
    "consent.reach_alone": frozenset({_C, _P}),
    "consent.depart": frozenset({_M, _C, _PM, _AA}),
    "consent.arrive": frozenset({_M, _C, _R, _PM, _AA}),
    "consent.report_death": _CASEWORK,
    "consent.publish_texts": frozenset({_PM, _P, _A}),
    "consent.approve_texts": frozenset({_PM, _P}),
    "consent.issue_advisory": frozenset({_P, _PM}),
    "consent.tell_advisory": _CASEWORK,
    "consent.register_interpreter": frozenset({_C, _P, _M, _PM}),
    "consent.book_interpreter": _CASEWORK,
    "consent.find_interpreter_unfit": frozenset({_P, _PM}),
    "consent.review_late_entries": frozenset({_PM, _D}),
    "consent.record_removal": frozenset({_C, _P, _PM}),
    # cases
    "cases.read": frozenset({*_CASEWORK, _D}),
    "cases.open": frozenset({_C, _P, _R, _PM}),
    "cases.move": _CASEWORK,
    "cases.approve": frozenset({_PM}),
    "cases.decide": frozenset({_PM}),
    "cases.hold": frozenset({_C, _P, _PM}),
    "cases.close": frozenset({_C, _R, _PM}),
    "cases.change_members": frozenset({_C, _P, _R, _PM}),
    "cases.settle_change": frozenset({_C, _P, _M, _R, _PM}),
    "cases.reassess_child": frozenset({_P}),
    "cases.tell_to_save_life": frozenset({_C, _P, _R, _PM}),
    "cases.write_agreements": frozenset({_D}),
    "cases.read_transfers": frozenset({_D}),
    "cases.read_disclosures": frozenset({_C, _P, _R, _PM, _D}),
    "cases.transfer": frozenset({_C, _R, _PM}),
    "cases.documents": frozenset({_C, _M, _PM}),
    "cases.appoint": _CASEWORK,
    "cases.note": _CASEWORK,
    "cases.refer": frozenset({_C, _P, _R, _PM}),
    "cases.answer_escalation": frozenset({_P}),
    "cases.protection_note": frozenset({_P}),
    "cases.tasks": _CASEWORK,
    "cases.hand_over": frozenset({_C, _M, _R, _PM}),
    "cases.approve_amount": frozenset({_PM}),
    "cases.import": frozenset({_C, _PM}),
    "cases.submit_to_authority": frozenset({_C, _PM}),
    "cases.decide_as_authority": frozenset({_CA}),
    "cases.send_consular_request": frozenset({_C, _M, _PM}),
    "cases.prepare_border_list": frozenset({_M, _PM}),
    "cases.release_border_list": frozenset({_P, _M, _PM}),
    "cases.draw_audit_sample": frozenset({_D}),
    "cases.read_audit_sample": frozenset({_AU}),
    # movements
    "movements.read": _CASEWORK,
    "movements.change": frozenset({_M, _C, _PM}),
    "movements.report": frozenset({_AA, _M}),
    "movements.keep_stations": frozenset({_M, _PM}),
    # complaints
    "complaints.contest": frozenset({_C, _P, _R, _PM}),
    "complaints.handle": frozenset({_CO}),
    "complaints.record": frozenset({*_CASEWORK, _D, _CO}),
    "complaints.second_opinion": frozenset({_PM}),
    # desk
    "desk.manage": frozenset({_PM}),
}

FIELD_CLASSES: dict[str, frozenset[str]] = {
    Role.COUNSELLOR: frozenset({"general"}),
    Role.PROTECTION_OFFICER: frozenset({"general", "protection"}),
    Role.MOVEMENT_OFFICER: frozenset({"general"}),
    Role.REINTEGRATION_OFFICER: frozenset({"general", "payment"}),
    Role.PROGRAMME_MANAGER: frozenset({"general", "payment"}),
    Role.DATA_PROTECTION_OFFICER: frozenset({"general"}),
    Role.ADMINISTRATOR: frozenset(),
    Role.AIRPORT_ASSISTANT: frozenset(),
    Role.COMPLAINTS_OFFICER: frozenset({"general"}),
    Role.COMPETENT_AUTHORITY: frozenset(),
    Role.AUDITOR: frozenset({"general"}),
}

# Managers and data protection officers reach the offices below their own; siblings reach nothing of each other.
REACH_OFFICES_BELOW = frozenset({Role.PROGRAMME_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.PROTECTION_OFFICER})
# Those who stand outside read through functions of the database that show them what their work needs and no file.
REACH_NO_FILES = frozenset(
    {Role.ADMINISTRATOR, Role.AIRPORT_ASSISTANT, Role.COMPLAINTS_OFFICER, Role.COMPETENT_AUTHORITY, Role.AUDITOR}
)
