"""The telephone of an office."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_break_glass")]
    operations = [
        migrations.AddField("office", "telephone", models.CharField(blank=True, default="", max_length=40)),
    ]
