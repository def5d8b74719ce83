"""Advisories and halts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0005_interpreters")]
    operations = []
