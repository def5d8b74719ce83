"""The tables of consent, one file for each thing that people do."""

from safar.consent.models.chain import ChainLink, ChainSalt, LateEntry
from safar.consent.models.declarations import Declaration, DeclarationChild, ParentalConsent, PastDeclaration
from safar.consent.models.holds import DeathAnswer, DeathReport, Hold, HoldRelease, NotReached
from safar.consent.models.journeys import Journey, Traveller
from safar.consent.models.packs import DeclarationText, InformationPack
from safar.consent.models.permits import Confirmation, FailedStep, IrreversibleStep, Permit, PermitRenewal
from safar.consent.models.positions import (
    AsylumPosition,
    CapacityDoubt,
    CapacityDoubtSettled,
    DetentionPosition,
    RefoulementDecision,
    RefoulementDoubt,
)
from safar.consent.models.screens import AmberMeasure, Screen, ScreenClearance
from safar.consent.models.sessions import Presence, Session, SessionPerson
from safar.consent.models.travel import Arrival, Departure, NotTravelled
from safar.consent.models.withdrawals import JourneyStop, Withdrawal

__all__ = [
    "AmberMeasure",
    "Arrival",
    "AsylumPosition",
    "CapacityDoubt",
    "CapacityDoubtSettled",
    "ChainLink",
    "ChainSalt",
    "Confirmation",
    "DeathAnswer",
    "DeathReport",
    "Declaration",
    "DeclarationChild",
    "DeclarationText",
    "Departure",
    "DetentionPosition",
    "FailedStep",
    "Hold",
    "HoldRelease",
    "InformationPack",
    "IrreversibleStep",
    "Journey",
    "JourneyStop",
    "LateEntry",
    "NotReached",
    "NotTravelled",
    "ParentalConsent",
    "PastDeclaration",
    "Permit",
    "PermitRenewal",
    "Presence",
    "RefoulementDecision",
    "RefoulementDoubt",
    "Screen",
    "ScreenClearance",
    "Session",
    "SessionPerson",
    "Traveller",
    "Withdrawal",
]
