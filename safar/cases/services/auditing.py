"""A sample of cases is drawn by a seed for an auditor, who reads them by number for some days (D18)."""

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import AuditSample
from safar.cases.types import SampleAsked
from safar.kernel.text import clean_text
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def draw_sample(*, by: Actor, at: datetime, asked: SampleAsked) -> UUID:
    """Draw the cases; the same seed over the same period draws the same ones, so the draw can be checked."""
    require(by, "cases.draw_audit_sample")
    if asked.office_id not in by.offices:
        raise Refused("cases_no_such_office", field="office")
    with database_refusals():
        sample = AuditSample.objects.create(
            auditor_id=asked.auditor_id,
            office_id=asked.office_id,
            purpose=clean_text(asked.purpose),
            seed=clean_text(asked.seed),
            wanted=asked.wanted,
            opened_from=asked.opened_from,
            opened_until=asked.opened_until,
            from_on=asked.from_on,
            until_on=asked.until_on,
            drawn_at=at,
            drawn_by_id=by.user_id,
        )
        record(
            by=by, at=at, action="cases.audit_sample_drawn", subject="audit_sample", subject_id=sample.id,
            office_id=asked.office_id, detail={"wanted": asked.wanted, "seed": asked.seed},
        )  # fmt: skip
    return sample.id
