"""Going on to the next stage: for one, several or all, and with a second person where the programme says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from safar.cases import services
from safar.cases.types import ApprovalLine, EnrolmentView, MoveResult, NextMove
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.deciding import MoveForm, RefusingForm
from safar.plumbing.web import display
from safar.programmes import queries as programmes
from safar.programmes.types import text_in


def tell(request: Any, result: MoveResult, done: str = "") -> None:
    """Say who went on, or what else was done, and for each for whom it was not, why not."""
    moved = [outcome.name for outcome in result.outcomes if outcome.moved]
    if moved:
        words = done or ngettext("%(names)s has gone on.", "%(names)s have gone on.", len(moved))
        messages.success(request, words % {"names": gettext(", ").join(moved)})
    for outcome in result.refused:
        if result.approval_id is None:
            words = gettext("%(name)s stays where they are: %(why)s")
            messages.warning(request, words % {"name": outcome.name, "why": " ".join(outcome.reasons)})
    if result.approval_id is not None:
        messages.success(request, gettext("This step needs a second person. The programme manager was asked to agree."))


class Move(Asking):
    """One move of one enrolment: who can go on is ticked, who cannot stands below with the reasons."""

    permission = "cases.move"
    form_class = MoveForm
    template_name = "cases/move.html"
    submit = _("Go on")

    def prepare(self) -> None:
        """Find the enrolment and the move among those that lead on from where its members stand."""
        self.enrolment: EnrolmentView = found(self.case.enrolments, self.kwargs["enrolment"])
        moves = {move.code: move for move in self.enrolment.moves}
        if self.kwargs["move"] not in moves:
            raise Http404
        self.move: NextMove = moves[self.kwargs["move"]]
        self.heading = self.move.name  # type: ignore[misc]

    def form(self, *sent: Any) -> MoveForm:
        """The form for this move, with the outcomes where the move ends the way."""
        return MoveForm(*sent, case=self.case, by=self.by, move=self.move, outcomes=self._outcomes())

    def act(self, given: dict[str, Any]) -> HttpResponse | None:
        """Move them; who cannot is told by name and reason."""
        chosen: list[UUID] = given["members"]
        result = services.move_members(
            by=self.by,
            at=timezone.now(),
            enrolment_id=self.enrolment.id,
            move=self.move.code,
            enrolment_member_ids=chosen,
            reason=given["reason"],
            outcome=given.get("outcome", ""),
        )
        tell(self.request, result)
        return self.redirect()

    def context(self) -> dict[str, Any]:
        """Those who cannot go on yet."""
        staying = [member for member in self.move.members if not member.ok]
        return {"move": self.move, "staying": staying, "able": len(staying) < len(self.move.members)}

    def _outcomes(self) -> list[tuple[str, str]]:
        if not self.move.outcome_required:
            return []
        published = programmes.published_by_id(self.enrolment.programme_version_id)
        language = display.language()
        return [(outcome.code, text_in(outcome.names, language)) for outcome in published.programme.outcomes]


class Approval(Asking):
    """A second person agrees to a move, or says why not."""

    permission = "cases.approve"
    form_class = RefusingForm
    heading = _("Do you agree to this step?")
    template_name = "cases/approval.html"

    def prepare(self) -> None:
        """Find the request among those of the case."""
        self.approval: ApprovalLine = found(self.case.approvals, self.kwargs["approval"])

    def act(self, given: dict[str, Any]) -> HttpResponse | None:
        """Agree, or send it back."""
        if given["agreed"]:
            tell(self.request, services.approve_move(by=self.by, at=timezone.now(), approval_id=self.approval.id))
            return self.redirect()
        services.refuse_move(by=self.by, at=timezone.now(), approval_id=self.approval.id, reason=given["reason"])
        return None

    def said(self) -> str:
        """Only a refusal is told here; a move tells itself."""
        return gettext("The step was not agreed to; whoever asked for it can read why.")

    def context(self) -> dict[str, Any]:
        """The request."""
        return {"approval": self.approval}
