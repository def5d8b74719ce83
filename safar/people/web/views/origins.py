"""Registering from what is there already: a nameless enquiry, or the file of somebody of the family."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from safar.people import services
from safar.people.queries import enquiry
from safar.people.types import EnquiryFact, Newcomer, PersonFile, PersonId, RelativeIs
from safar.people.web.forms.registering import ConsentForm, RegisterForm, RelativeForm, details_of
from safar.people.web.views.frame import open_file
from safar.people.web.views.registering import Register


class RegisterEnquirer(Register):
    """Register who made a nameless enquiry."""

    asked: EnquiryFact

    def begin(self, **kwargs: UUID) -> None:
        """The enquiry the address names."""
        asked = enquiry(kwargs["enquiry_id"])
        if asked is None:
            raise Http404
        self.asked = asked

    def first_consent(self) -> dict[str, Any]:
        """In the language of the enquiry."""
        return super().first_consent() | {"consent_language": self.asked.language}

    def first_details(self, consent: ConsentForm) -> dict[str, Any]:
        """What the enquiry says."""
        return super().first_details(consent) | {"nationality": self.asked.nationality, "sex": self.asked.sex}

    def create(self, person: Newcomer, form: RegisterForm, after_seeing: set[UUID]) -> PersonId:
        """Register them; the enquiry remembers only that it led to a registration."""
        return services.turn_enquiry_into_person(
            by=self.by,
            at=timezone.now(),
            enquiry_id=self.asked.id,
            consent=person.consent,
            names=person.names,
            details=person.details,
            documents=person.documents,
            contacts=person.contacts,
            after_seeing=after_seeing,
        )


class RegisterRelative(Register):
    """Register somebody of the family of a person on file, with relation and household in one go."""

    known_already = gettext_lazy("They are on file already, so nobody was registered anew. Add the relation here.")
    known_leads_to = "people:relate"
    file: PersonFile

    def begin(self, **kwargs: UUID) -> None:
        """The person on file."""
        self.file = open_file(self.by, kwargs["person_id"], "register a relative")

    def first_consent(self) -> dict[str, Any]:
        """In the language of the person on file."""
        return super().first_consent() | {"consent_language": self.file.summary.preferred_language}

    def first_details(self, consent: ConsentForm) -> dict[str, Any]:
        """What families usually share; sex, birth and what a document proves are asked anew."""
        shared = details_of(self.file)
        for own in ("sex", "birth", "country_of_birth", "nationality_standing", "second_nationality_standing"):
            shared.pop(own, None)
        return super().first_details(consent) | shared | {"shares_household": True}

    def file_of(self, person_id: PersonId) -> PersonId:
        """The relation is added from the file that the registration started from."""
        return self.file.summary.id

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> RegisterForm:
        """The short form with what they are to the person on file."""
        return RelativeForm(data, initial=initial, beside=self.file)

    def create(self, person: Newcomer, form: RegisterForm, after_seeing: set[UUID]) -> PersonId:
        """Register them with the relation and the household, all or nothing."""
        data = form.cleaned_data
        return services.register_relative(
            by=self.by,
            at=timezone.now(),
            of=self.file.summary.id,
            is_the=RelativeIs(data["is_the"]),
            person=person,
            with_responsibility=data["with_responsibility"],
            shares_household=data["shares_household"],
            also_child_of=UUID(data["also_child_of"]) if data["also_child_of"] else None,
            after_seeing=after_seeing,
        )

    def show(self, step: str, **page: Any) -> HttpResponse:
        """The page of a step, under the name of the person on file."""
        return super().show(step, **page, person=self.file.summary)
