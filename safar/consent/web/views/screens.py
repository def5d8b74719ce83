"""The coercion screen: the queue of what is held, clearing it after speaking alone, and measures for amber."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.services import log_read, require
from safar.consent import queries, services
from safar.consent.models import AmberMeasure, Screen
from safar.consent.web.forms.positions import ClearanceForm, MeasureForm, ScreenForm
from safar.consent.web.subjects import Someone, summaries
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.people.types import PersonSummary
from safar.plumbing.web.moments import reader

REACH_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Waiting:
    """A hold that waits for a protection officer, with its clock."""

    hold_id: UUID
    traveller_id: UUID
    person: PersonSummary | None
    kind: str
    reason: str
    since: datetime
    now: datetime

    @property
    def due(self) -> datetime:
        """When the person should have been spoken with."""
        return self.since + REACH_WITHIN

    @property
    def is_late(self) -> bool:
        """Whether that time is over."""
        return self.due < self.now

    @property
    def hours(self) -> int:
        """How many whole hours it has waited."""
        return int((self.now - self.since).total_seconds() // 3600)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that is held in these offices, the longest waiting first."""
    by, now = reader(), timezone.now()
    require(by, "consent.clear_screen")
    holds = queries.holds_open(sorted(by.offices))
    known = summaries({hold.person_id for hold in holds})
    rows = [
        Waiting(hold.id, hold.traveller_id, known.get(hold.person_id), hold.kind, hold.reason, hold.raised_at, now)
        for hold in sorted(holds, key=lambda hold: hold.raised_at)
    ]
    log_read(by=by, at=now, kind="person", ids=[hold.person_id for hold in holds], page="holds")
    return render(request, "consent/screens.html", {"rows": rows, "late": sum(row.is_late for row in rows)})


@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, id: UUID) -> HttpResponse:
    """One traveller's screen: the signs, what a protection officer found, the measures taken."""
    by = reader()
    require(by, "consent.screen")
    subject, one = one_traveller(request, id, "coercion screen")
    if one is None:
        return choose(request, subject, _("Whose screen?"), "consent:screen")
    seen = list(Screen.objects.filter(session_person__traveller_id=one.id).order_by("-recorded_at"))
    talks = queries.sessions_of([subject.journey.id]).get(subject.journey.id, [])
    acts = [*_clearing(seen), _measure(one), *_asking(talks, one)]
    if perform(request, acts):
        return go_back(request, reverse("consent:screen", args=[one.id]))
    waits = [
        wait for wait in queries.what_a_permit_waits_for([one.id], timezone.now()).get(one.id, []) if wait.rule == "V6"
    ]
    return draw(
        request,
        "screen",
        subject,
        status=worst_status(acts),
        one=one,
        acts=offered(acts),
        screens=[(found, [sign for sign in _SIGNS if getattr(found, sign)]) for found in seen],
        measures=AmberMeasure.objects.filter(traveller_id=one.id).order_by("-done_at"),
        waits=blockers(waits, subject, one, here="consent:screen"),
    )


_SIGNS = (
    *("threat", "someone_answers", "trafficking_signs", "document_held", "pressure_spouse", "pressure_family"),
    *("pressure_employer", "pressure_hospital", "detention", "removal_date", "debt", "destitution"),
)


def _clearing(seen: list[Screen]) -> list[Act]:
    """The act of clearing the latest screen, if it is red."""
    if not seen or seen[0].result != "red":
        return []
    screen_id = seen[0].id

    def clear(form: Any) -> str:
        services.clear_screen(by=reader(), at=timezone.now(), screen_id=screen_id, **form.cleaned_data)
        if form.cleaned_data["outcome"] == "cleared":
            return _("On file: cleared. The hold is released.")
        return _("On file: it stays held.")

    return [
        Act(
            name="clear",
            title=gettext_lazy("You spoke with them alone"),
            button=gettext_lazy("Put on file what you found"),
            form=ClearanceForm,
            do=clear,
            permission="consent.clear_screen",
            hint=gettext_lazy("Somebody other than the counsellor who held the talk."),
        )
    ]


def _measure(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.record_amber_measure(by=reader(), at=timezone.now(), traveller_id=one.id, **form.cleaned_data)
        return _("The measure is on file.")

    return Act(
        name="measure",
        title=gettext_lazy("A measure for an amber screen"),
        button=gettext_lazy("Put the measure on file"),
        form=MeasureForm,
        do=keep,
        permission="consent.screen",
    )


def _asking(talks: Any, one: Someone) -> list[Act]:
    """The act of asking again, in the latest talk they took part in."""
    theirs = [talk for talk in talks if any(part.traveller_id == one.id for part in talk.people)]
    if not theirs:
        return []
    latest = max(theirs, key=lambda talk: talk.held_at)

    def keep(form: Any) -> str:
        services.record_screen(
            by=reader(), at=timezone.now(), session_id=latest.id, traveller_id=one.id, answers=form.given()
        )
        return _("The screen is on file.")

    return [
        Act(
            name="ask",
            title=gettext_lazy("Asked again alone, in the latest talk"),
            button=gettext_lazy("Put the screen on file"),
            form=ScreenForm,
            do=keep,
            permission="consent.screen",
        )
    ]
