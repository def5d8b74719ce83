"""Writes down what somebody says went wrong, at any desk; what is about staff leaves the desk at once."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.utils.timezone import localdate

from safar.accounts.services import NotAllowed, require
from safar.complaints.models import Complaint
from safar.complaints.rules import clocks
from safar.complaints.types import About, ComplaintGiven, Recorded
from safar.kernel.identifiers import new_reference
from safar.kernel.text import clean_lines, clean_text
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def record_complaint(*, by: Actor, at: datetime, given: ComplaintGiven) -> Recorded:
    """Keep a complaint in the person's own words; the database decides which office answers it, and writes the log.

    Whoever writes down a complaint about staff cannot read it again: only the reference and the days come back.
    """
    require(by, "complaints.record")
    if by.office_id is None:
        raise NotAllowed("complaints.record")
    if given.received_at > at:
        raise Refused("complaints_in_future", field="received_at")
    about_staff = given.about == About.STAFF
    acknowledge_by, answer_by = clocks(given.about, given.serious, localdate(given.received_at))
    row = Complaint(
        id=uuid4(),
        reference=new_reference(),
        office_id=by.office_id,
        handled_by_id=by.office_id,
        about=given.about,
        serious=given.serious,
        channel=given.channel,
        language=given.language,
        words=clean_lines(given.words).strip(),
        anonymous=given.anonymous,
        person_id=given.person_id,
        case_id=given.case_id,
        wants_contact=given.wants_contact,
        safe_contact=clean_lines(given.safe_contact).strip(),
        accused=list(given.accused) if about_staff else [],
        accused_words=clean_lines(given.accused_words).strip() if about_staff else "",
        earlier_reference=clean_text(given.earlier_reference),
        received_at=given.received_at,
        acknowledge_by=acknowledge_by,
        answer_by=answer_by,
    )
    with database_refusals():
        row.recorded_at = at  # the database puts its own clock in its place
        Complaint.objects.bulk_create([row])
    return Recorded(row.id, row.reference, acknowledge_by, answer_by, about_staff)
