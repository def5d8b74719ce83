"""A promise tied to return carries its permit."""

from django.db import migrations

from safar.plumbing.policies import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_imports")]
    operations = [sql_file("cases", "promises")]
