"""What was decided and answered for members before they got a case of their own: it stays where it was written."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from safar.cases.models import Decision, EligibilityAnswer

_DECISIONS = """
SELECT (i.decision).*, i.enrolment AS holds_for FROM cases_inherited_decisions(%s) i
 ORDER BY (i.decision).decided_on, (i.decision).recorded_at
"""
_ANSWERS = "SELECT (i.answer).*, i.enrolment AS holds_for FROM cases_inherited_answers(%s) i"


def inherited_decisions(enrolment_ids: Sequence[UUID]) -> Iterator[tuple[UUID, Decision]]:
    """Decisions from before the split of an enrolment, the oldest first, with the enrolment they hold for today."""
    for row in Decision.objects.raw(_DECISIONS, [list(enrolment_ids)]):
        yield row.holds_for, row  # type: ignore[attr-defined]


def inherited_answers(enrolment_ids: Sequence[UUID]) -> Iterator[tuple[UUID, EligibilityAnswer]]:
    """Answers of rules from before the split, for enrolments that have not been asked anew."""
    for row in EligibilityAnswer.objects.raw(_ANSWERS, [list(enrolment_ids)]):
        yield row.holds_for, row  # type: ignore[attr-defined]
