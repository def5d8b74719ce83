"""Who may see and write which rows of complaints, and what the database refuses."""

from safar.plumbing.policies import append_only, follows, sql_file

OF_A_COMPLAINT = ("complaintstep", "complaintappeal", "complaintanswer", "complaintreading")
BY_HANDLERS = ("complaintstep", "complaintanswer")


def by_handlers(table: str) -> str:
    """Only who handles the complaint adds to it."""
    return (
        f"CREATE POLICY handlers_add ON {table} AS RESTRICTIVE FOR INSERT TO safar_app"
        " WITH CHECK (complaints_may_handle(complaint_id));"
    )


RULES = [
    sql_file("complaints", "complaints"),
    sql_file("complaints", "contests"),
    *(follows(f"complaints_{table}", "complaints_complaint", "complaint_id") for table in OF_A_COMPLAINT),
    *(by_handlers(f"complaints_{table}") for table in BY_HANDLERS),
    *(append_only(f"complaints_{table}") for table in OF_A_COMPLAINT),
    follows("complaints_contest", "cases_case", "case_id"),
    follows("complaints_secondopinion", "complaints_contest", "contest_id"),
    "CREATE POLICY own_office_adds ON complaints_contest AS RESTRICTIVE FOR INSERT TO safar_app"
    " WITH CHECK (cases_is_ours(case_id));",
    append_only("complaints_contest"),
    append_only("complaints_secondopinion"),
]
