"""The closed lists of codes that cases store and show; each code is a row of the glossary."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """Whether work goes on: `on_hold` keeps every stage where it was."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


class Began(StrEnum):
    """Whether we met the people before they travelled or only after they had come home."""

    BEFORE_TRAVEL = "before_travel"
    AFTER_ARRIVAL = "after_arrival"


class MemberRole(StrEnum):
    """The place of a person in the case, as entitlements count it."""

    MAIN = "main"
    ACCOMPANYING_ADULT = "accompanying_adult"
    CHILD = "child"
    UNACCOMPANIED_CHILD = "unaccompanied_child"


class ForWhom(StrEnum):
    """Who has to act before a task can be done; `me` is whoever owns the task."""

    PERSON = "person"
    ME = "me"
    AUTHORITY = "authority"
    EMBASSY = "embassy"
    PARTNER = "partner"
    MEDICAL = "medical"
    PROTECTION = "protection"


class DecisionKind(StrEnum):
    """Whose decision it is."""

    OURS = "ours"
    AUTHORITY = "authority"


class DecisionAnswer(StrEnum):
    """What was decided."""

    APPROVED = "approved"
    REFUSED = "refused"
    MORE_ASKED = "more_asked"


class Purpose(StrEnum):
    """What an appointment is for."""

    FIRST = "first"
    SECOND = "second"
    DECLARATION = "declaration"
    RECONFIRM = "reconfirm"
    OTHER = "other"


class AppointmentState(StrEnum):
    """What became of an appointment."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class ContactOutcome(StrEnum):
    """What became of an attempt to reach somebody."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    SOMEONE_ELSE = "someone_else"
    MESSAGE_LEFT = "message_left"


class NoteKind(StrEnum):
    """What a note is about; protection notes live in a table of their own."""

    GENERAL = "general"
    CONTACT = "contact"
    PAPERS = "papers"
    PLAN = "plan"
    IMPORTED = "imported"


class PaperStep(StrEnum):
    """The steps of an application for a travel document, in their usual order."""

    NATIONALITY_CLAIMED = "nationality_claimed"
    EVIDENCE = "evidence"
    CONSULAR_REQUEST = "consular_request"
    CONSULAR_INTERVIEW = "consular_interview"
    CHASED = "chased"
    RECOGNISED = "recognised"
    REFUSED = "refused"
    SILENT = "silent"
    ISSUED = "issued"
    STOPPED = "stopped"


CONSULAR_STEPS = frozenset({PaperStep.CONSULAR_REQUEST, PaperStep.CONSULAR_INTERVIEW})


class ReferralKind(StrEnum):
    """To whom somebody is referred."""

    SHELTER = "shelter"
    CLINIC = "clinic"
    LAWYER = "lawyer"
    UN_AGENCY = "un_agency"
    PARTNER_OFFICE = "partner_office"
    PSYCHOSOCIAL = "psychosocial"
    AUTHORITY_FOR_VICTIMS = "authority_for_victims"
    OTHER = "other"


class ReferralOutcome(StrEnum):
    """What became of a referral: an answer of the receiver, what was done, or the person's own no."""

    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    SERVED = "served"
    NOT_SERVED = "not_served"
    STOPPED = "stopped"


class SharedField(StrEnum):
    """What a receiver is told: each by itself, and nothing that is not named here."""

    NAME = "name"
    ALIAS = "alias"
    CONTACT = "contact"
    LANGUAGE = "language"
    AGE_AND_SEX = "age_and_sex"
    FAMILY = "family"
    NEEDS = "needs"
    HEALTH = "health"
    LEGAL_SITUATION = "legal_situation"
    STORY = "story"
