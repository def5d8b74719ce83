"""A member is not reached and not found; nobody says “absconded”. Later they are found, and heard alone (V16, V20)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import Task
from safar.cases.services.family.members import children_of, member_to_change, minors_among, traveller_id_of
from safar.cases.services.family.recording import changing
from safar.cases.services.records import need_words
from safar.cases.services.tasks import add_task
from safar.cases.types import ChangeGateCode, FamilyChangeKind, ForWhom, TaskAsked
from safar.consent import services as consent_services
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor

LOOK_WITHIN = timedelta(hours=24)


def member_missing(*, by: Actor, at: datetime, member_id: UUID, since: datetime, known: str) -> None:
    """A member has not been reached or seen since a moment: they and the children who depend on them wait.

    The other adults are asked again alone; somebody looks for the missing, and for a child the protection officer too.
    """
    require(by, "cases.change_members")
    case, member = member_to_change(by, member_id)
    if since > at:
        raise Refused("cases_day_in_future", field="since")
    need_words(known, "known")
    traveller_id = traveller_id_of(member)
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.MISSING, member_id=member.id, reason=known) as change:
        children = children_of([member.person_id], case, localdate(at))
        consent_services.record_family_change(
            by=by, at=at, traveller_id=traveller_id, kind="missing", happened_at=since
        )
        consent_services.record_not_reached(by=by, at=at, traveller_id=traveller_id, since=since)
        change.settle(ChangeGateCode.CHILD_REASSESSED, *(child.id for child in children))
        is_child = bool(minors_among([member], localdate(at)))
        asked = TaskAsked(
            "look_for_missing",
            ForWhom.PROTECTION if is_child else ForWhom.ME,
            member_id=member.id,
            owner_role="protection_officer" if is_child else "",
            due_at=at + LOOK_WITHIN,
        )
        add_task(by=by, at=at, case_id=case.id, asked=asked)


def member_found(*, by: Actor, at: datetime, member_id: UUID, spoke_alone_at: datetime, note: str = "") -> None:
    """A missing member was found and heard alone: what waited for them goes on, after they too are asked again."""
    require(by, "cases.change_members")
    case, member = member_to_change(by, member_id)
    traveller_id = traveller_id_of(member)
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.FOUND, member_id=member.id, reason=note):
        consent_services.record_family_change(
            by=by, at=at, traveller_id=traveller_id, kind="found", happened_at=spoke_alone_at,
            spoke_alone_at=spoke_alone_at,
        )  # fmt: skip
        consent_services.record_reached(by=by, at=at, traveller_id=traveller_id)
        Task.objects.filter(member=member, code="look_for_missing", done_at=None).update(
            done_at=at, done_by_id=by.user_id, outcome="found"
        )
