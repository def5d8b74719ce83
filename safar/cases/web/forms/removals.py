"""What is asked about a removal we hear of, and for the auditor’s sample of files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.cases.web.forms.frame import CaseForm, MembersField, members_of
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField


class RemovalForm(CaseForm):
    """The State removed somebody first."""

    members = MembersField(label=_("Who was removed"))
    removed_at = MomentField(label=_("When"))
    authority = CleanText(label=_("Which authority did it"), max_length=200)
    place = CleanText(label=_("From where, and to where"), required=False, max_length=200)
    told_by = CleanText(label=_("How we know"), max_length=200)
    account = CleanLines(
        label=_("What the person or others told us of it"), required=False, max_length=4000,
        help_text=_("In their words. It stays in the file and goes to nobody who enforces."),
    )  # fmt: skip

    def fill(self) -> None:
        """Nobody is ticked beforehand."""
        self.fields["members"].choices = members_of(self.case)  # type: ignore[attr-defined]


class SampleForm(PartedForm):
    """A sample to draw for an auditor."""

    auditor = forms.TypedChoiceField(label=_("Auditor"), coerce=int, empty_value=None)
    office = forms.TypedChoiceField(label=_("Cases of which office"), coerce=int, empty_value=None)
    purpose = CleanText(label=_("What the audit is for"), max_length=200)
    seed = CleanText(
        label=_("Seed"), max_length=60,
        help_text=_("Any word or number the auditor chooses. The same seed draws the same cases."),
    )  # fmt: skip
    wanted = forms.IntegerField(label=_("How many cases"), min_value=1, max_value=200, localize=True)
    opened_from = DayField(label=_("Cases opened from"))
    opened_until = DayField(label=_("Cases opened until"))
    from_on = DayField(label=_("Readable from"))
    until_on = DayField(label=_("Readable until"), help_text=_("Ninety days at most."))

    def __init__(
        self, *args: Any, auditors: list[tuple[int, str]], offices: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["auditor"].choices = [("", _("choose")), *auditors]  # type: ignore[attr-defined]
        self.fields["office"].choices = [("", _("choose")), *offices]  # type: ignore[attr-defined]
        self.fields["from_on"].initial = timezone.localdate()
