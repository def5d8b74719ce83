"""What is reported but not yet known: a death, or that somebody cannot be reached; and what was written down late."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.models import DeathReport, NotReached
from safar.consent.types import LateLine
from safar.consent.web.forms.positions import DeathAnswerForm, DeathForm, Nothing, NotReachedForm, ReviewForm
from safar.consent.web.subjects import Someone
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.plumbing.web.moments import reader


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """A death is reported or answered; somebody is not reached, or reached again."""
    require(reader(), "consent.report_death")
    subject, one = one_traveller(request, id, "reports")
    if one is None:
        return choose(request, subject, _("About whom?"), "consent:report")
    deaths = list(DeathReport.objects.filter(traveller_id=one.id).select_related("answer").order_by("-reported_at"))
    unanswered = [death for death in deaths if not hasattr(death, "answer")]
    missing = NotReached.objects.filter(traveller_id=one.id, reached_again_at__isnull=True).order_by("-since").first()
    acts = [_reached(one)] if missing else []
    acts += [_not_reached(one), *([_answer(unanswered[0])] if unanswered else [_death(one)])]
    if perform(request, acts):
        return go_back(request, reverse("consent:report", args=[one.id]))
    return draw(
        request,
        "report",
        subject,
        status=worst_status(acts),
        one=one,
        acts=offered(acts),
        deaths=deaths,
        missing=missing,
    )


def _death(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.report_death(by=reader(), at=timezone.now(), traveller_id=one.id, source=form.cleaned_data["source"])
        return _("On file. Messages and payments stop now; nothing is closed until the report is confirmed.")

    return Act(
        name="death",
        title=gettext_lazy("A death is reported"),
        button=gettext_lazy("Put the report on file"),
        form=DeathForm,
        do=keep,
        permission="consent.report_death",
        hint=gettext_lazy("Messages and payments stop at once. Nothing is closed until it is confirmed."),
        danger=True,
    )


def _answer(death: DeathReport) -> Act:
    def keep(form: Any) -> str:
        said = form.cleaned_data
        services.answer_death(
            by=reader(),
            at=timezone.now(),
            report_id=death.id,
            confirmed=said["confirmed"] == "yes",
            paper=said["paper"],
        )
        return _("The answer is on file.")

    return Act(
        name="answer",
        title=gettext_lazy("Answer the report of death"),
        button=gettext_lazy("Put the answer on file"),
        form=DeathAnswerForm,
        do=keep,
        permission="consent.report_death",
    )


def _not_reached(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.record_not_reached(by=reader(), at=timezone.now(), traveller_id=one.id, **form.cleaned_data)
        return _("On file: not reached. Nothing else follows from it.")

    return Act(
        name="missing",
        title=gettext_lazy("Not reached"),
        button=gettext_lazy("Put it on file"),
        form=NotReachedForm,
        do=keep,
        permission="consent.hold",
        hint=gettext_lazy("It says that we have not reached them, and nothing about them."),
    )


def _reached(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.record_reached(by=reader(), at=timezone.now(), traveller_id=one.id)
        return _("On file: reached again.")

    return Act(
        name="reached",
        title=gettext_lazy("Reached again"),
        button=gettext_lazy("We reached them"),
        form=Nothing,
        do=keep,
        permission="consent.hold",
    )


@require_http_methods(["GET", "POST"])
def late(request: HttpRequest) -> HttpResponse:
    """What was written down long after it happened, for somebody to ask why."""
    by = reader()
    require(by, "consent.review_late_entries")
    rows = [(line, _review(line)) for line in queries.late_entries(sorted(by.offices))]
    acts = [act for line, act in rows if line.reviewed_at is None]
    if perform(request, acts):
        return HttpResponseRedirect(reverse("consent:late"))
    context = {"rows": [(line, act if act in acts else None) for line, act in rows]}
    return render(request, "consent/late.html", context, status=worst_status(acts))


def _review(line: LateLine) -> Act:
    def keep(form: Any) -> str:
        services.review_late_entry(by=reader(), at=timezone.now(), entry_id=line.id, note=form.cleaned_data["note"])
        return _("Reviewed.")

    return Act(
        name=f"late-{line.id.hex}",
        title="",
        button=gettext_lazy("Reviewed"),
        form=ReviewForm,
        do=keep,
        permission="consent.review_late_entries",
    )
