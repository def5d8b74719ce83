"""Moving on, deciding, and stopping or ending a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases import queries
from safar.cases.types import DecisionAnswer, NextMove
from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MemberField, MembersField, members_of
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText, labelled


class MoveForm(CaseForm):
    """Who goes on; those who cannot yet are shown on the page with the reasons."""

    members = MembersField(label=_("Who goes on"))
    outcome = forms.ChoiceField(label=_("How it ends for them"), required=False)
    reason = CleanLines(label=_("Reason"), max_length=2000, required=False)

    def __init__(self, *args: Any, move: NextMove, outcomes: Sequence[tuple[str, str]], **options: Any) -> None:
        self.move = move
        self.outcomes = outcomes
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer those who can move; ask for an outcome or a reason only where the programme does."""
        able = [(str(member.enrolment_member_id), member.name) for member in self.move.members if member.ok]
        self.fields["members"].choices = able  # type: ignore[attr-defined]
        self.fields["members"].initial = [value for value, _name in able]
        self.fields["reason"].required = self.move.reason_required
        if self.outcomes:
            self.fields["outcome"].choices = [("", _("choose")), *self.outcomes]  # type: ignore[attr-defined]
            self.fields["outcome"].required = True
        else:
            del self.fields["outcome"]


class RefusingForm(CaseForm):
    """Why a second person does not agree."""

    reason = CleanLines(label=_("If you do not agree: why"), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """Not agreeing needs a reason; agreeing needs none."""
        given = super().clean() or {}
        given["agreed"] = "agree" in self.data
        if not given["agreed"] and not given.get("reason"):
            self.add_error(
                "reason", gettext("Say why you do not agree, so that the colleague who asked can act on it.")
            )
        return given


class DecisionForm(CaseForm):
    """A decision as it was given, with its reasons, one a line, and the remedy against a refusal."""

    enrolment = forms.TypedChoiceField(label=_("Programme"), coerce=UUID)
    kind = forms.ChoiceField(label=_("Whose decision"), choices=labelled(words.DECISION_KIND), widget=forms.RadioSelect)
    answer = forms.ChoiceField(label=_("Answer"), choices=labelled(words.DECISION_ANSWER), widget=forms.RadioSelect)
    decided_on = DayField(label=_("Decided on"))
    decided_by = CleanText(label=_("Decided by"), max_length=200, help_text=_("The person or the authority."))
    reference = CleanText(label=_("Their reference"), required=False, max_length=100)
    reasons = CleanLines(
        label=_("Reasons"), required=False, help_text=_("One on each line, in words the person understands.")
    )
    remedy = CleanLines(
        label=_("What the person can do against it"), required=False, help_text=_("To whom, how, and with whose help.")
    )
    remedy_until = DayField(label=_("Until when"), required=False)

    def fill(self) -> None:
        """Offer the enrolments of the case."""
        self.fields["enrolment"].choices = [(str(view.id), view.programme) for view in self.case.enrolments]  # type: ignore[attr-defined]
        self.fields["decided_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """A refusal tells its reasons and the remedy."""
        given = super().clean() or {}
        if given.get("answer") == DecisionAnswer.REFUSED:
            if not given.get("reasons"):
                self.add_error("reasons", gettext("A refusal tells its reasons. Write at least one."))
            if not given.get("remedy"):
                self.add_error("remedy", gettext("A refusal tells what the person can do against it. Write it down."))
        return given


class ClosingForm(CaseForm):
    """Why the case is closed."""

    reason = forms.ChoiceField(label=_("Why is the case closed?"))
    note = CleanLines(label=_("What else should be known"), required=False, max_length=2000)

    def fill(self) -> None:
        """Offer the reasons for closing."""
        self.fields["reason"].choices = [("", _("choose")), *queries.closure_reasons().items()]  # type: ignore[attr-defined]


class CancellingForm(CaseForm):
    """How the case ends without a journey."""

    outcome = forms.ChoiceField(label=_("What happened"))
    reason = CleanLines(label=_("In your own words"), max_length=2000)

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **options: Any) -> None:
        self.outcomes = outcomes
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the outcomes that the programmes know."""
        self.fields["outcome"].choices = [("", _("choose")), *self.outcomes]  # type: ignore[attr-defined]


class AnswerOfferForm(CaseForm):
    """Accept the case, for somebody, or send it back with a reason."""

    assigned_to = forms.TypedChoiceField(
        label=_("Who will look after it"), coerce=int, empty_value=None, required=False
    )
    reason = CleanLines(label=_("If you send it back: why"), required=False, max_length=2000)

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], **options: Any) -> None:
        self.staff = staff
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the colleagues of the office."""
        self.fields["assigned_to"].choices = [("", _("nobody yet")), *self.staff]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Sending back needs a reason."""
        given = super().clean() or {}
        given["accepted"] = "accept" in self.data
        if not given["accepted"] and not given.get("reason"):
            self.add_error("reason", gettext("Say why the case goes back, so that the other office can act on it."))
        return given


class AssigningForm(CaseForm):
    """Who looks after the case from now on."""

    assigned_to = forms.TypedChoiceField(label=_("Who looks after the case"), coerce=int)

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], **options: Any) -> None:
        self.staff = staff
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the colleagues; whoever asks comes first."""
        self.fields["assigned_to"].choices = list(self.staff)  # type: ignore[attr-defined]
        self.fields["assigned_to"].initial = self.by.user_id


class BirthForm(CaseForm):
    """A child was born; it is registered first, then it joins here."""

    person = forms.TypedChoiceField(label=_("The child"), coerce=UUID, widget=forms.RadioSelect)
    born_on = DayField(label=_("Born on"))

    def __init__(self, *args: Any, candidates: Sequence[tuple[str, str]], **options: Any) -> None:
        self.candidates = candidates
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the children of the household who are not in the case."""
        self.fields["person"].choices = list(self.candidates)  # type: ignore[attr-defined]


class DeathForm(CaseForm):
    """Somebody is said to have died; nothing is closed until it is confirmed."""

    member = MemberField(label=_("Who"))
    source = CleanText(label=_("Who said so, and how"), max_length=300)
    confirmed = forms.BooleanField(label=_("A paper or a colleague who was there confirms it"), required=False)

    def fill(self) -> None:
        """Offer the members."""
        self.fields["member"].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]


class StayingForm(CaseForm):
    """Somebody stays while the others go on."""

    member = MemberField(label=_("Who stays"))
    reason = CleanText(label=_("What they said, in a few words"), max_length=500)

    def fill(self) -> None:
        """Offer the members."""
        self.fields["member"].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]


class SplittingForm(CaseForm):
    """Who goes into a case of their own."""

    members = MembersField(label=_("Who gets a case of their own"))
    reason = CleanLines(label=_("Why"), max_length=1000)
    journey = forms.ChoiceField(
        label=_("Their journey"),
        choices=[
            ("same", _("the same as before")),
            ("new", _("another one: where, when or whether is now theirs to say")),
        ],
        initial="same",
        widget=forms.RadioSelect,
    )

    def fill(self) -> None:
        """Offer the members."""
        self.fields["members"].choices = members_of(self.case)  # type: ignore[attr-defined]
