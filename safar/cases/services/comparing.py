"""Up to three lists of one caseload laid side by side: kept for a day for who chose them, compared, acted upon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import log_read, require
from safar.cases.importing.columns_of_lists import LABELS, guessed, header_digest, usable
from safar.cases.importing.comparing import Grouped, ListRow, compare
from safar.cases.importing.reading import read_lines
from safar.cases.importing.sheets import compared_sheet
from safar.cases.models import Case, ColumnChoice, ImportedCase, ImportFile, Task
from safar.cases.services.imports import KEPT_FOR, keep_import_file
from safar.cases.services.tasks import add_task
from safar.cases.types import ForWhom, TaskAsked
from safar.kernel.calendars import default_calendar
from safar.plumbing.audit import record
from safar.plumbing.drafts import draft_for, drop_draft, keep_draft
from safar.plumbing.refusals import Refused, register
from safar.plumbing.types import Actor

MOST_LISTS = 3
DRAFT = "compared lists"
PURPOSES = ("mend_own_list", "ask_partner")
register(
    {
        "compare_two_or_three": _("Choose two or three lists of the same caseload."),
        "compare_gone": _("These lists are no longer here: they were dropped, or a day has passed. Choose them again."),
        "compare_no_names": _("Say which column holds the name or the document’s number: without it nobody is found."),
        "compare_column_twice": _("Two columns of a list cannot mean the same. Choose one of them."),
    }
)


@dataclass(frozen=True)
class ComparedList:
    """One of the lists: its name, header, what its columns mean, and how many rows it has."""

    file_id: UUID
    name: str
    header: tuple[str, ...]
    columns: Mapping[int, str]
    rows: tuple[ListRow, ...]


@dataclass(frozen=True)
class Comparison:
    """The lists side by side: everybody found, and those whom something is to be looked at for."""

    lists: tuple[ComparedList, ...]
    groups: tuple[Grouped, ...]

    @property
    def found(self) -> list[Grouped]:
        """The people for whom something contradicts, is missing, is there twice or is not sure."""
        return [group for group in self.groups if group.is_found]

    def count(self, what: str) -> int:
        """How many people: `contradicts`, `missing_in`, `twice_in`, or `unsure`."""
        if what == "unsure":
            return sum(not group.is_sure for group in self.groups)
        return sum(bool(getattr(group, what)) for group in self.groups)


def keep_lists(*, by: Actor, at: datetime, files: Sequence[tuple[str, bytes]]) -> UUID:
    """Keep two or three lists for a day, for who chose them alone; `Refused` when one cannot be read."""
    require(by, "cases.import")
    if not 2 <= len(files) <= MOST_LISTS:
        raise Refused("compare_two_or_three", field="files")
    for _name, content in files:
        read_lines(content)
    ids = [str(keep_import_file(by=by, at=at, name=name, content=content)) for name, content in files]
    comparison = uuid4()
    keep_draft(by=by, at=at, form=DRAFT, subject=comparison, answers={"files": ids})
    return comparison


def lists_kept(*, by: Actor, at: datetime, comparison_id: UUID) -> list[ComparedList]:
    """The lists with what their columns mean: as said before by this office, else as their names say."""
    require(by, "cases.import")
    draft = draft_for(by=by, at=at, form=DRAFT, subject=comparison_id)
    ids = draft.answers.get("files", []) if draft else []
    files = {str(kept.id): kept for kept in ImportFile.objects.filter(id__in=ids, uploaded_at__gt=at - KEPT_FOR)}
    if not ids or len(files) != len(ids):
        raise Refused("compare_gone")
    return [_list(by, number, files[file_id]) for number, file_id in enumerate(ids)]


def _list(by: Actor, number: int, kept: ImportFile) -> ComparedList:
    header, lines = read_lines(bytes(kept.content))
    said = ColumnChoice.objects.filter(office_id=_office(by), header=header_digest(header)).first()
    columns = {int(place): key for place, key in said.columns.items()} if said else guessed(header)
    rows = tuple(
        ListRow(number, place, {key: line[at] if at < len(line) else "" for at, key in columns.items()})
        for place, line in enumerate(lines, 2)
        if any(cell.strip() for cell in line)
    )
    return ComparedList(kept.id, kept.name, tuple(header), columns, rows)


def say_columns(*, by: Actor, at: datetime, comparison_id: UUID, columns: Sequence[Mapping[int, str]]) -> None:
    """What the columns of each list mean; remembered for the next list with the same header."""
    require(by, "cases.import")
    for kept, chosen in zip(lists_kept(by=by, at=at, comparison_id=comparison_id), columns, strict=True):
        known = {str(place): key for place, key in chosen.items() if key in LABELS and place < len(kept.header)}
        if len(set(known.values())) != len(known):
            raise Refused("compare_column_twice")
        if not usable({int(place): key for place, key in known.items()}):
            raise Refused("compare_no_names")
        ColumnChoice.objects.update_or_create(
            office_id=_office(by), header=header_digest(kept.header), defaults={"columns": known, "chosen_at": at}
        )


def compare_lists(*, by: Actor, at: datetime, comparison_id: UUID) -> Comparison:
    """Lay the lists side by side; nothing of them is kept beyond the files themselves, which go within a day."""
    lists = lists_kept(by=by, at=at, comparison_id=comparison_id)
    if not all(usable(one.columns) for one in lists):
        raise Refused("compare_no_names")
    groups = compare([one.rows for one in lists], default_calendar(by.language), localdate(at))
    record(
        by=by, at=at, action="cases.lists_compared", subject="office", subject_id=by.office_id or 0,
        detail={"lists": len(lists), "people": len(groups)},
    )  # fmt: skip
    return Comparison(tuple(lists), tuple(groups))


def take_comparison(*, by: Actor, at: datetime, comparison_id: UUID, purpose: str) -> bytes:
    """What was found as XLSX, for a purpose and with no more than that purpose takes (D2).

    To mend one's own list it has names and values; to ask a partner only numbers of rows and cases, and what differs.
    """
    compared = compare_lists(by=by, at=at, comparison_id=comparison_id)
    wanted = purpose if purpose in PURPOSES else PURPOSES[-1]
    log_read(by=by, at=at, kind="export", ids=[], page=f"compared lists: {wanted}")
    names = [one.name for one in compared.lists]
    return compared_sheet(compared.found, names, LABELS, with_values=wanted == "mend_own_list")


def make_tasks(*, by: Actor, at: datetime, comparison_id: UUID) -> tuple[int, int]:
    """A task on each open case whose lists contradict, once; how many tasks, and how many people have no case here."""
    compared = compare_lists(by=by, at=at, comparison_id=comparison_id)
    contradicting = [group for group in compared.groups if group.contradicts]
    cases = _cases_of(by, contradicting)
    there = set(Task.objects.filter(code="lists_contradict", done_at=None).values_list("case_id", flat=True))
    made, without = 0, 0
    for group in contradicting:
        case_id = cases.get(group.case_number.strip())
        if case_id is None:
            without += 1
        elif case_id not in there:
            what = ", ".join(str(LABELS[key]) for key in group.contradicts)
            add_task(by=by, at=at, case_id=case_id, asked=TaskAsked("lists_contradict", ForWhom.ME, {"what": what}))
            there.add(case_id)
            made += 1
    return made, without


def _cases_of(by: Actor, groups: Sequence[Grouped]) -> dict[str, UUID]:
    """The open cases of the actor's office by the numbers that stand on the lists: our references, or imported ones."""
    numbers = [group.case_number.strip() for group in groups if group.case_number.strip()]
    ours = Case.objects.filter(reference__in=numbers, closed_at=None, office_id=_office(by))
    imported = ImportedCase.objects.filter(office_id=_office(by), number__in=numbers, case__closed_at=None)
    return {**dict(imported.values_list("number", "case_id")), **dict(ours.values_list("reference", "id"))}


def _office(by: Actor) -> int:
    if by.office_id is None:
        raise PermissionDenied
    return by.office_id


def drop_lists(*, by: Actor, at: datetime, comparison_id: UUID) -> None:
    """The lists are not needed any more: they go at once."""
    require(by, "cases.import")
    draft = draft_for(by=by, at=at, form=DRAFT, subject=comparison_id)
    if draft is not None:
        ImportFile.objects.filter(id__in=draft.answers.get("files", [])).delete()
        drop_draft(by=by, form=DRAFT, subject=comparison_id)
