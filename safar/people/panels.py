"""What upper floors show on a person's page: they offer it when they are loaded, and people never names them."""

from __future__ import annotations

from collections.abc import Callable

from safar.people.types import Panel, PersonId
from safar.plumbing.types import Actor

PanelMaker = Callable[[Actor, PersonId], Panel | None]
_MAKERS: list[PanelMaker] = []


def offer_panel(maker: PanelMaker) -> None:
    """Show what `maker` returns on every person's page; called by a context's `AppConfig.ready`."""
    if maker not in _MAKERS:
        _MAKERS.append(maker)


def panels_for(actor: Actor, person_id: PersonId) -> list[Panel]:
    """The panels that have something to show this reader about this person."""
    return [panel for panel in (maker(actor, person_id) for maker in _MAKERS) if panel is not None]
