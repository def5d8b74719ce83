"""Where a person stands: asylum, detention, capacity to decide, safety of return."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.models import AsylumPosition, DetentionPosition, RefoulementDoubt
from safar.consent.types import CapacityDoubtLine
from safar.consent.web import words
from safar.consent.web.forms.positions import (
    AsylumForm,
    DetentionForm,
    RefoulementForm,
)
from safar.consent.web.forms.protection import DoubtForm, FindingForm, SupportForm
from safar.consent.web.subjects import Someone
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.consent.web.views.safety import decide, tell
from safar.plumbing.web.moments import reader

_RULES = {"V2", "V8", "V13"}


@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write down where somebody stands, raise a doubt, or settle one."""
    require(reader(), "consent.counsel")
    subject, one = one_traveller(request, id, "asylum and safety")
    if one is None:
        return choose(request, subject, _("Whose position?"), "consent:position")
    doubts = queries.capacity_doubts_of([one.id]).get(one.id, [])
    fears = list(RefoulementDoubt.objects.filter(traveller_id=one.id).prefetch_related("decisions"))
    acts = [_asylum(one), _detention(one), _doubt(one)]
    acts += [_settle(doubt) for doubt in doubts]
    acts += [_support(one)] if any(doubt.result == "with_support" for doubt in doubts) else []
    answers = queries.refoulement_answers([one.id]).get(one.id, [])
    acts += [_fear(one), *[decide(fear.id) for fear in fears if not fear.decisions.all()]]
    acts += [tell(one, answer) for answer in answers if answer.told_at is None]
    if perform(request, acts):
        return go_back(request, reverse("consent:position", args=[one.id]))
    waits = [
        wait
        for wait in queries.what_a_permit_waits_for([one.id], timezone.now()).get(one.id, [])
        if wait.rule in _RULES
    ]
    return draw(
        request,
        "position",
        subject,
        status=worst_status(acts),
        one=one,
        acts=offered(acts),
        doubts=doubts,
        asylum=AsylumPosition.objects.filter(traveller_id=one.id).order_by("-recorded_at").first(),
        detention=DetentionPosition.objects.filter(traveller_id=one.id).order_by("-recorded_at").first(),
        waits=blockers(waits, subject, one, here="consent:position"),
        answers=[answer for answer in answers if answer.told_at is not None],
    )


def _asylum(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.record_asylum_position(by=reader(), at=timezone.now(), traveller_id=one.id, given=form.given())
        return _("On file. It is shown to nobody outside, and never to the country of origin.")

    return Act(
        name="asylum",
        title=gettext_lazy("Asylum"),
        button=gettext_lazy("Put it on file"),
        form=AsylumForm,
        do=keep,
        permission="consent.counsel",
        hint=gettext_lazy("With an open claim or appeal, independent advice is offered first, to each child too."),
    )


def _detention(one: Someone) -> Act:
    def keep(form: Any) -> str:
        said = form.cleaned_data
        services.record_detention(
            by=reader(),
            at=timezone.now(),
            traveller_id=one.id,
            in_detention=said["in_detention"] == "yes",
            removal_on=said["removal_on"],
            place=said["place"],
            authority=said["authority"],
            lawyer=said["lawyer"],
        )
        return _("On file.")

    return Act(
        name="detention",
        title=gettext_lazy("Detention and removal"),
        button=gettext_lazy("Put it on file"),
        form=DetentionForm,
        do=keep,
        permission="consent.counsel",
    )


def _doubt(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.record_capacity_doubt(by=reader(), at=timezone.now(), traveller_id=one.id, **form.cleaned_data)
        return _("On file. An assessment, or whoever may decide in law, settles it.")

    return Act(
        name="doubt",
        title=gettext_lazy("A doubt whether they can decide about this"),
        button=gettext_lazy("Put the doubt on file"),
        form=DoubtForm,
        do=keep,
        permission="consent.counsel",
        hint=gettext_lazy("Everybody is presumed able to decide. Write a doubt down only when there is one."),
    )


def _settle(doubt: CapacityDoubtLine) -> Act:
    def keep(form: Any) -> str:
        services.settle_capacity_doubt(by=reader(), at=timezone.now(), doubt_id=doubt.id, **form.given())
        return _("On file. The last finding counts.")

    about = words.word(words.CAPACITY_ABOUT, doubt.about)
    return Act(
        name=f"settle-{doubt.id.hex}",
        title=_("Assess again: %(about)s") % {"about": about}
        if doubt.settled_on
        else _("What was found about the doubt: %(about)s") % {"about": about},
        button=gettext_lazy("Put it on file"),
        form=FindingForm,
        do=keep,
        permission="consent.counsel",
    )


def _support(one: Someone) -> Act:
    def keep(form: Any) -> str:
        said = form.cleaned_data
        services.record_decision_support(by=reader(), at=timezone.now(), traveller_id=one.id, **said)
        return _("On file. They can sign now.")

    return Act(
        name="support",
        title=gettext_lazy("Who supported them in deciding"),
        button=gettext_lazy("Put it on file"),
        form=SupportForm,
        do=keep,
        permission="consent.counsel",
        hint=gettext_lazy("They decide themselves, with somebody of their choice. Write it down before they sign."),
    )


def _fear(one: Someone) -> Act:
    def keep(form: Any) -> str:
        note = form.cleaned_data["note"]
        services.raise_refoulement_doubt(by=reader(), at=timezone.now(), traveller_id=one.id, note=note)
        return _("On file. A protection officer of another office decides; until then nobody leaves.")

    return Act(
        name="fear",
        title=gettext_lazy("Return may not be safe for them"),
        button=gettext_lazy("Raise the doubt"),
        form=RefoulementForm,
        do=keep,
        permission="consent.counsel",
        danger=True,
    )
