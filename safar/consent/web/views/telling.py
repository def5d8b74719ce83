"""Telling one person of an advisory or of its end, and asking whether a kind of people that it names fits them."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.types import SEEN_PROFILES
from safar.consent.web import safety_words
from safar.consent.web.forms.advisories import ProfileForm, ToldForm
from safar.consent.web.subjects import open_subject
from safar.consent.web.views.acts import Act, perform, worst_status
from safar.consent.web.views.advisories import shown
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.kernel.places import person_languages
from safar.people import queries as people
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader


@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, id: UUID) -> HttpResponse:
    """The words to say in the person's language, how to reach them safely, and that they were told."""
    by = reader()
    require(by, "consent.tell_advisory")
    telling = next(iter(queries.tellings(ids=[id])), None)
    if telling is None:
        raise Http404
    subject = open_subject(request, telling.traveller_id, "telling of an advisory")
    one = subject.one()
    (line,) = queries.advisories([telling.advisory_id])
    written = queries.words_of([line.id]).get((line.id, telling.why), {})
    theirs = [spoken.language for spoken in one.person.languages] if one.person else []
    said = [(code, safety_words.words_to_say(line, telling.why, code, written)) for code in theirs or list(written)]

    def keep(form: Any) -> str:
        services.tell_advisory(by=by, at=timezone.now(), telling_id=id, given=form.given())
        return _("It is on file that they were told.")

    act = Act(
        name="told",
        title=gettext_lazy("They were told"),
        button=gettext_lazy("Put it on file"),
        form=partial(ToldForm, spoken=_languages(theirs)),
        do=keep,
        permission="consent.tell_advisory",
        initial={"told_at": timezone.now(), "language": theirs[0] if theirs else ""},
    )
    acts = [act] if telling.told_at is None else []
    if perform(request, acts):
        return go_back(request, reverse("consent:advisory", args=[line.id]))
    return draw(
        request,
        "advisory_tell",
        subject,
        status=worst_status(acts),
        one=one,
        telling=telling,
        it=shown(line),
        said=[(code, text, display.direction(code)) for code, text in said],
        contacts=people.contacts_of([telling.person_id]).get(telling.person_id, []),
        acts=acts,
    )


def _languages(theirs: list[str]) -> list[tuple[str, str]]:
    named = dict(person_languages(display.language()))
    return [(code, named.get(code, code)) for code in theirs] or list(named.items())


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask the person alone whether some kinds of people that an advisory names fit them."""
    by, at = reader(), timezone.now()
    require(by, "consent.tell_advisory")
    subject, one = one_traveller(request, id, "kinds of people")
    if one is None:
        return choose(request, subject, _("Whom do you ask?"), "consent:profile")
    wanted = queries.to_ask([one.id]).get(one.id, {})
    asked = sorted({code for codes in wanted.values() for code in codes} - set(SEEN_PROFILES))
    form = ProfileForm(request.POST if request.method == "POST" else None, asked=asked)
    if asked and form.is_valid():
        for code in asked:
            fits = form.cleaned_data[code] == "yes"
            services.note_profile(by=by, at=at, traveller_id=one.id, profile=code, fits=fits)
        messages.success(request, _("The answers are on file; only a protection officer reads them again."))
        return HttpResponseRedirect(reverse("consent:permit", args=[one.id]))
    advisories = [shown(line) for line in queries.advisories(list(wanted))]
    return draw(
        request, "profile", subject, status=422 if form.errors else 200, one=one, form=form, asked=asked,
        advisories=advisories,
    )  # fmt: skip
