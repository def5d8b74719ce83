"""Signing: everything the permit waits for, the words in the person's language, and what was signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.documents.passages import passages
from safar.consent.types import DeclarationOutcome, PackText, SessionLine
from safar.consent.web.forms.answers import languages
from safar.consent.web.forms.declaration import DeclarationForm
from safar.consent.web.subjects import Someone, Subject
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.pages import choose, done, draw, one_traveller, status_of
from safar.consent.web.views.signing import form_values, talks_with
from safar.consent.web.words import Choices
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader

UNSIGNED = "v1_no_declaration"  # what this very page is for


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record a declaration; afterwards the permit's page says until when it is in force or what is missing."""
    by, at = reader(), timezone.now()
    require(by, "consent.declare")
    subject, one = one_traveller(request, id, "declaration")
    if one is None:
        return choose(request, subject, _("Who declares?"), "consent:declaration", only="adults")
    if not one.is_adult:
        return HttpResponseRedirect(reverse("consent:child", args=[one.id]))
    talks = talks_with(subject, one)
    text, offered = _text_for(request, subject, one, talks)
    form = _form(request, subject, one, talks, by) if talks and text else None
    if form is not None and text is not None and request.method == "POST":
        outcome: list[DeclarationOutcome] = []
        given = text.language
        if done(
            form,
            lambda: outcome.append(services.sign_declaration(by=by, at=at, given=form.given(one.id, given))),
        ):
            return _signed(request, one, outcome[0])
    waits = [wait for wait in queries.what_a_permit_waits_for([one.id], at).get(one.id, []) if wait.code != UNSIGNED]
    return draw(
        request,
        "declaration",
        subject,
        status=status_of(form) if form is not None else 200,
        one=one,
        form=form,
        text=text,
        passages=passages(text.body) if text else [],
        text_direction=display.direction(text.language) if text else "",
        offered_languages=offered,
        talks=talks,
        waits=blockers(waits, subject, one, here="consent:declaration"),
    )


def _signed(request: HttpRequest, one: Someone, outcome: DeclarationOutcome) -> HttpResponse:
    if outcome.permit_id:
        messages.success(request, _("The declaration is on file and the permit is in force."))
    elif any(permit.state in ("in_force", "held") for permit in queries.permits_of([one.id]).get(one.id, [])):
        messages.warning(request, _("The declaration is on file. It does not renew the permit: see what it waits for."))
    else:
        messages.warning(request, _("The declaration is on file. There is no permit yet: see what it waits for."))
    return HttpResponseRedirect(reverse("consent:permit", args=[one.id]))


def _text_for(
    request: HttpRequest, subject: Subject, one: Someone, talks: list[SessionLine]
) -> tuple[PackText | None, Choices]:
    """The words to sign: in the language asked for, that of the last talk, or the one they prefer."""
    current = {
        text.language: text for text in queries.texts(subject.journey.programme_code) if text.superseded_at is None
    }
    spoken = one.person.preferred_language if one.person else ""
    wanted = [request.GET.get("language", ""), *(talk.language for talk in talks[:1]), spoken]
    chosen = next((current[code] for code in wanted if code in current), None)
    return chosen or next(iter(current.values()), None), languages(sorted(current))


def _form(request: HttpRequest, subject: Subject, one: Someone, talks: list[SessionLine], by: Actor) -> DeclarationForm:
    latest = talks[0]
    initial: dict[str, Any] = {
        "session": str(latest.id),
        "signed_at": timezone.now(),
        "place": latest.place,
        "interpreter_name": latest.interpreter_name,
        "no_interpreter_needed": latest.no_interpreter_needed,
    }
    return DeclarationForm(
        request.POST if request.method == "POST" else None, initial=initial, **form_values(subject, talks, by)
    )
