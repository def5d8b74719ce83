"""Time to recover: begun, and what the person says alone when it is over; and support in deciding (V6, V8)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.consent.models import DecisionSupport, RecoveryPeriod, Screen
from safar.consent.services.counselling import clear_screen
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, member_of, text_of, traveller_of
from safar.consent.types import RecoveryHeard
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def begin_recovery(*, by: Actor, at: datetime, traveller_id: UUID, until_at: datetime | None = None) -> UUID:
    """Begin the time to recover for somebody who may have been trafficked: as long as the programme says, or longer.

    Signs of trafficking in a screen begin it by themselves. No declaration counts meanwhile; the person has an alias.
    """
    require(by, "consent.clear_screen")
    traveller = traveller_of(traveller_id)
    if RecoveryPeriod.objects.filter(traveller=traveller).exclude(talks__wish="go_on").exists():
        raise Refused("v6_recovery_runs")
    period_id = uuid4()
    with refusing(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consent_recoveryperiod (id, traveller_id, started_at, until_at, begun_by_id, recorded_at)"
            " VALUES (%s, %s, %s, coalesce(%s, %s::timestamptz + interval '1 minute'), %s, now())",
            [period_id, traveller_id, at, until_at, at, by.user_id],
        )
        note_traveller(by, at, "recovery_begun", traveller)
    return period_id


def hear_after_recovery(*, by: Actor, at: datetime, period_id: UUID, heard: RecoveryHeard) -> None:
    """A protection officer heard alone what the person wishes when the time is over; going on takes a new declaration.

    Only `go_on` ends it. With `no_indication` (nothing pointed to trafficking after all) it may end before its day.
    """
    require(by, "consent.clear_screen")
    period = RecoveryPeriod.objects.select_related("traveller__journey").filter(id=period_id).first()
    if period is None:
        raise Refused("consent_unknown")
    with refusing():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO consent_recoveryend (id, period_id, ended_at, ended_by_id, spoke_alone_at, wish,"
                " identification, identified_by, note, recorded_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, now())",
                [
                    uuid4(), period_id, at, member_of(by), heard.spoke_alone_at, heard.wish, heard.identification,
                    text_of(heard.identified_by, "identified_by"), lines_of(heard.note, "note"),
                ],
            )  # fmt: skip
        note_traveller(by, at, "recovery_heard", period.traveller, wish=heard.wish)
    if heard.wish == "go_on":
        _clear_what_began_it(by, at, period, heard)


def _clear_what_began_it(by: Actor, at: datetime, period: RecoveryPeriod, heard: RecoveryHeard) -> None:
    """The talk that ended it was the talk that a red screen waits for: it is not asked for twice."""
    if period.source_id is None:
        return
    for screen in Screen.objects.filter(id=period.source_id, result="red").exclude(clearances__outcome="cleared"):
        clear_screen(by=by, at=at, screen_id=screen.id, spoke_at=heard.spoke_alone_at, note=heard.note)


def record_decision_support(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    supporter_name: str,
    supporter_kind: str,
    how: str,
    about: str = "return",
) -> UUID:
    """Write down who, chosen by the person, supported them in deciding, and how (V8)."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    with refusing():
        row = DecisionSupport.objects.create(
            traveller=traveller,
            about=about,
            given_at=at,
            supporter_name=text_of(supporter_name, "supporter_name"),
            supporter_kind=supporter_kind,
            how=lines_of(how, "how"),
        )
        note_traveller(by, at, "decision_supported", traveller, about=about)
    return row.id
