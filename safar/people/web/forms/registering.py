"""Registering and correcting: consent first, then the short form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, ClassVar, TypeAlias

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.people.types import (
    Channel,
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    DocumentKind,
    LanguageGiven,
    LookedFor,
    NameGiven,
    NationalityGiven,
    PersonDetails,
    PersonFile,
    RelationKind,
    RelativeIs,
    Sex,
    Standing,
)
from safar.people.web.words import country_choices, language_choices
from safar.plumbing.web.fields import DayField, RangeField
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanText, labelled

Layout: TypeAlias = "Sequence[tuple[str | Promise, Sequence[str]]]"
NATIONALITIES = ("nationality", "second_nationality")
LANGUAGES = ("language", "second_language", "third_language")


class ConsentForm(forms.Form):
    """Consent to registration (D4): asked before anything personal is typed, never ticked beforehand."""

    agreed = forms.BooleanField(
        label=_("The person was told, in a language they understand, what is kept, why, who sees it and until when;"
                " that they may refuse or take it back; and they agree to be registered."),
        error_messages={"required": _("Without consent nobody is registered. Record a nameless enquiry instead.")},
    )  # fmt: skip
    consent_language = forms.ChoiceField(label=_("Language in which it was asked"), choices=language_choices)
    by_guardian = forms.BooleanField(
        required=False, label=_("A parent or guardian agrees for a child, and the child does not object.")
    )
    consent_on = DayField(label=_("Day of the consent"), not_after_today=True)

    # The moment this form was first sent: the later steps carry it, so that consent stays before registration.
    consent_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def given(self) -> ConsentGiven:
        """The consent as it was given: when the first step was sent, or at the noon of an earlier day."""
        day = self.cleaned_data["consent_on"]
        now = timezone.now()
        asked_at = self.cleaned_data["consent_at"] or now
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        return ConsentGiven(
            given_at=min(asked_at, now) if day == timezone.localdate(now) else noon,
            language=self.cleaned_data["consent_language"],
            by_guardian=self.cleaned_data["by_guardian"],
        )


class DetailsForm(PartedForm):
    """The short form about a person, for registering and for correcting."""

    sex = forms.ChoiceField(label=_("Sex"), choices=labelled(dict(Sex.choices), "–"))
    birth = RangeField(label=_("Birth or age"))
    nationality = forms.ChoiceField(label=_("Nationality"), choices=country_choices, required=False)
    nationality_standing = forms.ChoiceField(
        label=_("How far it is known"), choices=[pair for pair in Standing.choices if pair[0] != Standing.NONE],
        required=False,
    )  # fmt: skip
    second_nationality = forms.ChoiceField(label=_("Second nationality"), choices=country_choices, required=False)
    second_nationality_standing = forms.ChoiceField(
        label=_("How far it is known"), choices=[pair for pair in Standing.choices if pair[0] != Standing.NONE],
        required=False,
    )  # fmt: skip
    stateless = forms.BooleanField(label=_("Stateless: no country calls them its national"), required=False)
    country_of_birth = forms.ChoiceField(label=_("Country of birth"), choices=country_choices, required=False)
    residence_country = forms.ChoiceField(label=_("Country of last residence"), choices=country_choices, required=False)
    residence_place = CleanText(label=_("Place of last residence"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language to speak with them"), choices=language_choices)
    reads = forms.BooleanField(label=_("Reads it"), required=False)
    needs_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    second_language = forms.ChoiceField(label=_("Another language"), choices=language_choices, required=False)
    second_reads = forms.BooleanField(label=_("Reads it"), required=False)
    third_language = forms.ChoiceField(label=_("A third language"), choices=language_choices, required=False)
    third_reads = forms.BooleanField(label=_("Reads it"), required=False)

    layout: ClassVar[Layout] = (
        (_("Who"), ("sex", "birth")),
        (
            _("Where from"),
            (
                *("nationality", "nationality_standing", "second_nationality", "second_nationality_standing"),
                *("stateless", "country_of_birth", "residence_country", "residence_place"),
            ),
        ),
        (
            _("Languages"),
            (
                *("language", "reads", "needs_interpreter", "second_language", "second_reads"),
                *("third_language", "third_reads"),
            ),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A person is either stateless or of some nationality."""
        data = super().clean() or self.cleaned_data
        if data.get("stateless") and data.get("nationality"):
            self.add_error("stateless", _("Either a nationality or stateless, not both. Leave one empty."))
        if data.get("nationality") and data.get("nationality") == data.get("second_nationality"):
            self.add_error("second_nationality", _("This is the first nationality again. Leave it empty."))
        return data

    def details(self) -> PersonDetails:
        """The short form as the services take it."""
        data = self.cleaned_data
        return PersonDetails(
            sex=Sex(data["sex"]),
            birth=data["birth"],
            country_of_birth=data["country_of_birth"],
            residence_country=data["residence_country"],
            residence_place=data["residence_place"],
            nationalities=self._nationalities(),
            languages=self._languages(),
        )

    def is_stateless(self) -> bool:
        """Whether no country calls them its national."""
        return bool(self.cleaned_data["stateless"])

    def _nationalities(self) -> tuple[NationalityGiven, ...]:
        data = self.cleaned_data
        if data["stateless"]:
            return (NationalityGiven("", Standing.NONE),)
        return tuple(
            NationalityGiven(data[name], Standing(data[f"{name}_standing"] or Standing.CLAIMED))
            for name in NATIONALITIES
            if data[name]
        )

    def _languages(self) -> tuple[LanguageGiven, ...]:
        data = self.cleaned_data
        spoken: dict[str, bool] = {}
        for name, reads in zip(LANGUAGES, _READS, strict=True):
            if data[name]:
                spoken.setdefault(data[name], data[reads])
        return tuple(
            LanguageGiven(code, reads, data["needs_interpreter"], is_preferred=place == 0)
            for place, (code, reads) in enumerate(spoken.items())
        )


_READS = ("reads", "second_reads", "third_reads")


def details_of(file: PersonFile) -> dict[str, Any]:
    """The short form's first values for a person on file."""
    person = file.summary
    first: dict[str, Any] = {
        "sex": person.sex,
        "birth": person.birth,
        "country_of_birth": file.country_of_birth,
        "residence_country": file.residence_country,
        "residence_place": file.residence_place,
        "stateless": any(given.standing == Standing.NONE for given in person.nationalities),
        "needs_interpreter": person.needs_interpreter,
    }
    held = [given for given in person.nationalities if given.country]
    for name, nationality in zip(NATIONALITIES, held, strict=False):
        first |= {name: nationality.country, f"{name}_standing": nationality.standing}
    spoken = sorted(person.languages, key=lambda given: not given.is_preferred)
    for name, reads, given in zip(LANGUAGES, _READS, spoken, strict=False):
        first |= {name: given.language, reads: given.reads}
    return first


class RegisterForm(DetailsForm):
    """The short form with a name, and the paper and number that people usually give at once."""

    name = CleanText(
        label=_("Name"),
        max_length=200,
        help_text=_("As the person writes it, in their own script. One name is enough."),
    )
    latin = CleanText(
        label=_("Name in Latin letters"),
        required=False,
        max_length=200,
        help_text=_("As on a ticket, if they have one."),
    )
    father_name = CleanText(label=_("Father’s name"), required=False, max_length=200)
    document_kind = forms.ChoiceField(
        label=_("Document"), choices=labelled(dict(DocumentKind.choices), "–"), required=False
    )
    document_number = CleanText(label=_("Its number"), required=False, max_length=60)
    document_country = forms.ChoiceField(label=_("Issued by"), choices=country_choices, required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    contact_number = CleanText(label=_("Telephone"), required=False, max_length=60)
    hours = CleanText(label=_("Safe hours"), required=False, max_length=200)
    may_leave_message = forms.BooleanField(label=_("They said a message may be left"), required=False)

    layout: ClassVar[Layout] = (
        (_("Who"), ("name", "latin", "father_name", "sex", "birth")),
        *DetailsForm.layout[1:],
        (_("A document, if they have one"), ("document_kind", "document_number", "document_country", "valid_until")),
        (_("How to reach them safely"), ("contact_number", "hours", "may_leave_message")),
    )

    def clean(self) -> dict[str, Any]:
        """A document's number needs its kind."""
        data = super().clean()
        if data.get("document_number") and not data.get("document_kind"):
            self.add_error("document_kind", _("Say which kind of document this number belongs to."))
        return data

    def looked_for(self) -> LookedFor:
        """What a search for likely matches knows of them."""
        return LookedFor((self.given_name(),), self.cleaned_data["birth"], self.documents())

    def given_name(self) -> NameGiven:
        """The name as the services take it."""
        data = self.cleaned_data
        return NameGiven(data["name"], data["latin"], father_name=data["father_name"])

    def documents(self) -> tuple[DocumentGiven, ...]:
        """The document, if one was named."""
        data = self.cleaned_data
        if not data["document_kind"]:
            return ()
        kind = DocumentKind(data["document_kind"])
        return (
            DocumentGiven(kind, data["document_number"], data["document_country"], valid_until=data["valid_until"]),
        )

    def contacts(self) -> tuple[ContactGiven, ...]:
        """The telephone, if one was given."""
        data = self.cleaned_data
        if not data["contact_number"]:
            return ()
        return (
            ContactGiven(
                Channel.PHONE,
                data["contact_number"],
                hours=data["hours"],
                may_leave_message=data["may_leave_message"],
            ),
        )


class RelativeForm(RegisterForm):
    """The short form for somebody of the family of a person on file."""

    is_the = forms.ChoiceField(label=_("They are the"), choices=RelativeIs.choices, initial=RelativeIs.CHILD)
    also_child_of = forms.ChoiceField(label=_("For a child: the other parent"), required=False)
    with_responsibility = forms.BooleanField(
        label=_("For a child: those named hold parental responsibility"), required=False
    )
    shares_household = forms.BooleanField(label=_("They live in the same household"), required=False)

    layout: ClassVar[Layout] = (
        (_("Family"), ("is_the", "also_child_of", "with_responsibility", "shares_household")),
        *RegisterForm.layout,
    )

    def __init__(self, *args: Any, beside: PersonFile, **options: Any) -> None:
        super().__init__(*args, **options)
        partners = [
            (str(other.id), other.display_name)
            for other in beside.relatives.values()
            if any(
                relation.kind == RelationKind.SPOUSE and other.id in (relation.person_id, relation.other_id)
                for relation in beside.relations
            )
        ]
        parent: Any = self.fields["also_child_of"]
        parent.choices = [("", "–"), *partners]
        self.fields["is_the"].help_text = beside.summary.display_name
