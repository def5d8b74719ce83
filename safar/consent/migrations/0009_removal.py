"""Removal by the State and statements for the authority."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0008_paper")]
    operations = []
