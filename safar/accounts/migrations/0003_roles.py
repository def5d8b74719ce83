"""Roles outside the offices' own work: airport assistant, complaints officer, competent authority, auditor."""

from django.db import migrations, models

from safar.accounts.types import OfficeKind, Role


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AlterField("office", "kind", models.CharField(choices=OfficeKind.choices, max_length=20)),
        migrations.AlterField("posting", "role", models.CharField(choices=Role.choices, max_length=30)),
    ]
