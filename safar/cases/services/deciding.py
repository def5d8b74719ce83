"""Decisions on an enrolment, and the state of the case: on hold, cancelled, reopened, closed, taken over."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import Case, Decision, DueItem, Enrolment, EnrolmentMember, Member, Move, Task
from safar.cases.services.counting import recount
from safar.cases.services.deadlines import event_happened, stage_entered
from safar.cases.services.moving import write_move
from safar.cases.services.opening import take_places
from safar.cases.services.records import case_to_change, enrolment_to_change, happened, need_words, open_case_to_change
from safar.cases.types import CaseStatus, DecisionAnswer, DecisionGiven
from safar.consent import queries as consent
from safar.plumbing.refusals import Refused, database_refusals, say
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

CLOSURE_REASONS = (
    "completed",
    "period_ended",
    "withdrew",
    "refused",
    "no_longer_eligible",
    "stopped_by_person",
    "moved_away",
    "deceased",
    "not_reached",
    "safety",
    "removed_by_state",
    "nationality_not_recognised",
    "returned_otherwise",
    "re_migrated",
    "sent_back",
    "lapsed_unanswered",
    "split",
    "merged",
)
# What a withdrawal left to be told outside (V4).
AFTER_WITHDRAWAL = ("tell_carrier", "tell_receiver", "tell_authority", "stop_cash")
# What must still be done for the person although the case is closed.
OUTLIVES_CLOSURE = frozenset(
    {
        "tell_carrier",
        "tell_receiver",
        "tell_authority",
        "stop_cash",
        "protect_after_failed_step",
        "statement_for_authority",
        "meet_who_stopped",
        "protection_talk",
        "reach_person_alone",
        "recall_from_border",
        "help_after_removal",
    }
)


def decide(*, by: Actor, at: datetime, enrolment_id: UUID, decision: DecisionGiven) -> UUID:
    """Write down a decision, ours or the authority's; a refusal names its reasons and the remedy against it."""
    require(by, "cases.decide")
    enrolment = enrolment_to_change(by, enrolment_id)
    if decision.decided_on > localdate(at):
        raise Refused("cases_day_in_future", field="decided_on")
    refused = decision.answer == DecisionAnswer.REFUSED
    if refused and not (decision.reasons and decision.remedy.strip()):
        raise Refused("cases_decision_refusal_has_reasons_and_remedy", field="reasons")
    with database_refusals():
        row = Decision.objects.create(
            enrolment=enrolment,
            kind=decision.kind,
            answer=decision.answer,
            reasons=list(decision.reasons),
            remedy=decision.remedy,
            remedy_until=decision.remedy_until,
            decided_on=decision.decided_on,
            decided_by=decision.decided_by,
            reference=decision.reference,
            by_id=by.user_id,
        )
        happened(
            by=by,
            at=at,
            case=enrolment.case,
            code="decided",
            params={"kind": str(decision.kind), "answer": str(decision.answer)},
        )
        if decision.answer != DecisionAnswer.MORE_ASKED:
            event_happened(
                by=by, at=at, case=enrolment.case, event="decision_made", on=decision.decided_on, enrolment=enrolment
            )
        if refused:
            event_happened(by=by, at=at, case=enrolment.case, event="refusal_told", enrolment=enrolment)
    return row.id


def put_on_hold(*, by: Actor, at: datetime, case_id: UUID, reason: str) -> None:
    """Nothing moves until the case is resumed; every stage stays where it was."""
    require(by, "cases.hold")
    _change_status(by, at, open_case_to_change(by, case_id), CaseStatus.OPEN, CaseStatus.ON_HOLD, "on_hold", reason)


def resume_case(*, by: Actor, at: datetime, case_id: UUID, reason: str = "") -> None:
    """Work goes on from where it stopped."""
    require(by, "cases.hold")
    case = open_case_to_change(by, case_id)
    _change_status(by, at, case, CaseStatus.ON_HOLD, CaseStatus.OPEN, "resumed", reason, needs_reason=False)


def cancel_case(*, by: Actor, at: datetime, case_id: UUID, outcome: str, reason: str) -> None:
    """Close without travel, from any stage, for everyone who has not departed; always allowed, places go back."""
    require(by, "cases.close")
    case = open_case_to_change(by, case_id)
    need_words(reason, "reason")
    with database_refusals():
        close_ways(
            by=by, at=at, case=case, rows=_standing(case).filter(phase="pre_departure"), outcome=outcome, reason=reason
        )
        case.refresh_from_db()
        if _standing(case).exists():
            raise Refused("cases_somebody_under_way")
        happened(by=by, at=at, case=case, code="cancelled", params={"outcome": outcome}, reason=reason)
        close_as(by, at, case, outcome, reason)


def close_case(*, by: Actor, at: datetime, case_id: UUID, reason: str, note: str = "") -> None:
    """Close a case whose members have all ended their way; refused while an item is unexplained."""
    require(by, "cases.close")
    case = open_case_to_change(by, case_id)
    if reason not in CLOSURE_REASONS:
        raise Refused("cases_closure_reason_known", field="reason")
    if _standing(case).exists():
        raise Refused("cases_somebody_under_way")
    _refuse_while_untold(case)
    unexplained = _unexplained(case)
    if unexplained:
        raise Refused("cases_due_unexplained", n=unexplained)
    with database_refusals():
        close_as(by, at, case, reason, note)


def reopen_case(*, by: Actor, at: datetime, case_id: UUID, reason: str) -> None:
    """Open a closed case again; everyone stands where they stood before their way was closed."""
    require(by, "cases.close")
    case = case_to_change(by, case_id)
    if case.status != CaseStatus.CLOSED:
        raise Refused("cases_case_is_open")
    need_words(reason, "reason")
    with database_refusals():
        Case.objects.filter(id=case.id, status=CaseStatus.CLOSED).update(
            status=CaseStatus.OPEN, status_reason=reason, closed_at=None, closure_reason=""
        )
        case.refresh_from_db()
        happened(by=by, at=at, case=case, code="reopened", reason=reason)
        Enrolment.objects.filter(case=case).update(closed_at=None)
        for enrolment in Enrolment.objects.filter(case=case):
            _reopen_ways(by, at, enrolment, reason)
            take_places(enrolment, at)


def take_over(*, by: Actor, at: datetime, case_id: UUID, user_id: int | None = None) -> None:
    """Make a colleague of the office (or oneself) the one who has the case; open tasks go along."""
    require(by, "cases.move")
    case = open_case_to_change(by, case_id)
    new = user_id or by.user_id
    if new not in {colleague.user_id for colleague in accounts.colleagues([case.office_id])} | {by.user_id}:
        raise Refused("cases_no_such_colleague", field="user_id")
    with database_refusals():
        old = case.assigned_to_id
        Case.objects.filter(id=case.id).update(assigned_to_id=new)
        Task.objects.filter(case=case, done_at=None, owner_id=old).update(owner_id=new)
        happened(by=by, at=at, case=case, code="assigned", params={"user": new})


def close_ways(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    rows: QuerySet[EnrolmentMember],
    outcome: str,
    reason: str,
    code: str = "cancelled",
) -> None:
    """End the way of some members without travel, whatever stage they stand at."""
    for row in rows.select_related("enrolment"):
        programme = programmes.published_by_id(row.enrolment.programme_version_id).programme
        if outcome not in {known.code for known in programme.outcomes}:
            raise Refused("cases_outcome_needed", field="outcome")
        closed = next(stage.code for stage in programme.stages if stage.phase == "closed")
        write_move(
            by=by,
            at=at,
            enrolment_member_id=row.id,
            code=code,
            old_stage=row.stage,
            new_stage=closed,
            reason=reason,
            outcome=outcome,
        )
        stage_entered(by=by, at=at, case=case, enrolment=row.enrolment, stages={closed})
    for enrolment in Enrolment.objects.filter(case=case).select_related("case"):
        recount(by=by, at=at, enrolment=enrolment)


def _refuse_while_untold(case: Case) -> None:
    """V4: whoever outside has to hear of a withdrawal has heard of it before anybody can forget the case."""
    codes = Task.objects.filter(case=case, done_at=None, code__in=AFTER_WITHDRAWAL).order_by("due_at", "code")
    told = [say(f"task_{code}") for code in dict.fromkeys(codes.values_list("code", flat=True))]
    if told:
        raise Refused("cases_withdrawal_tasks_open", tasks=" ".join(told))


def _standing(case: Case) -> QuerySet[EnrolmentMember]:
    """Those whose way has not ended."""
    return EnrolmentMember.objects.filter(enrolment__case=case, member__left_at=None).exclude(phase="closed")


def _unexplained(case: Case) -> int:
    """How many things due after a return nobody has handed over or explained."""
    items = DueItem.objects.filter(
        enrolment__case=case,
        superseded_at=None,
        handed_over_on=None,
        explained_at=None,
        standing__in=["due", "decided_on_case"],
    )
    if case.began == "after_arrival":
        return items.count()
    departed = _departed_members(case)
    return sum(
        1
        for item in items.select_related("enrolment_member")
        if (item.enrolment_member.member_id in departed if item.enrolment_member else bool(departed))
    )


def _departed_members(case: Case) -> set[UUID]:
    if case.journey_id is None:
        return set()
    gone = {line.id for line in consent.journey_file([case.journey_id])[case.journey_id].travellers if line.departed_at}
    return set(Member.objects.filter(case=case, traveller_id__in=gone).values_list("id", flat=True))


def close_as(by: Actor, at: datetime, case: Case, reason: str, note: str) -> None:
    """Write a case down as closed; whoever calls it has made sure that nobody's way is open."""
    Case.objects.filter(id=case.id).update(
        status=CaseStatus.CLOSED, closed_at=at, closure_reason=reason, status_reason=note, sent_from_id=None,
        offered_to_id=None,
    )  # fmt: skip
    Enrolment.objects.filter(case=case, closed_at=None).update(closed_at=at)
    Task.objects.filter(case=case, done_at=None).exclude(code__in=OUTLIVES_CLOSURE).update(
        done_at=at, done_by_id=by.user_id, outcome="case_closed"
    )
    case.refresh_from_db()
    happened(by=by, at=at, case=case, code="closed", params={"reason": reason}, reason=note)


def _change_status(
    by: Actor,
    at: datetime,
    case: Case,
    old: CaseStatus,
    new: CaseStatus,
    code: str,
    reason: str,
    needs_reason: bool = True,
) -> None:
    if needs_reason:
        need_words(reason, "reason")
    with database_refusals():
        if not Case.objects.filter(id=case.id, status=old).update(status=new, status_reason=reason):
            raise Refused("cases_case_changed_meanwhile")
        happened(by=by, at=at, case=case, code=code, reason=reason)


def _reopen_ways(by: Actor, at: datetime, enrolment: Enrolment, reason: str) -> None:
    for row in EnrolmentMember.objects.filter(enrolment=enrolment, phase="closed", member__left_at=None):
        last = Move.objects.filter(enrolment_member=row).order_by("-moved_at", "-recorded_at").first()
        if last is not None:
            write_move(
                by=by,
                at=at,
                enrolment_member_id=row.id,
                code="reopened",
                old_stage=row.stage,
                new_stage=last.old_stage,
                reason=reason,
            )
