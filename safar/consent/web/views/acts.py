"""Pages that offer several small acts about one person, each with its own form and button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.consent.web.views.pages import done
from safar.plumbing.web.moments import reader


@dataclass
class Act:
    """Something that can be done on a page: `do` gets the complete form and answers with what to say afterwards."""

    name: str
    title: str | Promise
    button: str | Promise
    form: Callable[..., forms.Form]
    do: Callable[[Any], str | Promise]
    permission: str
    hint: str | Promise = ""
    danger: bool = False
    initial: dict[str, Any] = field(default_factory=dict)
    shown: forms.Form | None = None

    def show(self, data: Any = None) -> forms.Form:
        """The act's form, empty or as typed."""
        self.shown = self.form(data, prefix=self.name, initial=self.initial)
        return self.shown


def perform(request: HttpRequest, acts: Sequence[Act]) -> str:
    """Do the act whose button was pressed; the name of the act done, or empty when a page is to be shown."""
    pressed = request.POST.get("act", "")
    for act in acts:
        if request.method != "POST" or act.name != pressed:
            act.show()
            continue
        require(reader(), act.permission)
        form = act.show(request.POST)
        said: list[str | Promise] = []
        if done(form, lambda act=act, form=form, said=said: said.append(act.do(form))):  # type: ignore[misc]
            messages.success(request, str(said[0]))
            return act.name
    if request.method == "POST" and pressed not in [act.name for act in acts]:
        messages.warning(request, _too_late(request, pressed))
    return ""


def _too_late(request: HttpRequest, pressed: str) -> str:
    """Why nothing happened, and what was typed: its form is not on the page any more."""
    names = [name for name in request.POST if name.startswith(f"{pressed}-")]
    typed = " · ".join(text for name in names for text in request.POST.getlist(name) if text)
    sentence = gettext(
        "This is not offered any more: it is done already, or somebody was faster. Nothing more was saved."
    )
    return f"{sentence} {gettext('You had written: %(text)s') % {'text': typed}}" if typed else sentence


def offered(acts: Sequence[Act]) -> list[Act]:
    """The acts that the reader's role includes."""
    by = reader()
    return [act for act in acts if may(by, act.permission)]


def worst_status(acts: Sequence[Act]) -> int:
    """422 where something typed could not be done."""
    return 422 if any(act.shown is not None and act.shown.is_bound and act.shown.errors for act in acts) else 200
