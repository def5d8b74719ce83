"""The form of the search: one box, the lines of a paper, and a field for each thing that may be known."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from safar.kernel.dates import DayRange
from safar.kernel.travel_documents import TravelDocument
from safar.people.types import Sex, Sought
from safar.plumbing.web.fields import RangeField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.lines import LinesField
from safar.plumbing.web.moments import CleanText, labelled

LONGEST_TEXT = 200


class SearchForm(PartedForm):
    """Every field may be empty; what is written in any of them is looked for together."""

    q = CleanText(
        required=False, max_length=LONGEST_TEXT,
        label=_("Name in any script, case reference, document or telephone number"),
        widget=forms.TextInput({"type": "search", "dir": "auto", "autocomplete": "off"}),
        help_text=_("A year of birth beside the name finds better: Ahmadi 1365."),
    )  # fmt: skip
    lines = LinesField()
    name = CleanText(label=_("Name"), required=False, max_length=LONGEST_TEXT)
    father = CleanText(label=_("Father’s name"), required=False, max_length=LONGEST_TEXT)
    born = RangeField(label=_("Birth or age"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=labelled(dict(Sex.choices), _("any")))
    document = CleanText(label=_("Document number"), required=False, max_length=60)
    phone = CleanText(label=_("Telephone"), required=False, max_length=60)
    place = CleanText(label=_("Place of last residence"), required=False, max_length=LONGEST_TEXT)
    reference = CleanText(label=_("Case reference"), required=False, max_length=20)

    layout: ClassVar[Any] = (
        (_("Any of these"), ("name", "father", "born", "sex", "document", "phone", "place", "reference")),
    )
    finding: ClassVar[tuple[str, ...]] = ("q", "lines", "name", "father", "document", "phone", "reference")
    known: ClassVar[tuple[str, ...]] = ("name", "father", "born", "sex", "document", "phone", "place", "reference")

    @property
    def paper(self) -> TravelDocument | None:
        """What the lines at the bottom of the paper tell."""
        return self.cleaned_data.get("lines")

    def clean(self) -> dict[str, Any]:
        """A birth, a place or a sex alone belongs to thousands: it narrows a name, and finds nobody by itself."""
        data = super().clean() or self.cleaned_data
        narrowing = any(data.get(name) for name in ("born", "sex", "place"))
        if narrowing and not any(data.get(name) for name in self.finding) and not self.errors:
            self.add_error("name", _("Write a name or a number too: birth, sex and place only narrow what is found."))
        return data

    def is_empty(self) -> bool:
        """Whether nothing at all was written."""
        return not any(self.cleaned_data.values())

    def asks_more(self) -> bool:
        """Whether anything stands in the fields besides the one box, so that they stay open."""
        return any(self[name].data for name in self.known) or any(name in self.errors for name in self.known)

    def references(self) -> list[str]:
        """What may be the reference of a case."""
        return [text for text in (self.cleaned_data["reference"], self.cleaned_data["q"]) if text]

    def sought(self) -> Sought:
        """Who is looked for. The sex on a paper narrows nothing: papers are wrong about it, and so are files."""
        data, paper = self.cleaned_data, self.paper
        born: DayRange | None = data["born"] or (paper.birth if paper else None)
        return Sought(
            text=data["q"],
            name=data["name"] or (paper.name if paper and not data["q"] else ""),
            father=data["father"],
            born=born,
            document=data["document"] or (paper.number if paper else ""),
            phone=data["phone"],
            place=data["place"],
            sex=data["sex"],
        )
