"""What a child who travels without a parent needs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_hold_kinds")]
    operations = []
