"""The overview of a journey: who travels of their own free will so far, and what each still waits for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.web.forms.positions import HoldForm, Nothing, ReleaseForm
from safar.consent.web.subjects import Someone, Subject, open_subject
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.plumbing.web.moments import reader


@require_safe
def overview(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everybody in the journey with their permit, holds and what it waits for; the talks that were held."""
    by = reader()
    subject = open_subject(request, id, "free will")
    waits = queries.what_a_permit_waits_for([one.id for one in subject.going], timezone.now())
    rows = [(one, blockers(waits.get(one.id, []), subject, one)) for one in subject.going]
    sessions = queries.sessions_of([subject.journey.id]).get(subject.journey.id, [])
    others = [one for one in subject.people if not one.is_going]
    rights = {
        name: may(by, f"consent.{name}")
        for name in ("counsel", "declare", "confirm", "withdraw", "release_hold", "reach_alone")
    }
    rests_on = {one.id: one.line.permit.declaration_id for one in subject.people if one.line.permit}
    from_paper = queries.transcriptions_of([declared for declared in rests_on.values() if declared])
    transcribed = [one for one, declared in rests_on.items() if declared in from_paper]
    return draw(
        request, "journey", subject, transcribed=transcribed, rows=rows, sessions=sessions, others=others, rights=rights
    )


@require_http_methods(["GET", "POST"])
def permit(request: HttpRequest, id: UUID) -> HttpResponse:
    """One traveller's permit: until when it is in force, on what it rests, or what still stands in the way."""
    subject, one = one_traveller(request, id, "permit")
    if one is None:
        return choose(request, subject, _("Permit"), "consent:permit")
    acts = [_try_again(subject, one), _hold(one)]
    if perform(request, acts):
        return go_back(request, reverse("consent:permit", args=[one.id]))
    waits = queries.what_a_permit_waits_for([one.id], timezone.now()).get(one.id, [])
    declared = queries.declarations_of([one.id]).get(one.id, [])
    return draw(
        request,
        "permit",
        subject,
        status=worst_status(acts),
        one=one,
        waits=blockers(waits, subject, one),
        declarations=declared,
        papers=queries.papers_of([one.id])[one.id],
        permits=queries.permits_of([one.id]).get(one.id, []),
        acts=[act for act in offered(acts) if act.name != "again" or (not waits and not one.has_permit)],
    )


def _try_again(subject: Subject, one: Someone) -> Act:
    def make(form: Any) -> str:
        issue: Any = services.issue_permit if one.is_adult else services.issue_child_permit
        whose = {"traveller_id": one.id} if one.is_adult else {"child_id": one.id}
        outcome = issue(by=reader(), at=timezone.now(), **whose)
        if outcome.permit_id:
            return _("The permit is in force.")
        return _("There is no permit yet: see what it waits for.")

    return Act(
        name="again",
        title=gettext_lazy("Nothing stands in the way any more"),
        button=gettext_lazy("Make the permit"),
        form=Nothing,
        do=make,
        permission="consent.declare",
    )


def _hold(one: Someone) -> Act:
    def hold(form: Any) -> str:
        services.raise_hold(by=reader(), at=timezone.now(), traveller_id=one.id, reason=form.cleaned_data["reason"])
        return _("Held: nothing new is arranged and nobody leaves on it until a protection officer releases it.")

    return Act(
        name="hold",
        title=gettext_lazy("Hold the permit"),
        button=gettext_lazy("Hold"),
        form=HoldForm,
        do=hold,
        permission="consent.hold",
        hint=gettext_lazy("When something is not right. A protection officer speaks with the person and releases it."),
        danger=True,
    )


@require_safe
def by_code(request: HttpRequest, id: UUID) -> HttpResponse:
    """What the code on a printed declaration leads to, for those who may see it."""
    require(reader(), "consent.read")
    line = queries.permit_by_qr(id)
    if line is None:
        raise Http404
    return permit(request, line.traveller_id)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whoever spoke with the person alone ends a hold: any for a protection officer, a message for a counsellor too."""
    by = reader()
    require(by, "consent.reach_alone")
    hold = next((line for line in queries.holds_open(sorted(by.offices)) if line.id == id), None)
    if hold is None or not (hold.kind == "message_from_other" or may(by, "consent.release_hold")):
        raise Http404
    subject = open_subject(request, hold.traveller_id, "hold")
    one = subject.one()

    def end(form: Any) -> str:
        outcome = services.release_hold(by=by, at=timezone.now(), hold_id=id, **form.cleaned_data)
        if outcome.permit_id:
            return _("The hold is released and the permit is in force again.")
        return _("The hold is released. The permit still waits for what is listed below.")

    act = Act(
        name="release",
        title=gettext_lazy("Release the hold"),
        button=gettext_lazy("Release it"),
        form=ReleaseForm,
        do=end,
        permission="consent.reach_alone",
        hint=gettext_lazy("Speak with the person alone first. If they do not want to go, record that instead."),
    )
    if perform(request, [act]):
        return go_back(request, reverse("consent:permit", args=[one.id]))
    return draw(request, "release", subject, status=worst_status([act]), one=one, hold=hold, acts=[act])
