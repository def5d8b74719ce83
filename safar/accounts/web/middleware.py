"""Says for every request in which language to answer and who is asking, and opens that person's scope."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from safar.accounts.queries import actor_at, timezone_of
from safar.plumbing.scope import acting_as
from safar.plumbing.types import NOBODY, Actor
from safar.plumbing.web.display import use_calendar
from safar.plumbing.web.errors import too_long_open

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_KEY = "language"


class LanguageMiddleware:
    """Answers in the language chosen for this session, else the account's, else the browser's best."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for the length of the request."""
        chosen = request.session.get(LANGUAGE_KEY) or getattr(request.user, "language", "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SignedInMiddleware(LoginRequiredMiddleware):
    """Leads to the sign-in; whoever was signed out while typing gets back the long texts they sent."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know only redirects
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Ask to sign in, or answer a form that was sent too late with what it held."""
        if request.method == "POST":
            return too_long_open(request)
        return super().handle_no_permission(request, view_func)


class ActorMiddleware:
    """Puts the acting member of staff on the request and runs the page inside their scope.

    The page is rendered inside too: a response rendered later would stand outside the transaction and see nothing.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as the person who is signed in, or as nobody."""
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        if getattr(request.user, "must_change_password", False) and not _leads_to_a_password(request):
            return HttpResponseRedirect(reverse("account_change_password"))
        use_calendar(getattr(request.user, "calendar", ""))
        with timezone.override(timezone_of(actor.office_id)), acting_as(actor):
            return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated or request.user.pk is None:
        return NOBODY
    return actor_at(request.user.pk, timezone.now())


def _leads_to_a_password(request: HttpRequest) -> bool:
    open_paths = (
        reverse("account_change_password"),
        reverse("account_logout"),
        reverse("accounts:language"),
        "/static/",
    )
    return request.path.startswith(open_paths)
