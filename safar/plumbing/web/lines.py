"""The form field for the lines at the bottom of a passport or card: typed, pasted, or from a handheld reader."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.kernel.travel_documents import TravelDocument, read_travel_document
from safar.kernel.unclear import Unclear
from safar.plumbing.refusals import say
from safar.plumbing.wording import refusal_of

LONGEST = 400


class LinesField(forms.CharField):
    """Gives a `TravelDocument`, or None when left empty; what the check digits tell against is in its mistakes."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Lines at the bottom of the passport or card"))
        options.setdefault(
            "help_text", _("Two or three lines with “<”. Type or paste them, or hold the card to the reader.")
        )
        super().__init__(required=False, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Capitals of one width from left to right in every language; a reader's line ends do not send half of it."""
        own = {"rows": "3", "cols": "46", "dir": "ltr", "spellcheck": "false", "autocomplete": "off", "data-lines": ""}
        return {**super().widget_attrs(widget), **own, "autocapitalize": "characters", "class": "lines"}

    def to_python(self, value: Any) -> Any:
        """The document these lines tell of."""
        text = str(super().to_python(value) or "")[:LONGEST]
        if not text:
            return None
        try:
            return read_travel_document(text, timezone.localdate())
        except Unclear as unclear:
            refusal = refusal_of(unclear)
            raise forms.ValidationError(say(refusal.code, **refusal.params), code=refusal.code) from unclear


def what_is_wrong(document: TravelDocument | None) -> list[str]:
    """A sentence for each check digit that does not fit, in the reader's language."""
    if document is None:
        return []
    return [say(mistake.code, **mistake.params) for mistake in document.mistakes]
