"""What was refused in some cases, so that it can be contested: decisions, and rules that stand or refer."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from safar.cases.models import Decision, EligibilityAnswer
from safar.cases.queries.headings import in_reader_language
from safar.cases.types import DecisionAnswer, DecisionKind, RefusalLine


def refusals_of(case_ids: Sequence[UUID], superseded: bool = False) -> dict[UUID, list[RefusalLine]]:
    """The refusals of each case, the latest first; with `superseded` also answers of rules that were settled anew."""
    found: dict[UUID, list[RefusalLine]] = {}
    decisions = Decision.objects.filter(enrolment__case__in=list(case_ids), answer=DecisionAnswer.REFUSED)
    for row in decisions.select_related("enrolment__case").order_by("-decided_on", "-recorded_at"):
        ours = row.kind == DecisionKind.OURS
        said = _("Our decision: refused.") if ours else _("The authority’s decision: refused.")
        found.setdefault(row.enrolment.case_id, []).append(
            RefusalLine(
                id=row.id,
                kind="ours" if ours else "authority",
                case_id=row.enrolment.case_id,
                enrolment_id=row.enrolment_id,
                office_id=row.enrolment.case.office_id,
                said=" ".join((said, *row.reasons)),
                on=row.decided_on,
                until=row.remedy_until,
                remedy=row.remedy,
            )
        )
    answers = EligibilityAnswer.objects.filter(enrolment__case__in=list(case_ids))
    against = Q(settled_as="no") | Q(settled_as="", answer__in=["no", "refer"])
    chosen = answers if superseded else answers.filter(against, superseded_at=None)
    for answer in chosen.select_related("enrolment__case").order_by("-checked_at"):
        found.setdefault(answer.enrolment.case_id, []).append(
            RefusalLine(
                id=answer.id,
                kind="rule",
                case_id=answer.enrolment.case_id,
                enrolment_id=answer.enrolment_id,
                office_id=answer.enrolment.case.office_id,
                said=in_reader_language(answer.sentences),
                on=localdate(answer.settled_at or answer.checked_at),
                until=None,
                remedy="",
            )
        )
    return found
