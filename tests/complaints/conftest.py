"""Offices with complaints officers at three levels, and a counsellor who may be complained about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from safar.accounts.types import OfficeRef
from safar.complaints import queries, services
from safar.complaints.types import About, Channel, ComplaintFile, ComplaintGiven, ComplaintRow, Recorded
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import CaseStory, lay_case_ground
from tests.conftest import ActorMaker

CAME = datetime(2016, 6, 1, 9, tzinfo=UTC)
NEXT_DAY = CAME + timedelta(days=1)


@dataclass(frozen=True)
class Staff:
    """Who works where: the desk in Herat, and complaints officers in Herat, above in Kabul, and at the top."""

    accused: Actor
    colleague: Actor
    manager: Actor
    data_protection: Actor
    herat: Actor
    kabul: Actor
    top: Actor
    elsewhere: Actor

    def tell(self, by: Actor | None = None, **differs: Any) -> Recorded:
        """Somebody tells the desk what happened."""
        given: dict[str, Any] = {
            "about": About.SERVICE, "channel": Channel.IN_PERSON, "language": "fa-af", "words": "The stove never came.",
            "received_at": CAME, **differs,
        }  # fmt: skip
        actor = by or self.colleague
        with acting_as(actor):
            return services.record_complaint(by=actor, at=CAME, given=ComplaintGiven(**given))

    def against(self, *accused: Actor, by: Actor | None = None, **differs: Any) -> Recorded:
        """Somebody complains about colleagues."""
        ids = tuple(one.user_id for one in accused if one.user_id is not None)
        differs = {"words": "He asked me for money.", "accused_words": "" if ids else "a man with a beard", **differs}
        return self.tell(by, about=About.STAFF, accused=ids, **differs)


def seen_by(by: Actor) -> list[ComplaintRow]:
    """The complaints somebody sees in the list."""
    with acting_as(by):
        return queries.complaints(CAME.date())


def file_for(by: Actor, complaint_id: UUID) -> ComplaintFile | None:
    """A complaint as somebody sees it."""
    with acting_as(by):
        return queries.complaint_file(by, complaint_id)


@pytest.fixture
def staff(
    db: None, actor: ActorMaker, organisation: OfficeRef, office_kabul: OfficeRef, office_herat: OfficeRef,
    office_lisbon: OfficeRef,
) -> Staff:  # fmt: skip
    """Everybody who is needed, posted."""
    return Staff(
        accused=actor("counsellor", office_herat),
        colleague=actor("counsellor", office_herat, 2),
        manager=actor("programme_manager", office_herat),
        data_protection=actor("data_protection_officer", office_kabul),
        herat=actor("complaints_officer", office_herat),
        kabul=actor("complaints_officer", office_kabul),
        top=actor("complaints_officer", organisation),
        elsewhere=actor("complaints_officer", office_lisbon),
    )


@pytest.fixture
def story(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> CaseStory:
    """A case of the office in Lisbon."""
    return CaseStory(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))
