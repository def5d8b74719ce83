"""Samples: as the officer who drew them sees them, and as the auditor reads their cases by number."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.accounts import queries as accounts
from safar.cases.models import AuditedCase, AuditSample
from safar.cases.types import AuditedFile, SampleLine
from safar.plumbing.types import Actor


def samples_drawn(*, by: Actor, limit: int = 100) -> list[SampleLine]:
    """The samples drawn from the reader's offices, the latest first."""
    rows = list(AuditSample.objects.filter(office_id__in=by.offices).order_by("-drawn_at")[:limit])
    cases: dict[UUID, list[tuple[int, str]]] = {}
    for line in AuditedCase.objects.filter(sample__in=rows).select_related("case").order_by("number"):
        cases.setdefault(line.sample_id, []).append((line.number, line.case.reference))
    names = accounts.names_of(row.auditor_id for row in rows)
    offices = accounts.offices_by_id({row.office_id for row in rows})
    return [
        SampleLine(
            row.id, names.get(row.auditor_id, ""), offices[row.office_id].name, row.purpose, row.seed, row.wanted,
            row.population, row.from_on, row.until_on, tuple(cases.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def samples_of_auditor(*, by: Actor) -> list[SampleLine]:
    """The reader's own samples that may be read today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, office, purpose, seed, wanted, population, from_on, until_on, numbers, references_drawn"
            " FROM cases_my_samples()"
        )
        rows = cursor.fetchall()
    return [
        SampleLine(
            id=row[0],
            auditor=by.name,
            office=row[1],
            purpose=row[2],
            seed=row[3],
            wanted=row[4],
            population=row[5],
            from_on=row[6],
            until_on=row[7],
            cases=tuple(zip(row[8] or (), row[9] or (), strict=True)),
        )
        for row in rows
    ]


def audited_case(sample_id: UUID, number: int) -> AuditedFile | None:
    """One case of the reader's own sample by its number; None for every other. The opening is written down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_audit_open(%s, %s)::text", [sample_id, number])
        row = cursor.fetchone()
    if not row or not row[0]:
        return None
    told = json.loads(row[0])
    closed = told["closed_at"]
    return AuditedFile(
        number=told["number"],
        reference=told["reference"],
        programme=told["programme"] or "",
        opened_at=datetime.fromisoformat(told["opened_at"]),
        closed_at=datetime.fromisoformat(closed) if closed else None,
        closure_reason=told["closure_reason"],
        lines=tuple((kind, said, datetime.fromisoformat(at) if at else None) for kind, said, at in told["lines"]),
    )
