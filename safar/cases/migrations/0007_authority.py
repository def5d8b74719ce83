"""Applications to an authority, consular requests and border lists."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_protection")]
    operations = []
