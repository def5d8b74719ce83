"""A caseload of any length is brought in from the terminal: a few cases at a time, going on where it broke off."""

from __future__ import annotations

import csv
import hashlib
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from safar.accounts.services import require
from safar.cases.importing.applying import CaseOutcome, apply_cases
from safar.cases.importing.columns import BY_KEY
from safar.cases.importing.planned import Fault, PlannedCase, plan_cases
from safar.cases.importing.sheets import harmless
from safar.cases.importing.streaming import Caseload, Group
from safar.kernel.calendars import default_calendar
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

FAULTS_TOLD = 40
Watch = Callable[[int, int, int], None]


@dataclass
class CaseloadReport:
    """What became of the cases of a file: counts by state, the first faults in words, and where the others stand."""

    new: int = 0
    already: int = 0
    refused: int = 0
    faults: int = 0
    first_faults: list[Fault] = field(default_factory=list)
    refused_rows: Path | None = None


def import_caseload(
    *, by: Actor, at: datetime, file: Path, only_try: bool = False, watch: Watch | None = None
) -> CaseloadReport:
    """Bring a caseload in, a few whole cases in each transaction; `watch(place, size, cases)` after each.

    Called outside of any transaction. A case that came in before is left alone, so after a break, or a kill, the same
    call goes on. Rows of a refused case are written beside the file with what is wrong, to be corrected there. Rows of
    one case stand together; raises `Refused` when the file cannot be read.
    """
    require(by, "cases.import")
    caseload = Caseload(file)
    report = CaseloadReport()
    beside = file.with_name(f"{file.stem}.errors.csv")
    # Eight bytes for each case keep the memory small: a case that comes back further down is no new one.
    seen: set[bytes] = set()
    # Names and births stand in it: for its owner alone.
    with open(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="") as rows:
        for group in caseload.groups():
            with acting_as(by):
                _bring_in(group, caseload, report, seen, rows, by=by, at=at, only_try=only_try)
            if watch:
                watch(group.place, caseload.size, report.new + report.already + report.refused)
    if report.refused:
        report.refused_rows = beside
    else:
        beside.unlink()
    if not (report.new or report.already or report.refused):
        raise Refused("import_empty")
    return report


def _bring_in(
    group: Group,
    caseload: Caseload,
    report: CaseloadReport,
    seen: set[bytes],
    refused_rows: TextIO,
    *,
    by: Actor,
    at: datetime,
    only_try: bool,
) -> None:
    cases = plan_cases(group.rows, default_calendar(by.language), at.date())
    for case in cases:
        _refuse_if_seen(case, seen)
    outcomes = apply_cases(cases, by=by, at=at, only_try=only_try)
    for state in ("new", "already", "refused"):
        setattr(report, state, getattr(report, state) + sum(outcome.state == state for outcome in outcomes))
    _write_refused(outcomes, group, caseload, report, refused_rows)
    if not only_try and any(outcome.state == "new" for outcome in outcomes):
        counts = {state: sum(outcome.state == state for outcome in outcomes) for state in ("new", "already", "refused")}
        record(
            by=by,
            at=at,
            action="cases.caseload_imported",
            subject="office",
            subject_id=by.office_id or 0,
            detail={**counts},
        )


def _refuse_if_seen(case: PlannedCase, seen: set[bytes]) -> None:
    if not case.number:
        return
    mark = hashlib.blake2b(case.number.encode(), digest_size=8).digest()
    if mark in seen:
        sentence = _("Rows of this case stand further up too. Put all rows of a case together.")
        case.faults = [Fault(case.first_row, "case_number", sentence)]
    seen.add(mark)


def _write_refused(
    outcomes: list[CaseOutcome], group: Group, caseload: Caseload, report: CaseloadReport, refused_rows: TextIO
) -> None:
    """Write every row of the cases that stayed out, those without a fault of their own too: a case comes in whole."""
    by_row: dict[int, list[str]] = defaultdict(list)
    for fault in (fault for outcome in outcomes for fault in outcome.faults):
        label = str(BY_KEY[fault.column].label) if fault.column in BY_KEY else ""
        by_row[fault.row].append(f"{label}: {fault.sentence}" if label else fault.sentence)
        report.faults += 1
        if len(report.first_faults) < FAULTS_TOLD:
            report.first_faults.append(Fault(fault.row, label, fault.sentence))
    if not by_row:
        return
    numbers = {outcome.number for outcome in outcomes if outcome.faults}
    writer = csv.writer(refused_rows)
    if refused_rows.tell() == 0:
        refused_rows.write("\ufeff")
        writer.writerow([harmless(cell) for cell in [*caseload.header, _("Errors")]])
    columns = len(caseload.header)
    for row in group.rows:
        if row.number in by_row or row.cells.get("case_number") in numbers:
            line = [*group.lines[row.number], *[""] * columns][:columns]
            writer.writerow([harmless(cell) for cell in [*line, " ".join(by_row.get(row.number, []))]])
    refused_rows.flush()
