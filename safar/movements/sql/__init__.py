"""What the database itself keeps of the day of travel: who sees it, how states follow, what must be done next."""

from safar.consent.tied import tie_to_permit
from safar.plumbing.policies import append_only, follows, keep_history, sql_file

OF_A_CASE = ["leg", "incident", "splitwish"]
OF_A_LEG = ["outcome", "delay", "duty", "report"]
NEVER_CHANGED = ["outcome", "delay", "splitwish", "report", "settlement"]


def only_our_own(table: str) -> str:
    """The office that sent a case and the one it is offered to read it; only its own office writes."""
    return (
        f"CREATE POLICY own_office_adds ON {table} AS RESTRICTIVE FOR INSERT TO safar_app"
        " WITH CHECK (cases_is_ours(case_id));"
        f"CREATE POLICY own_office_changes ON {table} AS RESTRICTIVE FOR UPDATE TO safar_app"
        " USING (cases_is_ours(case_id));"
    )


def may_update(table: str, columns: str) -> str:
    """The application changes these columns only; the others are written once or by the database."""
    return f"REVOKE UPDATE ON {table} FROM safar_app; GRANT UPDATE ({columns}) ON {table} TO safar_app;"


RULES = [
    *(follows(f"movements_{table}", "cases_case", "case_id") for table in OF_A_CASE),
    *(follows(f"movements_{table}", "movements_leg", "leg_id") for table in OF_A_LEG),
    follows("movements_settlement", "movements_report", "report_id"),
    *(only_our_own(f"movements_{table}") for table in OF_A_CASE),
    may_update("movements_leg", "dropped_at"),
    may_update("movements_duty", "done_at, done_by_id, note"),
    may_update("movements_incident", "settled_at, settled_by_id, finding, words"),
    may_update("movements_station", "name, timezone, closed_at"),
    *(append_only(f"movements_{table}") for table in NEVER_CHANGED),
    # A report comes by `movements_take` alone, an incident and a duty by the rules that make them.
    "REVOKE INSERT ON movements_report, movements_incident, movements_duty FROM safar_app;",
    tie_to_permit("movements_leg", kind="ticketing"),
    keep_history("movements_duty"),
    keep_history("movements_incident"),
    sql_file("movements", "states"),
    sql_file("movements", "next_steps"),
    sql_file("movements", "follow"),
    sql_file("movements", "families"),
    sql_file("movements", "delays"),
    sql_file("movements", "airport"),
    sql_file("movements", "incidents"),
]
