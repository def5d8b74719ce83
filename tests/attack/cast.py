"""Who works in the world that is attacked, and its connections: services, bare SQL, the owner who only looks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

from safar.accounts.types import OfficeRef
from safar.consent import queries as consent
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import lay_case_ground
from tests.conftest import ActorMaker
from tests.consent.ground import TALK, Ground
from tests.consent.seats import _TABLE  # the same seats on the same bus

PROGRAMME, LANGUAGE = "arvore-vi", "pt"


@dataclass
class Cast:
    """What all worlds share."""

    ground: Ground
    office_id: int
    raw: psycopg.Connection[Any]
    owner: psycopg.Connection[Any]
    pack_id: Any
    text_id: Any
    refused: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def counsellor(self) -> Actor:
        """Who holds the talks."""
        return self.ground.counsellor

    def open_scope(self, by: Actor | None = None) -> None:
        """The bare connection is the counsellor's again, or somebody else's, with no setting left over."""
        actor = by or self.counsellor
        self.raw.execute("RESET ALL")
        self.raw.execute(
            "SELECT set_config('safar.offices', %s, false), set_config('safar.user', %s, false),"
            " set_config('safar.role', %s, false), set_config('safar.classes', %s, false)",
            [f"{{{self.office_id}}}", str(actor.user_id), actor.role, f"{{{','.join(actor.field_classes)}}}"],
        )


@contextmanager
def assembled(
    actor: ActorMaker, here: OfficeRef, elsewhere: OfficeRef, owner: psycopg.Connection[Any]
) -> Iterator[Cast]:
    """Staff, programme, texts and seats are there, committed."""
    from safar.consent.tied import tie_to_permit

    ground = lay_case_ground(actor, here, elsewhere, PROGRAMME, LANGUAGE)
    owner.execute("DROP TABLE IF EXISTS seat")
    owner.execute(_TABLE.format(name="seat").encode())
    owner.execute(tie_to_permit("seat", kind="ticketing").encode())
    with acting_as(ground.counsellor):
        pack = consent.current_pack(PROGRAMME, LANGUAGE, TALK)
        text = next(text for text in consent.texts(PROGRAMME) if text.language == LANGUAGE)
    assert pack is not None
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as raw:
            yield Cast(ground, here.id, raw, owner, pack.id, text.id)
    finally:
        owner.execute("DROP TABLE IF EXISTS seat")
