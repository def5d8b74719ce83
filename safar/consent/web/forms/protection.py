"""Forms of protection: capacity for one decision, support in deciding, time to recover."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.consent.types import CapacityFinding, RecoveryHeard
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, day, from_list, line, lines, moment, one_of


class DoubtForm(Typed):
    """Somebody doubts that the person can take one decision."""

    about = one_of(
        _("Which decision?"), words.CAPACITY_ABOUT, hint=_("Only a doubt about the return holds the return.")
    )
    raised_on = day(_("On which day?"), required=True)
    source = line(_("Who says so, and why?"), required=True)

    def clean(self) -> dict[str, Any]:
        """A doubt cannot come from tomorrow."""
        given = super().clean() or {}
        if given.get("raised_on") and given["raised_on"] > timezone.localdate():
            self.wrong("raised_on", _("This day lies ahead of us. Check it."))
        return given


class FindingForm(Typed):
    """What an assessment found about one decision, or who decides in law."""

    result = one_of(_("What was found, for this decision and this day?"), words.CAPACITY_RESULTS)
    settler_kind = from_list(_("Who found it?"), words.SETTLERS, hint=_("Never a hospital or an insurer."))
    settler_name = line(_("Their name"))
    sent_by = from_list(_("Who asked them?"), words.SENT_BY, required=False)
    settled_on = day(_("On which day?"), required=True)
    valid_until = day(_("It holds until"), hint=_("Empty when no day is set. On that day it is assessed again."))
    authority_from = day(_("Who decides in law: since when"))
    paper = line(_("Which paper shows it"))
    note = lines(_("What colleagues must know"), rows=2)

    def clean(self) -> dict[str, Any]:
        """Who decides in law is named, with paper and day."""
        given = super().clean() or {}
        if given.get("result") == "decided_for":
            for field in ("settler_name", "paper", "authority_from"):
                if not given.get(field):
                    self.wrong(field, _("Needed for somebody who decides in law."))
        return given

    def given(self) -> dict[str, Any]:
        """The finding as the service takes it."""
        said = self.cleaned_data
        names = ("result", "settler_name", "sent_by", "paper", "authority_from", "valid_until")
        return {
            "settled_by": "legal_decision_maker" if said["result"] == "decided_for" else "assessment",
            "settler_kind": said["settler_kind"],
            "settled_on": said["settled_on"],
            "can_decide": said["result"] != "cannot",
            "note": said["note"],
            "finding": CapacityFinding(**{name: said[name] for name in names}),
        }


class SupportForm(Typed):
    """Who supported the person in deciding, and how."""

    supporter_kind = from_list(_("Who supported them?"), words.SUPPORTERS)
    supporter_name = line(_("Their name"), required=True)
    how = lines(
        _("How?"), required=True, rows=2, hint=_("Pictures, plain words, time, a second talk, a trusted person.")
    )


class HeardForm(Typed):
    """What the person said alone when the time to recover was over."""

    spoke_alone_at = moment(_("When did you speak with them alone?"))
    wish = one_of(_("What do they wish?"), words.WISHES)
    identification = one_of(_("What did identification come to?"), words.IDENTIFICATIONS)
    identified_by = line(_("Which service, which paper"))
    note = lines(_("What they told you, as far as it has to be kept"))

    def given(self) -> RecoveryHeard:
        """What was heard, as the service takes it."""
        return RecoveryHeard(**self.cleaned_data)


class BeginRecoveryForm(Typed):
    """Begin the time to recover."""


class DoneForm(Typed):
    """Something was done now, with a word on it."""

    note = line(_("By whom, where"))
