"""Who may see imported case numbers and kept files."""

from django.db import migrations
from django.db.migrations import RunSQL

from safar.plumbing.policies import append_only, grant_delete, office_policy


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_rules")]
    operations = [
        office_policy("cases_importedcase"),
        append_only("cases_importedcase"),
        RunSQL(
            "ALTER TABLE cases_importfile ENABLE ROW LEVEL SECURITY;"
            "CREATE POLICY own_files ON cases_importfile FOR ALL TO safar_app"
            " USING (user_id = safar_user()) WITH CHECK (user_id = safar_user());",
            reverse_sql=RunSQL.noop,
        ),
        grant_delete("cases_importfile"),
    ]
