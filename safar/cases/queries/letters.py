"""What printed letters need, and the content of kept files."""

from typing import Any
from uuid import UUID

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import CaseFile, Decision
from safar.cases.queries.case_file import attachment_line
from safar.cases.queries.headings import headings, reader_language
from safar.cases.services.notes import file_path
from safar.cases.types import AttachmentLine
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import text_in


def refusal_letter(*, by: Actor, decision_id: UUID) -> dict[str, Any] | None:
    """The fields of the letter that tells a refusal, in the person's language; an alias stands for the name (D10)."""
    require(by, "cases.read")
    decision = Decision.objects.select_related("enrolment").filter(id=decision_id, answer="refused").first()
    if decision is None:
        return None
    heading = headings([decision.enrolment.case_id])[decision.enrolment.case_id]
    programme = programmes.published_by_id(decision.enrolment.programme_version_id).programme
    offices = accounts.offices_by_id([heading.case.office_id])
    leading = heading.present[0] if heading.present else None
    person = heading.persons.get(leading.person_id) if leading else None
    language = (person.preferred_language if person else "") or reader_language()
    alias = heading.case.alias
    return {
        "language": language,
        "programme": text_in(programme.names, language),
        "name": alias or (person.latin or person.name if person else heading.title),
        "own_name": person.name if person and not alias else "",
        "kind": decision.kind,
        "decided_by": decision.decided_by,
        "decided_on": decision.decided_on,
        "reasons": list(decision.reasons),
        "remedy": decision.remedy,
        "remedy_until": decision.remedy_until,
        "reference": decision.reference,
        "case_reference": heading.case.reference,
        "office": offices[heading.case.office_id].name,
        "countries": (heading.case.return_country, heading.case.host_country),
    }


def file_content(*, by: Actor, file_id: UUID) -> tuple[AttachmentLine, bytes] | None:
    """A kept file with its content, or None when it does not exist for the actor."""
    require(by, "cases.read")
    row = CaseFile.objects.filter(id=file_id).first()
    if row is None:
        return None
    names = accounts.names_of([row.by_id] if row.by_id else [])
    return attachment_line(row, names.get(row.by_id or 0, "")), file_path(row.stored_as).read_bytes()
