"""Papers on their way into force: where each stands, what differs, and how a declaration came from paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from safar.consent.models import BlankUse, Declaration, PaperDeclaration, PaperScan, Permit
from safar.consent.types import PaperLine, PaperReading, PaperState, ReachLine, Transcription

WAITING = frozenset({PaperState.TO_CHECK, PaperState.DIFFERS, PaperState.TO_REACH})


def state_of(paper_id: UUID) -> str:
    """Where a paper stands: one of PaperState."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT consent_paper_state(%s)", [paper_id])
        state: str = cursor.fetchone()[0]
    return state


def papers_of(traveller_ids: Iterable[UUID]) -> dict[UUID, list[PaperLine]]:
    """The papers of travellers, newest first."""
    ids = list(traveller_ids)
    found: dict[UUID, list[PaperLine]] = {traveller_id: [] for traveller_id in ids}
    for line in _lines(traveller__in=ids):
        found[line.traveller_id].append(line)
    return found


def paper_by_id(paper_id: UUID) -> PaperLine | None:
    """One paper; None when it may not be seen (D9)."""
    return next(iter(_lines(id=paper_id)), None)


def papers_waiting(office_ids: Iterable[int]) -> list[PaperLine]:
    """The papers of some offices that wait for somebody, those that waited longest first."""
    lines = _lines(traveller__journey__office__in=list(office_ids), declaration__isnull=True)
    latest = {line.traveller_id: line.id for line in reversed(lines)}
    return sorted(
        (line for line in lines if line.state in WAITING and latest[line.traveller_id] == line.id),
        key=lambda line: line.entered_at,
    )


def paper_differences(paper_id: UUID, read: PaperReading) -> tuple[str, ...]:
    """What would differ between the entry and this reading, as codes; nothing is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT consent_paper_differences(%s, %s, %s, %s, %s, %s, %s, %s::text[])",
            [
                paper_id, read.signed_at, read.held_on, read.language, read.manner, read.witness_name,
                read.interpreter_name, sorted(read.lines),
            ],
        )  # fmt: skip
        return tuple(cursor.fetchone()[0])


def scan_of(scan_id: UUID) -> tuple[UUID, int, str, bytes] | None:
    """A scan: its paper's traveller, page, kind and content; None when it may not be seen (D9)."""
    row = PaperScan.objects.select_related("paper").filter(id=scan_id).first()
    return (row.paper.traveller_id, row.page, row.media_type, bytes(row.content)) if row else None


def transcriptions_of(declaration_ids: Iterable[UUID]) -> dict[UUID, Transcription]:
    """How declarations came from paper; those that were not transcribed are left out."""
    ids = list(declaration_ids)
    papers = dict(Declaration.objects.filter(id__in=ids, paper__isnull=False).values_list("paper_id", "id"))
    return {papers[line.id]: _transcription(line) for line in _lines(id__in=list(papers))} if papers else {}


def resting_on_paper(traveller_ids: Iterable[UUID]) -> set[UUID]:
    """Those whose permit, in force or held, rests on a declaration that was transcribed from paper."""
    standing = Permit.objects.filter(traveller_id__in=list(traveller_ids), state__in=["in_force", "held", "used"])
    return set(standing.filter(declaration__paper__isnull=False).values_list("traveller_id", flat=True))


def _transcription(line: PaperLine) -> Transcription:
    said = line.confirmed
    return Transcription(
        paper_id=line.id,
        blank_number=line.blank_number,
        entered_by_id=line.entered_by_id,
        entered_at=line.entered_at,
        checked_by_id=line.checked_by_id,
        checked_at=line.checked_at,
        spoke_by_id=said.spoke_by_id if said else None,
        spoke_at=said.spoke_at if said else None,
    )


def _lines(**chosen: Any) -> list[PaperLine]:
    rows = list(
        PaperDeclaration.objects.filter(**chosen)
        .select_related("traveller__journey", "check_made", "declaration")
        .prefetch_related("reaches")
        .order_by("-recorded_at")
    )
    ids = [row.id for row in rows]
    numbers = dict(BlankUse.objects.filter(paper__in=ids).values_list("paper_id", "sheet__number"))
    scans: dict[UUID, list[tuple[UUID, str]]] = {paper_id: [] for paper_id in ids}
    pages = PaperScan.objects.filter(paper__in=ids).order_by("page")
    for paper_id, scan_id, kind in pages.values_list("paper_id", "id", "media_type"):
        scans[paper_id].append((scan_id, kind))
    with connection.cursor() as cursor:
        cursor.execute("SELECT p, consent_paper_state(p) FROM unnest(%s::uuid[]) AS p", [ids])
        states = dict(cursor.fetchall())
    return [_line(row, states[row.id], numbers.get(row.id, ""), tuple(scans[row.id])) for row in rows]


_SAME = (
    *("id", "traveller_id", "session_id", "text_id", "pack_id", "language", "interpreter_name"),
    *("no_interpreter_needed", "manner", "place", "witness_name", "witness_relation", "signed_at", "copy_answer"),
    *("reading_aloud_answer", "shortened_by_person", "shortened_reason", "legal_advice_offered", "second_officer_id"),
    *("entered_by_id", "entered_at"),
)
_REACH = (
    *("outcome", "spoke_by_id", "spoke_at", "alone", "channel", "language", "interpreter_name"),
    *("no_interpreter_needed", "note"),
)


def _line(row: PaperDeclaration, state: str, number: str, scans: tuple[tuple[UUID, str], ...]) -> PaperLine:
    made = getattr(row, "check_made", None)
    declared = getattr(row, "declaration", None)
    reaches = sorted(row.reaches.all(), key=lambda one: (one.spoke_at, one.recorded_at))
    return PaperLine(
        **{name: getattr(row, name) for name in _SAME},
        person_id=row.traveller.person_id,
        journey_id=row.traveller.journey_id,
        office_id=row.traveller.journey.office_id,
        state=state,
        children=tuple(row.children),
        in_sight=tuple(row.in_sight),
        in_hearing=tuple(row.in_hearing),
        blank_number=number,
        scans=scans,
        checked_by_id=made.checked_by_id if made else None,
        checked_at=made.checked_at if made else None,
        differences=tuple(made.differences) if made else (),
        reaches=tuple(ReachLine(**{name: getattr(one, name) for name in _REACH}) for one in reaches),
        declaration_id=declared.id if declared else None,
    )
