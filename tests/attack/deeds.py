"""What can be done to people, well or badly: the ordinary way of a return, by bare SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from safar.consent import models
from tests.attack.world import Known, World
from tests.consent.ground import LEAVES, SIGNED, TALK

Deed = Callable[[World], None]
DEEDS: list[tuple[int, Deed]] = []
PRESENCES = (None, None, None, None, ("police", True, True), ("police", True, False), ("spouse", True, True))
SIGNS = ("threat", "document_held", "debt", "destitution", "pressure_family")
PERMIT = "INSERT INTO consent_permit (id, traveller_id, declaration_id, made_at) VALUES (%s, %s, %s, %s)"
SEAT = "INSERT INTO seat (id, bus, number, permit_id, permit_state) VALUES (%s, %s, %s, %s, %s)"


def deed(weight: int) -> Callable[[Deed], Deed]:
    """Something that happens so often, compared with the others."""

    def keep(act: Deed) -> Deed:
        DEEDS.append((weight, act))
        return act

    return keep


def talk(world: World, one: Known, good: bool) -> UUID | None:
    """A session; a good one is alone, about everything, understood, with a green screen."""
    rng = world.rng
    at = TALK if good else world.moment(TALK, 40)
    alone, topics = good or not world.chance(4), world.cast.ground.topics
    presence = None if good else rng.choice(PRESENCES)
    session, part, held = uuid4(), uuid4(), None
    with world.together():
        world.insert(
            models.Session, id=session, journey_id=one.journey, counsellor_id=world.cast.counsellor.user_id,
            held_at=at, language="pt", no_interpreter_needed=True,
        )  # fmt: skip
        held = world.insert(
            models.SessionPerson, id=part, session_id=session, traveller_id=one.traveller, alone=alone,
            decision="yes", topics=list(topics if good or not world.chance(4) else topics[:3]),
            pack_id=world.cast.pack_id, manner="text", understood=good or not world.chance(6),
            consequences_told=good or not world.chance(4),
        )  # fmt: skip
        if presence:
            kind, sight, hearing = presence
            world.insert(models.Presence, session_id=session, kind=kind, in_sight=sight, in_hearing=hearing)
    if good or not world.chance(5):
        signs = {} if good or not world.chance(4) else {rng.choice(SIGNS): True}
        world.insert(models.Screen, session_person_id=part, **signs)
    if held:
        one.sessions.append(session)
    return session


def stand(world: World, one: Known, status: str = "none", advice: str = "") -> None:
    """Where they stand with asylum, and the steps that cannot be undone explained to them."""
    day = TALK.date() if advice else None
    world.insert(
        models.AsylumPosition, traveller_id=one.traveller, status=status, advice=advice, advice_on=day, stated_at=TALK
    )
    for code in world.cast.ground.steps if one.traveller not in world.acknowledged else ():
        world.insert(
            models.IrreversibleStep, traveller_id=one.traveller, code=code, explained_at=TALK, acknowledged_at=TALK
        )
    world.acknowledged.add(one.traveller)


def sign(world: World, one: Known, good: bool) -> UUID | None:
    """A declaration and a permit on it, in one transaction as at a desk."""
    if not one.sessions:
        return None
    rng = world.rng
    declaration = uuid4()
    at = SIGNED if good else world.moment(SIGNED, 60)
    differs = {} if good else {
        "copy_answer": rng.choice(["taken", "taken", ""]), "shortened_by_person": world.chance(3),
        "shortened_reason": "the rent ends", "witness_name": rng.choice(["Rui Alves", "Rui Alves", ""]),
    }  # fmt: skip
    signer = one.person if good or not world.chance(6) else world.anybody().person
    values = {
        "traveller_id": one.traveller, "session_id": one.sessions[-1], "text_id": world.cast.text_id,
        "pack_id": world.cast.pack_id, "signed_by_id": signer, "language": "pt", "no_interpreter_needed": True,
        "manner": "signature", "place": "Lisboa", "witness_name": "Rui Alves", "witness_relation": "lawyer",
        "signed_at": at, "copy_answer": "taken", "reading_aloud_answer": "declined", **differs,
    }  # fmt: skip
    with world.together():
        made = world.insert(models.Declaration, id=declaration, **values)
        if made and (good or not world.chance(3)):
            for child in world.known:
                if child is not one and child.journey == one.journey:
                    world.insert(models.DeclarationChild, declaration_id=declaration, child_id=child.traveller)
    if made:
        one.declarations.append(declaration)
        world.sql(PERMIT, uuid4(), one.traveller, declaration, at)
    return made


@deed(10)
def they_are_prepared(world: World) -> None:
    """Everything before a declaration, in order."""
    one = world.anybody()
    talk(world, one, good=True)
    stand(world, one)


@deed(8)
def they_talk(world: World) -> None:
    """A session, good or bad."""
    talk(world, world.anybody(), good=False)


@deed(4)
def they_say_where_they_stand(world: World) -> None:
    """Asylum, with or without advice."""
    status = world.rng.choice(["none", "open_claim", "open_appeal", "closed"])
    stand(world, world.anybody(), status, world.rng.choice(["", "taken"]))


@deed(12)
def they_sign_well(world: World) -> None:
    """A good declaration, naming the children of the journey."""
    sign(world, world.adult(), good=True)


@deed(10)
def they_sign(world: World) -> None:
    """A declaration that may be too early, signed by another, or without a copy offered."""
    sign(world, world.anybody(), good=False)


@deed(10)
def a_permit_is_written(world: World) -> None:
    """From anybody's declaration, or a child's from none."""
    one, other = world.anybody(), world.anybody()
    declaration = None if world.chance(2) or not other.declarations else world.rng.choice(other.declarations)
    world.sql(PERMIT, uuid4(), one.traveller, declaration, SIGNED + timedelta(days=world.rng.randint(-1, 95)))


@deed(8)
def a_childs_permit_is_written(world: World) -> None:
    """In good time."""
    world.sql(PERMIT, uuid4(), world.child().traveller, None, SIGNED)


@deed(6)
def somebody_consents(world: World) -> None:
    """The other parent, a paper, a panel, or a no."""
    child, other = world.child(), world.anybody()
    kind = world.rng.choice(["parent_consent", "sole_paper", "dissent", "parent_consent"])
    giver = other.person if kind in ("parent_consent", "dissent") else None
    paper = "" if kind == "dissent" else "notarial deed"
    world.insert(
        models.ParentalConsent, child_id=child.traveller, kind=kind, given_by_id=giver, paper=paper,
        given_at=world.moment(TALK, 60),
    )  # fmt: skip


def ask(world: World, one: Known, which: str, hours: int, answer: str = "still_yes", alone: bool = True) -> None:
    """Asked again, so many hours before leaving."""
    world.insert(
        models.Confirmation, traveller_id=one.traveller, which=which, alone=alone, answer=answer, place="Lisboa",
        asked_by_id=world.cast.counsellor.user_id, asked_at=LEAVES - timedelta(hours=hours),
    )  # fmt: skip


@deed(8)
def they_are_asked_well(world: World) -> None:
    """Both times, alone, still yes."""
    one = world.anybody()
    ask(world, one, "before", 30)
    ask(world, one, "at_departure", 2)


@deed(4)
def they_are_asked(world: World) -> None:
    """In time or not, alone or not, and who knows what they say."""
    answer = world.rng.choice(["still_yes"] * 4 + ["not_sure", "no"])
    which = world.rng.choice(["before", "at_departure"])
    ask(world, world.anybody(), which, world.rng.randint(0, 90), answer, not world.chance(4))


def permit_of(world: World, one: Known) -> UUID:
    """The latest permit of somebody, or a key that is nobody's."""
    row = world.cast.owner.execute(
        "SELECT id FROM consent_permit WHERE traveller_id = %s ORDER BY recorded_at DESC LIMIT 1", [one.traveller]
    ).fetchone()
    return row[0] if row else uuid4()


@deed(12)
def they_leave(world: World) -> None:
    """On their own permit or another's, on time or not."""
    one = world.anybody()
    permit = permit_of(world, world.anybody() if world.chance(8) else one)
    at = LEAVES if not world.chance(3) else LEAVES + timedelta(hours=world.rng.randint(-100, 40))
    world.insert(
        models.Departure, traveller_id=one.traveller, permit_id=permit, departed_at=at, place="Lisboa",
        planned_at=LEAVES if world.chance(3) else None, permit_state="in_force",
    )  # fmt: skip


@deed(4)
def they_withdraw(world: World) -> None:
    """The person's own no."""
    world.insert(
        models.Withdrawal, traveller_id=world.anybody().traveller, channel="telephone", by_traveller_self=True,
        said_at=SIGNED + timedelta(days=world.rng.randint(-3, 25)),
    )  # fmt: skip


@deed(8)
def a_seat_is_taken(world: World) -> None:
    """For somebody's permit, whatever state is claimed."""
    state = world.rng.choice(["in_force", "in_force", "in_force", "used"])
    bus = str(world.known[0].journey)
    world.sql(SEAT, uuid4(), bus, world.rng.randint(1, 6), permit_of(world, world.anybody()), state)


@deed(3)
def somebody_else_sends_word(world: World) -> None:
    """A message from another holds, and so does a protection officer."""
    kind = world.rng.choice(["message_from_other", "protection"])
    world.insert(models.Hold, traveller_id=world.anybody().traveller, kind=kind, raised_at=world.moment(SIGNED, 200))


@deed(6)
def a_hold_is_released(world: World) -> None:
    """With or without a talk alone, in time or before it was raised."""
    at = SIGNED + timedelta(days=world.rng.randint(0, 12))
    who = world.anybody().traveller
    found = world.cast.owner.execute(
        "SELECT h.id FROM consent_hold h LEFT JOIN consent_holdrelease r ON r.hold_id = h.id"
        " WHERE h.traveller_id = %s AND r.id IS NULL", [who]
    ).fetchall()  # fmt: skip
    for (hold,) in found:
        spoke = None if world.chance(3) else at
        world.insert(models.HoldRelease, hold_id=hold, released_at=at, spoke_alone_at=spoke)
