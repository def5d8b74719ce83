"""What a change in the family means for a journey: written once, and those whom V1 and V16 name are asked again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import FamilyChange
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import traveller_of
from safar.consent.wording import refusing
from safar.plumbing.types import Actor


def record_family_change(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    kind: str,
    happened_at: datetime,
    other_person_id: UUID | None = None,
    spoke_alone_at: datetime | None = None,
) -> UUID:
    """Write down that a traveller `married`, `separated`, went `missing`, was `found` or was `born_on_the_way`.

    The database asks both spouses again, or the others of a missing person, and makes children who depended on the
    missing person wait. Somebody found says so alone, at `spoke_alone_at`. `other_person_id` is the spouse or mother.
    """
    require(by, "consent.change_journey")
    traveller = traveller_of(traveller_id)
    with refusing():
        change = FamilyChange.objects.create(
            traveller=traveller,
            kind=kind,
            other_person_id=other_person_id,
            happened_at=happened_at,
            spoke_alone_at=spoke_alone_at,
            written_by_id=by.user_id,
        )
        note_traveller(by, at, "family_changed", traveller, kind=kind)
    return change.id
