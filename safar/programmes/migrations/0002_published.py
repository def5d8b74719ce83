"""Who reads and who publishes programmes."""

from django.db import migrations

from safar.plumbing.policies import sql_file


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("plumbing", "0002_scope")]
    operations = [sql_file("programmes", "published")]
