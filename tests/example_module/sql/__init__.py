"""Ties bookings to permits: the one line a module needs to be released by any withdrawal."""

from safar.consent.tied import tie_to_permit
from safar.plumbing.policies import follows

RULES = [
    follows("example_module_booking", "cases_case", "case_id"),
    tie_to_permit("example_module_booking", kind="ticketing"),
]
