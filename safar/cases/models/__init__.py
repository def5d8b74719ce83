"""The tables of cases, one file per subject."""

from safar.cases.models.after_arrival import AnotherReturn, BenefitTurn, FateDecision, OnwardMove
from safar.cases.models.authority import (
    AuditedCase,
    AuditSample,
    AuthorityAnswer,
    AuthorityApplicant,
    AuthorityApplication,
)
from safar.cases.models.case import Case, CaseEvent, Member
from safar.cases.models.casework import Appointment, CaseFile, ContactAttempt, Note, ProtectionNote
from safar.cases.models.crossing import BorderList, BorderListRow, BorderRecall, BorderRelease, ConsularRequest
from safar.cases.models.enrolment import (
    Approval,
    Decision,
    EligibilityAnswer,
    Enrolment,
    EnrolmentMember,
    Move,
)
from safar.cases.models.families import CaseLink, ChangeGate
from safar.cases.models.imports import ColumnChoice, ImportedCase, ImportFile
from safar.cases.models.papers import Itinerary, TravelDocumentApplication, TravelDocumentStep
from safar.cases.models.promises import DueItem, Promise
from safar.cases.models.referrals import Referral, ReferralAnswer
from safar.cases.models.tasks import Task, TaskChase
from safar.cases.models.transfers import Transfer, TransferAgreement

__all__ = [
    "AnotherReturn",
    "Appointment",
    "Approval",
    "AuditSample",
    "AuditedCase",
    "AuthorityAnswer",
    "AuthorityApplicant",
    "AuthorityApplication",
    "BenefitTurn",
    "BorderList",
    "BorderListRow",
    "BorderRecall",
    "BorderRelease",
    "Case",
    "CaseEvent",
    "CaseFile",
    "CaseLink",
    "ChangeGate",
    "ColumnChoice",
    "ConsularRequest",
    "ContactAttempt",
    "Decision",
    "DueItem",
    "EligibilityAnswer",
    "Enrolment",
    "EnrolmentMember",
    "FateDecision",
    "ImportFile",
    "ImportedCase",
    "Itinerary",
    "Member",
    "Move",
    "Note",
    "OnwardMove",
    "Promise",
    "ProtectionNote",
    "Referral",
    "ReferralAnswer",
    "Task",
    "TaskChase",
    "Transfer",
    "TransferAgreement",
    "TravelDocumentApplication",
    "TravelDocumentStep",
]
