"""Files opened to save a life: mine while they are open, those I was told of, and those to review (D20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safar.accounts import queries, services
from safar.accounts.services import NotAllowed
from safar.accounts.types import GlassLine
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import CleanLines

DAYS_SHOWN = 30
FINDINGS = {
    "justified": gettext_lazy("it was needed"),
    "followed_up": gettext_lazy("it was needed, and something is to be changed"),
    "not_justified": gettext_lazy("it was not needed: followed up with the colleague"),
}


class ReviewForm(forms.Form):
    """What the data protection officer found."""

    finding = forms.ChoiceField(
        label=gettext_lazy("What did you find?"), choices=list(FINDINGS.items()), widget=forms.RadioSelect
    )
    note = CleanLines(label=gettext_lazy("Why"), max_length=2000)


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """Who opened a file that was not theirs: to review first, by the hours left."""
    by, now = _reader(request), timezone.now()
    reviews = queries.may(by, "accounts.review_break_glass")
    if not (reviews or queries.may(by, "accounts.break_glass")):
        raise NotAllowed("accounts.break_glass")
    lines = queries.openings(since=now - timedelta(days=DAYS_SHOWN))
    lines.sort(key=lambda line: (line.reviewed_at is not None, line.review_due_at))
    page = {
        "rows": [
            {
                "line": line,
                "left": line.hours_left(now),
                "is_open": line.is_open(now),
                "mine": line.user_id == by.user_id,
                "told_me": line.second_id == by.user_id and line.told_at is None,
                "to_review": reviews and line.reviewed_at is None and line.user_id != by.user_id,
                "finding": FINDINGS.get(line.finding, ""),
            }
            for line in lines
        ],
        "reviews": reviews,
        "late": sum(reviews and line.reviewed_at is None and line.review_due_at < now for line in lines),
        "may_break": queries.may(by, "accounts.break_glass"),
    }
    return render(request, "accounts/openings.html", page)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """The data protection officer looks at one: who, whose file, why, who was told, what was read."""
    by = _reader(request)
    services.require(by, "accounts.review_break_glass")
    line = _line(glass_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.review_opening(by=by, at=timezone.now(), glass_id=glass_id, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("On file."))
            return redirect("accounts:glass")
    page = {"line": line, "form": form, "readings": queries.readings_of(line.subject_ids, line.opened_at)}
    return render(request, "accounts/opening_review.html", page, status=422 if form.errors else 200)


@require_POST
def told(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """The second person says that they know."""
    return _do(request, lambda by: services.acknowledge_opening(by=by, at=timezone.now(), glass_id=glass_id))


@require_POST
def end(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """Close a file before its time."""
    return _do(request, lambda by: services.end_opening(by=by, at=timezone.now(), glass_id=glass_id))


def _do(request: HttpRequest, act: Callable[[Actor], None]) -> HttpResponse:
    try:
        with transaction.atomic():
            act(_reader(request))
        messages.success(request, _("On file."))
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("accounts:glass")


def _line(glass_id: UUID) -> GlassLine:
    line = queries.opening(glass_id)
    if line is None:
        raise Http404
    return line


def _reader(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
