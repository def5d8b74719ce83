"""The rules of voluntariness, the rights of the application and who sees which row."""

from django.db import migrations

from safar.plumbing.policies import append_only, follows, needs_class, office_policy, sql_file, three_office_policy

OF_A_TRAVELLER = [
    "ambermeasure",
    "arrival",
    "asylumposition",
    "capacitydoubt",
    "confirmation",
    "deathreport",
    "declaration",
    "departure",
    "detentionposition",
    "failedstep",
    "hold",
    "irreversiblestep",
    "journeystop",
    "notreached",
    "nottravelled",
    "pastdeclaration",
    "permit",
    "refoulementdoubt",
    "withdrawal",
]
OF_A_PARENT = {
    "traveller": ("journey", "journey_id"),
    "session": ("journey", "journey_id"),
    "sessionperson": ("session", "session_id"),
    "presence": ("session", "session_id"),
    "screen": ("sessionperson", "session_person_id"),
    "screenclearance": ("screen", "screen_id"),
    "capacitydoubtsettled": ("capacitydoubt", "doubt_id"),
    "refoulementdecision": ("refoulementdoubt", "doubt_id"),
    "declarationchild": ("declaration", "declaration_id"),
    "parentalconsent": ("traveller", "child_id"),
    "permitrenewal": ("permit", "permit_id"),
    "holdrelease": ("hold", "hold_id"),
    "deathanswer": ("deathreport", "report_id"),
}
OF_THE_PROTECTION_CLASS = ["screen", "screenclearance", "asylumposition", "refoulementdoubt", "refoulementdecision"]
NEVER_CHANGED = [
    "ambermeasure",
    "arrival",
    "asylumposition",
    "capacitydoubt",
    "capacitydoubtsettled",
    "chainlink",
    "confirmation",
    "deathanswer",
    "deathreport",
    "declaration",
    "declarationchild",
    "departure",
    "detentionposition",
    "failedstep",
    "hold",
    "holdrelease",
    "journeystop",
    "nottravelled",
    "parentalconsent",
    "pastdeclaration",
    "permit",
    "permitrenewal",
    "presence",
    "refoulementdecision",
    "refoulementdoubt",
    "screen",
    "screenclearance",
    "session",
    "sessionperson",
    "withdrawal",
]


class Migration(migrations.Migration):
    """Runs the SQL of consent as the owner of the tables."""

    dependencies = [
        ("consent", "0001_initial"),
        ("accounts", "0002_access"),
        ("people", "0002_rules"),
        ("plumbing", "0002_scope"),
    ]

    operations = [
        *(
            sql_file("consent", name)
            for name in (
                "matters",
                "rules_of_form",
                "rules_of_position",
                "stated_times",
                "journeys",
                "permits",
                "holds",
                "departures",
                "ties",
                "chain",
                "reads",
                "rights",
            )
        ),
        three_office_policy("consent_journey"),
        office_policy("consent_chainlink"),
        office_policy("consent_lateentry"),
        *(follows(f"consent_{table}", f"consent_{parent}", column) for table, (parent, column) in OF_A_PARENT.items()),
        *(follows(f"consent_{table}", "consent_traveller", "traveller_id") for table in OF_A_TRAVELLER),
        *(needs_class(f"consent_{table}", "protection") for table in OF_THE_PROTECTION_CLASS),
        *(append_only(f"consent_{table}") for table in NEVER_CHANGED),
    ]
