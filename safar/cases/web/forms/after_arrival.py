"""Forms of what happens after arrival: onward movement, what becomes of a promise, another return."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MemberField, members_of
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText, labelled


class OnwardForm(CaseForm):
    """Somebody moved on, left again or came back."""

    member = MemberField(label=_("Who"))
    kind = forms.ChoiceField(label=_("What happened"), choices=labelled(words.ONWARD), widget=forms.RadioSelect)
    certainty = forms.ChoiceField(
        label=_("How sure are we?"), choices=labelled(words.CERTAINTY), widget=forms.RadioSelect,
        help_text=_("Presumed takes nothing from anybody: somebody is asked to find out."),
    )  # fmt: skip
    since_on = DayField(label=_("Since"), not_after_today=True)
    country = forms.ChoiceField(label=_("Country where they are now"), required=False)
    place = CleanText(label=_("Place"), required=False, max_length=200)
    source = CleanText(label=_("Who told us"), max_length=300)
    plan = CleanLines(
        label=_("How we go on with them"), max_length=2000,
        help_text=_("Moving on is no fault. Say what can still be done, where, and who keeps in touch."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer the members and the countries."""
        self.fields["member"].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]
        self.fields["country"].choices = words.country_choices(_("not known"))  # type: ignore[attr-defined]


class FateForm(CaseForm):
    """What becomes of a promise where the programme leaves it open."""

    answer = forms.ChoiceField(label=_("What becomes of it"), choices=labelled(words.FATE), widget=forms.RadioSelect)
    reason = CleanLines(label=_("Reason"), max_length=2000)


class AnotherReturnForm(CaseForm):
    """This is another return than the one somebody was helped for."""

    member = MemberField(label=_("Who"))
    reason = CleanLines(label=_("Why this is another return"), max_length=2000)

    def fill(self) -> None:
        """Offer the members."""
        self.fields["member"].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]
