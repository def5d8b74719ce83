"""Forms of referrals and of files opened to save a life."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import all_staff
from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MemberField, members_of, one_of
from safar.cases.web.referral_words import REFERRAL_KIND, REFERRAL_OUTCOME, SHARED_FIELD
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField
from safar.programmes.types import LANGUAGES


class ReferForm(CaseForm):
    """One person, one receiver, one purpose, with their consent to exactly this."""

    member = MemberField(label=_("Who is referred?"))
    kind = forms.ChoiceField(label=_("To whom?"), choices=[("", _("choose")), *REFERRAL_KIND.items()])
    receiver = CleanText(label=_("Name of the receiver"), max_length=200)
    purpose = CleanLines(label=_("What help is asked for?"), max_length=2000)
    shares = forms.MultipleChoiceField(
        label=_("What the receiver is told"), choices=list(SHARED_FIELD.items()), widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what is ticked; nothing is ticked for you."),
    )  # fmt: skip
    consent_given_at = MomentField(label=_("When did the person agree to exactly this?"))
    consent_language = forms.ChoiceField(label=_("In which language?"))
    guardian_name = CleanText(label=_("For a child: the guardian who agreed"), required=False, max_length=200)
    assent = CleanText(label=_("For a child: what the child said"), required=False, max_length=500)
    answer_hours = forms.TypedChoiceField(
        label=_("An answer is due"), coerce=int, initial=72,
        choices=[(4, _("within 4 hours")), (24, _("within a day")), (72, _("within 3 days")), (168, _("in a week"))],
    )  # fmt: skip
    confidential = forms.BooleanField(
        label=_("In confidence: seen by protection officers and by me alone"), required=False
    )

    def fill(self) -> None:
        """The members of the case and the languages by their own names."""
        self.fields["member"].choices = one_of(members_of(self.case), _("choose"))  # type: ignore[attr-defined]
        named = [(code, words.language_name(code)) for code in LANGUAGES]
        self.fields["consent_language"].choices = named  # type: ignore[attr-defined]


class AnswerReferralForm(CaseForm):
    """What the receiver answered or did."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"), choices=list(REFERRAL_OUTCOME.items()), widget=forms.RadioSelect
    )
    by_whom = CleanText(label=_("Who answered for the receiver?"), required=False, max_length=200)
    note = CleanLines(label=_("What was said"), required=False, max_length=2000)


class BreakGlassForm(PartedForm):
    """Whose file, why, who else is told, for how long."""

    reference = CleanText(
        label=_("Reference of the case"), max_length=40, help_text=_("It stands on the person’s papers.")
    )
    reason = CleanLines(label=_("Why does a life depend on it?"), max_length=2000)
    second = forms.TypedChoiceField(label=_("Who else is told now?"), coerce=int)
    hours = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        initial=1,
        choices=[(1, _("one hour")), (2, _("two hours")), (4, _("four hours"))],
    )

    def __init__(self, *args: Any, user_id: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        staff = [one for one in all_staff() if one.is_active and one.user_id != user_id]
        named = [(one.user_id, f"{one.name} ({one.role_name}, {one.office_name})") for one in staff]
        self.fields["second"].choices = [("", _("choose")), *named]  # type: ignore[attr-defined]
