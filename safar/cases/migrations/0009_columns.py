"""Which column of which list means what, remembered by the office."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_after_arrival"), ("accounts", "0003_roles")]
    operations = [
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("header", models.TextField()),
                ("columns", models.JSONField(default=dict)),
                ("chosen_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "columnchoice",
            models.UniqueConstraint(fields=["office", "header"], name="cases_columns_once"),
        ),
    ]
