"""The closed lists of codes that movements stores and shows."""

from enum import StrEnum


class LegState(StrEnum):
    """What has become of one member on one leg; `disputed` waits until somebody has found out."""

    PLANNED = "planned"
    HELD = "held"
    TICKETED = "ticketed"
    CONFIRMED = "confirmed"
    BOARDED = "boarded"
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
    DELAYED = "delayed"
    DIVERTED = "diverted"
    HOSPITALISED = "hospitalised"
    JOURNEY_STOPPED = "journey_stopped"
    MISSING = "missing"
    DIED = "died"
    ARRIVED_MET = "arrived_met"
    ARRIVED_NOT_MET = "arrived_not_met"
    UNCONFIRMED = "unconfirmed"
    REFUSED_ENTRY = "refused_entry"
    SENT_BACK = "sent_back"
    DISPUTED = "disputed"


BEFORE = (LegState.PLANNED, LegState.HELD, LegState.TICKETED, LegState.CONFIRMED)
NOT_BOARDED = (
    LegState.DID_NOT_APPEAR,
    LegState.LATE,
    LegState.CHANGED_MIND,
    LegState.ILL,
    LegState.DENIED_PAPERS,
    LegState.DENIED_FITNESS,
    LegState.OVERBOOKED,
    LegState.REFUSED_EXIT,
    LegState.DETAINED,
    LegState.TRANSPORT_FAILED,
    LegState.REMOVED_BY_STATE,
)
UNDER_WAY = (
    LegState.BOARDED,
    LegState.DELAYED,
    LegState.DIVERTED,
    LegState.HOSPITALISED,
    LegState.JOURNEY_STOPPED,
    LegState.MISSING,
)
AT_THE_END = (
    LegState.ARRIVED_MET,
    LegState.ARRIVED_NOT_MET,
    LegState.UNCONFIRMED,
    LegState.REFUSED_ENTRY,
    LegState.SENT_BACK,
    LegState.DIED,
)
# How consent calls what this module shows as the end of a leg.
ARRIVAL_OF = {
    LegState.ARRIVED_MET: "met",
    LegState.ARRIVED_NOT_MET: "not_met",
    LegState.UNCONFIRMED: "unconfirmed",
    LegState.REFUSED_ENTRY: "refused_entry",
    LegState.SENT_BACK: "sent_back",
    LegState.MISSING: "missing",
}


class ReportKind(StrEnum):
    """What somebody at the airport can report about a person."""

    PAPERS = "papers"
    CASH = "cash"
    ASKED = "asked"
    BOARDED = "boarded"
    NOT_BOARDED = "not_boarded"
    ARRIVED = "arrived"


class Answer(StrEnum):
    """What the person said when asked again at the place of departure."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"


class IncidentKind(StrEnum):
    """What contradicts, so that a person has to find out."""

    DEPARTURE_REFUSED = "departure_refused"
    ANSWER_REFUSED = "answer_refused"
    NO_AND_BOARDED = "no_and_boarded"
    BOARDED_AND_NOT = "boarded_and_not"
    CASH_TWICE = "cash_twice"


class Finding(StrEnum):
    """What somebody found out about an incident."""

    LEFT = "left"
    DID_NOT_LEAVE = "did_not_leave"
    PUT_RIGHT = "put_right"


class DutyCode(StrEnum):
    """What people are owed while they wait for a transport that is late."""

    RECEIVER_TOLD = "receiver_told"
    PAPERS_CHECKED = "papers_checked"
    FOOD = "food"
    TELEPHONE = "telephone"
    MEDICINE = "medicine"
    ROOM = "room"
