"""What the account menu says about the post somebody holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from safar.accounts import queries
from safar.accounts.types import Role
from safar.plumbing.types import Actor


def post(request: HttpRequest) -> dict[str, Any]:
    """The role and office of the reader in words; looked up only where a template shows it."""
    actor: Actor | None = getattr(request, "actor", None)
    return {"account_post": SimpleLazyObject(lambda: _in_words(actor))}


def _in_words(actor: Actor | None) -> str:
    if actor is None or actor.office_id is None or actor.role not in Role.values:
        return ""
    office = queries.offices_by_id([actor.office_id])[actor.office_id]
    return f"{Role(actor.role).label}, {office.name}"
