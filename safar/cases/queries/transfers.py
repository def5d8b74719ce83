"""Transfers between offices: who has agreed, which agreement holds, what was sent and recalled (D6)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.accounts.types import OfficeKind
from safar.cases.models import Case, Transfer, TransferAgreement
from safar.cases.types import AgreementLine, TransferKind, TransferLine, TransferNeed
from safar.people import queries as people
from safar.plumbing.types import Actor

LONGEST = 300
OUTSIDE = frozenset({OfficeKind.PARTNER, OfficeKind.AUTHORITY})


def transfer_needs(*, by: Actor, case_id: UUID, to_office_id: int, on: date) -> tuple[TransferNeed, ...]:
    """For each member whether they agreed that their file goes to that office; children also need to be asked."""
    require(by, "cases.transfer")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member, person, is_child, consent, old_enough FROM cases_transfer_needs(%s, %s, %s)",
            [case_id, to_office_id, on],
        )
        rows = cursor.fetchall()
    names = people.people_called([row[1] for row in rows])
    return tuple(
        TransferNeed(
            member, person, names[person].display_name if person in names else "—", child, bool(consent), asked
        )
        for member, person, child, consent, asked in rows
    )


def is_outside(office_id: int) -> bool:
    """Whether an office belongs to another organisation, so that an agreement is needed."""
    office = accounts.offices_by_id([office_id]).get(office_id)
    return office is None or office.kind in OUTSIDE


def agreements(*, by: Actor, on: date) -> tuple[AgreementLine, ...]:
    """Every agreement, those that hold on that day first."""
    require(by, "cases.read_transfers")
    offices = accounts.offices_by_id()
    lines = [
        AgreementLine(
            id=row.id,
            recipient=offices[row.recipient_id].name if row.recipient_id in offices else "",
            purpose=row.purpose,
            paper=row.paper,
            from_on=row.from_on,
            until_on=row.until_on,
            ended_on=row.ended_on,
            holds=row.from_on <= on <= row.until_on and (row.ended_on is None or row.ended_on > on),
        )
        for row in TransferAgreement.objects.order_by("-until_on")
    ]
    return tuple(sorted(lines, key=lambda line: not line.holds))


def transfers(*, by: Actor, at: datetime, recalled_only: bool = False) -> tuple[TransferLine, ...]:
    """Transfers from and to the reader's offices, the latest first: agreement, consents, recalls, whether told."""
    require(by, "cases.read_transfers")
    rows = Transfer.objects.select_related("agreement").order_by("-offered_at")
    if recalled_only:
        rows = rows.filter(recalled_at__isnull=False)
    return _lines(list(rows[:LONGEST]))


def told_to_us(*, by: Actor) -> tuple[TransferLine, ...]:
    """What other offices told ours to save a life, the latest first."""
    require(by, "cases.read_disclosures")
    rows = Transfer.objects.filter(kind=TransferKind.TO_SAVE_LIFE, to_office_id__in=by.offices)
    return _lines(list(rows.select_related("agreement").order_by("-offered_at")[:LONGEST]))


def told_lately(*, by: Actor) -> int:
    """How much other offices told ours in the last three days to save a life."""
    since = timezone.now() - timedelta(days=3)
    return Transfer.objects.filter(
        kind=TransferKind.TO_SAVE_LIFE, to_office_id__in=by.offices, offered_at__gte=since
    ).count()


def _lines(rows: Sequence[Transfer]) -> tuple[TransferLine, ...]:
    offices = accounts.offices_by_id()
    references = dict(Case.objects.filter(id__in={row.case_id for row in rows}).values_list("id", "reference"))
    withdrawn = people.withdrawn_consents({one for row in rows for one in row.consents})
    return tuple(
        TransferLine(
            id=row.id,
            case_id=row.case_id,
            reference=references.get(row.case_id, ""),
            kind=row.kind,
            from_office=offices[row.from_office_id].name if row.from_office_id in offices else "",
            to_office=offices[row.to_office_id].name if row.to_office_id in offices else "",
            offered_at=row.offered_at,
            answer=row.answer,
            answered_at=row.answered_at,
            agreement_until=_until(row.agreement),
            needs_agreement=row.to_office_id in offices and offices[row.to_office_id].kind in OUTSIDE,
            people=len(row.consents),
            consents=len(row.consents) - len(withdrawn & set(row.consents)),
            withdrawn=len(withdrawn & set(row.consents)),
            recalled_at=row.recalled_at,
            person_told_at=row.person_told_at,
            reason=row.reason,
            told=row.told,
        )
        for row in rows
    )


def _until(agreement: TransferAgreement | None) -> date | None:
    if agreement is None:
        return None
    return agreement.ended_on or agreement.until_on


def agreement_holds(office_id: int, moment: datetime) -> bool:
    """Whether an agreement with that office is valid on the day of a moment."""
    day = localdate(moment)
    rows = TransferAgreement.objects.filter(recipient_id=office_id, from_on__lte=day, until_on__gte=day)
    return any(row.ended_on is None or row.ended_on > day for row in rows)
