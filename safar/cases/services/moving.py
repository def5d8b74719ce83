"""Moves members from stage to stage: all who can go, and for each who cannot, every reason why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safar.accounts.services import NotAllowed, require
from safar.cases.contexts import contexts_of, gate_lines
from safar.cases.gates import answers, gates_of
from safar.cases.models import Approval, Enrolment, EnrolmentMember, Move
from safar.cases.services.counting import recount
from safar.cases.services.deadlines import stage_entered
from safar.cases.services.promises import promise_published
from safar.cases.services.records import enrolment_to_change, happened, need_words, noted
from safar.cases.types import GateAnswer, MemberContext, MoveOutcome, MoveResult
from safar.plumbing.refusals import Refused, database_refusals, say
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import Move as ProgrammeMove
from safar.programmes.types import Programme


@dataclass(frozen=True)
class _Asked:
    """A move as it was asked for."""

    by: Actor
    at: datetime
    enrolment: Enrolment
    programme: Programme
    move: ProgrammeMove
    reason: str
    outcome: str
    approval_id: UUID | None = None


def move_members(
    *,
    by: Actor,
    at: datetime,
    enrolment_id: UUID,
    move: str,
    enrolment_member_ids: Sequence[UUID] | None = None,
    reason: str = "",
    outcome: str = "",
) -> MoveResult:
    """Move one, several or (None) all who stand where the move begins; two-person moves first ask for approval."""
    require(by, "cases.move")
    asked = _asked(by, at, enrolment_id, move, reason, outcome)
    contexts, refused = _ready(asked, enrolment_member_ids)
    if asked.move.two_person and contexts:
        approval = _request(asked, contexts)
        waiting = [
            MoveOutcome(one.enrolment_member_id, one.name, False, (say("cases_waits_for_approval"),))
            for one in contexts
        ]
        return MoveResult((*waiting, *refused), approval.id)
    return MoveResult((*_carry_out(asked, contexts), *refused))


def approve_move(*, by: Actor, at: datetime, approval_id: UUID) -> MoveResult:
    """A second person agrees, and the move is made for those whose gates are open now."""
    require(by, "cases.approve")
    approval, asked = _to_answer(by, at, approval_id)
    with database_refusals():
        _answer(approval, by, at, "approved", "")
        happened(by=by, at=at, case=asked.enrolment.case, code="move_approved", params={"move": approval.move})
    contexts, refused = _ready(asked, approval.members, role_matters=False)
    return MoveResult((*_carry_out(asked, contexts), *refused))


def refuse_move(*, by: Actor, at: datetime, approval_id: UUID, reason: str) -> None:
    """A second person does not agree, and says why."""
    require(by, "cases.approve")
    need_words(reason, "reason")
    approval, asked = _to_answer(by, at, approval_id)
    with database_refusals():
        _answer(approval, by, at, "refused", reason)
        happened(
            by=by, at=at, case=asked.enrolment.case, code="move_refused", params={"move": approval.move}, reason=reason
        )


def _asked(
    by: Actor, at: datetime, enrolment_id: UUID, move: str, reason: str, outcome: str, approval_id: UUID | None = None
) -> _Asked:
    enrolment = enrolment_to_change(by, enrolment_id)
    programme = programmes.published_by_id(enrolment.programme_version_id).programme
    step = next((known for known in programme.moves if known.code == move), None)
    if step is None:
        raise Refused("cases_move_in_programme", move=move)
    if enrolment.case.status != "open":
        raise Refused("cases_move_case_open")
    if step.reason_required:
        need_words(reason, "reason")
    if step.outcome_required and outcome not in {known.code for known in programme.outcomes}:
        raise Refused("cases_outcome_needed", field="outcome")
    return _Asked(by, at, enrolment, programme, step, reason, outcome, approval_id)


def _ready(
    asked: _Asked, ids: Sequence[UUID] | None, role_matters: bool = True
) -> tuple[list[MemberContext], list[MoveOutcome]]:
    """Those whose gates are all open, and for the others why not."""
    if role_matters and asked.by.role not in asked.move.by:
        raise NotAllowed(f"cases.move.{asked.move.code}")
    rows = EnrolmentMember.objects.filter(enrolment=asked.enrolment, member__left_at=None)
    rows = rows.filter(stage__in=asked.move.from_stages) if ids is None else rows.filter(id__in=list(ids))
    contexts = contexts_of(list(rows.values_list("id", flat=True)), asked.at)
    if not contexts:
        raise Refused("cases_nobody_to_move")
    found = answers(gates_of(asked.move), contexts)
    ready: list[MemberContext] = []
    refused: list[MoveOutcome] = []
    for context in contexts:
        outcome = _why_not(asked, context, found)
        if outcome is None:
            ready.append(context)
        else:
            refused.append(outcome)
    return ready, refused


def _why_not(
    asked: _Asked, context: MemberContext, found: Mapping[str, Mapping[UUID, GateAnswer]]
) -> MoveOutcome | None:
    if context.stage not in asked.move.from_stages:
        stands = say("cases_move_from_where_they_stand")
        return MoveOutcome(context.enrolment_member_id, context.name, False, (stands,))
    closed = {
        code: {context.enrolment_member_id: by_member[context.enrolment_member_id]}
        for code, by_member in found.items()
        if not by_member[context.enrolment_member_id].ok
    }
    if not closed:
        return None
    lines = gate_lines(closed, [context])
    return MoveOutcome(
        context.enrolment_member_id, context.name, False, tuple(line.sentence for line in lines), tuple(lines)
    )


def _carry_out(asked: _Asked, contexts: Sequence[MemberContext]) -> list[MoveOutcome]:
    """Make the move for each in a savepoint of its own: what the database refuses for one does not undo the others."""
    done: list[MoveOutcome] = []
    if any(context for context in contexts) and asked.move.entitles:
        promise_published(by=asked.by, at=asked.at, enrolment=asked.enrolment, lines=asked.move.entitles)
    for context in contexts:
        try:
            with database_refusals():
                write_move(
                    by=asked.by,
                    at=asked.at,
                    enrolment_member_id=context.enrolment_member_id,
                    code=asked.move.code,
                    old_stage=context.stage,
                    new_stage=asked.move.to,
                    reason=asked.reason,
                    outcome=asked.outcome,
                    approval_id=asked.approval_id,
                )
            done.append(MoveOutcome(context.enrolment_member_id, context.name, True, ()))
        except Refused as refusal:
            done.append(MoveOutcome(context.enrolment_member_id, context.name, False, (refusal.sentence,)))
    if any(outcome.moved for outcome in done):
        _after(asked, sum(outcome.moved for outcome in done))
    return done


def _after(asked: _Asked, moved: int) -> None:
    case = asked.enrolment.case
    noted(
        by=asked.by,
        at=asked.at,
        case=case,
        code="moved",
        detail={"move": asked.move.code, "to": asked.move.to, "members": moved},
    )
    with transaction.atomic():
        stage_entered(by=asked.by, at=asked.at, case=case, enrolment=asked.enrolment, stages={asked.move.to})
        recount(by=asked.by, at=asked.at, enrolment=asked.enrolment)


def write_move(
    *,
    by: Actor,
    at: datetime,
    enrolment_member_id: UUID,
    code: str,
    old_stage: str,
    new_stage: str,
    reason: str = "",
    outcome: str = "",
    approval_id: UUID | None = None,
) -> None:
    """Write the event; the database moves the member from `old_stage`, or refuses when they stand elsewhere."""
    Move.objects.create(
        enrolment_member_id=enrolment_member_id,
        code=code,
        old_stage=old_stage,
        new_stage=new_stage,
        reason=reason,
        outcome=outcome,
        moved_at=at,
        by_id=by.user_id,
        approval_id=approval_id,
    )


def _request(asked: _Asked, contexts: Sequence[MemberContext]) -> Approval:
    if asked.by.user_id is None:
        raise NotAllowed("cases.move")
    with database_refusals():
        approval = Approval.objects.create(
            enrolment=asked.enrolment,
            move=asked.move.code,
            members=[context.enrolment_member_id for context in contexts],
            reason=asked.reason,
            outcome=asked.outcome,
            requested_by_id=asked.by.user_id,
            requested_at=asked.at,
        )
        happened(
            by=asked.by,
            at=asked.at,
            case=asked.enrolment.case,
            code="approval_asked",
            params={"move": asked.move.code},
            reason=asked.reason,
        )
    return approval


def _to_answer(by: Actor, at: datetime, approval_id: UUID) -> tuple[Approval, _Asked]:
    approval = Approval.objects.filter(id=approval_id).first()
    if approval is None:
        raise Refused("cases_no_such_approval")
    if approval.answer != "open":
        raise Refused("cases_approval_answered_once")
    if approval.requested_by_id == by.user_id:
        raise Refused("cases_approval_second_person")
    asked = _asked(by, at, approval.enrolment_id, approval.move, approval.reason, approval.outcome, approval.id)
    return approval, asked


def _answer(approval: Approval, by: Actor, at: datetime, answer: str, reason: str) -> None:
    Approval.objects.filter(id=approval.id, answer="open").update(
        answer=answer, answered_by_id=by.user_id, answered_at=at, answer_reason=reason
    )
