"""The frame of every page that does one thing to one person's file: ask, do it, go back to the file."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views import View

from safar.accounts.services import log_read, require
from safar.people.queries import person_file
from safar.people.types import PersonFile, PersonId
from safar.people.web.forms.acts import NothingForm
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

Words = str | Promise


def open_file(by: Actor, person_id: PersonId, page: str) -> PersonFile:
    """A person's file for a page; the reading is written down (D12), and what cannot be seen is not there (D9)."""
    require(by, "people.read")
    file = person_file(person_id, timezone.localdate())
    if file is None:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="person", ids=list(file.records), page=page)
    return file


class PersonAct(View):
    """One act on one person's file. What is refused is said in the form, and everything typed stays."""

    permission: ClassVar[str] = "people.correct"
    form_class: ClassVar[type[Form]] = NothingForm
    template: ClassVar[str] = "people/ask.html"
    heading: ClassVar[Words]
    submit: ClassVar[Words]
    done: ClassVar[Words]
    hint: ClassVar[Words] = ""
    danger: ClassVar[bool] = False

    by: Actor
    file: PersonFile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the file for whoever may do this."""
        self.by = reader()
        require(self.by, self.permission)
        page = f"{type(self).__name__}"
        self.file = open_file(self.by, kwargs["person_id"], page)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, person_id: PersonId, **more: UUID) -> HttpResponse:
        """Ask."""
        return self.ask(self.form())

    def post(self, request: HttpRequest, person_id: PersonId, **more: UUID) -> HttpResponse:
        """Do it, or ask again with a sentence."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form)
        try:
            with transaction.atomic():
                self.act(form.cleaned_data)
        except Refused as refusal:
            return self.refused(form, refusal)
        messages.success(request, str(self.done))
        return redirect("people:person", self.file.summary.id)

    def refused(self, form: Form, refusal: Refused) -> HttpResponse:
        """Say the refusal in the form."""
        refuse(form, refusal)
        return self.ask(form)

    def form(self, data: Any = None) -> Form:
        """The form, empty or with what was sent."""
        return self.form_class(data, initial=self.first_values())

    def first_values(self) -> dict[str, Any]:
        """What stands in the form when it is opened."""
        return {}

    def act(self, data: dict[str, Any]) -> None:
        """Call the service that does it."""
        raise Http404

    def ask(self, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        """The page with the form."""
        page = {
            "form": form,
            "person": self.file.summary,
            "heading": self.heading,
            "submit": self.submit,
            "hint": self.hint,
            "danger": self.danger,
            **more,
        }
        return render(self.request, self.template, page, status=status)

    def chosen(self, name: str, lines: Any) -> Any:
        """The line of the file that the address names; 404 where it is not this person's."""
        for line in lines:
            if line.id == self.kwargs[name]:
                return line
        raise Http404
