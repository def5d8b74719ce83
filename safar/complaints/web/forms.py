"""The forms of complaints: what the desk writes down, what an officer does, and what a second opinion says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.complaints.types import About, Channel, Ground, Opinion, Outcome, Standing, StepKind
from safar.kernel.places import person_languages
from safar.people.types import PersonSummary
from safar.plumbing.web import display
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField


class ComplaintForm(PartedForm):
    """A complaint as it comes in; the person's name is not needed."""

    words = CleanLines(label=_("What happened, in the person’s own words"), max_length=8000)
    about = forms.ChoiceField(label=_("What it is about"), choices=About.choices, widget=forms.RadioSelect)
    accused = forms.TypedMultipleChoiceField(
        label=_("Which colleague"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They never learn of it from this program, not even that it exists."),
    )  # fmt: skip
    accused_words = CleanLines(
        label=_("Who, where the name is not known"), required=False, max_length=1000,
        help_text=_("What they look like, where and when it was."),
    )  # fmt: skip
    serious = forms.BooleanField(
        label=_("Somebody was hurt, threatened, or asked for money or anything else in return"), required=False
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=Channel.choices)
    language = forms.ChoiceField(label=_("Language to answer in"))
    received_at = MomentField(label=_("When it came"))
    person = forms.TypedChoiceField(label=_("Who complains"), coerce=UUID, empty_value=None, required=False)
    anonymous = forms.BooleanField(label=_("They do not wish to give a name"), required=False)
    wants_contact = forms.BooleanField(label=_("They wish to hear from us"), required=False)
    safe_contact = CleanLines(
        label=_("How to reach them safely"), required=False, max_length=500,
        help_text=_("Number, hours, who may answer. Without it, they can ask with the reference."),
    )  # fmt: skip
    earlier_reference = CleanText(label=_("Reference of an earlier complaint, if any"), required=False, max_length=40)
    layout = (
        (_("What happened"), ("words", "about", "accused", "accused_words", "serious")),
        (_("How it came"), ("channel", "language", "received_at", "earlier_reference")),
        (_("Who complains"), ("person", "anonymous", "wants_contact", "safe_contact")),
    )

    def __init__(
        self, *args: Any, staff: Sequence[tuple[int, str]], people: Sequence[PersonSummary] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        language = display.language()
        self.fields["accused"].choices = list(staff)  # type: ignore[attr-defined]
        self.fields["language"].choices = list(person_languages(language))  # type: ignore[attr-defined]
        if people:
            names = [(str(person.id), person.display_name) for person in people]
            self.fields["person"].choices = [("", _("nobody is named")), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        """A complaint about staff says whom; a nameless one names nobody; who wants to hear can be reached."""
        given = super().clean() or {}
        if given.get("about") == About.STAFF and not (given.get("accused") or given.get("accused_words")):
            self.add_error("accused", gettext("Say whom it is about: choose the colleague, or describe them."))
        if given.get("anonymous") and given.get("person"):
            self.add_error(
                "anonymous", gettext("A nameless complaint names nobody. Take the name out, or say who complains.")
            )
        if given.get("wants_contact") and not (given.get("safe_contact") or given.get("person")):
            self.add_error(
                "safe_contact", gettext("They wish to hear from us: write down how we can reach them safely.")
            )
        return given


class ListForm(forms.Form):
    """Which complaints to show."""

    about = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("everything")), *About.choices])
    standing = forms.ChoiceField(label=_("Where it is"), required=False, choices=[("", _("any")), *Standing.choices])
    overdue = forms.BooleanField(label=_("overdue only"), required=False)


class SpanForm(forms.Form):
    """From which day to which."""

    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)


class StepForm(PartedForm):
    """Something was done."""

    kind = forms.ChoiceField(label=_("What was done"), choices=StepKind.choices, widget=forms.RadioSelect)
    words = CleanLines(label=_("What came of it"), required=False, max_length=4000)


class AnswerForm(PartedForm):
    """What a complaint came to."""

    outcome = forms.ChoiceField(label=_("What it came to"), choices=Outcome.choices, widget=forms.RadioSelect)
    reasons = CleanLines(label=_("Why, in words the person understands"), max_length=4000)
    measures = CleanLines(label=_("What we do about it"), required=False, max_length=4000)


class AppealForm(PartedForm):
    """The person is not content with the answer."""

    words = CleanLines(label=_("Why the person is not content, in their own words"), max_length=4000)


class WhomForm(PartedForm):
    """It was found out whom a complaint is about."""

    accused = forms.TypedMultipleChoiceField(
        label=_("Whom it is about"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("The complaint then goes to the office above theirs; you may no longer see it."),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["accused"].choices = list(staff)  # type: ignore[attr-defined]


class ContestForm(PartedForm):
    """A refusal is contested."""

    ground = forms.ChoiceField(label=_("Why"), choices=Ground.choices, widget=forms.RadioSelect)
    words = CleanLines(label=_("What the person says, in their own words"), max_length=4000)
    evidence = CleanLines(
        label=_("What they show for it"), required=False, max_length=2000,
        help_text=_("A paper, a stamp, a witness. Nothing is needed to contest."),
    )  # fmt: skip
    contested_on = DayField(label=_("Contested on"), not_after_today=True)


class OpinionForm(PartedForm):
    """A second opinion."""

    outcome = forms.ChoiceField(label=_("What you come to"), widget=forms.RadioSelect)
    reasons = CleanLines(label=_("Why, in words the person understands"), max_length=4000)
    remedy = CleanLines(
        label=_("What can still be done against it"), required=False, max_length=2000,
        help_text=_("Needed where the refusal stands: a court, an ombudsman, a new application."),
    )  # fmt: skip
    remedy_until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, target: str, **options: Any) -> None:
        super().__init__(*args, **options)
        possible = {
            "authority": [Opinion.ROUTE_TOLD],
            "rule": [Opinion.UPHELD, Opinion.OVERTURNED],
        }.get(target, [Opinion.UPHELD, Opinion.OVERTURNED, Opinion.CHANGED])
        self.fields["outcome"].choices = [(one.value, one.label) for one in possible]  # type: ignore[attr-defined]
        if target != "ours":
            del self.fields["remedy"], self.fields["remedy_until"]

    def clean(self) -> dict[str, Any]:
        """A refusal that stands tells the remedy against it."""
        given = super().clean() or {}
        if given.get("outcome") == Opinion.UPHELD and "remedy" in self.fields and not given.get("remedy"):
            self.add_error("remedy", gettext("The refusal stands: say what can still be done against it."))
        return given
