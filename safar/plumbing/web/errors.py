"""The pages shown when a page cannot be: each says what happened and what to do next, and stands on its own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

LONG_TEXT = 20  # from here on a text is worth copying
_NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "next"}


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not be read."""
    return _page(400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None, sentence: str = "") -> HttpResponse:
    """The reader's role does not include this."""
    return _page(403, sentence)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is here, or nothing this reader may know of: both look the same (rule D9)."""
    return _page(404)


@login_not_required
def conflict(request: HttpRequest, sentence: str = "") -> HttpResponse:
    """A rule, or somebody who was faster, stands against it."""
    return _page(409, sentence)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return _page(500)


@login_not_required
def too_long_open(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The reader was signed out meanwhile, or the page's token is too old; long texts are shown, to be copied."""
    typed = [
        text
        for name, values in request.POST.lists()
        for text in values
        if name not in _NEVER_SHOWN and len(text) >= LONG_TEXT
    ]
    return HttpResponse(render_to_string("errors/csrf.html", {"typed": typed}), status=403)


def _page(status: int, sentence: str = "") -> HttpResponse:
    return HttpResponse(render_to_string(f"errors/{status}.html", {"sentence": sentence}), status=status)
