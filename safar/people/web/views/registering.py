"""Registering somebody in three steps: consent, the short form, a look at who may be the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts.queries import offices_by_id
from safar.accounts.services import log_read, require
from safar.people import services
from safar.people.queries import enquiry, likely_matches
from safar.people.types import EnquiryFact, KnownElsewhere, Match, PersonId
from safar.people.web.forms.registering import ConsentForm, RegisterForm
from safar.people.web.words import listed
from safar.plumbing.refusals import Refused, say
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def register(request: HttpRequest, enquiry_id: UUID | None = None) -> HttpResponse:
    """Nothing personal is asked before consent; nothing is kept before the last step; nothing typed is lost."""
    by = reader()
    require(by, "people.register")
    asked = enquiry(enquiry_id) if enquiry_id else None
    if enquiry_id and asked is None:
        raise Http404
    if request.method != "POST":
        return _consent_page(request, ConsentForm(initial=_first_consent(asked)))
    consent = ConsentForm(_with_moment(request))
    if not consent.is_valid():
        return _consent_page(request, consent)
    if request.POST.get("step") == "consent":
        return _details_page(request, consent, RegisterForm(initial=_first_details(consent, asked)))
    return _details_sent(request, by, consent, asked)


def _with_moment(request: HttpRequest) -> Any:
    data = request.POST.copy()
    if request.POST.get("step") == "consent":
        data["consent_at"] = timezone.now().isoformat()
    return data


def _first_consent(asked: EnquiryFact | None) -> dict[str, Any]:
    return {"consent_on": timezone.localdate(), "consent_language": asked.language if asked else ""}


def _first_details(consent: ConsentForm, asked: EnquiryFact | None) -> dict[str, Any]:
    first = {"language": consent.cleaned_data["consent_language"], "needs_interpreter": True}
    if asked is not None:
        first |= {"nationality": asked.nationality, "sex": asked.sex}
    return first


def _details_sent(request: HttpRequest, by: Actor, consent: ConsentForm, asked: EnquiryFact | None) -> HttpResponse:
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _details_page(request, consent, form)
    if request.POST.get("step") != "create":
        matches = likely_matches(form.looked_for())
        elsewhere = services.ask_other_offices(by=by, at=timezone.now(), wanted=form.looked_for())
        if matches or elsewhere:
            return _matches_page(request, by, consent, form, matches, elsewhere)
    try:
        with transaction.atomic():
            person_id = _create(request, by, consent, form, asked)
    except Refused as refusal:
        refuse(form, refusal)
        if refusal.code == "people_matches_unseen":
            return _matches_page(request, by, consent, form, likely_matches(form.looked_for()), [])
        return _details_page(request, consent, form)
    messages.success(request, _("They are registered. Nothing is decided or promised yet."))
    return redirect("people:person", person_id)


def _create(
    request: HttpRequest, by: Actor, consent: ConsentForm, form: RegisterForm, asked: EnquiryFact | None
) -> PersonId:
    given = consent.given()
    told: dict[str, Any] = {
        "by": by,
        "at": timezone.now(),
        "consent": given,
        "names": [form.given_name()],
        "details": form.details(),
        "documents": form.documents(),
        "contacts": form.contacts(),
        "after_seeing": {UUID(seen) for seen in request.POST.getlist("seen") if _is_uuid(seen)},
    }
    if asked is None:
        return services.register_person(**told)
    return services.turn_enquiry_into_person(enquiry_id=asked.id, **told)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _consent_page(request: HttpRequest, form: ConsentForm) -> HttpResponse:
    return render(request, "people/register_consent.html", {"form": form})


def _details_page(request: HttpRequest, consent: ConsentForm, form: RegisterForm) -> HttpResponse:
    return render(request, "people/register_details.html", {"form": form, "consent": consent})


def _matches_page(
    request: HttpRequest,
    by: Actor,
    consent: ConsentForm,
    form: RegisterForm,
    matches: list[Match],
    elsewhere: list[KnownElsewhere],
) -> HttpResponse:
    if matches:
        ids = [match.person.id for match in matches]
        log_read(by=by, at=timezone.now(), kind="person", ids=ids, page="likely matches")
    offices = offices_by_id(known.office_id for known in elsewhere)
    page = {
        "form": form,
        "consent": consent,
        "matches": [(match, listed(say(reason) for reason in match.reasons)) for match in matches],
        "elsewhere": [
            (offices[known.office_id].name, say(f"people_match_{known.because}_elsewhere")) for known in elsewhere
        ],
        "seen": request.POST.getlist("seen"),
    }
    return render(request, "people/register_matches.html", page)
