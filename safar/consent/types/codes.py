"""The closed lists of codes that consent stores and shows; each code is a row of the glossary."""

from enum import StrEnum


class PermitState(StrEnum):
    """What a permit allows: only `in_force` lets anything new be tied to it; the last three are final."""

    IN_FORCE = "in_force"
    HELD = "held"
    USED = "used"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class PresenceKind(StrEnum):
    """Who else was in the room or on the line."""

    INTERPRETER = "interpreter"
    SPOUSE = "spouse"
    FAMILY = "family"
    GUARDIAN = "guardian"
    LAWYER = "lawyer"
    COURT = "court"
    SOCIAL_SERVICE = "social_service"
    POLICE = "police"
    DETENTION = "detention"
    IMMIGRATION = "immigration"
    ORIGIN_STATE = "origin_state"
    OTHER = "other"


AUTHORITIES = frozenset(
    {PresenceKind.POLICE, PresenceKind.DETENTION, PresenceKind.IMMIGRATION, PresenceKind.ORIGIN_STATE}
)


class HoldKind(StrEnum):
    """Why a permit waits."""

    MESSAGE_FROM_OTHER = "message_from_other"
    RED_SCREEN = "red_screen"
    DEPENDANT_OF_WITHDRAWN = "dependant_of_withdrawn"
    DEATH_REPORTED = "death_reported"
    NOT_SURE = "not_sure"
    CAPACITY_DOUBT = "capacity_doubt"
    REFOULEMENT_DOUBT = "refoulement_doubt"
    PROTECTION = "protection"
    RECOVERY_PERIOD = "recovery_period"
    ADVISORY = "advisory"
    INTERPRETER_UNFIT = "interpreter_unfit"


class ScreenResult(StrEnum):
    """What the coercion screen came to."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Measure(StrEnum):
    """What is done for a person whose screen is amber."""

    ADVICE_OFFERED = "advice_offered"
    PRIVATE_PLACE = "private_place"
    SECOND_CONFIRMATION = "second_confirmation"


class ArrivalOutcome(StrEnum):
    """How a journey ended for one traveller."""

    MET = "met"
    NOT_MET = "not_met"
    UNCONFIRMED = "unconfirmed"
    REFUSED_ENTRY = "refused_entry"
    SENT_BACK = "sent_back"
    JOURNEY_STOPPED = "journey_stopped"
    MISSING = "missing"
    DIED = "died"


class NotTravelledOutcome(StrEnum):
    """Why somebody did not leave as planned."""

    DID_NOT_APPEAR = "did_not_appear"
    LATE = "late"
    CHANGED_MIND = "changed_mind"
    ILL = "ill"
    DENIED_PAPERS = "denied_papers"
    DENIED_FITNESS = "denied_fitness"
    OVERBOOKED = "overbooked"
    REFUSED_EXIT = "refused_exit"
    DETAINED = "detained"
    TRANSPORT_FAILED = "transport_failed"
    REMOVED_BY_STATE = "removed_by_state"


class Manner(StrEnum):
    """How a person signed."""

    SIGNATURE = "signature"
    THUMBPRINT = "thumbprint"
    RECORDED_VOICE = "recorded_voice"
    WITNESSED_MARK = "witnessed_mark"


class WitnessRelation(StrEnum):
    """Who may witness: neither family, interpreter, counsellor nor authority."""

    COLLEAGUE = "colleague"
    LAWYER = "lawyer"
    SOCIAL_WORKER = "social_worker"
    COMMUNITY = "community"
    OTHER_ORGANISATION = "other_organisation"
    OTHER = "other"


class CopyAnswer(StrEnum):
    """What the person said to a copy, or to hearing it read aloud (V15)."""

    TAKEN = "taken"
    DECLINED = "declined"
    SAFE_KEEPING = "safe_keeping"
