"""After arrival: people move on, leave again or come back, promises are decided, and what nobody answered lapses."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import (
    AnotherReturn,
    DueItem,
    Enrolment,
    EnrolmentMember,
    FateDecision,
    Member,
    Move,
    OnwardMove,
    Task,
)
from safar.cases.services.counting import recount
from safar.cases.services.deadlines import end_of
from safar.cases.services.deciding import close_ways, reopen_case
from safar.cases.services.moving import write_move
from safar.cases.services.opening import take_places
from safar.cases.services.records import enrolment_to_change, happened, need_words, open_case_to_change, open_enrolments
from safar.cases.types import CaseStatus, Certainty, Fate, ForWhom, OnwardGiven, OnwardKind
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import Programme

FIND_OUT_DAYS = 30
REFUSED_ENDINGS = frozenset({"refused", "no_longer_eligible"})


def record_onward_move(*, by: Actor, at: datetime, member_id: UUID, given: OnwardGiven) -> UUID:
    """Somebody moved on, left again or came back. Presumed changes no promise and asks somebody to find out; known lets
    the programme's rule speak. Either way it is a plan, never a fault."""
    require(by, "cases.note")
    member = Member.objects.filter(id=member_id, left_at=None).first()
    if member is None:
        raise Refused("cases_no_such_member")
    case = open_case_to_change(by, member.case_id)
    if given.since_on > localdate(at):
        raise Refused("cases_day_in_future", field="since_on")
    if not (given.source.strip() and given.plan.strip()):
        raise Refused("cases_onwardmove_with_a_plan", field="plan")
    with database_refusals():
        move = OnwardMove.objects.create(
            member=member,
            kind=given.kind,
            certainty=given.certainty,
            country=given.country,
            place=given.place,
            since_on=given.since_on,
            source=given.source,
            plan=given.plan,
            told_at=at,
            by_id=by.user_id,
        )
        happened(by=by, at=at, case=case, code=f"onward_{given.kind}_{given.certainty}", member=member)
        if given.certainty == Certainty.PRESUMED and given.kind != OnwardKind.CAME_BACK:
            _ask_to_find_out(by, at, member)
        else:
            Task.objects.filter(member=member, code="find_out_where", done_at=None).update(
                done_at=at, done_by_id=by.user_id, outcome="happened"
            )
        for enrolment in open_enrolments(case.id):
            recount(by=by, at=at, enrolment=enrolment)
    return move.id


def decide_fate(*, by: Actor, at: datetime, due_item_id: UUID, answer: Fate, reason: str) -> UUID:
    """Decide what becomes of a promise where the programme leaves it to be decided after life changed."""
    require(by, "cases.approve_amount")
    item = DueItem.objects.filter(id=due_item_id, superseded_at=None).first()
    if item is None:
        raise Refused("cases_no_such_due")
    enrolment = enrolment_to_change(by, item.enrolment_id)
    need_words(reason, "reason")
    with database_refusals():
        row = FateDecision.objects.create(due_item=item, answer=answer, reason=reason, decided_at=at, by_id=by.user_id)
        happened(
            by=by, at=at, case=enrolment.case, code="fate_decided", params={"line": item.line, "fate": str(answer)},
            reason=reason,
        )  # fmt: skip
    return row.id


def settle_another_return(*, by: Actor, at: datetime, enrolment_member_id: UUID, reason: str) -> UUID:
    """Decide that this enrolment is about another return than the one somebody was helped for."""
    require(by, "cases.decide")
    row = EnrolmentMember.objects.select_related("member").filter(id=enrolment_member_id).first()
    if row is None:
        raise Refused("cases_no_such_member")
    enrolment = enrolment_to_change(by, row.enrolment_id)
    need_words(reason, "reason")
    with database_refusals():
        settled = AnotherReturn.objects.create(enrolment_member=row, reason=reason, settled_at=at, by_id=by.user_id)
        happened(by=by, at=at, case=enrolment.case, code="another_return", member=row.member, reason=reason)
    return settled.id


def lapse_unanswered(*, by: Actor, at: datetime) -> int:
    """End the ways of those whose programme's period passed without an answer; gives how many enrolments lapsed.

    The caretaker does it each minute. Whoever lapsed may be enrolled again, and somebody is asked to tell them.
    """
    if by.role != "system":
        require(by, "cases.close")
    overdue = Task.objects.filter(code="deadline", done_at=None, due_at__lt=at, params__has_key="enrolment")
    lapsed = 0
    for task in overdue.select_related("case"):
        enrolment = Enrolment.objects.filter(id=task.params["enrolment"], closed_at=None).select_related("case").first()
        if enrolment is not None and _lapses(by, at, task, enrolment):
            lapsed += 1
    return lapsed


def take_up_again(*, by: Actor, at: datetime, enrolment_id: UUID, reason: str) -> None:
    """An enrolment that lapsed goes on where it stood: the answer had come in time and was only written down late."""
    require(by, "cases.close")
    enrolment = enrolment_to_change(by, enrolment_id)
    need_words(reason, "reason")
    endings = {one.ends_as for one in _programme(enrolment).deadlines if one.ends_as}
    if not _ended(enrolment, endings).exists():
        raise Refused("cases_nothing_lapsed")
    _reopen(by, at, enrolment, endings, reason)


def go_on_after_refusal(*, by: Actor, at: datetime, enrolment_id: UUID, reason: str) -> None:
    """A refusal was overturned: the case opens again, and everybody refused stands where they stood."""
    require(by, "cases.decide")
    enrolment = enrolment_to_change(by, enrolment_id)
    if enrolment.case.status == CaseStatus.CLOSED:
        reopen_case(by=by, at=at, case_id=enrolment.case_id, reason=reason)
    elif _ended(enrolment, REFUSED_ENDINGS).exists():
        _reopen(by, at, enrolment, REFUSED_ENDINGS, reason)


def _ended(enrolment: Enrolment, endings: Collection[str]) -> QuerySet[EnrolmentMember]:
    return EnrolmentMember.objects.filter(
        enrolment=enrolment, phase="closed", member__left_at=None, outcome__in=list(endings)
    )


def _reopen(by: Actor, at: datetime, enrolment: Enrolment, endings: Collection[str], reason: str) -> None:
    with database_refusals():
        Enrolment.objects.filter(id=enrolment.id).update(closed_at=None)
        for row in list(_ended(enrolment, endings)):
            last = Move.objects.filter(enrolment_member=row).order_by("-moved_at", "-recorded_at").first()
            if last is not None:
                write_move(
                    by=by, at=at, enrolment_member_id=row.id, code="reopened", old_stage=row.stage,
                    new_stage=last.old_stage, reason=reason,
                )  # fmt: skip
        take_places(enrolment, at)
        happened(by=by, at=at, case=enrolment.case, code="taken_up_again", reason=reason)
        recount(by=by, at=at, enrolment=enrolment)


def _lapses(by: Actor, at: datetime, task: Task, enrolment: Enrolment) -> bool:
    programme = _programme(enrolment)
    period = next((one for one in programme.deadlines if one.code == task.params.get("deadline")), None)
    if period is None or period.ends_as is None:
        return False
    rows = EnrolmentMember.objects.filter(
        enrolment=enrolment, stage=period.counted_from.stage or "", member__left_at=None
    )
    with database_refusals():
        Task.objects.filter(id=task.id, done_at=None).update(done_at=at, outcome="lapsed")
        if not rows.exists():
            return False
        close_ways(by=by, at=at, case=enrolment.case, rows=rows, outcome=period.ends_as, reason="")
        if not EnrolmentMember.objects.filter(enrolment=enrolment).exclude(phase="closed").exists():
            Enrolment.objects.filter(id=enrolment.id).update(closed_at=at)
        happened(
            by=by, at=at, case=enrolment.case, code="lapsed_unanswered", params={"programme": enrolment.programme_code}
        )
        Task.objects.create(
            case=enrolment.case,
            code="tell_lapsed",
            for_whom=ForWhom.ME,
            owner_id=enrolment.case.assigned_to_id,
            since=at,
            due_at=end_of(localdate(at), enrolment.case.office_id),
        )
    return True


def _programme(enrolment: Enrolment) -> Programme:
    return programmes.published_by_id(enrolment.programme_version_id).programme


def _ask_to_find_out(by: Actor, at: datetime, member: Member) -> None:
    if Task.objects.filter(member=member, code="find_out_where", done_at=None).exists():
        return
    case = member.case
    Task.objects.create(
        case=case,
        member=member,
        code="find_out_where",
        for_whom=ForWhom.PERSON,
        owner_id=case.assigned_to_id or by.user_id,
        since=at,
        due_at=end_of(localdate(at) + timedelta(days=FIND_OUT_DAYS), case.office_id),
    )


__all__ = [
    "decide_fate",
    "lapse_unanswered",
    "record_onward_move",
    "settle_another_return",
    "take_up_again",
]
