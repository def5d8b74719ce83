"""Applications to an authority: submitted from the case, and answered by the authority on pages of its own (D18)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.services import require
from safar.cases import queries, services
from safar.cases.types import ApplicationFile, SubmissionLine
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.outside import AuthorityAnswerForm, SubmitForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes

ANSWER = "cases.decide_as_authority"


class Submit(Asking):
    """What was put before an authority, and a new application."""

    permission = "cases.submit_to_authority"
    form_class = SubmitForm
    heading = _("Application to the authority")
    submit = _("Submit it")
    explanation = _(
        "The authority is shown the fields below and nothing else: no claim, no health, nothing that was said in"
        " counselling. Each person has consented to it by name."
    )
    done = _("The application is submitted. Its answer will stand on the case as a decision.")
    template_name = "cases/submissions.html"

    def act(self, given: dict[str, Any]) -> None:
        """Submit it."""
        services.submit_to_authority(
            by=self.by, at=timezone.now(), enrolment_id=UUID(given["enrolment"]), authority_id=given["authority"],
            member_ids=given["members"],
        )  # fmt: skip

    def context(self) -> dict[str, Any]:
        """What was submitted so far, and which fields each programme declares."""
        versions = programmes.published_by_ids({view.programme_version_id for view in self.case.enrolments})
        declared = [
            (view.programme, versions[view.programme_version_id].programme.authority)
            for view in self.case.enrolments
            if view.programme_version_id in versions
        ]
        return {
            "submissions": queries.submissions_of([self.case.id])[self.case.id],
            "declared": [(name, authority) for name, authority in declared if authority is not None],
            "can_submit": any(authority is not None for _name, authority in declared)
            and bool(queries.authorities_in(self.case.host_country)),
        }

    def back(self) -> str:
        """Back to the applications of the case."""
        return reverse("cases:case", kwargs={"id": self.case.id})


class SubmitAgain(Asking):
    """The authority asked for more: the same fields as they stand now."""

    permission = "cases.submit_to_authority"
    heading = _("Send the application again")
    submit = _("Send it again")
    explanation = _(
        "The same people’s declared fields are sent as they stand on the file now. Correct the file first. Whatever"
        " else the authority asks, the person answers themselves."
    )
    done = _("The application was sent again.")

    def prepare(self) -> None:
        """Find the application among those of the case."""
        self.submission: SubmissionLine = found(
            queries.submissions_of([self.case.id])[self.case.id], self.kwargs["application"]
        )

    def act(self, given: dict[str, Any]) -> None:
        """Send it."""
        services.submit_again(by=self.by, at=timezone.now(), application_id=self.submission.id)


class TakeBack(SubmitAgain):
    """The person takes the application back."""

    heading = _("Take the application back")
    submit = _("Take it back")
    explanation = _(
        "The authority is told that it was withdrawn, and no longer sees what it held. Nothing else changes."
    )
    done = _("The application is taken back.")
    danger = True

    def act(self, given: dict[str, Any]) -> None:
        """Take it back."""
        services.take_back_application(by=self.by, at=timezone.now(), application_id=self.submission.id)


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The authority's own list: what waits for it, and what it answered."""
    require(reader(), ANSWER)
    page = {
        "waiting": queries.applications_for_authority(answered=False),
        "answered": queries.applications_for_authority(answered=True),
    }
    return render(request, "cases/applications.html", page)


@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, id: UUID) -> HttpResponse:
    """One application of the reader's own authority, with the form for its answer."""
    by = reader()
    require(by, ANSWER)
    opened = queries.application_for_authority(id)
    if opened is None:
        raise Http404
    form = AuthorityAnswerForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_as_authority(by=by, at=timezone.now(), application_id=id, given=form.given())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Your answer is on file, and the office has been told."))
            return HttpResponseRedirect(reverse("cases:applications"))
    status = 422 if form.is_bound else 200
    return render(request, "cases/application.html", _page(opened, form), status=status)


def _page(opened: ApplicationFile, form: AuthorityAnswerForm) -> dict[str, Any]:
    return {"application": opened, "form": form if opened.can_answer else None}
