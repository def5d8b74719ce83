"""The forms for each single thing that is added to or changed in a person's file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from safar.people.queries import search_people
from safar.people.types import (
    Assent,
    BirthDecision,
    Channel,
    DocumentKind,
    EnquiryTopic,
    Holder,
    NameKind,
    NamePurpose,
    PersonSummary,
    Purpose,
    RelationKind,
    Sex,
)
from safar.people.web.words import country_choices, language_choices
from safar.plumbing.web import display
from safar.plumbing.web.fields import DayField, RangeField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField, labelled


class NothingForm(forms.Form):
    """Nothing is asked: the button is the answer."""


class NameForm(forms.Form):
    """A name, in its own script and in Latin letters."""

    text = CleanText(label=_("Name"), max_length=200, help_text=_("As the person writes it, in their own script."))
    latin = CleanText(label=_("In Latin letters"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("What this name is"), choices=NameKind.choices)
    given = CleanText(label=_("Given names"), required=False, max_length=200)
    family = CleanText(label=_("Family name"), required=False, max_length=200)
    father_name = CleanText(label=_("Father’s name"), required=False, max_length=200)
    is_primary = forms.BooleanField(label=_("Show this name on lists"), required=False)


class AliasForm(forms.Form):
    """Why an alias is given or ended."""

    reason = CleanLines(label=_("Why? Only those who may see the protection class read it."), max_length=2000)


class NamePurposeForm(forms.Form):
    """What the name behind an alias is opened for."""

    because = forms.ChoiceField(
        label=_("What do you need the name for?"), choices=NamePurpose.choices, widget=forms.RadioSelect
    )


class BirthForm(forms.Form):
    """A doubt about a birth, or what settles it (V10)."""

    decision = forms.ChoiceField(label=_("What is recorded"), choices=BirthDecision.choices, widget=forms.RadioSelect)
    birth = RangeField(label=_("Birth or age, as settled"), required=False)
    note = CleanLines(label=_("On what this rests"), help_text=_("What was seen, who assessed, which document."))

    def clean(self) -> dict[str, Any]:
        """What settles a birth brings one."""
        data = super().clean() or self.cleaned_data
        if data.get("decision") not in (None, BirthDecision.DOUBT) and not data.get("birth"):
            self.add_error("birth", _("Write the birth or the estimated age, such as 40-50."))
        return data


class DeathForm(forms.Form):
    """A confirmed death."""

    died_on = DayField(label=_("Day of death"), not_after_today=True)


class DocumentForm(forms.Form):
    """What a document says."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    number = CleanText(label=_("Number"), required=False, max_length=60)
    country = forms.ChoiceField(label=_("Issued by"), choices=country_choices, required=False)
    issued_on = DayField(label=_("Issued on"), required=False, not_after_today=True)
    valid_until = DayField(label=_("Valid until"), required=False)
    note = CleanLines(label=_("Note"), required=False)


class NewDocumentForm(DocumentForm):
    """A document and who has it."""

    holder = forms.ChoiceField(label=_("Where it is"), choices=Holder.choices)
    receipt = CleanText(
        label=_("Receipt"), required=False, max_length=80, help_text=_("Needed when we keep it: the receipt’s number.")
    )


class CustodyForm(forms.Form):
    """Into whose hands a document passes."""

    holder = forms.ChoiceField(label=_("Where it is now"), choices=Holder.choices)
    since = MomentField(label=_("Since"), required=False)
    receipt = CleanText(
        label=_("Receipt"), required=False, max_length=80,
        help_text=_("Needed whenever we take a document or give it up."),
    )  # fmt: skip
    note = CleanLines(label=_("Note"), required=False)


class ContactForm(forms.Form):
    """How somebody may be reached without harm (D22)."""

    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    contact_number = CleanText(label=_("Number or address"), max_length=120)
    hours = CleanText(label=_("Safe hours"), required=False, max_length=200)
    who_may_answer = CleanText(label=_("Who may answer"), required=False, max_length=200)
    neutral_words = CleanText(
        label=_("Neutral words"), required=False, max_length=200,
        help_text=_("What to say if somebody else answers."),
    )  # fmt: skip
    may_leave_message = forms.BooleanField(label=_("They said a message may be left"), required=False)
    contact_note = CleanLines(label=_("Note"), required=False)


class DataConsentForm(forms.Form):
    """Consent to one use of data by one recipient (D4): the tick is the person's, so it is never set beforehand."""

    purpose = forms.ChoiceField(
        label=_("What the data is used for"),
        choices=[pair for pair in Purpose.choices if pair[0] != Purpose.REGISTRATION],
    )
    recipient = CleanText(label=_("Who receives it"), max_length=120)
    language = forms.ChoiceField(label=_("Language in which it was asked"), choices=language_choices)
    until = DayField(label=_("Until"), required=False)
    by_guardian = forms.BooleanField(
        required=False, label=_("A parent or guardian agrees for a child, and the child does not object.")
    )
    guardian_name = CleanText(label=_("Which parent or guardian?"), required=False, max_length=200)
    assent = forms.ChoiceField(
        label=_("What does the child say?"), choices=[("", _("choose")), *Assent.choices], required=False
    )
    agreed = forms.BooleanField(
        label=_("The person was told what is sent, to whom and why, and agrees."),
        error_messages={"required": _("Without the person’s agreement nothing is recorded.")},
    )

    def clean(self) -> dict[str, Any]:
        """For a child, it is known what the child says to it (D5)."""
        given = super().clean() or {}
        if given.get("by_guardian") and not given.get("assent"):
            self.add_error("assent", _("Ask the child too, and write down what they say, or that they are too young."))
        return given


class OtherPersonForm(forms.Form):
    """Finds the other person first; who is found is chosen from a list, so that no address names anybody."""

    search = CleanText(
        label=_("The other person"), required=False, max_length=200,
        help_text=_("Search by any name or document number, then choose."),
    )  # fmt: skip
    other = forms.ChoiceField(label=_("Found"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, besides: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_searching = False
        text = str(self.data.get("search", "")) if self.is_bound else ""
        self.found = [person for person in search_people(text) if person.id != besides] if text.strip() else []
        self.fields["other"].choices = [(str(person.id), _described(person)) for person in self.found]  # type: ignore[attr-defined]
        if not self.found:
            self.fields["other"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Without a choice nothing is saved: the list of those found is shown."""
        data = super().clean() or self.cleaned_data
        if not data.get("other") and "other" not in self.errors:
            self.is_searching = True
            if not data.get("search"):
                self.add_error("search", _("Write a name or a document number to find the person."))
            elif not self.found:
                self.add_error("search", _("Nobody is found by this. Write less of the name, or register them first."))
            else:
                self.add_error("other", _("Choose who it is."))
        return data


def _described(person: PersonSummary) -> str:
    return f"{person.display_name}, {person.birth_text(display.language(), display.calendar_in_use())}"


class RelationForm(OtherPersonForm):
    """What this person is to another."""

    kind = forms.ChoiceField(label=_("This person is the"), choices=RelationKind.choices)
    parental_responsibility = forms.BooleanField(
        label=_("and holds parental responsibility for the other"), required=False
    )
    from_on = DayField(label=_("Since"), required=False, not_after_today=True)
    violence_feared = forms.BooleanField(
        label=_("Violence by one against the other is feared"), required=False,
        help_text=_("Only protection officers will see this. Nothing about one is said to the other."),
    )  # fmt: skip
    note = CleanLines(label=_("What was said about it"), required=False)


class EndForm(forms.Form):
    """The day on which something ended."""

    until_on = DayField(label=_("Until"), not_after_today=True)


class ConcernForm(forms.Form):
    """A fear of violence between two people."""

    note = CleanLines(label=_("What was said"), help_text=_("Only protection officers will see this."))


class HouseholdForm(forms.Form):
    """A household that begins with this person."""

    label = CleanText(label=_("Name of the household"), max_length=120)
    place = CleanText(label=_("Who this person is in it"), required=False, max_length=60)
    from_on = DayField(label=_("Living there since"), not_after_today=True)


class JoinForm(OtherPersonForm):
    """Somebody who comes to live in the household of this person."""

    place = CleanText(label=_("Who they are in it"), required=False, max_length=60)
    from_on = DayField(label=_("Living there since"), not_after_today=True)


class RestrictForm(forms.Form):
    """Whether other offices, while registering, may be told that this person is known here."""

    restricted = forms.BooleanField(
        label=_("Answer other offices as if this person were not known"), required=False,
        help_text=_("Their questions then appear in this office’s own list."),
    )  # fmt: skip


class EnquiryForm(PartedForm):
    """A nameless enquiry, on one screen."""

    topic = forms.ChoiceField(label=_("What they asked about"), choices=EnquiryTopic.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Day"), not_after_today=True)
    channel = forms.ChoiceField(
        label=_("How"),
        choices=labelled({"office": _("at the office"), "phone": _("by telephone"), "message": _("by message"),
                          "outreach": _("met outside"), "detention": _("in detention"), "other": _("otherwise")}),
    )  # fmt: skip
    place = CleanText(label=_("Place"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, required=False)
    nationality = forms.ChoiceField(label=_("Nationality"), choices=country_choices, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN)
    note = CleanLines(
        label=_("What was answered"), required=False, help_text=_("Nothing that says who: no name, number or address.")
    )


class SpanForm(forms.Form):
    """The days a list is about."""

    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)
