"""What a service module hands to the engine at start-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from safar.cases.types.gates import GateOffer
from safar.plumbing.types import Actor


@dataclass(frozen=True)
class Panel:
    """A box on the case file: its title and a function giving plain rows of (label, text) for many cases at once.

    `url_name` is the module's own page about a case, if there is one; `permission` what opening it needs.
    """

    code: str
    title: str
    rows: Callable[[Sequence[UUID]], Mapping[UUID, Sequence[tuple[str, str]]]]
    url_name: str = ""
    permission: str = ""


@dataclass(frozen=True)
class ModuleOffer:
    """Everything a module plugs in: gates, panels, sentences of its tasks (by code) and its permissions.

    `rounds` are what must happen without anybody asking; the caretaker calls each every minute.
    """

    name: str
    gates: tuple[GateOffer, ...] = ()
    panels: tuple[Panel, ...] = ()
    tasks: Mapping[str, str | Promise] | None = None
    permissions: tuple[str, ...] = ()
    rounds: tuple[Callable[[Actor, datetime], int], ...] = ()
