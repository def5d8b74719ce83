"""A refusal is contested by the person, and looked at again by somebody who has not decided it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from safar.accounts.queries import names_of
from safar.accounts.services import require
from safar.cases import queries as cases
from safar.cases import services as case_services
from safar.cases.types import DecisionAnswer, DecisionGiven, DecisionKind
from safar.complaints.models import Contest, SecondOpinion
from safar.complaints.rules import OPINION_DAYS
from safar.complaints.types import ContestGiven, Opinion, OpinionGiven
from safar.kernel.text import clean_lines
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

ANSWERS = {
    Opinion.UPHELD: DecisionAnswer.REFUSED,
    Opinion.OVERTURNED: DecisionAnswer.APPROVED,
    Opinion.CHANGED: DecisionAnswer.MORE_ASKED,
}


def contest_refusal(*, by: Actor, at: datetime, given: ContestGiven) -> UUID:
    """Write down that the person contests a refusal; until the day of its remedy, in their own words."""
    require(by, "complaints.contest")
    if given.contested_on > localdate(at):
        raise Refused("complaints_in_future", field="contested_on")
    if not given.words.strip():
        raise Refused("complaints_contest_in_words", field="words")
    refusals = {one.id: one for one in cases.refusals_of([given.case_id]).get(given.case_id, [])}
    target = refusals.get(given.decision_id or given.answer_id or given.case_id)
    if target is None:
        raise Refused("complaints_nothing_refused")
    contest = Contest(
        id=uuid4(),
        case_id=given.case_id,
        enrolment_id=target.enrolment_id,
        decision_id=given.decision_id,
        answer_id=given.answer_id,
        ground=given.ground,
        words=clean_lines(given.words).strip(),
        evidence=clean_lines(given.evidence).strip(),
        contested_on=given.contested_on,
        due_on=given.contested_on + timedelta(days=OPINION_DAYS),
        by_id=by.user_id,
    )
    with database_refusals():
        contest.recorded_at = at  # the database puts its own clock in its place
        contest.save(force_insert=True)
        record(
            by=by, at=at, action="complaints.contested", subject="case", subject_id=given.case_id,
            office_id=target.office_id, detail={"contest": str(contest.id)},
        )  # fmt: skip
    return contest.id


def give_second_opinion(*, by: Actor, at: datetime, contest_id: UUID, given: OpinionGiven) -> None:
    """Look again at what somebody else decided: the outcome stands on the case as a decision or an answer of its own.

    What is overturned goes on where it stood. An authority's refusal is not ours: only the way to its remedy is told.
    """
    require(by, "complaints.second_opinion")
    contest = Contest.objects.filter(id=contest_id).first()
    if contest is None:
        raise Refused("complaints_no_such_contest")
    if not given.reasons.strip():
        raise Refused("complaints_opinion_has_reasons", field="reasons")
    opinion = SecondOpinion(
        id=uuid4(), contest=contest, outcome=given.outcome, reasons=clean_lines(given.reasons).strip(),
        answered_at=at, by_id=by.user_id,
    )  # fmt: skip
    with database_refusals():
        if given.outcome != Opinion.ROUTE_TOLD:
            _stand_on_the_case(by, at, contest, opinion, given)
        opinion.recorded_at = at
        opinion.save(force_insert=True)
        if given.outcome == Opinion.OVERTURNED:
            case_services.go_on_after_refusal(by=by, at=at, enrolment_id=contest.enrolment_id, reason=given.reasons)
        record(
            by=by, at=at, action="complaints.second_opinion", subject="case", subject_id=contest.case_id,
            office_id=by.office_id, detail={"contest": str(contest.id), "outcome": str(given.outcome)},
        )  # fmt: skip


def _stand_on_the_case(by: Actor, at: datetime, contest: Contest, opinion: SecondOpinion, given: OpinionGiven) -> None:
    if contest.decision_id is not None:
        opinion.new_decision_id = case_services.decide(
            by=by,
            at=at,
            enrolment_id=contest.enrolment_id,
            decision=DecisionGiven(
                kind=DecisionKind.OURS,
                answer=ANSWERS[given.outcome],
                decided_on=localdate(at),
                decided_by=names_of([by.user_id or 0]).get(by.user_id or 0, by.name),
                reasons=tuple(line for line in given.reasons.splitlines() if line.strip()),
                remedy=given.remedy,
                remedy_until=given.remedy_until,
            ),
        )
        return
    if given.outcome == Opinion.CHANGED or contest.answer_id is None:
        raise Refused("complaints_rule_is_yes_or_no", field="outcome")
    opinion.new_answer_id = case_services.settle_again(
        by=by,
        at=at,
        answer_id=contest.answer_id,
        settled_as="yes" if given.outcome == Opinion.OVERTURNED else "no",
        reason=given.reasons,
    )
