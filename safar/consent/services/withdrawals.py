"""Withdrawing, holding and releasing; reports of death; and people who have not been reached."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import DeathAnswer, DeathReport, Hold, HoldRelease, NotReached, Withdrawal
from safar.consent.queries.waiting import what_a_permit_waits_for
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, live_permit, text_of, traveller_of
from safar.consent.types import PermitOutcome
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def withdraw_declaration(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    channel: str,
    said_at: datetime | None = None,
    consequences_told: bool = False,
) -> UUID:
    """The person withdraws, by any channel and with no reason asked (V4).

    At once the permit and everything tied to it are released; children who depended on it wait, and the other adults
    are asked again. After departure it stops the journey instead, without penalty.
    """
    require(by, "consent.withdraw")
    traveller = traveller_of(traveller_id)
    with refusing():
        withdrawal = Withdrawal.objects.create(
            traveller=traveller,
            said_at=said_at or at,
            channel=channel,
            recorded_by_id=by.user_id,
            by_traveller_self=True,
            consequences_told=consequences_told,
        )
        note_traveller(by, at, "withdrawn", traveller, channel=channel)
    return withdrawal.id


def message_from_other(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    said_by: str,
    channel: str,
    message: str = "",
    about_member_id: int | None = None,
) -> UUID:
    """Somebody else says the person will not go: never a withdrawal, but a hold until they are reached alone (V4).

    `about_member_id` is a colleague whom the message came from or is about: somebody else reaches the person then.
    """
    require(by, "consent.hold")
    reason = " · ".join(part for part in (text_of(said_by, "said_by"), channel, lines_of(message, "message")) if part)
    return _raise(by, at, traveller_id, "message_from_other", reason, about_member_id)


def raise_hold(*, by: Actor, at: datetime, traveller_id: UUID, reason: str) -> UUID:
    """Hold a person's permit for a protection concern."""
    require(by, "consent.hold")
    return _raise(by, at, traveller_id, "protection", lines_of(reason, "reason"))


def _raise(
    by: Actor, at: datetime, traveller_id: UUID, kind: str, reason: str, about_member_id: int | None = None
) -> UUID:
    traveller = traveller_of(traveller_id)
    with refusing():
        hold = Hold.objects.create(
            traveller=traveller, kind=kind, raised_at=at, reason=reason, raised_by_id=by.user_id,
            about_member_id=about_member_id,
        )  # fmt: skip
        note_traveller(by, at, "held", traveller, kind=kind)
    return hold.id


def release_hold(
    *, by: Actor, at: datetime, hold_id: UUID, spoke_alone_at: datetime | None = None, note: str = ""
) -> PermitOutcome:
    """Release a hold whose cause is answered. The permit comes back into force when nothing else stands against it.

    A protection officer releases any; a counsellor one that a message from somebody else raised, having reached the
    person alone. To whoever may release neither, a hold that is not there answers as one that is.
    """
    require(by, "consent.reach_alone")
    hold = Hold.objects.select_related("traveller__journey").filter(id=hold_id).first()
    if hold is None:
        raise Refused("consent_unknown")
    if hold.kind != "message_from_other":
        require(by, "consent.release_hold")
    with refusing():
        HoldRelease.objects.create(
            hold=hold, released_at=at, released_by_id=by.user_id, spoke_alone_at=spoke_alone_at,
            note=lines_of(note, "note"),
        )  # fmt: skip
        note_traveller(by, at, "hold_released", hold.traveller, kind=hold.kind)
        permit = live_permit(hold.traveller_id)
        if permit is not None and permit.state == "in_force":
            return PermitOutcome(permit.id)
        waits = what_a_permit_waits_for([hold.traveller_id], at)[hold.traveller_id]
    return PermitOutcome(None, tuple(waits))


def report_death(*, by: Actor, at: datetime, traveller_id: UUID, source: str) -> UUID:
    """Somebody says that the person has died: everything waits, nothing is closed until it is confirmed (V20)."""
    require(by, "consent.report_death")
    traveller = traveller_of(traveller_id)
    with refusing():
        report = DeathReport.objects.create(traveller=traveller, reported_at=at, source=text_of(source, "source"))
        note_traveller(by, at, "death_reported", traveller)
    return report.id


def answer_death(*, by: Actor, at: datetime, report_id: UUID, confirmed: bool, paper: str = "") -> None:
    """The report turned out to be true, on a named paper, or not."""
    require(by, "consent.report_death")
    report = DeathReport.objects.select_related("traveller__journey").filter(id=report_id).first()
    if report is None:
        raise Refused("consent_unknown")
    with refusing():
        DeathAnswer.objects.create(
            report=report, confirmed=confirmed, answered_at=at, answered_by_id=by.user_id,
            paper=text_of(paper, "paper"),
        )  # fmt: skip
        note_traveller(by, at, "death_answered", report.traveller, confirmed=confirmed)


def record_not_reached(*, by: Actor, at: datetime, traveller_id: UUID, since: datetime, attempts: int = 1) -> UUID:
    """The person has not been reached since a moment; said again, it only counts the attempts (V20)."""
    require(by, "consent.hold")
    traveller = traveller_of(traveller_id)
    with refusing():
        open_row = NotReached.objects.filter(traveller=traveller, reached_again_at__isnull=True).first()
        if open_row is None:
            open_row = NotReached.objects.create(traveller=traveller, since=since, attempts=attempts)
        else:
            open_row.attempts += attempts
            open_row.save(update_fields=["attempts"])
        note_traveller(by, at, "not_reached", traveller, attempts=open_row.attempts)
    return open_row.id


def record_reached(*, by: Actor, at: datetime, traveller_id: UUID) -> None:
    """The person has been reached again."""
    require(by, "consent.hold")
    traveller = traveller_of(traveller_id)
    if not NotReached.objects.filter(traveller=traveller, reached_again_at__isnull=True).update(reached_again_at=at):
        raise Refused("consent_not_reached_unknown")
    note_traveller(by, at, "reached_again", traveller)
