"""Recovery time and capacity for each decision."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0006_advisories")]
    operations = []
