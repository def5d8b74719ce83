"""Ties bookings to permits: the one line a module needs to be released by any withdrawal."""

from django.db import migrations

from safar.consent.tied import tie_to_permit
from safar.plumbing.policies import follows


class Migration(migrations.Migration):
    """Runs as the owner of the tables."""

    dependencies = [("example_module", "0001_initial"), ("cases", "0002_rules")]
    operations = [
        follows("example_module_booking", "cases_case", "case_id"),
        tie_to_permit("example_module_booking", kind="ticketing"),
    ]
