"""Help after a return that was not arranged by us."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_authority")]
    operations = []
