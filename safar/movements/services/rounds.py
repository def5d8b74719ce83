"""What must happen without anybody asking: arrivals ring, and reports that waited too long become incidents."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from safar.accounts.services import require
from safar.movements.models import Report
from safar.movements.rules import REPORT_WAITS_HOURS, RING_AFTER_HOURS
from safar.movements.services.airport import settle_reports
from safar.plumbing.sweeps import sweep
from safar.plumbing.types import Actor


def round_of_the_caretaker(by: Actor, at: datetime) -> int:
    """Ring for arrivals of which nothing is known, and settle what the airport reported; how many things it did."""
    return ring_for_arrivals(by=by, at=at) + settle_waiting_reports(by=by, at=at)


def ring_for_arrivals(*, by: Actor, at: datetime) -> int:
    """Write those as not confirmed who should have arrived hours ago (never beyond the database's clock); how many."""
    if by.role != "system":  # the caretaker rings by itself
        require(by, "movements.change")
    return sweep(
        by=by, at=at, function="movements_ring", action="movements.rang", subject="arrivals", more=[RING_AFTER_HOURS]
    )


def settle_waiting_reports(*, by: Actor, at: datetime) -> int:
    """Reports whose other half did not come in time are settled as they stand; of how many cases."""
    if by.role != "system":
        require(by, "movements.change")
    waiting = Report.objects.filter(settlement=None, recorded_at__lt=at - timedelta(hours=REPORT_WAITS_HOURS))
    cases = set(waiting.values_list("leg__case_id", "leg__case__office_id", "by_id"))
    for case_id, office_id, user_id in sorted(cases, key=str):
        settle_reports(by=replace(by, user_id=user_id), at=at, case_id=case_id, office_id=office_id)
    return len(cases)
