"""Everything that happened to travellers, in one list and one query: when it happened and when it was recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from safar.consent.types import EventLine

# kind, table with its joins (as e), moment, and what of the row the history shows. Nothing of the protection class.
_EVENTS = (
    ("traveller_added", "consent_traveller e", "e.id", "e.added_at", ""),
    (
        "session_held",
        "consent_sessionperson sp JOIN consent_session e ON e.id = sp.session_id",
        "sp.traveller_id",
        "e.held_at",
        "'session', e.id, 'counsellor', e.counsellor_id, 'decision', sp.decision, 'purpose', e.purpose",
    ),
    (
        "declaration_made",
        "(SELECT * FROM consent_declaration WHERE paper_id IS NULL) e",
        "e.traveller_id",
        "e.signed_at",
        "'declaration', e.id",
    ),
    (
        "declaration_transcribed",
        "(SELECT * FROM consent_declaration WHERE paper_id IS NOT NULL) e",
        "e.traveller_id",
        "e.signed_at",
        "'declaration', e.id, 'paper', e.paper_id",
    ),
    (
        "paper_entered",
        "consent_paperdeclaration e",
        "e.traveller_id",
        "e.entered_at",
        "'paper', e.id, 'by', e.entered_by_id",
    ),
    (
        "paper_checked",
        "consent_papercheck e",
        "e.traveller_id",
        "e.checked_at",
        "'paper', e.paper_id, 'by', e.checked_by_id",
    ),
    (
        "paper_reached",
        "consent_paperreach e",
        "e.traveller_id",
        "e.spoke_at",
        "'paper', e.paper_id, 'by', e.spoke_by_id",
    ),
    (
        "past_declaration",
        "consent_pastdeclaration e",
        "e.traveller_id",
        "e.signed_on::timestamptz",
        "'source', e.source",
    ),
    ("permit_made", "consent_permit e", "e.traveller_id", "e.made_at", "'permit', e.id, 'state', e.state"),
    (
        "permit_renewed",
        "consent_permitrenewal e JOIN consent_permit p ON p.id = e.permit_id",
        "p.traveller_id",
        "e.renewed_at",
        "'permit', p.id",
    ),
    (
        "asked_again",
        "consent_confirmation e",
        "e.traveller_id",
        "e.asked_at",
        "'which', e.which, 'answer', e.answer, 'by', e.asked_by_id",
    ),
    (
        "withdrawn",
        "consent_withdrawal e",
        "e.traveller_id",
        "e.said_at",
        "'channel', e.channel, 'by', e.recorded_by_id",
    ),
    ("held", "consent_hold e", "e.traveller_id", "e.raised_at", "'kind', e.kind"),
    (
        "hold_released",
        "consent_holdrelease e JOIN consent_hold h ON h.id = e.hold_id",
        "h.traveller_id",
        "e.released_at",
        "'kind', h.kind, 'by', e.released_by_id",
    ),
    (
        "measure_taken",
        "consent_ambermeasure e",
        "e.traveller_id",
        "e.done_at",
        "'measure', e.measure, 'by', e.done_by_id",
    ),
    ("step_acknowledged", "consent_irreversiblestep e", "e.traveller_id", "e.acknowledged_at", "'step', e.code"),
    (
        "step_done",
        "(SELECT * FROM consent_irreversiblestep WHERE done_at IS NOT NULL) e",
        "e.traveller_id",
        "e.done_at",
        "'step', e.code",
    ),
    ("parental_consent", "consent_parentalconsent e", "e.child_id", "e.given_at", "'kind', e.kind"),
    (
        "family_changed",
        "consent_familychange e",
        "e.traveller_id",
        "e.happened_at",
        "'kind', e.kind, 'by', e.written_by_id",
    ),
    ("death_reported", "consent_deathreport e", "e.traveller_id", "e.reported_at", ""),
    ("not_reached", "consent_notreached e", "e.traveller_id", "e.since", "'attempts', e.attempts"),
    ("departed", "consent_departure e", "e.traveller_id", "e.departed_at", "'place', e.place, 'way', e.way"),
    ("not_travelled", "consent_nottravelled e", "e.traveller_id", "e.planned_at", "'outcome', e.outcome"),
    ("arrived", "consent_arrival e", "e.traveller_id", "e.arrived_at", "'outcome', e.outcome, 'place', e.place"),
    ("journey_stopped", "consent_journeystop e", "e.traveller_id", "e.said_at", "'place', e.place"),
)
_UNION = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, {who} AS traveller_id, {moment} AS happened_at, e.recorded_at,"  # noqa: S608
    f" jsonb_build_object({shown})::text AS detail FROM {table} WHERE {who} = ANY (%(ids)s)"
    for kind, table, who, moment, shown in _EVENTS
)
_SQL = (
    "SELECT x.kind, x.traveller_id, v.person_id, x.happened_at, x.recorded_at, x.detail"  # noqa: S608
    f" FROM ({_UNION}) x JOIN consent_traveller v ON v.id = x.traveller_id ORDER BY x.happened_at, x.recorded_at"
)


def events_of(traveller_ids: Iterable[UUID]) -> list[EventLine]:
    """Everything on file about travellers in the order in which it happened, as far as the reader may see it."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"ids": list(traveller_ids)})
        return [
            EventLine(kind, traveller_id, person_id, happened_at, recorded_at, json.loads(detail))
            for kind, traveller_id, person_id, happened_at, recorded_at, detail in cursor.fetchall()
        ]
