"""The coercion screen: clearing it after speaking alone, and measures for amber."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.models import AmberMeasure, Screen
from safar.consent.web import words
from safar.consent.web.forms.positions import ClearanceForm, ScreenForm
from safar.consent.web.forms.protection import BeginRecoveryForm, DoneForm
from safar.consent.web.subjects import Someone
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.plumbing.web.moments import reader


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
    taken = list(AmberMeasure.objects.filter(traveller_id=one.id).order_by("-done_at"))
    acts = [*_clearing(seen), *_measures(one, taken, talks), *_asking(talks, one), *_recovery(one)]
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
        measures=[_Measure(code, next((row for row in taken if row.measure == code), None)) for code in words.MEASURES],
        is_amber=one.line.screen_result == "amber" or any(wait.code == "v6_amber_measures" for wait in waits),
        waits=blockers(waits, subject, one, here="consent:screen"),
    )


@dataclass(frozen=True)
class _Measure:
    """A measure for an amber person, and when it was taken, if it was."""

    code: str
    taken: AmberMeasure | None


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


def _measures(one: Someone, taken: list[AmberMeasure], talks: Any) -> list[Act]:
    """One act for each measure that is still to be taken; the second confirmation is never offered to a counsellor."""
    theirs = {talk.counsellor_id for talk in talks if any(part.traveller_id == one.id for part in talk.people)}
    open_ones = [code for code in words.MEASURES if code not in {row.measure for row in taken}]
    if reader().user_id in theirs:
        open_ones = [code for code in open_ones if code != "second_confirmation"]
    return [_measure(one, code) for code in open_ones]


def _measure(one: Someone, code: str) -> Act:
    def keep(form: Any) -> str:
        services.record_amber_measure(
            by=reader(), at=timezone.now(), traveller_id=one.id, measure=code, note=form.cleaned_data["note"]
        )
        return _("The measure is on file.")

    second = code == "second_confirmation"
    return Act(
        name=f"measure-{code}",
        title=str(words.MEASURES[code])[:1].upper() + str(words.MEASURES[code])[1:],
        button=gettext_lazy("They confirmed to me, alone") if second else gettext_lazy("Done"),
        form=DoneForm,
        do=keep,
        permission="consent.confirm",
        hint=gettext_lazy("Ask them once more, alone, before a ticket is bought: do they wish to go?")
        if second
        else "",
    )


def _recovery(one: Someone) -> list[Act]:
    """A protection officer begins the time to recover where no screen has."""
    if queries.recovery_until([one.id]) or not may(reader(), "consent.clear_screen"):
        return []

    def begin(form: Any) -> str:
        services.begin_recovery(by=reader(), at=timezone.now(), traveller_id=one.id)
        return _("On file. Nothing is asked of them meanwhile, and they have an alias from now on.")

    return [
        Act(
            name="recover",
            title=gettext_lazy("They may have been trafficked"),
            button=gettext_lazy("Give them time to recover"),
            form=BeginRecoveryForm,
            do=begin,
            permission="consent.clear_screen",
            hint=gettext_lazy("Nothing is signed, booked or told to anybody while it lasts, and they get an alias."),
            danger=True,
        )
    ]


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
