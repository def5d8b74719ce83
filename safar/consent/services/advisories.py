"""Advisories are issued, told to each person and lifted; the database holds and releases whom they concern (V18)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.consent.models import Advisory, AdvisoryLifting, AdvisoryTelling, AdvisoryTold, AdvisoryWords
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, member_of, office_of, text_of, traveller_of
from safar.consent.types import AdvisoryGiven, AdvisoryReach, ToldGiven
from safar.consent.wording import refusing
from safar.kernel.places import is_country
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def issue_advisory(*, by: Actor, at: datetime, given: AdvisoryGiven) -> UUID:
    """Issue an advisory. A halt holds everyone it concerns in every office at once; each is put on the list to be told.

    Raises `Refused` for an unknown country, missing words, or somebody who holds no post that may issue it.
    """
    require(by, "consent.issue_advisory")
    if not is_country(given.country):
        raise Refused("v18_country", field="country")
    with refusing():
        advisory = Advisory.objects.create(
            country=given.country,
            areas=[text_of(area, "areas") for area in given.areas if area.strip()],
            profiles=list(given.profiles),
            level=given.level,
            from_at=given.from_at or at,
            until_at=given.until_at,
            source=text_of(given.source, "source"),
            reason=lines_of(given.reason, "reason"),
            office_id=office_of(by),
            issued_by_id=member_of(by),
            issued_at=at,
        )
        _write_words(by, at, advisory.id, "issued", given.words)
        _note(by, at, "advisory_issued", advisory.id, level=given.level)
    return advisory.id


def lift_advisory(
    *, by: Actor, at: datetime, advisory_id: UUID, reason: str, words: tuple[tuple[str, str], ...] = ()
) -> None:
    """Lift an advisory: its holds go, permits resume where nothing else stands in the way, its end is explained."""
    require(by, "consent.issue_advisory")
    if not Advisory.objects.filter(id=advisory_id).exists():
        raise Refused("consent_unknown")
    with refusing():
        _write_words(by, at, advisory_id, "lifted", words)
        AdvisoryLifting.objects.create(
            advisory_id=advisory_id, lifted_at=at, lifted_by_id=member_of(by), reason=lines_of(reason, "reason")
        )
        _note(by, at, "advisory_lifted", advisory_id)


def word_advisory(*, by: Actor, at: datetime, advisory_id: UUID, why: str, language: str, text: str) -> None:
    """Write what is said about an advisory (`why` issued) or about its end (lifted) in one more language."""
    require(by, "consent.issue_advisory")
    if not text.strip():
        raise Refused("v18_words", field="text")
    with refusing():
        _write_words(by, at, advisory_id, why, ((language, text),))
        _note(by, at, "advisory_worded", advisory_id, language=language)


def tell_advisory(*, by: Actor, at: datetime, telling_id: UUID, given: ToldGiven) -> None:
    """The person was told, in a language they understand, by a way that is safe for them."""
    require(by, "consent.tell_advisory")
    telling = AdvisoryTelling.objects.select_related("traveller__journey").filter(id=telling_id).first()
    if telling is None:
        raise Refused("consent_unknown")
    with refusing():
        AdvisoryTold.objects.create(
            telling=telling, told_at=given.told_at, told_by_id=member_of(by), language=given.language,
            channel=given.channel, said=lines_of(given.said, "said"),
        )  # fmt: skip
        note_traveller(by, at, "advisory_told", telling.traveller, advisory=str(telling.advisory_id))


def note_profile(*, by: Actor, at: datetime, traveller_id: UUID, profile: str, fits: bool) -> None:
    """The person says whether a kind of people that an advisory names fits them; whoever writes it may not read it."""
    require(by, "consent.tell_advisory")
    traveller = traveller_of(traveller_id)
    with refusing(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consent_travellerprofile (id, traveller_id, profile, fits, noted_at, noted_by_id, recorded_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, now())",
            [uuid4(), traveller.id, profile, fits, at, by.user_id],
        )
        note_traveller(by, at, "profile_noted", traveller)


def preview_advisory(
    *, by: Actor, at: datetime, country: str, areas: tuple[str, ...], profiles: tuple[str, ...]
) -> list[AdvisoryReach]:
    """How many people an advisory would concern, by office and where they stand; the asking itself is logged."""
    require(by, "consent.issue_advisory")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT office_id, standing, known, people FROM consent_advisory_reach(%s, %s, %s)",
            [country, [area for area in areas if area.strip()], list(profiles)],
        )
        found = [AdvisoryReach(*row) for row in cursor.fetchall()]
    record(
        by=by, at=at, action="consent.advisory_previewed", subject="advisory", subject_id=country,
        office_id=by.office_id, detail={"country": country},
    )  # fmt: skip
    return found


def end_advisories(*, by: Actor, at: datetime) -> int:
    """The caretaker's round: end the advisories whose last day is over, and match those who came meanwhile."""
    if by.role != "system":
        require(by, "consent.issue_advisory")
    with connection.cursor() as cursor:
        cursor.execute("SELECT consent_advisory_round(%s)", [at])
        return int(cursor.fetchone()[0])


def _write_words(by: Actor, at: datetime, advisory_id: UUID, why: str, words: tuple[tuple[str, str], ...]) -> None:
    for language, text in words:
        if text.strip():
            AdvisoryWords.objects.create(
                advisory_id=advisory_id, why=why, language=language, text=lines_of(text, "text"),
                written_by_id=by.user_id, written_at=at,
            )  # fmt: skip


def _note(by: Actor, at: datetime, action: str, advisory_id: UUID, **detail: str) -> None:
    record(
        by=by, at=at, action=f"consent.{action}", subject="advisory", subject_id=advisory_id, office_id=by.office_id,
        detail=dict(detail),
    )  # fmt: skip
