"""The tables of cases, one file per subject."""

from safar.cases.models.case import Case, CaseEvent, Member
from safar.cases.models.casework import Appointment, CaseFile, ContactAttempt, Note, ProtectionNote
from safar.cases.models.enrolment import (
    Approval,
    Decision,
    EligibilityAnswer,
    Enrolment,
    EnrolmentMember,
    Move,
)
from safar.cases.models.imports import ImportedCase, ImportFile
from safar.cases.models.papers import Itinerary, TravelDocumentApplication, TravelDocumentStep
from safar.cases.models.promises import DueItem, Promise
from safar.cases.models.tasks import Task, TaskChase

__all__ = [
    "Appointment",
    "Approval",
    "Case",
    "CaseEvent",
    "CaseFile",
    "ContactAttempt",
    "Decision",
    "DueItem",
    "EligibilityAnswer",
    "Enrolment",
    "EnrolmentMember",
    "ImportFile",
    "ImportedCase",
    "Itinerary",
    "Member",
    "Move",
    "Note",
    "Promise",
    "ProtectionNote",
    "Task",
    "TaskChase",
    "TravelDocumentApplication",
    "TravelDocumentStep",
]
