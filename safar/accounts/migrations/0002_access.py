"""The rights on staff tables, and who reads the log of readings."""

from django.db import migrations

from safar.plumbing.policies import keep_history, sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("plumbing", "0002_scope"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("sessions", "0001_initial"),
    ]
    operations = [sql_file("accounts", "access"), keep_history("accounts_posting")]
