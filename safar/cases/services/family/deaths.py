"""A death is reported, which freezes and closes nothing; once confirmed, those who survive are asked again (V20)."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import EnrolmentMember, Member
from safar.cases.services.deciding import close_ways
from safar.cases.services.family.members import children_of, member_to_change, pass_on_lead, traveller_id_of
from safar.cases.services.family.recording import changing
from safar.cases.services.records import happened
from safar.cases.services.tasks import add_task
from safar.cases.types import ChangeGateCode, FamilyChangeKind, ForWhom, TaskAsked
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.plumbing.refusals import database_refusals
from safar.plumbing.types import Actor


def death_in_case(
    *, by: Actor, at: datetime, member_id: UUID, source: str, confirmed: bool = False, paper: str = ""
) -> None:
    """A death is reported, which freezes and closes nothing; once confirmed the member's way ends as deceased.

    The other adults are asked again, a protection officer looks again at the children, and what was promised follows
    the programme's rule on death.
    """
    require(by, "cases.change_members")
    case, member = member_to_change(by, member_id)
    traveller_id = traveller_id_of(member)
    if not confirmed:
        with database_refusals():
            consent_services.report_death(by=by, at=at, traveller_id=traveller_id, source=source)
            happened(by=by, at=at, case=case, code="death_reported", member=member, reason=source)
        return
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.DEATH, member_id=member.id, reason=source) as change:
        report_id = consent.death_report_open(traveller_id)
        if report_id is None:
            report_id = consent_services.report_death(by=by, at=at, traveller_id=traveller_id, source=source)
        orphans = children_of([member.person_id], case, localdate(at))
        consent_services.answer_death(by=by, at=at, report_id=report_id, confirmed=True, paper=paper)
        rows = EnrolmentMember.objects.filter(member=member).exclude(phase="closed")
        close_ways(by=by, at=at, case=case, rows=rows, outcome="deceased", reason=source, code="struck")
        happened(by=by, at=at, case=case, code="death_confirmed", member=member, reason=source)
        pass_on_lead(case, member)
        change.settle(ChangeGateCode.CHILD_REASSESSED, *(child.id for child in orphans))
        add_task(by=by, at=at, case_id=case.id, asked=TaskAsked("papers_after_death", ForWhom.ME, member_id=member.id))
        for survivor in Member.objects.filter(case=case, left_at=None).exclude(id=member.id):
            add_task(by=by, at=at, case_id=case.id, asked=TaskAsked("see_survivor", ForWhom.ME, member_id=survivor.id))
