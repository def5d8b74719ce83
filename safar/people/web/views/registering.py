"""Registering somebody in three steps: consent, the short form, a look at who may be the same."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from safar.accounts.queries import offices_by_id
from safar.accounts.services import log_read, require
from safar.people import services
from safar.people.queries import enquiry, likely_matches
from safar.people.types import EnquiryFact, KnownElsewhere, Match, Newcomer, PersonFile, PersonId, RelativeIs
from safar.people.web.forms.registering import ConsentForm, RegisterForm, RelativeForm, details_of
from safar.people.web.views.frame import open_file
from safar.people.web.words import listed
from safar.plumbing.refusals import Refused, say
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


class Register(View):
    """Nothing personal is asked before consent; nothing is kept before the last step; nothing typed is lost."""

    heading: ClassVar[Any] = ""
    by: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may register."""
        self.by = reader()
        require(self.by, "people.register")
        self.begin(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def begin(self, **kwargs: UUID) -> None:
        """Find what the registration starts from; a plain one starts from nothing."""

    def first_consent(self) -> dict[str, Any]:
        """What stands in the consent form; never the consent itself."""
        return {"consent_on": timezone.localdate()}

    def first_details(self, consent: ConsentForm) -> dict[str, Any]:
        """What stands in the short form."""
        return {"language": consent.cleaned_data["consent_language"], "needs_interpreter": True}

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> RegisterForm:
        """The short form."""
        return RegisterForm(data, initial=initial)

    def create(self, person: Newcomer, form: RegisterForm, after_seeing: set[UUID]) -> PersonId:
        """Register them."""
        return services.register_person(
            by=self.by,
            at=timezone.now(),
            consent=person.consent,
            names=person.names,
            details=person.details,
            documents=person.documents,
            contacts=person.contacts,
            after_seeing=after_seeing,
        )

    def get(self, request: HttpRequest, **kwargs: UUID) -> HttpResponse:
        """Ask for consent first."""
        return self.show("consent", form=ConsentForm(initial=self.first_consent()))

    def post(self, request: HttpRequest, **kwargs: UUID) -> HttpResponse:
        """Go one step on, or stay with a sentence."""
        consent = ConsentForm(_with_moment(request))
        if not consent.is_valid():
            return self.show("consent", form=consent)
        if request.POST.get("step") == "consent":
            return self.show("details", consent=consent, form=self.form(initial=self.first_details(consent)))
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show("details", consent=consent, form=form)
        if request.POST.get("step") != "create":
            matches = likely_matches(form.looked_for())
            elsewhere = services.ask_other_offices(by=self.by, at=timezone.now(), wanted=form.looked_for())
            if matches or elsewhere:
                return self.show_matches(consent, form, matches, elsewhere)
        return self.finish(consent, form)

    def finish(self, consent: ConsentForm, form: RegisterForm) -> HttpResponse:
        """Register, or say what stands against it."""
        told = Newcomer(consent.given(), (form.given_name(),), form.details(), form.documents(), form.contacts())
        seen = {UUID(text) for text in self.request.POST.getlist("seen") if _is_uuid(text)}
        try:
            with transaction.atomic():
                person_id = self.create(told, form, seen)
        except Refused as refusal:
            refuse(form, refusal)
            if refusal.code == "people_matches_unseen":
                return self.show_matches(consent, form, likely_matches(form.looked_for()), [])
            return self.show("details", consent=consent, form=form)
        messages.success(self.request, _("They are registered. Nothing is decided or promised yet."))
        return redirect("people:person", person_id)

    def show(self, step: str, **page: Any) -> HttpResponse:
        """The page of a step."""
        return render(self.request, f"people/register_{step}.html", page)

    def show_matches(
        self, consent: ConsentForm, form: RegisterForm, matches: list[Match], elsewhere: list[KnownElsewhere]
    ) -> HttpResponse:
        """Who may be the same, with reasons, above what was typed; showing them is a reading (D12)."""
        if matches:
            ids = [match.person.id for match in matches]
            log_read(by=self.by, at=timezone.now(), kind="person", ids=ids, page="likely matches")
        offices = offices_by_id(known.office_id for known in elsewhere)
        return self.show(
            "matches",
            form=form,
            consent=consent,
            matches=[(match, listed(say(reason) for reason in match.reasons)) for match in matches],
            elsewhere=[
                (offices[known.office_id].name, say(f"people_match_{known.because}_elsewhere")) for known in elsewhere
            ],
        )


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


def _with_moment(request: HttpRequest) -> Any:
    data = request.POST.copy()
    if request.POST.get("step") == "consent":
        data["consent_at"] = timezone.now().isoformat()
    return data


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
