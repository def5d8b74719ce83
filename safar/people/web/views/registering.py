"""Registering somebody in three steps: consent, a look at who may be the same, and then the short form."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from safar.accounts.queries import offices_by_id
from safar.accounts.services import log_read, require
from safar.people import services
from safar.people.queries import likely_matches, people_in
from safar.people.types import (
    KnownElsewhere,
    LookedFor,
    Match,
    Newcomer,
    PersonId,
)
from safar.people.web.forms.looking import LookForm
from safar.people.web.forms.registering import ConsentForm, RegisterForm
from safar.people.web.likely import birth_in_words, likely_lines, mark_of
from safar.plumbing.refusals import Refused, say
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.lines import what_is_wrong
from safar.plumbing.web.moments import reader


class Register(View):
    """Nothing personal is asked before consent; nothing is kept before the last step; nothing typed is lost."""

    known_already: ClassVar[Any] = gettext_lazy("They are on file already, so nobody was registered anew.")
    known_leads_to: ClassVar[str] = "people:person"
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
        step = request.POST.get("step")
        if step == "known":
            return self.open_known(request.POST.get("is", ""))
        consent = ConsentForm(_with_moment(request))
        if not consent.is_valid():
            return self.show("consent", form=consent)
        if step == "consent":
            return self.show("look", consent=consent, form=LookForm())
        if step in ("look", "answered"):
            return self.look(consent, LookForm(request.POST), is_answered=step == "answered")
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show("details", consent=consent, form=form)
        if step != "create":
            unseen = [match for match in self.unseen(form.looked_for()) if match.is_strong]
            elsewhere = self.known_elsewhere(form.looked_for())
            if unseen or elsewhere:
                return self.show_matches("create", consent, form, unseen, elsewhere)
        return self.finish(consent, form)

    def look(self, consent: ConsentForm, form: LookForm, is_answered: bool) -> HttpResponse:
        """Look who may be the same before the short form; whoever is likely is answered for, one by one."""
        if not form.is_valid():
            return self.show("look", consent=consent, form=form)
        wanted = form.looked_for()
        unseen = self.unseen(wanted)
        if is_answered and any(match.is_strong for match in unseen):
            count = sum(match.is_strong for match in unseen)
            said = say("people_matches_unseen", count=count)
            return self.show_matches("answered", consent, form, unseen, [], unanswered=said)
        elsewhere = [] if is_answered else self.known_elsewhere(wanted)
        if not is_answered and (unseen or elsewhere):
            return self.show_matches("answered", consent, form, unseen, elsewhere)
        return self.show(
            "details",
            consent=consent,
            form=self.form(initial=self.first_details(consent) | form.first_details()),
            asked=mark_of(wanted),
            nobody_known=not is_answered,
            wrong_lines=what_is_wrong(form.cleaned_data["lines"]),
        )

    def open_known(self, text: str) -> HttpResponse:
        """“This is the person”: nobody is registered anew, and their file opens."""
        person_id = UUID(text) if _is_uuid(text) else None
        if person_id is None or person_id not in people_in([person_id]):
            raise Http404
        messages.success(self.request, str(self.known_already))
        return redirect(self.known_leads_to, self.file_of(person_id))

    def file_of(self, person_id: PersonId) -> PersonId:
        """Whose file is opened when somebody on file was recognised."""
        return person_id

    def seen(self) -> set[UUID]:
        """Whom somebody looked at and found to be other people."""
        return {UUID(text) for text in self.request.POST.getlist("seen") if _is_uuid(text)}

    def unseen(self, wanted: LookedFor) -> list[Match]:
        """The likely matches nobody has answered for yet."""
        seen = self.seen()
        return [match for match in likely_matches(wanted) if match.person.id not in seen]

    def known_elsewhere(self, wanted: LookedFor) -> list[KnownElsewhere]:
        """What other offices know, unless this registration has asked them the very same already."""
        if self.request.POST.get("asked") == mark_of(wanted):
            return []
        return services.ask_other_offices(by=self.by, at=timezone.now(), wanted=wanted)

    def finish(self, consent: ConsentForm, form: RegisterForm) -> HttpResponse:
        """Register, or say what stands against it."""
        told = Newcomer(consent.given(), (form.given_name(),), form.details(), form.documents(), form.contacts())
        seen = self.seen()
        try:
            with transaction.atomic():
                person_id = self.create(told, form, seen)
        except Refused as refusal:
            refuse(form, refusal)
            if refusal.code == "people_matches_unseen":
                return self.show_matches("create", consent, form, self.unseen(form.looked_for()), [])
            return self.show("details", consent=consent, form=form)
        messages.success(self.request, _("They are registered. Nothing is decided or promised yet."))
        return redirect("people:person", person_id)

    def show(self, step: str, **page: Any) -> HttpResponse:
        """The page of a step; who was answered for, and what other offices were asked, is carried along."""
        carried = {"seen": self.seen(), "asked": self.request.POST.get("asked", "")}
        return render(self.request, f"people/register_{step}.html", carried | page)

    def show_matches(
        self,
        step: str,
        consent: ConsentForm,
        form: LookForm | RegisterForm,
        matches: list[Match],
        elsewhere: list[KnownElsewhere],
        unanswered: str = "",
    ) -> HttpResponse:
        """Who may be the same, with reasons, above what was typed; showing them is a reading (D12)."""
        if matches:
            ids = [match.person.id for match in matches]
            log_read(by=self.by, at=timezone.now(), kind="person", ids=ids, page="likely matches")
        offices = offices_by_id(known.office_id for known in elsewhere)
        return self.show(
            "matches",
            next_step=step,
            form=form,
            consent=consent,
            matches=likely_lines(matches),
            asked=mark_of(form.looked_for()),
            unanswered=unanswered,
            typed=form.cleaned_data,
            typed_birth=birth_in_words(form.cleaned_data["birth"]),
            wrong_lines=what_is_wrong(form.cleaned_data.get("lines")),
            elsewhere=[
                (offices[known.office_id].name, say(f"people_match_{known.because}_elsewhere")) for known in elsewhere
            ],
        )


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
