"""Families that change."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0009_removal")]
    operations = []
