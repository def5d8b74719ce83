"""The State removed somebody before we could help (V19): one act closes what was open, and sends nothing to anybody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import Case, EnrolmentMember, Member
from safar.cases.services.counting import recount
from safar.cases.services.deciding import close_as, close_ways
from safar.cases.services.records import happened, members_of, open_case_to_change, open_enrolments
from safar.cases.types import RemovalGiven
from safar.consent import services as consent_services
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

OUTCOME = "removed_by_state"


def record_removal(*, by: Actor, at: datetime, case_id: UUID, member_ids: Sequence[UUID], given: RemovalGiven) -> bool:
    """Each named member was removed by the State: their permit, bookings and way end; answers whether the case closed.

    What the programme says of a forced return becomes of each promise. Those who stay behind are asked again, alone.
    The case closes when nobody in it is still on their way.
    """
    require(by, "consent.record_removal")
    case = open_case_to_change(by, case_id)
    members = members_of(case, member_ids)
    if not members:
        raise Refused("cases_no_such_member", field="members")
    with database_refusals():
        for member in members:
            _removed(by, at, case, member, given)
        for enrolment in open_enrolments(case.id):
            recount(by=by, at=at, enrolment=enrolment)
        if EnrolmentMember.objects.filter(enrolment__case=case, member__left_at=None).exclude(phase="closed").exists():
            return False
        close_as(by, at, case, OUTCOME, "")
    return True


def _removed(by: Actor, at: datetime, case: Case, member: Member, given: RemovalGiven) -> None:
    if member.traveller_id is not None:
        consent_services.record_removal(
            by=by,
            at=at,
            traveller_id=member.traveller_id,
            removed_at=given.removed_at,
            authority=given.authority,
            place=given.place,
            told_by=given.told_by,
            account=given.account,
        )
    rows = EnrolmentMember.objects.filter(member=member).exclude(phase="closed")
    close_ways(by=by, at=at, case=case, rows=rows, outcome=OUTCOME, reason=given.told_by, code="struck")
    happened(by=by, at=at, case=case, code="removed_by_state", member=member)
