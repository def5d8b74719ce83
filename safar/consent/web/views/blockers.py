"""What a permit or a departure waits for, each with the page that clears it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may
from safar.consent.types import Refusal
from safar.consent.web.subjects import Someone, Subject
from safar.plumbing.web.moments import reader

_Way = tuple[str, str | Promise, bool]
_TALK: _Way = ("consent:session", _("Hold a talk"), True)
_NONE: _Way = ("", "", False)

# By the rule's number: the page, the words on its button, and whether it is opened for the whole journey.
_CLEARED_BY: dict[str, _Way] = {
    "V1": ("consent:declaration", _("Declaration"), False),
    "V2": ("consent:declaration", _("Declaration"), False),
    "V3": _TALK,
    "V4": ("consent:journey", _("Look at the holds"), True),
    "V5": _TALK,
    "V6": ("consent:screen", _("Screen"), False),
    "V7": _TALK,
    "V8": ("consent:position", _("Doubt about deciding"), False),
    "V9": ("consent:child", _("What the child needs"), False),
    "V11": ("consent:confirm", _("Ask again"), False),
    "V13": ("consent:position", _("Asylum and safety"), False),
    "V15": ("consent:declaration", _("Declaration"), False),
    "V16": ("consent:child", _("The other parent’s consent"), False),
    "V17": ("consent:step", _("Steps that cannot be undone"), False),
    "V18": ("consent:advisories", _("Advisories"), False),
    "V20": ("consent:report", _("The report"), False),
    "V21": ("consent:interpreters_for", _("Who may interpret"), False),
}
# Where a refusal is cleared elsewhere than the rest of its rule.
_CLEARED_ELSEWHERE: dict[str, _Way] = {
    "v1_lapsed": _TALK,
    "v1_terms_changed": _TALK,
    "v1_ask_again": _TALK,
    "v1_not_arranged_by_us": _NONE,
    "v1_not_going": _NONE,
    "v1_paper_to_check": ("consent:permit", _("The paper"), False),
    "v1_paper_to_reach": ("consent:permit", _("The paper"), False),
    "v1_paper_differs": ("consent:paper_enter", _("Enter anew"), False),
    "v7_authority_at_signing": ("consent:declaration", _("Declaration"), False),
    "v1_text_draft": ("consent:packs", _("Texts"), False),
    "v3_pack_draft": ("consent:packs", _("Texts"), False),
    "v4_withdrawn": ("consent:declaration", _("Declaration"), False),
    "v18_not_asked": ("consent:profile", _("Ask them"), False),
    "v21_unfit": ("consent:confirm", _("Ask again"), False),
    "v6_not_screened_alone": _TALK,
    "v16_not_seen_alone": _TALK,
    "v16_parent_without_permit": ("consent:journey", _("The parents’ permits"), True),
    "v16_dispute": ("consent:child", _("Court or panel"), False),
}
# Whoever may not use a page is told the sentence without a way there.
_ASKED_FOR = {
    "consent:declaration": "consent.declare",
    "consent:child": "consent.read",
    "consent:session": "consent.counsel",
    "consent:position": "consent.counsel",
    "consent:screen": "consent.screen",
    "consent:confirm": "consent.confirm",
    "consent:report": "consent.report_death",
    "consent:interpreters_for": "consent.counsel",
    "consent:profile": "consent.tell_advisory",
    "consent:advisories": "consent.tell_advisory",
}
_STOPS = {"V6", "V9", "V18", "V20"}


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
    found, by = [], reader()
    for refusal in refusals:
        way = _CLEARED_ELSEWHERE.get(refusal.code) or _CLEARED_BY.get(refusal.rule, _NONE)
        if way[0] == "consent:declaration" and not one.is_adult:
            way = ("consent:child", _("The child’s permit"), False)
        name, label, for_all = way
        whose = [] if name in ("consent:packs", "consent:advisories") else [subject.journey.id if for_all else one.id]
        usable = name and name != here and may(by, _ASKED_FOR.get(name, "consent.read"))
        url = reverse(name, args=whose) if usable else ""
        found.append(Blocker(refusal, url, label))
    return found
