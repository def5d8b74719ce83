"""What a programme is, as frozen values that may cross the border of this context."""

from safar.programmes.types.answers import (
    Answer,
    CountedDates,
    DeadlineState,
    Due,
    MoveObstacle,
    UnitMember,
    Verdict,
)
from safar.programmes.types.eligibility import EligibilityRule
from safar.programmes.types.entitlements import AmountLine, Consequences, Entitlement, Instalments, WhenDue
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import (
    Authority,
    AuthorityField,
    ConsentSettings,
    IndicatorTarget,
    IrreversibleStep,
    Places,
    Programme,
    PublishedProgramme,
    Topic,
)
from safar.programmes.types.stages import CountedFrom, Deadline, Length, Move, Outcome, Stage, WorkingCalendar
from safar.programmes.types.wording import LANGUAGES, REQUIRED_LANGUAGES, ROLES, Role, Texts, text_in

__all__ = [
    "LANGUAGES",
    "REQUIRED_LANGUAGES",
    "ROLES",
    "AmountLine",
    "Answer",
    "Authority",
    "AuthorityField",
    "ConsentSettings",
    "Consequences",
    "CountedDates",
    "CountedFrom",
    "Deadline",
    "DeadlineState",
    "Due",
    "EligibilityRule",
    "Entitlement",
    "Fault",
    "IndicatorTarget",
    "Instalments",
    "IrreversibleStep",
    "Length",
    "Move",
    "MoveObstacle",
    "Outcome",
    "Places",
    "Programme",
    "PublishedProgramme",
    "Role",
    "Stage",
    "Texts",
    "Topic",
    "UnitMember",
    "Verdict",
    "WhenDue",
    "WorkingCalendar",
    "text_in",
]
