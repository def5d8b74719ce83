"""The alias of a person: given, ended, and the name behind it shown for a stated purpose (D10)."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.people import services
from safar.people.types import NamePurpose, PersonId
from safar.people.web.forms.acts import AliasForm, NamePurposeForm
from safar.people.web.views.frame import PersonAct
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse


class GiveAlias(PersonAct):
    """From now on the person is called by another word."""

    permission = "people.alias"
    form_class = AliasForm
    heading, submit = _("Give an alias"), _("Give the alias")
    done = _("The person has an alias now. It stands in every list, heading, paper and file name.")
    hint = _(
        "Safar draws the word. The name stays on file: it is opened only for what carrier or border must see, and each"
        " opening is logged. Colleagues who know the person by name do not find them by it any more."
    )

    def act(self, data: dict[str, Any]) -> None:
        """Give it."""
        services.give_alias(by=self.by, at=timezone.now(), person_id=self.file.summary.id, reason=data["reason"])


class EndAlias(PersonAct):
    """The name may be seen again."""

    permission = "people.alias"
    form_class = AliasForm
    heading, submit, done = _("End the alias"), _("End the alias"), _("The person is called by name again.")
    hint = _("Everybody who sees the file sees the name from then on.")
    danger = True

    def act(self, data: dict[str, Any]) -> None:
        """End it."""
        services.end_alias(by=self.by, at=timezone.now(), person_id=self.file.summary.id, reason=data["reason"])


class ShowName(PersonAct):
    """Open the name for a purpose; the page that shows it is not kept by the browser and the opening is logged."""

    permission = "people.read"
    form_class = NamePurposeForm
    heading, submit, done = _("Show the name"), _("Show it and log that I did"), ""
    hint = _("Everybody who opens a name behind an alias is on the list that the data protection officer reads.")

    def post(self, request: HttpRequest, person_id: PersonId, **more: Any) -> HttpResponse:
        """Show the names on this one page."""
        if not self.file.summary.is_alias:
            return redirect("people:person", person_id)
        form: Form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            names = services.open_names(
                by=self.by,
                at=timezone.now(),
                person_ids=[person_id],
                because=NamePurpose(form.cleaned_data["because"]),
            )
        except Refused as refusal:
            refuse(form, refusal)
            return self.ask(form, status=422)
        page = {"person": self.file.summary, "names": names.get(person_id, [])}
        answer = render(request, "people/name_shown.html", page)
        answer.headers["Cache-Control"] = "no-store"
        return answer
