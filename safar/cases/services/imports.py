"""A caseload is brought in: previewed first, then written case by case, again and again without doubles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safar.accounts.services import require
from safar.cases.importing.applying import CaseOutcome, Progress, apply_cases
from safar.cases.importing.columns import BY_KEY
from safar.cases.importing.planned import Fault, plan_cases
from safar.cases.importing.reading import RawSheet, read
from safar.cases.importing.sheets import template, with_errors, with_errors_csv
from safar.cases.models import ImportFile
from safar.kernel.calendars import default_calendar
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, register
from safar.plumbing.types import Actor

KEPT_FOR = timedelta(days=1)
register({"import_file_gone": _("This file is no longer here: it was imported, or a day has passed. Choose it again.")})


@dataclass(frozen=True)
class ImportReport:
    """What became, or would become, of each case of a file, and the file as it was read."""

    sheet: RawSheet
    outcomes: list[CaseOutcome]
    is_spreadsheet: bool

    def count(self, state: str) -> int:
        """How many cases are in a state: new, already or refused."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def faults(self) -> list[Fault]:
        """Every fault in the order of the rows."""
        found = [fault for outcome in self.outcomes for fault in outcome.faults]
        return sorted(found, key=lambda fault: (fault.row, fault.column))

    def copy_with_errors(self) -> tuple[str, bytes]:
        """A copy of the file with an errors column: its ending (xlsx or csv) and its content."""
        if self.is_spreadsheet:
            return "xlsx", with_errors(self.sheet, self.faults)
        return "csv", with_errors_csv(self.sheet, self.faults)


def import_cases(
    *, by: Actor, at: datetime, name: str, content: bytes, only_try: bool, progress: Progress | None = None
) -> ImportReport:
    """Bring in a caseload into the actor's office, or with `only_try` say what would happen and leave no trace.

    All of a case is written or nothing of it; a case number that was imported before is left alone. Raises `Refused`
    when the file as a whole cannot be read.
    """
    require(by, "cases.import")
    sheet = read(name, content)
    cases = plan_cases(sheet.rows, default_calendar(by.language), at.date())
    outcomes = apply_cases(cases, by=by, at=at, only_try=only_try, progress=progress)
    report = ImportReport(sheet, outcomes, content[:2] == b"PK")
    if not only_try:
        record(
            by=by,
            at=at,
            action="cases.caseload_imported",
            subject="office",
            subject_id=by.office_id or 0,
            detail={state: report.count(state) for state in ("new", "already", "refused")},
        )
    return report


def keep_import_file(*, by: Actor, at: datetime, name: str, content: bytes) -> UUID:
    """Keep a file between its preview and its import, for its uploader alone; older ones of theirs go."""
    require(by, "cases.import")
    assert by.user_id is not None
    ImportFile.objects.filter(user_id=by.user_id, uploaded_at__lt=at - KEPT_FOR).delete()
    return ImportFile.objects.create(user_id=by.user_id, name=name[:200], content=content, uploaded_at=at).id


def kept_import_file(*, by: Actor, file_id: UUID) -> tuple[str, bytes]:
    """The name and content of a kept file; `Refused` when it is gone or somebody else's."""
    require(by, "cases.import")
    kept = ImportFile.objects.filter(id=file_id).first()
    if kept is None:
        raise Refused("import_file_gone")
    return kept.name, bytes(kept.content)


def drop_import_file(*, by: Actor, file_id: UUID) -> None:
    """A kept file was imported, or is not wanted after all."""
    require(by, "cases.import")
    ImportFile.objects.filter(id=file_id).delete()


def import_template(*, by: Actor) -> bytes:
    """The empty template as XLSX, in the language of the page that asks."""
    require(by, "cases.import")
    return template()


def faults_in_words(report: ImportReport) -> list[Fault]:
    """Every fault with its column named as the reader knows it."""
    return [
        Fault(fault.row, str(BY_KEY[fault.column].label) if fault.column in BY_KEY else "", fault.sentence)
        for fault in report.faults
    ]
