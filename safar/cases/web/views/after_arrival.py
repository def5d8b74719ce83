"""After arrival: somebody moves on, a manager decides about a promise, what lapsed goes on."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.cases import services
from safar.cases.types import Certainty, EnrolmentView, Fate, OnwardGiven, OnwardKind
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.after_arrival import AnotherReturnForm, FateForm, OnwardForm
from safar.cases.web.forms.frame import ReasonForm
from safar.cases.web.views.dues import OneDue


class Onward(Asking):
    """Somebody moved on, left again or came back."""

    permission = "cases.note"
    form_class = OnwardForm
    heading = _("Somebody moved on, left again or came back")
    explanation = _("This is a plan and no fault. What was promised follows the programme’s rule, and nothing else.")
    done = _("Written down. What was promised follows the programme’s rule.")

    def act(self, given: dict[str, Any]) -> None:
        """Keep it."""
        services.record_onward_move(
            by=self.by,
            at=timezone.now(),
            member_id=given["member"],
            given=OnwardGiven(
                kind=OnwardKind(given["kind"]),
                certainty=Certainty(given["certainty"]),
                since_on=given["since_on"],
                source=given["source"],
                plan=given["plan"],
                country=given["country"],
                place=given["place"],
            ),
        )


class DecideFate(OneDue):
    """What becomes of a promise where the programme leaves it open."""

    permission = "cases.approve_amount"
    form_class = FateForm
    heading = _("Decide what becomes of this promise")
    submit = _("Decide")
    done = _("Decided.")

    def act(self, given: dict[str, Any]) -> None:
        """Keep the decision."""
        services.decide_fate(
            by=self.by,
            at=timezone.now(),
            due_item_id=self.line.id,
            answer=Fate(given["answer"]),
            reason=given["reason"],
        )


class OneEnrolment(Asking):
    """Something about one enrolment of the case."""

    def prepare(self) -> None:
        """Find the enrolment among those of the case."""
        self.enrolment: EnrolmentView = found(self.case.enrolments, self.kwargs["enrolment"])


class AnotherReturn(OneEnrolment):
    """This enrolment is about another return than the one help was given for."""

    permission = "cases.decide"
    form_class = AnotherReturnForm
    heading = _("This is another return")
    submit = _("Decide")
    explanation = _(
        "Somebody was helped for an earlier return. Decide this only when they travelled again since; otherwise two "
        "funders would pay the same."
    )
    done = _("Decided. The help may be given for this return.")

    def act(self, given: dict[str, Any]) -> None:
        """Keep the decision."""
        row = next((row for row in self.enrolment.rows if row.member_id == given["member"]), None)
        if row is None:
            raise Http404
        services.settle_another_return(
            by=self.by, at=timezone.now(), enrolment_member_id=row.enrolment_member_id, reason=given["reason"]
        )


class TakeUpAgain(OneEnrolment):
    """What lapsed goes on: the answer had come in time."""

    permission = "cases.close"
    form_class = ReasonForm
    heading = _("The answer had come in time")
    submit = _("Go on")
    done = _("It goes on where it stood.")

    def act(self, given: dict[str, Any]) -> None:
        """Take it up again."""
        services.take_up_again(by=self.by, at=timezone.now(), enrolment_id=self.enrolment.id, reason=given["reason"])
