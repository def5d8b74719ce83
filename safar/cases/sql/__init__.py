"""Who may see and change which rows of cases, what the database refuses, and the tasks it makes by itself."""

from safar.consent.tied import tie_to_permit
from safar.plumbing.policies import (
    append_only,
    follows,
    grant_delete,
    keep_history,
    needs_class,
    office_policy,
    sql_file,
    three_office_policy,
)

OF_A_CASE = [
    "referral",
    "changegate",
    "member",
    "caseevent",
    "enrolment",
    "task",
    "appointment",
    "note",
    "protectionnote",
    "casefile",
    "contactattempt",
    "traveldocumentapplication",
    "itinerary",
]
AFTER_ARRIVAL = {
    "onwardmove": ("member", "member_id"),
    "fatedecision": ("dueitem", "due_item_id"),
    "anotherreturn": ("enrolmentmember", "enrolment_member_id"),
}
OF_A_PARENT = {
    "referralanswer": ("referral", "referral_id"),
    "enrolmentmember": ("enrolment", "enrolment_id"),
    "approval": ("enrolment", "enrolment_id"),
    "eligibilityanswer": ("enrolment", "enrolment_id"),
    "decision": ("enrolment", "enrolment_id"),
    "dueitem": ("enrolment", "enrolment_id"),
    "move": ("enrolmentmember", "enrolment_member_id"),
    "promise": ("dueitem", "due_item_id"),
    "taskchase": ("task", "task_id"),
    "traveldocumentstep": ("traveldocumentapplication", "application_id"),
    "authorityapplication": ("enrolment", "enrolment_id"),
    "authorityapplicant": ("authorityapplication", "application_id"),
    "authorityanswer": ("authorityapplication", "application_id"),
    "consularrequest": ("traveldocumentapplication", "application_id"),
    "borderlistrow": ("borderlist", "list_id"),
    "borderrelease": ("borderlist", "list_id"),
    "borderrecall": ("borderlistrow", "row_id"),
    "auditedcase": ("auditsample", "sample_id"),
}
NEVER_CHANGED = [
    "referral",
    "referralanswer",
    "caseevent",
    "move",
    "decision",
    "taskchase",
    "note",
    "protectionnote",
    "casefile",
    "contactattempt",
    "traveldocumentstep",
    "promise",
    "enrolmentmember",
]
STAMPED = [
    "referral",
    "referralanswer",
    "caselink",
    "changegate",
    "transfer",
    "transferagreement",
    "case",
    "member",
    "caseevent",
    "enrolment",
    "enrolmentmember",
    "decision",
    "task",
    "taskchase",
    "note",
    "protectionnote",
    "casefile",
    "contactattempt",
    "appointment",
    "itinerary",
    "promise",
    "approval",
    "traveldocumentapplication",
]


def only_our_own(table: str) -> str:
    """The office that sent a case and the one it is offered to read it; only its own office writes."""
    ours = "cases_is_ours(case_id)"
    return (
        f"CREATE POLICY own_office_adds ON {table} AS RESTRICTIVE FOR INSERT TO safar_app WITH CHECK ({ours});"
        f"CREATE POLICY own_office_changes ON {table} AS RESTRICTIVE FOR UPDATE TO safar_app USING ({ours});"
    )


def stamped(table: str) -> str:
    """`recorded_at` is the database's clock, whatever the program says."""
    return f"CREATE TRIGGER a_stamp BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION cases_stamp();"


def may_update(table: str, columns: str) -> str:
    """The application changes these columns only; the others are written once or by the database."""
    return f"REVOKE UPDATE ON {table} FROM safar_app; GRANT UPDATE ({columns}) ON {table} TO safar_app;"


RULES = [
    three_office_policy("cases_case"),
    sql_file("cases", "offices"),
    sql_file("cases", "places"),
    sql_file("cases", "moves"),
    sql_file("cases", "papers"),
    sql_file("cases", "split"),
    sql_file("cases", "merge"),
    sql_file("cases", "families"),
    sql_file("cases", "merging"),
    sql_file("cases", "transfers"),
    sql_file("cases", "dues"),
    *(follows(f"cases_{table}", "cases_case", "case_id") for table in OF_A_CASE),
    *(follows(f"cases_{table}", f"cases_{parent}", column) for table, (parent, column) in OF_A_PARENT.items()),
    *(only_our_own(f"cases_{table}") for table in OF_A_CASE),
    *(stamped(f"cases_{table}") for table in STAMPED),
    needs_class("cases_protectionnote", "protection"),
    may_update(
        "cases_case",
        "office_id, offered_to_id, sent_from_id, journey_id, household_id, alias, status, status_reason,"
        " return_country, return_place, assigned_to_id, closed_at, closure_reason",
    ),
    may_update("cases_member", "traveller_id, role, position, left_at, left_reason, moved_to_id"),
    may_update("cases_enrolment", "facts, closed_at"),
    may_update("cases_approval", "answer, answered_by_id, answered_at, answer_reason"),
    may_update("cases_eligibilityanswer", "superseded_at, settled_as, settled_by_id, settled_at, settled_reason"),
    may_update("cases_changegate", "cleared_at, cleared_by_id, how"),
    may_update("cases_task", "owner_id, done_at, done_by_id, outcome"),
    *(append_only(f"cases_{table}") for table in NEVER_CHANGED),
    tie_to_permit("cases_itinerary", kind="ticketing"),
    tie_to_permit("cases_promise", kind="provisional"),
    keep_history("cases_case"),
    keep_history("cases_dueitem"),
    keep_history("cases_appointment"),
    sql_file("cases", "tasks"),
    sql_file("cases", "advisories"),
    sql_file("cases", "protection"),
    sql_file("cases", "children"),
    sql_file("cases", "paper_tasks"),
    office_policy("cases_columnchoice"),
    office_policy("cases_importedcase"),
    append_only("cases_importedcase"),
    "ALTER TABLE cases_importfile ENABLE ROW LEVEL SECURITY;"
    "CREATE POLICY own_files ON cases_importfile FOR ALL TO safar_app"
    " USING (user_id = safar_user()) WITH CHECK (user_id = safar_user());",
    grant_delete("cases_importfile"),
    sql_file("cases", "promises"),
    office_policy("cases_borderlist"),
    office_policy("cases_auditsample"),
    sql_file("cases", "crossing"),
    sql_file("cases", "bars"),
    sql_file("cases", "authority"),
    sql_file("cases", "auditing"),
    tie_to_permit("cases_borderlistrow", kind="ticketing"),
    sql_file("cases", "after_arrival"),
    sql_file("cases", "helped"),
    *(follows(f"cases_{table}", f"cases_{parent}", column) for table, (parent, column) in AFTER_ARRIVAL.items()),
    *(stamped(f"cases_{table}") for table in AFTER_ARRIVAL),
    *(append_only(f"cases_{table}") for table in AFTER_ARRIVAL),
]
