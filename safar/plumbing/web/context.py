"""What every template knows: who reads, in which language and direction, and where they can go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from safar.plumbing.web import display
from safar.plumbing.web.navigation import may_use, navigation_of, search_address


def page(request: HttpRequest) -> dict[str, Any]:
    """The values of `base.html`; the navigation is worked out only where a template shows it."""
    language = display.language()
    languages = display.language_choices()
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "account_name": actor.name if actor else "",
        "nav": SimpleLazyObject(lambda: navigation_of(request)),
        "search_url": search_address() if actor and may_use("people.search", actor) else "",
        "language": language,
        "language_name": next((choice.name for choice in languages if choice.code == language), language),
        "languages": languages,
        "direction": display.direction(),
        "calendar": display.calendar_in_use(),
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }
