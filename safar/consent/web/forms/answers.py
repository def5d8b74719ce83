"""The kinds of answers these forms ask for, each checked as it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from safar.consent.web.words import Choices, Label, Words, choices
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField
from safar.programmes.types import LANGUAGES


def line(label: Label, *, required: bool = False, hint: Label = "", longest: int = 200) -> CleanText:
    """One line of text without invisible characters."""
    return CleanText(label=label, required=required, help_text=hint, max_length=longest)


def lines(label: Label, *, required: bool = False, hint: Label = "", rows: int = 3) -> CleanLines:
    """Several lines of text."""
    field = CleanLines(label=label, required=required, help_text=hint, max_length=4000)
    field.widget.attrs["rows"] = rows
    return field


def moment(label: Label, *, required: bool = True, hint: Label = "") -> MomentField:
    """A day and a time on the office's clock."""
    return MomentField(label=label, required=required, **({"help_text": hint} if hint else {}))


def day(label: Label, *, required: bool = False, hint: Label = "") -> DayField:
    """A day in the reader's calendar."""
    return DayField(label=label, required=required, help_text=hint)


def one_of(label: Label, among: Words | Choices, *, required: bool = True, hint: Label = "") -> forms.ChoiceField:
    """One of a few answers, all of them seen at once; none is ticked beforehand."""
    return forms.ChoiceField(
        label=label, choices=choices(among), widget=forms.RadioSelect, required=required, help_text=hint
    )


def from_list(
    label: Label,
    among: Words | Choices,
    *,
    required: bool = True,
    hint: Label = "",
) -> forms.ChoiceField:
    """One of a longer list."""
    return forms.ChoiceField(
        label=label, choices=[("", _("choose")), *choices(among)], required=required, help_text=hint
    )


def several(label: Label, among: Words | Choices, hint: Label = "") -> forms.MultipleChoiceField:
    """Any of some answers, or none."""
    return forms.MultipleChoiceField(
        label=label, choices=choices(among), widget=forms.CheckboxSelectMultiple, required=False, help_text=hint
    )


def tick(label: Label, hint: Label = "") -> forms.BooleanField:
    """Something that is so, or not."""
    return forms.BooleanField(label=label, required=False, help_text=hint)


def languages(codes: Iterable[str] | None = None) -> Choices:
    """Languages by their own names; all we know when none are asked for."""
    return [(code, language_name(code)) for code in (LANGUAGES if codes is None else codes)]


def language_name(code: str) -> str:
    """A language's own name."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


class Typed(forms.Form):
    """A form that can also be shown again as it was typed, before anybody has asked whether it is complete."""

    def __init__(self, *args: Any, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished = unfinished

    def full_clean(self) -> None:
        """Check the answers, unless the form is only shown as it was left."""
        if self.unfinished:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()

    def wrong(self, field: str, sentence: Label) -> None:
        """Say what is wrong with one answer, once."""
        if field not in self.errors:
            self.add_error(field, str(sentence))
