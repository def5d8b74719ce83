"""Row-level security's ground: roles' rights, the scope, the generic history, the audit's seal."""

from django.db import migrations

from safar.plumbing.policies import sql_file


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0001_initial")]
    operations = [sql_file("plumbing", "scope"), sql_file("plumbing", "drafts")]
