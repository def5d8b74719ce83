"""Forms about authorities, consulates and borders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases import queries
from safar.cases.types import AnswerGiven, BorderListGiven, ConsularGiven, DecisionAnswer, MovementLeaving
from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MembersField, members_of
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanLines, CleanText, labelled


class SubmitForm(CaseForm):
    """Who is put before which authority; what is sent follows from the programme."""

    enrolment = forms.ChoiceField(label=_("Programme"))
    authority = forms.TypedChoiceField(label=_("Authority"), coerce=int, empty_value=None)
    members = MembersField(label=_("Who"))

    def fill(self) -> None:
        """Offer the enrolments of the case, the authorities of its country and its members."""
        self.fields["enrolment"].choices = [  # type: ignore[attr-defined]
            (str(view.id), view.programme) for view in self.case.enrolments
        ]
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            (office.id, office.name) for office in queries.authorities_in(self.case.host_country)
        ]
        self.fields["members"].choices = members_of(self.case)  # type: ignore[attr-defined]
        self.fields["members"].initial = [value for value, _name in members_of(self.case)]


class AuthorityAnswerForm(PartedForm):
    """What an authority decides; a refusal is whole only with reasons, remedy and its last day."""

    answer = forms.ChoiceField(
        label=_("What do you decide?"), choices=labelled(words.DECISION_ANSWER), widget=forms.RadioSelect
    )
    decided_on = DayField(label=_("Decided on"), not_after_today=True)
    reference = CleanText(label=_("Your own number"), required=False, max_length=60)
    reasons = CleanLines(
        label=_("Reasons, if you refuse"), required=False, max_length=4000,
        help_text=_("One reason in each line; the person is told them as you write them."),
    )  # fmt: skip
    remedy = CleanLines(label=_("What the person can do against it"), required=False, max_length=1000)
    remedy_until = DayField(label=_("Until which day"), required=False)
    asks = CleanLines(
        label=_("What more you need, if you ask for more"), required=False, max_length=1000,
        help_text=_("What the programme does not declare, the person answers themselves."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say at its field what an answer lacks."""
        given = super().clean() or {}
        if given.get("answer") == DecisionAnswer.REFUSED:
            for name, sentence in (
                ("reasons", gettext("A refusal names its reasons.")),
                ("remedy", gettext("A refusal says what the person can do against it.")),
                ("remedy_until", gettext("Write until which day they can do it.")),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        if given.get("answer") == DecisionAnswer.MORE_ASKED and not given.get("asks"):
            self.add_error("asks", gettext("Write what more you need to decide."))
        return given

    def given(self) -> AnswerGiven:
        """The answer as the service takes it."""
        said = self.cleaned_data
        return AnswerGiven(
            answer=said["answer"],
            decided_on=said["decided_on"],
            reasons=tuple(line for line in said["reasons"].splitlines() if line),
            remedy=said["remedy"],
            remedy_until=said["remedy_until"],
            asks=said["asks"],
            reference=said["reference"],
        )


class ConsularForm(CaseForm):
    """One request to one embassy: the written wish, and for a child its guardian and its own view."""

    layout = (
        (_("The request"), ("embassy", "sent_on", "due_on")),
        (_("The written wish it rests on"), ("wish_on", "wish_paper")),
        (_("For a child"), ("guardian_name", "guardian_paper", "child_view")),
    )
    embassy = CleanText(label=_("Embassy or consulate"), max_length=200)
    sent_on = DayField(label=_("Sent on"), not_after_today=True)
    due_on = DayField(label=_("An answer is due on"), required=False)
    wish_on = DayField(label=_("The person wished it in writing on"), not_after_today=True)
    wish_paper = CleanText(
        label=_("Where the written wish is kept"), max_length=200,
        help_text=_("A wish serves for one request. Another request needs another wish."),
    )  # fmt: skip
    guardian_name = CleanText(label=_("Guardian"), required=False, max_length=200)
    guardian_paper = CleanText(label=_("Paper that shows the guardian’s authority"), required=False, max_length=200)
    child_view = CleanLines(label=_("What the child says about it"), required=False, max_length=1000)

    def fill(self) -> None:
        """Today, unless somebody writes another day."""
        self.fields["sent_on"].initial = timezone.localdate()

    def given(self) -> ConsularGiven:
        """The request as the service takes it."""
        return ConsularGiven(**{name: value for name, value in self.cleaned_data.items() if name != "due_on"})


class ConsularAnswerForm(CaseForm):
    """What the embassy answered."""

    answer = forms.ChoiceField(label=_("What did they answer?"), widget=forms.RadioSelect)
    on = DayField(label=_("On"), not_after_today=True)
    note = CleanLines(label=_("In their words, as far as it has to be kept"), required=False, max_length=1000)

    def fill(self) -> None:
        """Offer every answer but none."""
        answers = [(code, label) for code, label in words.CONSULAR_ANSWER.items() if code != "awaited"]
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]


class BorderListForm(PartedForm):
    """Which movement, which border authority, on which side."""

    movement = forms.ChoiceField(label=_("Movement"))
    side = forms.ChoiceField(label=_("Which border is told"), widget=forms.RadioSelect)
    country = forms.ChoiceField(label=_("Country of that border"))
    authority = CleanText(label=_("Border authority"), max_length=200)
    crossing = CleanText(label=_("Airport or crossing"), max_length=200)

    def __init__(self, *args: Any, movements: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["movement"].choices = movements  # type: ignore[attr-defined]
        self.fields["side"].choices = labelled(words.BORDER_SIDE)  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", _("choose")), *words.country_choices()]  # type: ignore[attr-defined]

    def given(self) -> BorderListGiven:
        """The list as the service takes it."""
        said = self.cleaned_data
        return BorderListGiven(said["authority"], said["side"], said["country"], said["crossing"])


class RecallForm(PartedForm):
    """The border was told."""

    told_whom = CleanText(label=_("Who was told, and how"), max_length=200)


def movement_choice(one: MovementLeaving, when: str) -> tuple[str, str]:
    """A movement as a choice: when, by what, from where to where, how many."""
    by_what = " ".join(part for part in (one.carrier, one.number) if part) or str(words.WAY.get(one.way, one.way))
    return str(one.itinerary_id), f"{when} · {by_what} · {one.from_place} – {one.to_place} · {one.people}"
