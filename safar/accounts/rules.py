"""The permission table as predicates of the `rules` library, and which offices a post reaches."""

from __future__ import annotations

from collections.abc import Mapping

import rules

from safar.accounts.permissions import PERMISSIONS, REACH_NO_FILES, REACH_OFFICES_BELOW
from safar.plumbing.types import Actor


def _held_by(roles: frozenset[str]) -> rules.Predicate:
    return rules.predicate(lambda actor: isinstance(actor, Actor) and actor.role in roles)


for _permission, _roles in PERMISSIONS.items():
    if not rules.perm_exists(_permission):
        rules.add_perm(_permission, _held_by(frozenset(_roles)))


def may(actor: Actor, permission: str) -> bool:
    """Whether the actor's role holds the permission; an unknown permission is held by nobody."""
    return bool(rules.has_perm(permission, actor))


def reach(role: str, office_id: int, parents: Mapping[int, int | None]) -> frozenset[int]:
    """The offices whose rows a post reaches: its own, for some roles all below it; `parents` maps office to parent."""
    if role in REACH_NO_FILES:
        return frozenset()
    if role not in REACH_OFFICES_BELOW:
        return frozenset({office_id})
    return frozenset(office for office in parents if office_id in _line_up(office, parents))


def _line_up(office: int, parents: Mapping[int, int | None]) -> list[int]:
    line: list[int] = []
    step: int | None = office
    while step is not None and step not in line:
        line.append(step)
        step = parents.get(step)
    return line
