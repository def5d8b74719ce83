"""Looking before registering: the little that tells whether somebody is on file, read from a paper or typed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from safar.kernel.travel_documents import TravelDocument
from safar.people.types import DocumentGiven, DocumentKind, LookedFor, NameGiven
from safar.people.web.words import country_choices
from safar.plumbing.web.fields import RangeField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.lines import LinesField
from safar.plumbing.web.moments import CleanText, labelled

# Which paper the first letters of the lines stand for: the second letter is used for papers that are no passport.
_KINDS = {"PL": DocumentKind.LAISSEZ_PASSER, "PU": DocumentKind.LAISSEZ_PASSER, "P": DocumentKind.PASSPORT}
_RESIDENCE = ("AR", "IR", "CR")


class LookForm(PartedForm):
    """Name, birth and paper: what is typed comes before what the lines of the paper say."""

    lines = LinesField()
    name = CleanText(
        label=_("Name"),
        required=False,
        max_length=200,
        help_text=_("As the person writes it, in their own script. One name is enough."),
    )
    latin = CleanText(
        label=_("Name in Latin letters"),
        required=False,
        max_length=200,
        help_text=_("As on a ticket, if they have one."),
    )
    father_name = CleanText(label=_("Father’s name"), required=False, max_length=200)
    birth = RangeField(label=_("Birth or age"), required=False)
    document_kind = forms.ChoiceField(
        label=_("Document"), choices=labelled(dict(DocumentKind.choices), "–"), required=False
    )
    document_number = CleanText(label=_("Its number"), required=False, max_length=60)
    document_country = forms.ChoiceField(label=_("Issued by"), choices=country_choices, required=False)

    layout: ClassVar[Any] = (
        (_("From the paper, if they have one at hand"), ("lines",)),
        (_("Who"), ("name", "latin", "father_name", "birth")),
        (_("A document, if they have one"), ("document_kind", "document_number", "document_country")),
    )

    def clean(self) -> dict[str, Any]:
        """A name and a birth are needed, wherever they come from; a number belongs to a kind of paper."""
        data = super().clean() or self.cleaned_data
        paper: TravelDocument | None = data.get("lines")
        if paper is not None:
            for name, value in _told_by(paper).items():
                data[name] = data.get(name) or value
        if not data.get("name") and "name" not in self.errors and "lines" not in self.errors:
            self.add_error("name", _("Write at least one name, as the person writes or says it. One name is enough."))
        if not data.get("birth") and not {"birth", "lines"} & set(self.errors):
            self.add_error("birth", _("Write the day, the year or the age that was told."))
        if data.get("document_number") and not data.get("document_kind"):
            self.add_error("document_kind", _("Say which kind of document this number belongs to."))
        return data

    def looked_for(self) -> LookedFor:
        """What is known of them so far."""
        data = self.cleaned_data
        papers = (
            (DocumentGiven(DocumentKind(data["document_kind"]), data["document_number"], data["document_country"]),)
            if data["document_kind"]
            else ()
        )
        name = NameGiven(data["name"], data["latin"], father_name=data["father_name"])
        return LookedFor((name,), data["birth"], papers)

    def first_details(self) -> dict[str, Any]:
        """What then stands in the short form already."""
        data = self.cleaned_data
        paper: TravelDocument | None = data["lines"]
        # A birth goes on as it was typed: an age or “about 1363” cannot be typed anew from the days it means.
        first = {name: data[name] for name in _SHARED if data[name]} | {"birth": self["birth"].data or data["birth"]}
        if paper is None:
            return first
        first |= {"valid_until": paper.valid_until} if data["document_number"] == paper.number else {}
        first |= {"sex": paper.sex} if paper.sex else {}
        if paper.nationality:
            first |= {"nationality": paper.nationality}
        elif paper.standing == "stateless":
            first |= {"stateless": True}
        return first


_SHARED = ("name", "latin", "father_name", "birth", "document_kind", "document_number", "document_country")


def _told_by(paper: TravelDocument) -> dict[str, Any]:
    told = {"name": paper.name, "latin": paper.name, "birth": paper.birth}
    if paper.number:
        told |= {"document_kind": _kind_of(paper.code), "document_number": paper.number}
        told |= {"document_country": paper.issuer}
    return told


def _kind_of(code: str) -> DocumentKind:
    if code[:2] in _RESIDENCE:
        return DocumentKind.RESIDENCE_PERMIT
    return _KINDS.get(code[:2]) or _KINDS.get(code[:1]) or DocumentKind.NATIONAL_ID
