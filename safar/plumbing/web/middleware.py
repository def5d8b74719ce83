"""What is done around every page: nothing kept by the browser, and a sentence where a rule stood against it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from safar.plumbing.refusals import Refused
from safar.plumbing.web import errors
from safar.plumbing.web.security import PERMISSIONS_POLICY


class PageMiddleware:
    """Forbids browsers to keep pages, and answers a refusal that a view did not show itself with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; desks are shared, so that "back" after signing out must show nothing."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Undo what the page had begun; a refusal is answered with its sentence, anything else goes on.

        Without this the scope's transaction would keep half of what a failing page did: Django turns the exception
        into an answer before the scope hears of it.
        """
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return errors.conflict(request, exception.sentence) if isinstance(exception, Refused) else None
