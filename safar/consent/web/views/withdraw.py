"""Someone changed their mind: one button for each traveller, and no reason asked."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.services import require
from safar.consent import services
from safar.consent.models import JourneyStop
from safar.consent.web import words
from safar.consent.web.forms.positions import MessageForm, WithdrawalForm
from safar.consent.web.subjects import Someone, Subject, open_subject, tasks_that_arose
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import draw
from safar.plumbing.web.moments import reader


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page behind “Someone changed their mind”: the second press is the last one needed."""
    by = reader()
    require(by, "consent.withdraw")
    subject = open_subject(request, id, "withdrawal")
    stopped = set(
        JourneyStop.objects.filter(traveller__journey_id=subject.journey.id).values_list("traveller_id", flat=True)
    )
    leavers = {f"no-{one.id.hex}": one for one in subject.people if _may_say_no(one) and one.id not in stopped}
    again = _said_no_before(subject, request.POST.get("act", ""), stopped)
    if again is not None:
        return HttpResponseRedirect(reverse("consent:withdrawn", args=[again.id]))
    acts = [_withdrawal(name, one) for name, one in leavers.items()]
    told = _message(subject)
    pressed = perform(request, [*acts, told])
    if pressed == told.name:
        return HttpResponseRedirect(subject.file_url)
    if pressed:
        return HttpResponseRedirect(reverse("consent:withdrawn", args=[leavers[pressed].id]))
    return draw(
        request,
        "withdraw",
        subject,
        status=worst_status([*acts, told]),
        acts=[*acts, told],
        rows=list(zip(leavers.values(), acts, strict=True)),
        told=told if offered([told]) else None,
    )


def _said_no_before(subject: Subject, pressed: str, stopped: set[UUID]) -> Someone | None:
    """Whose button was pressed a second time: a double click leads to where the first one did."""
    one = next((one for one in subject.people if pressed == f"no-{one.id.hex}"), None)
    return one if one and (one.line.withdrawn_at is not None or one.id in stopped) else None


def _may_say_no(one: Someone) -> bool:
    """Whoever is going may say no, before departure and after it; who said so already need not again."""
    return one.is_going and one.line.arrival_outcome is None and one.line.withdrawn_at is None


def _withdrawal(name: str, one: Someone) -> Act:
    def keep(form: Any) -> str:
        said = form.cleaned_data
        services.withdraw_declaration(
            by=reader(),
            at=timezone.now(),
            traveller_id=one.id,
            channel=said["channel"] or "in_person",
            said_at=said["said_at"],
            consequences_told=said["consequences_told"],
        )
        return _("It is done. Nobody will ask them why.")

    return Act(
        name=name,
        title="",
        button="",
        form=WithdrawalForm,
        do=keep,
        permission="consent.withdraw",
        initial={"channel": "in_person"},
        danger=True,
    )


def _message(subject: Subject) -> Act:
    about: words.Choices = [(str(one.id), one.name) for one in subject.going]

    def hold(form: Any) -> str:
        said = form.cleaned_data
        services.message_from_other(
            by=reader(),
            at=timezone.now(),
            traveller_id=UUID(said["traveller"]),
            said_by=said["said_by"],
            channel=words.word(words.CHANNELS, said["channel"]),
            message=said["message"],
        )
        return _("The permit is held. A task is set to reach the person alone within 24 hours.")

    return Act(
        name="other",
        title=gettext_lazy("Somebody else told us"),
        button=gettext_lazy("Hold, and reach the person alone"),
        form=partial(MessageForm, about=about),
        do=hold,
        permission="consent.hold",
        hint=gettext_lazy(
            "A message from anybody else never withdraws: it holds, and we reach the person alone within 24 hours."
        ),
        initial={"traveller": about[0][0] if len(about) == 1 else ""},
    )


@require_safe
def withdrawn(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was released at once, who is held or asked again because of it, and what comes next."""
    require(reader(), "consent.withdraw")
    subject = open_subject(request, id, "withdrawal")
    one = subject.one()
    held = [
        other
        for other in subject.going
        if other.id != one.id and any(hold.kind == "dependant_of_withdrawn" for hold in other.line.holds)
    ]
    asked = [other for other in subject.going if other.id != one.id and other.line.ask_again_since]
    tasks = tasks_that_arose(subject.people, one.line.withdrawn_at or timezone.now())
    return draw(request, "withdrawn", subject, one=one, held=held, asked=asked, tasks=tasks)
