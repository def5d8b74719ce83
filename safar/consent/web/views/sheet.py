"""Holding a talk: the counselling sheet, the talk as it was kept, and the blank sheet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.models import Screen, Session
from safar.consent.web.forms.sheet import PresenceForm
from safar.consent.web.sheet import DRAFT, Sheet, keep_as_typed, steps_of, topics_of
from safar.consent.web.subjects import open_subject
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import REFUSED, draw, go_back
from safar.plumbing.drafts import drop_draft
from safar.plumbing.web.moments import reader


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, id: UUID) -> HttpResponse:
    """The counselling sheet on one page; kept as typed, and kept for good when complete."""
    by, at = reader(), timezone.now()
    require(by, "consent.counsel")
    subject = open_subject(request, id, "counselling sheet")
    here = reverse("consent:session", args=[id])
    if request.method == "GET":
        return _page(request, Sheet.begun(subject, by, at))
    if "afresh" in request.POST:
        drop_draft(by=by, form=DRAFT, subject=subject.journey.id)
        return HttpResponseRedirect(here)
    if "keep" in request.POST:
        keep_as_typed(subject, by, at, dict(request.POST.lists()))
        messages.success(request, _("Kept as typed. Only you see it until you save it for good."))
        return HttpResponseRedirect(here)
    filled = Sheet(subject, request.POST)
    session_id = filled.save(by, at) if filled.is_complete() else None
    if session_id is None:
        return _page(request, filled, status=REFUSED)
    messages.success(request, _("The talk is on file."))
    return go_back(request, reverse("consent:journey", args=[subject.journey.id]))


def _page(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    draft_url = reverse("plumbing:draft", args=[DRAFT, sheet.subject.journey.id])
    return draw(request, "sheet", sheet.subject, status=status, sheet=sheet, draft_url=draft_url)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, id: UUID) -> HttpResponse:
    """A talk as it was kept: when it was held and when it was written down; who else was there is added here."""
    require(reader(), "consent.read")
    found = Session.objects.filter(id=id).only("journey_id").first()
    if found is None:
        raise Http404
    subject = open_subject(request, found.journey_id, "counselling record")
    line = next(held for held in queries.sessions_of([found.journey_id])[found.journey_id] if held.id == id)
    people = {one.id: one for one in subject.people}
    screens = {screen.session_person_id: screen for screen in Screen.objects.filter(session_person__session_id=id)}
    acts = [_somebody_else(id)]
    if perform(request, acts):
        return HttpResponseRedirect(reverse("consent:session_record", args=[id]))
    return draw(
        request,
        "session",
        subject,
        status=worst_status(acts),
        acts=offered(acts),
        session=line,
        parts=[(people[part.traveller_id], part, screens.get(part.id)) for part in line.people],
        counsellor=accounts.names_of([line.counsellor_id]).get(line.counsellor_id, ""),
        topics=dict(topics_of(subject)),
        steps=dict(steps_of(subject)),
    )


def _somebody_else(session_id: UUID) -> Act:
    """Somebody remembers later who else was there; who took part is never added: they have a talk of their own (V3)."""

    def add(form: PresenceForm) -> str:
        services.add_presence(by=reader(), at=timezone.now(), session_id=session_id, given=form.presence())
        return _("Written down. If it was an authority within hearing, what was declared in this talk is void.")

    return Act(
        name="presence",
        title=gettext_lazy("Somebody else was there"),
        button=gettext_lazy("Add them"),
        form=PresenceForm,
        do=add,
        permission="consent.counsel",
        hint=gettext_lazy(
            "When you learn it later. Police, detention or immigration staff, or staff of the country of origin within"
            " hearing make a declaration void."
        ),
    )
