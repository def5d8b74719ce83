"""What a change left to be settled with somebody is settled, in words, by whoever did it."""

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import ChangeGate
from safar.cases.services.records import happened, need_words, open_case_to_change
from safar.cases.types import ChangeGateCode
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def settle_change(*, by: Actor, at: datetime, gate_id: UUID, how: str) -> None:
    """Settle one thing with one member after a change in the family; what is best for a child is for a protection
    officer.

    `how` says in words what was found or agreed.
    """
    require(by, "cases.settle_change")
    gate = ChangeGate.objects.select_related("member").filter(id=gate_id).first()
    if gate is None:
        raise Refused("cases_no_such_gate")
    case = open_case_to_change(by, gate.case_id)
    need_words(how, "how")
    if gate.code == ChangeGateCode.CHILD_REASSESSED:
        require(by, "cases.reassess_child")
    with database_refusals():
        if not ChangeGate.objects.filter(id=gate.id, cleared_at=None).update(
            cleared_at=at, cleared_by_id=by.user_id, how=how
        ):
            raise Refused("cases_changegate_cleared_once")
        happened(
            by=by, at=at, case=case, code="change_settled", params={"gate": gate.code}, reason=how, member=gate.member
        )
