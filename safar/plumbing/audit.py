"""Writes down what was done, in the transaction that did it."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.plumbing.types import Actor, Json


def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    subject: str,
    subject_id: UUID | str | int,
    office_id: int | None = None,
    detail: dict[str, Json] | None = None,
) -> None:
    """Add one audit entry: `by` did `action` (as "consent.declaration_made") to a subject at the stated moment.

    `detail` holds codes and ids, never names: the log outlives the file it speaks of.
    """
    # An administrator reaches no office's files: what they do is written under the organisation, not under an office.
    office = office_id if office_id is not None else by.office_id if by.office_id in by.offices else None
    # Plain SQL, because Django would ask for the new row back, which takes the right to read it.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO plumbing_auditentry"
            " (office_id, at, user_id, role, channel, action, subject, subject_id, detail)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                office,
                at,
                by.user_id,
                by.role,
                by.channel,
                action,
                subject,
                str(subject_id),
                json.dumps(detail or {}),
            ],
        )
