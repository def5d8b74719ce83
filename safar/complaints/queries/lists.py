"""Complaints in lists: with their clocks, on the case file, and how many are overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from safar.accounts.queries import may, offices_by_id
from safar.complaints.models import Complaint, ComplaintAnswer, Contest
from safar.complaints.rules import next_due, standing_of
from safar.complaints.types import About, ComplaintRow, Ground, Opinion, Standing
from safar.plumbing.types import Actor
from safar.plumbing.web.display import day_in_words

LONGEST = 500


def complaints(today: date, about: str = "", standing: str = "", overdue: bool = False) -> list[ComplaintRow]:
    """The complaints the reader may see, those owed something soonest first."""
    found = Complaint.objects.filter(about=about) if about else Complaint.objects.all()
    rows = rows_of(found.order_by("-received_at")[:LONGEST], today)
    kept = [row for row in rows if (not standing or row.standing == standing) and (not overdue or row.overdue)]
    return sorted(kept, key=lambda row: (row.next_due is None, row.next_due or today, row.received_at))


def complaints_of_case(case_id: UUID, today: date) -> list[ComplaintRow]:
    """The complaints made in a case, without those about staff: these never stand on a case file."""
    return rows_of(Complaint.objects.filter(case_id=case_id).exclude(about=About.STAFF).order_by("-received_at"), today)


def due_with(by: Actor) -> int:
    """How many complaints are overdue with a complaints officer; nothing for anybody else."""
    if not may(by, "complaints.handle"):
        return 0
    return sum(row.overdue for row in complaints(localdate()))


def lines_of_cases(case_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[tuple[str, str]]]:
    """What the case file says of complaints and contests; a complaint about staff is not among them."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    rows = Complaint.objects.filter(case_id__in=list(case_ids)).exclude(about=About.STAFF).order_by("-received_at")
    for row in rows_of(rows, localdate()):
        if row.case_id is not None:
            said = row.outcome_name or row.standing_name
            found.setdefault(row.case_id, []).append((_("Complaint %(ref)s") % {"ref": row.reference}, said))
    contested = Contest.objects.filter(case_id__in=list(case_ids)).select_related("opinion").order_by("-contested_on")
    for contest in contested:
        opinion = getattr(contest, "opinion", None)
        said = str(Opinion(opinion.outcome).label) if opinion else _("second opinion due by %(day)s") % {
            "day": day_in_words(contest.due_on)
        }  # fmt: skip
        found.setdefault(contest.case_id, []).append((str(Ground(contest.ground).label), said))
    return found


def handled_among(complaint_ids: Sequence[UUID]) -> set[UUID]:
    """Those of some complaints that whoever reads is the one to answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM complaints_complaint WHERE id = ANY (%s) AND complaints_handles(handled_by_id, accused)",
            [list(complaint_ids)],
        )
        return {row[0] for row in cursor.fetchall()}


def rows_of(found: QuerySet[Complaint], today: date) -> list[ComplaintRow]:
    """Rows with clocks, at a fixed number of queries."""
    chosen = list(found.select_related("appeal").prefetch_related("steps", "answers"))
    offices = offices_by_id({row.office_id for row in chosen})
    return [row_of(row, offices[row.office_id].name if row.office_id in offices else "", today) for row in chosen]


def row_of(row: Complaint, office: str, today: date) -> ComplaintRow:
    """One complaint as a row; steps and answers are fetched already."""
    answers: list[ComplaintAnswer] = sorted(row.answers.all(), key=lambda answer: answer.instance)
    appeal = getattr(row, "appeal", None)
    latest = answers[-1] if answers else None
    since = latest.answered_at if latest else None
    done = {step.kind for step in row.steps.all() if since is None or step.kind != "explained" or step.done_at >= since}
    standing = standing_of(done, len(answers), appeal is not None)
    due = next_due(
        standing,
        row.acknowledge_by,
        row.answer_by,
        localdate(latest.answered_at) if latest else None,
        localdate(appeal.received_at) if appeal else None,
    )
    return ComplaintRow(
        id=row.id,
        reference=row.reference,
        about=row.about,
        channel=row.channel,
        office=office,
        serious=row.serious,
        received_at=row.received_at,
        standing=standing,
        next_due=due,
        overdue=due is not None and due < today,
        case_id=row.case_id,
        outcome=latest.outcome if latest and standing != Standing.APPEALED else "",
    )
