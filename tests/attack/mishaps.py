"""What happens to people besides: doubts, deaths, detention, changed terms, tricks with the database itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from safar.consent import models
from tests.attack.deeds import deed
from tests.attack.world import World
from tests.consent.ground import LEAVES, SIGNED, TALK
from tests.consent.test_stateful import CHANGES, TRICKS


@deed(3)
def measures_are_taken(world: World) -> None:
    """What lets an amber person go on, the second confirmation by somebody else among it."""
    one, ground = world.anybody(), world.cast.ground
    for measure, by in (
        ("advice_offered", ground.counsellor), ("private_place", ground.counsellor),
        ("second_confirmation", ground.colleague),
    ):  # fmt: skip
        at = TALK if measure != "second_confirmation" else SIGNED + timedelta(hours=1)
        world.insert(
            models.AmberMeasure, traveller_id=one.traveller, measure=measure, done_at=at, done_by_id=by.user_id
        )


@deed(1)
def capacity_is_doubted(world: World) -> None:
    """And mostly settled at once."""
    doubt = world.insert(
        models.CapacityDoubt, traveller_id=world.anybody().traveller, raised_on=TALK.date(), source="a teacher"
    )
    if doubt and not world.chance(3):
        kind = world.rng.choice(["psychologist", "doctor", "hospital"])
        world.insert(
            models.CapacityDoubtSettled, doubt_id=doubt, settled_by="assessment", settler_kind=kind,
            settled_on=TALK.date(), can_decide=not world.chance(4),
        )  # fmt: skip


@deed(1)
def a_death_is_reported(world: World) -> None:
    """And mostly found to be wrong."""
    report = world.insert(
        models.DeathReport, traveller_id=world.anybody().traveller, reported_at=SIGNED, source="a cousin"
    )
    if report and not world.chance(3):
        world.insert(models.DeathAnswer, report_id=report, confirmed=world.chance(3), answered_at=SIGNED)


@deed(1)
def somebody_is_detained(world: World) -> None:
    """Or free again, with or without a day of removal."""
    world.insert(
        models.DetentionPosition, traveller_id=world.anybody().traveller, in_detention=world.chance(2),
        removal_on=LEAVES.date() if world.chance(2) else None, stated_at=world.moment(TALK, 90),
    )  # fmt: skip


@deed(2)
def a_red_screen_is_cleared(world: World) -> None:
    """By a protection officer, or by the counsellor, who may not."""
    red = world.cast.owner.execute(
        "SELECT sc.id FROM consent_screen sc JOIN consent_sessionperson sp ON sp.id = sc.session_person_id"
        " WHERE sc.result = 'red' AND sp.traveller_id = %s", [world.anybody().traveller]
    ).fetchall()  # fmt: skip
    officer = world.rng.choice([world.cast.ground.protection, world.cast.ground.counsellor])
    for (screen,) in red:
        world.insert(
            models.ScreenClearance, screen_id=screen, officer_id=officer.user_id, alone=True,
            spoke_at=world.moment(SIGNED, 50), outcome=world.rng.choice(["cleared", "cleared", "stays_held"]),
        )  # fmt: skip


@deed(2)
def somebody_is_struck_or_comes_back(world: World) -> None:
    """Whether they go changes."""
    one = world.anybody()
    if world.chance(2):
        world.sql(
            "UPDATE consent_traveller SET going = %s, struck_reason = 'stays', struck_at = %s WHERE id = %s",
            world.rng.choice(["stays", "struck"]), world.moment(SIGNED, 90), one.traveller,
        )  # fmt: skip
    else:
        world.sql("UPDATE consent_traveller SET going = 'going' WHERE id = %s", one.traveller)


@deed(1)
def the_terms_change(world: World) -> None:
    """Another place, or another promise."""
    column = world.rng.choice(["return_place", "promised_digest"])
    world.sql(f"UPDATE consent_journey SET {column} = %s WHERE id = %s", uuid4().hex, world.anybody().journey)


@deed(1)
def a_doubt_about_safety(world: World) -> None:
    """Decided by a protection officer of another office, or of the same, who may not."""
    one, ground = world.anybody(), world.cast.ground
    doubt = world.insert(
        models.RefoulementDoubt, traveller_id=one.traveller, raised_at=TALK, raised_by_id=ground.counsellor.user_id
    )
    if doubt and not world.chance(3):
        by = world.rng.choice([ground.protection_elsewhere, ground.protection])
        world.insert(
            models.RefoulementDecision, doubt_id=doubt, decided_by_id=by.user_id, decided_at=world.moment(SIGNED, 40),
            decision=world.rng.choice(["may_go", "may_go", "declined"]),
        )  # fmt: skip


@deed(3)
def a_step_is_done(world: World) -> None:
    """A step that cannot be undone."""
    code = world.rng.choice(world.cast.ground.steps)
    world.sql(
        "UPDATE consent_irreversiblestep SET done_at = %s WHERE traveller_id = %s AND code = %s",
        LEAVES - timedelta(hours=world.rng.randint(0, 60)), world.anybody().traveller, code,
    )  # fmt: skip


@deed(3)
def a_declaration_is_renewed(world: World) -> None:
    """A new declaration for a permit that stands."""
    one = world.adult()
    if one.declarations:
        row = world.cast.owner.execute(
            "SELECT id FROM consent_permit WHERE traveller_id = %s AND state IN ('in_force', 'held')", [one.traveller]
        ).fetchone()
        if row:
            world.insert(
                models.PermitRenewal, permit_id=row[0], declaration_id=world.rng.choice(one.declarations),
                renewed_at=SIGNED + timedelta(days=world.rng.randint(0, 10)),
            )  # fmt: skip


@deed(1)
def somebody_was_within_hearing(world: World) -> None:
    """Found out afterwards."""
    one = world.anybody()
    if one.sessions:
        world.insert(
            models.Presence, session_id=world.rng.choice(one.sessions), in_sight=True, in_hearing=world.chance(2),
            kind=world.rng.choice(["police", "family", "lawyer"]),
        )  # fmt: skip


@deed(2)
def a_trick_is_tried(world: World) -> None:
    """Whatever the role can set, it sets; and what it rewrites is refused."""
    world.sql(world.rng.choice(TRICKS), rule="v1")
    if world.chance(3):
        change = world.rng.choice(CHANGES)
        assert not world.sql(change, rule="v14"), change
        world.cast.open_scope()


@deed(1)
def the_sweep_comes_round(world: World) -> None:
    """Permits past their day lapse."""
    world.sql("SELECT consent_lapse_permits(%s)", SIGNED + timedelta(days=world.rng.randint(0, 120)))
