"""What a permit or a departure waits for, each with the page that clears it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.consent.types import Refusal
from safar.consent.web.subjects import Someone, Subject

# By the rule's number: the page, the words on its button, and whether it is opened for the whole journey.
_CLEARED_BY: dict[str, tuple[str, str | Promise, bool]] = {
    "V1": ("consent:declaration", _("Declaration"), False),
    "V2": ("consent:declaration", _("Declaration"), False),
    "V3": ("consent:session", _("Hold a talk"), True),
    "V4": ("consent:journey", _("Look at the holds"), True),
    "V5": ("consent:session", _("Hold a talk"), True),
    "V6": ("consent:screen", _("Screen"), False),
    "V7": ("consent:session", _("Hold a talk"), True),
    "V8": ("consent:position", _("Doubt about deciding"), False),
    "V11": ("consent:confirm", _("Ask again"), False),
    "V13": ("consent:position", _("Asylum and safety"), False),
    "V16": ("consent:child", _("The other parent’s consent"), False),
    "V17": ("consent:step", _("Steps that cannot be undone"), False),
}
_STOPS = {"V6", "V9", "V20"}


@dataclass(frozen=True)
class Blocker:
    """One thing that stands in the way, as a sentence, and the page that clears it (if a page does)."""

    refusal: Refusal
    url: str
    label: str | Promise

    @property
    def mark(self) -> str:
        """The colour of its mark."""
        return "red" if self.refusal.rule in _STOPS else "no"


def blockers(refusals: Iterable[Refusal], subject: Subject, one: Someone, here: str = "") -> list[Blocker]:
    """The refusals with where each is cleared; none leads to the page it is shown on (`here`, a URL name)."""
    found = []
    for refusal in refusals:
        name, label, for_all = _CLEARED_BY.get(refusal.rule, ("", "", False))
        if refusal.rule == "V1" and not one.is_adult:
            name, label = "consent:child", _("The child’s permit")
        url = reverse(name, args=[subject.journey.id if for_all else one.id]) if name and name != here else ""
        found.append(Blocker(refusal, url, label))
    return found
