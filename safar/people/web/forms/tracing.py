"""The forms of family tracing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.kernel.dates import parse_birth
from safar.people.types import TracedIs
from safar.plumbing.web import display
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText


class TracingForm(forms.Form):
    """Who is looked for."""

    name = CleanText(label=_("Name of who is looked for"), max_length=200)
    latin = CleanText(label=_("In Latin letters"), max_length=200, required=False)
    relation = forms.ChoiceField(label=_("They are the person’s"), choices=TracedIs.choices)
    birth = CleanText(
        label=_("Born, as far as it is known"), required=False, max_length=60, help_text=_("A day, a year or an age.")
    )
    last_known = CleanLines(label=_("Where they were last, and when"), required=False)

    def clean_birth(self) -> Any:
        """A birth we can read."""
        written = self.cleaned_data["birth"]
        try:
            if written:
                parse_birth(written, display.calendar_in_use(), timezone.localdate())
        except ValueError as unreadable:
            raise ValidationError(_("Write a day, a year or an age, or leave it empty.")) from unreadable
        return written


class AttemptForm(forms.Form):
    """What was tried."""

    tried_on = DayField(label=_("On which day?"), not_after_today=True)
    way = CleanText(label=_("Where and how did you look?"), max_length=200)
    note = CleanLines(label=_("What came of it"), required=False)


class BecauseForm(forms.Form):
    """Why it ends."""

    because = CleanText(label=_("Why"), max_length=200)


class AnswerForm(forms.Form):
    """What the person says, asked alone."""

    agrees = forms.ChoiceField(
        label=_("May a relative who looks for them learn that we know them?"),
        choices=[("yes", _("yes")), ("no", _("no, or they are not sure"))],
        widget=forms.RadioSelect,
    )
