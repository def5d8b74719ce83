"""Declarations transcribed from paper."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0007_protection")]
    operations = []
