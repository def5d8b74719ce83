"""What printed letters need, and the content of kept files."""

from typing import Any
from uuid import UUID

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import CaseFile, Decision
from safar.cases.queries.case_file import attachment_line
from safar.cases.queries.headings import headings, in_reader_language
from safar.cases.services.notes import file_path
from safar.cases.types import AttachmentLine
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes


def refusal_letter(*, by: Actor, decision_id: UUID) -> dict[str, Any] | None:
    """The data of the letter that tells a refusal: to whom, why, and what can be done against it until when."""
    require(by, "cases.read")
    decision = Decision.objects.select_related("enrolment").filter(id=decision_id, answer="refused").first()
    if decision is None:
        return None
    heading = headings([decision.enrolment.case_id])[decision.enrolment.case_id]
    programme = programmes.published_by_id(decision.enrolment.programme_version_id).programme
    offices = accounts.offices_by_id([heading.case.office_id])
    leading = heading.present[0] if heading.present else None
    person = heading.persons.get(leading.person_id) if leading else None
    return {
        "reference": heading.case.reference,
        "case_id": str(heading.case.id),
        "name": person.name if person else heading.title,
        "latin_name": person.latin if person else "",
        "language": person.preferred_language if person else "",
        "programme": in_reader_language(programme.names),
        "office": offices[heading.case.office_id].name,
        "decided_on": decision.decided_on.isoformat(),
        "decided_by": decision.decided_by,
        "decision_reference": decision.reference,
        "kind": decision.kind,
        "reasons": list(decision.reasons),
        "remedy": decision.remedy,
        "remedy_until": decision.remedy_until.isoformat() if decision.remedy_until else "",
    }


def file_content(*, by: Actor, file_id: UUID) -> tuple[AttachmentLine, bytes] | None:
    """A kept file with its content, or None when it does not exist for the actor."""
    require(by, "cases.read")
    row = CaseFile.objects.filter(id=file_id).first()
    if row is None:
        return None
    names = accounts.names_of([row.by_id] if row.by_id else [])
    return attachment_line(row, names.get(row.by_id or 0, "")), file_path(row.stored_as).read_bytes()
