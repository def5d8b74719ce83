"""More reasons to wait: a parent's no, a child's procedure, somebody missing, recovery, an advisory, an interpreter."""

from django.db import migrations, models

HOLDS = [
    "message_from_other",
    "red_screen",
    "dependant_of_withdrawn",
    "death_reported",
    "not_sure",
    "capacity_doubt",
    "refoulement_doubt",
    "protection",
    "parental_dissent",
    "child_procedure",
    "member_missing",
    "recovery_period",
    "advisory",
    "interpreter_unfit",
]


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial"), ("accounts", "0003_roles")]
    operations = [
        migrations.RemoveConstraint("hold", "consent_hold_kind"),
        migrations.AddConstraint(
            "hold", models.CheckConstraint(condition=models.Q(kind__in=HOLDS), name="consent_hold_kind")
        ),
    ]
