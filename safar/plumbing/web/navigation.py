"""The navigation: each context offers its entries when it is loaded, each reader sees those they may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from safar.plumbing.scope import acting
from safar.plumbing.types import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class NavigationEntry:
    """One page offered to those with a permission; `count` says how much waits there, `order` where it stands."""

    order: int
    label: str | Promise
    url_name: str
    permission: str | None = None
    count: Callable[[Actor], int] | None = None


@dataclass(frozen=True)
class NavigationItem:
    """An entry as one reader sees it."""

    label: str
    url: str
    is_current: bool
    count: int


_ENTRIES: dict[str, NavigationEntry] = {}


def offer(*entries: NavigationEntry) -> None:
    """Put pages into the navigation; called by a context's `AppConfig.ready`."""
    _ENTRIES.update({entry.url_name: entry for entry in entries})


def navigation_of(request: HttpRequest) -> list[NavigationItem]:
    """The entries that the reader of this request may use, in order."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    items = []
    for entry in sorted(_ENTRIES.values(), key=lambda entry: entry.order):
        if entry.permission is None or may_use(entry.permission, actor):
            url = reverse(entry.url_name)
            here = request.path == url if url == "/" else request.path.startswith(url)
            count = entry.count(actor) if entry.count else 0
            items.append(NavigationItem(str(entry.label), url, here, count))
    return items


def search_address() -> str:
    """Where the search box sends what is looked for, or nothing while no page takes it."""
    try:
        return reverse(settings.SAFAR_SEARCH_URL_NAME)
    except NoReverseMatch:
        return ""


def may_use(permission: str, actor: Actor | None = None) -> bool:
    """Whether the role of an actor, or of whoever reads this page, includes a permission."""
    may: Callable[[Actor, str], bool] = import_string(settings.SAFAR_MAY)
    someone = actor or acting()
    return someone is not None and may(someone, permission)
