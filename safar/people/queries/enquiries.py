"""Nameless enquiries, and what other offices asked about people of ours."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from safar.people.models import Enquiry, MatchQuestion
from safar.people.types import EnquiryFact, EnquiryTopic, QuestionFact, Sex

LONGEST_LIST = 500


def enquiries_between(first: date, last: date, limit: int = LONGEST_LIST) -> list[EnquiryFact]:
    """The enquiries of some days in the reader's offices, the latest first."""
    rows = Enquiry.objects.filter(on__range=(first, last)).order_by("-on", "-recorded_at")
    return [_fact(row) for row in rows[: max(1, min(limit, LONGEST_LIST))]]


def enquiry(enquiry_id: UUID) -> EnquiryFact | None:
    """One enquiry, or None when the reader may not see it."""
    row = Enquiry.objects.filter(id=enquiry_id).first()
    return _fact(row) if row else None


def _fact(row: Enquiry) -> EnquiryFact:
    return EnquiryFact(
        id=row.id,
        office_id=row.office_id,
        on=row.on,
        place=row.place,
        channel=row.channel,
        language=row.language,
        nationality=row.nationality,
        sex=Sex(row.sex),
        topic=EnquiryTopic(row.topic),
        note=row.note,
        led_to_registration=row.led_to_registration,
    )


def questions_about_us(limit: int = LONGEST_LIST) -> list[QuestionFact]:
    """Which people of the reader's offices others asked about while registering, the latest first (D9)."""
    rows = MatchQuestion.objects.order_by("-asked_at")[: max(1, min(limit, LONGEST_LIST))]
    return [QuestionFact(row.person, row.asked_by, row.asked_at, row.because, row.was_told) for row in rows]
