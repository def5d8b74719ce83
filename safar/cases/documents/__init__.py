"""What cases puts on paper: letters, receipts, closure reports and statements for an authority."""

from safar.cases.documents.letters import (
    HandedItem,
    HandOverReceipt,
    RefusalLetter,
    hand_over_receipt_pdf,
    refusal_letter_pdf,
)
from safar.cases.documents.records import AUTHORITY_LANGUAGES, closure_report_of, language_of, receipt_of, statement_of
from safar.cases.documents.reports import (
    AuthorityStatement,
    ClosureReport,
    EndedMember,
    EndedPromise,
    FailedStepOnPaper,
    authority_statement_pdf,
    closure_report_pdf,
)

__all__ = [
    "AUTHORITY_LANGUAGES",
    "AuthorityStatement",
    "ClosureReport",
    "EndedMember",
    "EndedPromise",
    "FailedStepOnPaper",
    "HandOverReceipt",
    "HandedItem",
    "RefusalLetter",
    "authority_statement_pdf",
    "closure_report_of",
    "closure_report_pdf",
    "hand_over_receipt_pdf",
    "language_of",
    "receipt_of",
    "refusal_letter_pdf",
    "statement_of",
]
