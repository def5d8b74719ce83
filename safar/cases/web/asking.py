"""The frame of every page that does one thing to one case: ask, do it through a service, go back to the file."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from safar.accounts.services import log_read, require
from safar.cases import queries
from safar.cases.models import Enrolment
from safar.cases.types import CaseFile
from safar.cases.web.forms.frame import NothingForm
from safar.plumbing.refusals import Refused, say
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

Words = str | Promise


def open_file(by: Actor, case_id: UUID, page: str) -> CaseFile:
    """The case for a page, with the reading of its people's files written down; 404 for what cannot be seen (D9)."""
    at = timezone.now()
    case = queries.case_file(by=by, case_id=case_id, at=at)
    if case is None:
        raise Http404
    log_read(by=by, at=at, kind="person", ids=[person.person_id for person in case.people], page=page)
    return case


def case_named(wanted: UUID) -> UUID:
    """The case of that id, or the case of the enrolment of that id: what a gate points to may be either."""
    enrolment = Enrolment.objects.filter(id=wanted).first()
    return enrolment.case_id if enrolment else wanted


def found(lines: Any, wanted: UUID) -> Any:
    """The line of that id among the case's own; 404 where there is none."""
    for line in lines:
        if line.id == wanted:
            return line
    raise Http404


class Asking(View):
    """One act on one case. What is refused is said on top of the form, and everything typed stays."""

    permission: ClassVar[str]
    form_class: ClassVar[type[Form]] = NothingForm
    heading: ClassVar[Words]
    submit: ClassVar[Words] = _("Save")
    explanation: ClassVar[Words] = ""
    done: ClassVar[Words] = _("Saved.")
    danger: ClassVar[bool] = False
    also_by_enrolment: ClassVar[bool] = False
    also_closed: ClassVar[bool] = False
    template_name: ClassVar[str] = "cases/ask.html"

    by: Actor
    case: CaseFile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check who asks and find what it is about, before anything else."""
        self.by = reader()
        require(self.by, self.permission)
        wanted: UUID = case_named(kwargs["id"]) if self.also_by_enrolment else kwargs["id"]
        self.case = open_file(self.by, wanted, type(self).__name__.lower())
        if self.case.status == "closed" and not self.also_closed:
            messages.error(request, say("cases_case_is_closed"))
            return HttpResponseRedirect(reverse("cases:case", kwargs={"id": self.case.id}))
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Find what else the address names; 404 for what is not the case's."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or show the form again with the sentence that says why not."""
        form = self.form(request.POST, request.FILES)
        answer = self.carried_out(form) if form.is_valid() else None
        return answer or self.show(form)

    def carried_out(self, form: Form) -> HttpResponse | None:
        """Do what the form asks; None when it was refused."""
        try:
            with transaction.atomic():
                answer = self.act(form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
            return None
        if answer is None:
            messages.success(self.request, self.said())
        return answer or HttpResponseRedirect(self.back())

    def act(self, given: dict[str, Any]) -> HttpResponse | None:
        """Call the service; an answer other than None is shown in place of the case file."""
        raise Http404

    def form(self, *sent: Any) -> Form:
        """The form, empty or with what was sent."""
        options: dict[str, Any] = {"case": self.case, "by": self.by, "initial": self.initial()}
        return self.form_class(*sent, **options)

    def initial(self) -> dict[str, Any]:
        """What stands in the form before anybody writes."""
        return {}

    def said(self) -> str:
        """The sentence shown on the case file afterwards."""
        return str(self.done)

    def back(self) -> str:
        """Where to go afterwards."""
        return reverse("cases:case", kwargs={"id": self.case.id})

    def redirect(self) -> HttpResponse:
        """Go back without a sentence of its own: what happened has told itself."""
        return HttpResponseRedirect(self.back())

    def context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    def show(self, form: Form) -> HttpResponse:
        """The page with the form."""
        words = {
            "heading": self.heading,
            "submit": self.submit,
            "explanation": self.explanation,
            "danger": self.danger,
        }
        return render(
            self.request,
            self.template_name,
            {"case": self.case, "form": form, **words, "back": self.back(), **self.context()},
        )
