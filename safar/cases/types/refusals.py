"""What was refused in a case: a decision, or a rule's answer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class RefusalLine:
    """One refusal: whose it is, in which words, when, and until when and how something can be done against it."""

    id: UUID
    kind: Literal["ours", "authority", "rule"]
    case_id: UUID
    enrolment_id: UUID
    office_id: int
    said: str
    on: date | None
    until: date | None
    remedy: str
