"""Asking again before departure, and the steps that cannot be undone and come last."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.types import StepLine
from safar.consent.web.forms.declaration import ConfirmationForm
from safar.consent.web.forms.positions import Nothing, StepDoneForm
from safar.consent.web.sheet import staff_here
from safar.consent.web.subjects import Someone
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader
from safar.programmes.types import IrreversibleStep, text_in


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write down what the person answered when asked again, alone."""
    require(reader(), "consent.confirm")
    subject, one = one_traveller(request, id, "asking again")
    if one is None:
        return choose(request, subject, _("Who was asked again?"), "consent:confirm")
    asked = queries.confirmations_of([one.id]).get(one.id, [])
    first_is_done = any(line.which == "before" and line.answer == "still_yes" for line in asked)
    act = _ask(one, request.GET.get("which") or ("at_departure" if first_is_done else "before"))
    if perform(request, [act]):
        said_no = act.shown is not None and act.shown["answer"].value() == "no"
        if said_no:
            return HttpResponseRedirect(reverse("consent:withdrawn", args=[one.id]))
        return go_back(request, reverse("consent:permit", args=[one.id]))
    return draw(request, "confirm", subject, status=worst_status([act]), one=one, acts=[act], asked=asked)


def _ask(one: Someone, which: str) -> Act:
    def keep(form: Any) -> str:
        services.confirm_wish(by=reader(), at=timezone.now(), traveller_id=one.id, given=form.given())
        said = {
            "still_yes": _("On file: they still want to go."),
            "not_sure": _(
                "On file: they are not sure. The permit is held until a protection officer has spoken with them."
            ),
            "no": _("On file: they do not want to go. The permit has ended."),
        }
        return said[form.cleaned_data["answer"]]

    staff = staff_here()
    live = one.line.permit if one.line.permit and one.line.permit.state in ("in_force", "held") else None
    return Act(
        name="ask",
        title=gettext_lazy("Do you still want to go?"),
        button=gettext_lazy("Put the answer on file"),
        form=partial(ConfirmationForm, staff=staff, permit_made=live.made_at if live else None),
        do=keep,
        permission="consent.confirm",
        initial={"which": which, "asked_at": timezone.now(), "asked_by": staff[0][0]},
        hint=gettext_lazy("Ask each adult alone, once shortly before departure and once more where they leave from."),
    )


@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest, id: UUID) -> HttpResponse:
    """Each step that cannot be undone: explained and acknowledged before signing, done last."""
    require(reader(), "consent.read")
    subject, one = one_traveller(request, id, "steps that cannot be undone")
    if one is None:
        return choose(request, subject, _("Whose steps?"), "consent:step", only="adults")
    known = {line.code: line for line in queries.steps_of([one.id]).get(one.id, [])}
    named = {step.code: step for step in subject.programme.irreversible_steps}
    rows = [
        (named.get(code), known.get(code), _act(one, code, known.get(code)))
        for code in subject.journey.irreversible_steps
    ]
    acts = [act for _step, _line, act in rows if act]
    if perform(request, acts):
        return go_back(request, reverse("consent:step", args=[one.id]))
    usable = offered(acts)
    shown = [(_told(step), line, act if act in usable else None) for step, line, act in rows]
    return draw(request, "steps", subject, status=worst_status(acts), one=one, rows=shown, acts=usable)


def _told(step: IrreversibleStep | None) -> dict[str, str]:
    if step is None:
        return {"name": "", "explanation": ""}
    language = display.language()
    return {"name": text_in(step.names, language), "explanation": text_in(step.explanation, language)}


def _act(one: Someone, code: str, line: StepLine | None) -> Act | None:
    """What can be done about a step now: acknowledge it, then do it; nothing after that."""
    if line is None or line.acknowledged_at is None:
        return _acknowledge(one, code)
    return None if line.done_at else _complete(one, code)


def _acknowledge(one: Someone, code: str) -> Act:
    def keep(form: Any) -> str:
        services.acknowledge_step(by=reader(), at=timezone.now(), traveller_id=one.id, code=code)
        return _("On file: explained, and they say they understand.")

    return Act(
        name=f"ack-{code}",
        title="",
        button=gettext_lazy("Explained, and they say they understand"),
        form=Nothing,
        do=keep,
        permission="consent.counsel",
    )


def _complete(one: Someone, code: str) -> Act:
    def keep(form: Any) -> str:
        done_at = form.cleaned_data["done_at"]
        services.complete_step(by=reader(), at=timezone.now(), traveller_id=one.id, code=code, done_at=done_at)
        return _("On file: the step was done.")

    return Act(
        name=f"done-{code}",
        title="",
        button=gettext_lazy("It was done"),
        form=StepDoneForm,
        do=keep,
        permission="consent.counsel",
        initial={"done_at": timezone.now()},
    )
