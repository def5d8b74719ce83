"""How a form is drawn: label, hint, error in words tied to its field, a summary on top, groups with a legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise

from safar.plumbing.refusals import Refused


class Renderer(TemplatesSetting):
    """Draws forms, fields, errors and form sets with the templates in `templates/forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"


@dataclass(frozen=True)
class Part:
    """A titled part of a form; `hint` is a sentence under the title."""

    legend: str | Promise
    fields: Sequence[BoundField]
    hint: str | Promise = ""


class PartedForm(forms.Form):
    """A form in titled parts: `layout` lists title and field names; fields in no part come in a last one without title.

    A form that wants no parts simply inherits from Django's own.
    """

    layout: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = ()

    @property
    def parts(self) -> list[Part]:
        """The parts with their fields, empty ones left out."""
        placed = {name for _legend, names in self.layout for name in names}
        left = [field.name for field in self.visible_fields() if field.name not in placed]
        wanted = [*self.layout, ("", left)]
        parts = [Part(legend, [self[name] for name in names if name in self.fields]) for legend, names in wanted]
        return [part for part in parts if part.fields]


def refuse(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a refusal's sentence in the form, at its field if it names one; what was typed stays."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
