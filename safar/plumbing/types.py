"""Who is acting: the value that every write carries as `by=`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

GENERAL = frozenset({"general"})


@dataclass(frozen=True)
class Actor:
    """Somebody acting now: a member of staff, or the system itself.

    `offices` are the ids of the offices whose rows they may reach, `field_classes` the classes of fields
    (general, medical, protection, payment), `channel` how they act (desk, import, command, demo, system).
    """

    user_id: int | None
    name: str
    role: str
    office_id: int | None
    offices: frozenset[int]
    channel: str = "desk"
    language: str = "en"
    field_classes: frozenset[str] = GENERAL


NOBODY = Actor(user_id=None, name="", role="nobody", office_id=None, offices=frozenset(), field_classes=frozenset())
