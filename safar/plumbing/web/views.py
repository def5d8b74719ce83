"""Keeping a form while it is being typed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from safar.plumbing.drafts import LONGEST_DRAFT, keep_draft
from safar.plumbing.scope import acting
from safar.plumbing.web.display import time_in_words


@require_POST
def keep(request: HttpRequest, form: str, subject: UUID) -> HttpResponse:
    """Keep what is typed in a form so far; answers with the time on the office's clock."""
    actor = acting()
    answers = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    answers.pop("csrfmiddlewaretoken", None)
    if actor is None or _length(answers) > LONGEST_DRAFT:
        return HttpResponseBadRequest()
    moment = timezone.now()
    keep_draft(by=actor, at=moment, form=form, subject=subject, answers=answers)
    return JsonResponse({"saved_at": time_in_words(moment)})


def _length(answers: dict[str, list[str]]) -> int:
    """How much was typed; the body itself cannot be measured any more once the token was read from it."""
    return sum(len(name) + len(value) for name, values in answers.items() for value in values)
