"""Somebody is referred to others for help, with their consent, and what became of it is written down (D6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.cases.models import Referral, ReferralAnswer
from safar.cases.services.records import case_to_change, members_of, noted
from safar.cases.types import ReferralGiven
from safar.kernel.text import clean_lines, clean_text
from safar.people import services as people
from safar.people.types import ConsentGiven, Purpose
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly


def refer_person(*, by: Actor, at: datetime, case_id: UUID, given: ReferralGiven) -> UUID:
    """Refer one member of a case to one receiver; their consent to exactly this is written down first.

    A closed case may still be referred: help ends with nobody's journey. `given.answer_hours` is until when the
    receiver's answer is awaited; afterwards it rings.
    """
    require(by, "cases.refer")
    case = case_to_change(by, case_id)
    (member,) = members_of(case, [given.member_id])
    receiver = _line(given.receiver, "receiver")
    if not given.consent_given_at:
        raise Refused("cases_referral_consent", field="consent_given_at")
    with database_refusals():
        consent_id = people.record_data_consent(
            by=by,
            at=at,
            person_id=member.person_id,
            consent=ConsentGiven(
                given_at=given.consent_given_at,
                language=given.consent_language,
                purpose=Purpose.PARTNER_SERVICE,
                recipient=receiver,
                by_guardian=bool(given.guardian_name),
                guardian_name=given.guardian_name,
                assent=given.assent,
            ),
        )
        referral_id = uuid4()
        # Plain SQL, because whoever refers in confidence may not be of the class that reads it back.
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cases_referral (id, case_id, member_id, kind, receiver, purpose, shares, consent_id,"
                " confidential, made_at, made_by_id, answer_due_at)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    referral_id, case.id, member.id, given.kind, receiver, _lines(given.purpose, "purpose"),
                    list(given.shares), consent_id, given.confidential, at, by.user_id,
                    at + timedelta(hours=given.answer_hours),
                ],
            )  # fmt: skip
        noted(by=by, at=at, case=case, code="referred", detail={"kind": given.kind})
    return referral_id


def answer_referral(
    *, by: Actor, at: datetime, referral_id: UUID, outcome: str, by_whom: str = "", note: str = ""
) -> None:
    """What the receiver answered or did (acknowledged, declined, served, not_served), or that the person stopped it."""
    require(by, "cases.refer")
    referral = Referral.objects.filter(id=referral_id).first()
    if referral is None:
        raise Refused("cases_no_such_referral")
    case = case_to_change(by, referral.case_id)
    with database_refusals():
        ReferralAnswer.objects.create(
            referral=referral,
            outcome=outcome,
            answered_at=at,
            by_whom=_line(by_whom, "by_whom"),
            note=_lines(note, "note"),
            by_id=by.user_id,
        )
        noted(by=by, at=at, case=case, code="referral_answered", detail={"outcome": outcome})


def _line(value: str, field: str) -> str:
    with clearly(field):
        return clean_text(value)


def _lines(value: str, field: str) -> str:
    with clearly(field):
        return clean_lines(value)
