"""Pages of family tracing: looking, trying, asking alone, and telling only when both sides have said yes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may, offices
from safar.accounts.services import log_read, require
from safar.kernel.dates import parse_birth
from safar.people import queries, services
from safar.people.types import TracingGiven
from safar.people.web.forms.tracing import AnswerForm, AttemptForm, BecauseForm, TracingForm
from safar.people.web.views.frame import PersonAct
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader


class AskForTracing(PersonAct):
    """The person asks us to look for one of their family."""

    permission, form_class = "people.trace", TracingForm
    heading, submit = _("Look for somebody of the family"), _("Begin to look")
    done = _("We look. Whoever is found is asked first, and a no looks like no answer.")
    hint = _("Only at the person’s own wish. If somebody is found, they learn who looks for them only if they agree.")

    def act(self, data: dict[str, Any]) -> None:
        """Begin the search."""
        written = data.pop("birth")
        calendar = display.calendar_in_use()
        birth = parse_birth(written, calendar, timezone.localdate()) if written else None
        services.ask_for_tracing(
            by=self.by, at=timezone.now(), seeker_id=self.file.summary.id, given=TracingGiven(birth=birth, **data)
        )


class AddAttempt(PersonAct):
    """One more attempt to find them."""

    permission, form_class = "people.trace", AttemptForm
    heading, submit, done = _("We tried"), _("Put it on file"), _("The attempt is on file.")

    def act(self, data: dict[str, Any]) -> None:
        """Write it down."""
        services.record_tracing_attempt(by=self.by, at=timezone.now(), tracing_id=self.kwargs["tracing_id"], **data)


class CloseTracing(PersonAct):
    """The search ends."""

    permission, form_class = "people.trace", BecauseForm
    heading, submit, done = _("End the search"), _("End it"), _("The search is ended.")
    hint = _("The other side is told nothing.")

    def act(self, data: dict[str, Any]) -> None:
        """End it."""
        services.close_tracing(by=self.by, at=timezone.now(), tracing_id=self.kwargs["tracing_id"], **data)


class AnswerTracing(PersonAct):
    """Ask the person alone whether a relative may learn of them."""

    permission, form_class = "people.trace", AnswerForm
    heading, submit = _("A relative may be looking for them"), _("Put the answer on file")
    done = _("The answer is on file. A no is told to nobody.")
    hint = _("Ask alone. Say only that somebody of the family may be looking; you do not know more, and need not.")

    def act(self, data: dict[str, Any]) -> None:
        """Keep the answer."""
        services.answer_tracing(
            by=self.by, at=timezone.now(), tracing_id=self.kwargs["tracing_id"], person_id=self.file.summary.id,
            agrees=data["agrees"] == "yes",
        )  # fmt: skip


def listed(request: HttpRequest) -> HttpResponse:
    """What we look for, and who of ours may be looked for."""
    by = reader()
    require(by, "people.trace")
    searches, asked = queries.tracings_open(), queries.tracing_questions()
    ids = {fact.seeker_id for fact in searches} | {question.person_id for question in asked}
    people = queries.people_in(ids)
    log_read(by=by, at=timezone.now(), kind="list", ids=sorted(ids), page="tracing")
    page = {
        "searches": [(fact, people[fact.seeker_id]) for fact in searches if fact.seeker_id in people],
        "questions": [(one, people[one.person_id]) for one in asked if one.person_id in people],
        "offices": {office.id: office.name for office in offices()},
        "may_register": may(by, "people.register"),
    }
    return render(request, "people/tracing.html", page)
