"""The queue of what is held, with its clocks, and the time to recover of who may have been trafficked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.consent import queries, services
from safar.consent.models import RecoveryPeriod
from safar.consent.types import HoldLine
from safar.consent.web import words
from safar.consent.web.forms.protection import HeardForm
from safar.consent.web.subjects import file_address, open_subject, summaries
from safar.consent.web.views.acts import Act, perform, worst_status
from safar.consent.web.views.pages import draw, go_back
from safar.people.queries import contacts_of
from safar.people.types import ContactFact, PersonSummary
from safar.plumbing.web.moments import reader

REACH_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Waiting:
    """A hold that waits for somebody, with its clock, what is asked, and the safe way to the person."""

    hold: HoldLine
    person: PersonSummary | None
    contacts: tuple[ContactFact, ...]
    due: datetime
    now: datetime
    url: str
    file_url: str

    @property
    def is_late(self) -> bool:
        """Whether its time is over."""
        return self.due < self.now

    @property
    def hours(self) -> int:
        """How many whole hours it has waited."""
        return int((self.now - self.hold.raised_at).total_seconds() // 3600)

    @property
    def asked(self) -> str:
        """What is to be done about it."""
        return words.word(words.HOLD_ASKS, self.hold.kind)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everything held in these offices, what is over its time first; a counsellor sees the messages alone."""
    by, now = reader(), timezone.now()
    require(by, "consent.reach_alone")
    holds = queries.holds_open(sorted(by.offices))
    if not may(by, "consent.clear_screen"):
        holds = [hold for hold in holds if hold.kind == "message_from_other"]
    people = {hold.person_id for hold in holds}
    known, contacts = summaries(people), contacts_of(people)
    over = queries.recovery_until([hold.traveller_id for hold in holds if hold.kind == "recovery_period"])
    rows = [
        Waiting(
            hold=hold,
            person=known.get(hold.person_id),
            contacts=tuple(contacts.get(hold.person_id, [])),
            due=over[hold.traveller_id]
            if hold.kind == "recovery_period" and hold.traveller_id in over
            else hold.raised_at + REACH_WITHIN,
            now=now,
            url=_where(hold),
            file_url=file_address(hold.journey_id),
        )
        for hold in holds
    ]
    rows.sort(key=lambda row: (not row.is_late, row.due))
    log_read(by=by, at=now, kind="person", ids=sorted(people), page="holds")
    page = {"rows": rows, "late": sum(row.is_late for row in rows), "all": may(by, "consent.clear_screen")}
    return render(request, "consent/screens.html", page)


def _where(hold: HoldLine) -> str:
    if hold.kind == "red_screen":
        return reverse("consent:screen", args=[hold.traveller_id])
    if hold.kind == "recovery_period":
        return reverse("consent:recovery", args=[hold.traveller_id])
    if hold.kind in ("capacity_doubt", "refoulement_doubt"):
        return reverse("consent:position", args=[hold.traveller_id])
    return reverse("consent:release", args=[hold.id])


@require_http_methods(["GET", "POST"])
def recovery(request: HttpRequest, id: UUID) -> HttpResponse:
    """The time to recover of one person: until when, and what they said alone when it was over."""
    by = reader()
    require(by, "consent.clear_screen")
    subject = open_subject(request, id, "time to recover")
    one = subject.chosen
    period = (
        RecoveryPeriod.objects.filter(traveller__person_id=one.line.person_id).order_by("-started_at").first()
        if one
        else None
    )
    if one is None or period is None:
        raise Http404
    talks = list(period.talks.order_by("-ended_at"))
    act = _heard(period.id)
    acts = [act] if not talks or talks[0].wish != "go_on" else []
    if perform(request, acts):
        return go_back(request, reverse("consent:screens"))
    return draw(
        request,
        "recovery",
        subject,
        status=worst_status(acts),
        one=one,
        period=period,
        talks=talks,
        is_over=period.until_at <= timezone.now(),
        acts=acts,
    )


def _heard(period_id: UUID) -> Act:
    def keep(form: Any) -> str:
        services.hear_after_recovery(by=reader(), at=timezone.now(), period_id=period_id, heard=form.given())
        if form.cleaned_data["wish"] == "go_on":
            return _("On file. The person is counselled and declares anew.")
        return _("On file. Nothing is asked of them; speak with them again when they wish.")

    return Act(
        name="heard",
        title=gettext_lazy("What you heard from them alone"),
        button=gettext_lazy("Put it on file"),
        form=HeardForm,
        do=keep,
        permission="consent.clear_screen",
        hint=gettext_lazy("Somebody other than their counsellor. Only their own wish to go on ends the waiting."),
    )
