"""Hard cases among the attacked: children alone, families that split, halts and interpreters, well and badly done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from safar.consent import models
from safar.people.models import Guardianship, RelationConcern
from tests.attack.deeds import PERMIT, deed, stand
from tests.attack.world import GROWN, Known, World
from tests.consent.ground import LEAVES, SIGNED, TALK

V9_PARTS = ("decision", "view", "guardian", "carer", "verified", "accepts", "pick_up", "escort")


def procedure(world: World, one: Known, left_out: str = "") -> None:
    """Everything a child alone needs, but for one thing; `left_out` names it."""
    actor = world.cast.counsellor if world.chance(8) else world.cast.ground.protection
    by = actor.user_id
    world.cast.open_scope(actor)
    for part, write in (("decision", _decided), ("view", _heard), ("guardian", _guarded), ("carer", _expected)):
        if part != left_out:
            write(world, one, by, left_out)
    if left_out != "escort":
        world.insert(
            models.ChildEscort, child_id=one.traveller, name="Rita Dias", organisation="Red Cross", named_at=TALK,
            recorded_by_id=by,
        )  # fmt: skip
    world.cast.open_scope()


def _decided(world: World, one: Known, by: int | None, left_out: str) -> None:
    decision = uuid4()
    panel = ["Ana Reis", "Rui Alves"] if not world.chance(5) else ["Ana Reis", "ana  reis"]
    with world.together():
        world.insert(
            models.BestInterest, id=decision, decided_on=TALK.date(), recorded_by_id=by,
            outcome="return" if not world.chance(12) else "stay", together=world.chance(2),
        )  # fmt: skip
        children = [other for other in world.known if other.born not in GROWN and other.journey == one.journey]
        for child in children if not world.chance(4) else [one]:
            world.insert(models.BestInterestChild, decision_id=decision, child_id=child.traveller)
        for name in panel:
            world.insert(models.PanelMember, decision_id=decision, name=name)


def _heard(world: World, one: Known, by: int | None, left_out: str) -> None:
    world.insert(
        models.ChildView, child_id=one.traveller, heard_at=TALK, heard_by="Ana Reis", alone=not world.chance(12),
        fits_age=True, wish="wants_to_return" if not world.chance(12) else "does_not_want", recorded_by_id=by,
    )  # fmt: skip


def _guarded(world: World, one: Known, by: int | None, left_out: str) -> None:
    ends = (TALK + timedelta(days=world.rng.choice([1, 200, 200, 200, 200, 200]))).date()
    key = world.insert(
        Guardianship, child_id=one.person, guardian_name="Maria Lopes", kind="court", proof="court order",
        from_on=(TALK - timedelta(days=90)).date(), until_on=ends, recorded_by_id=by, recorded_at=TALK,
    )  # fmt: skip
    if key:
        world.insert(
            models.GuardianSaid, child_id=one.traveller, guardianship_id=key, agrees=not world.chance(12), said_at=TALK,
            paper="letter", recorded_by_id=by,
        )  # fmt: skip


def _expected(world: World, one: Known, by: int | None, left_out: str) -> None:
    carer = world.insert(
        models.Carer, child_id=one.traveller, name="Aunt Rosa", place="Goiânia", named_at=TALK, recorded_by_id=by
    )
    if carer is None:
        return
    if left_out != "verified":
        world.insert(
            models.CarerVerification, carer_id=carer, verified_on=TALK.date(), verified_by="Partner",
            suitable=not world.chance(12), recorded_by_id=by,
        )  # fmt: skip
    if left_out != "accepts":
        world.insert(
            models.CarerAnswer, carer_id=carer, accepts=True, until_majority=not world.chance(12), said_at=TALK,
            paper="letter", recorded_by_id=by,
        )  # fmt: skip
    if left_out != "pick_up":
        world.insert(models.PickUp, carer_id=carer, confirmed=True, place="Goiânia", said_at=TALK, recorded_by_id=by)


@deed(8)
def a_child_goes_through_the_procedure(world: World) -> None:
    """Whole, or with one thing left out; then a permit is tried."""
    child = world.child()
    procedure(world, child, world.rng.choice(V9_PARTS) if world.chance(2) else "")
    world.sql(PERMIT, uuid4(), child.traveller, None, SIGNED)


@deed(3)
def something_of_it_falls_away(world: World) -> None:
    """The carer takes their word back, the panel its decision, the escort does not come, the child no longer wants."""
    child, by = world.child(), world.cast.ground.protection.user_id
    what = world.rng.choice(["carer", "panel", "escort", "view"])
    at = SIGNED + timedelta(days=world.rng.randint(1, 15))
    world.cast.open_scope(world.cast.ground.protection)
    find = world.cast.owner.execute
    if what == "carer":
        for (carer,) in find("SELECT id FROM consent_carer WHERE child_id = %s", [child.traveller]).fetchall():
            world.insert(models.CarerAnswer, carer_id=carer, accepts=False, said_at=at, recorded_by_id=by)
    elif what == "panel":
        for (key,) in find(
            "SELECT decision_id FROM consent_bestinterestchild WHERE child_id = %s", [child.traveller]
        ).fetchall():
            world.insert(models.BestInterestRevoked, decision_id=key, revoked_at=at, recorded_by_id=by)
    elif what == "escort":
        world.insert(
            models.ChildEscort, child_id=child.traveller, name="Rita Dias", goes=False, named_at=at, recorded_by_id=by
        )
    else:
        world.insert(
            models.ChildView, child_id=child.traveller, heard_at=at, heard_by="Ana Reis", alone=True, fits_age=True,
            wish="does_not_want", recorded_by_id=by,
        )  # fmt: skip
    world.cast.open_scope()


def advise(world: World, level: str, country: str, areas: list[str], profiles: list[str]) -> None:
    """A protection officer issues an advisory."""
    world.cast.open_scope(world.cast.ground.protection)
    key = world.insert(
        models.Advisory, country=country, areas=areas, profiles=profiles, level=level, source="UNHCR", reason="Floods",
        from_at=TALK - timedelta(days=1), office_id=world.cast.office_id, issued_at=TALK,
        issued_by_id=world.cast.ground.protection.user_id,
    )  # fmt: skip
    world.cast.open_scope()
    if key:
        world.cast.reached["advisory"] += 1
        world.advisories.append(key)


@deed(1)
def return_is_halted(world: World) -> None:
    """For the country or a town, for everybody or for children; or only a caution."""
    rng = world.rng
    level = rng.choice(["halt", "halt", "caution", "information"])
    areas, profiles = rng.choice([[], ["Goiânia"], ["Recife"]]), rng.choice([[], [], ["children"]])
    advise(world, level, rng.choice(["BR", "BR", "BR", "AF"]), areas, profiles)


@deed(1)
def violence_is_feared(world: World) -> None:
    """Between two of a family; and sometimes the fear is lifted again."""
    protection = world.cast.ground.protection
    row = world.cast.owner.execute(
        "SELECT id FROM people_relation WHERE person_id = %s OR other_id = %s LIMIT 1",
        [world.anybody().person, world.child().person],
    ).fetchone()
    if row:
        world.cast.open_scope(protection)
        world.insert(
            RelationConcern, relation_id=row[0], raised_at=TALK, raised_by_id=protection.user_id,
            lifted_at=SIGNED if world.chance(4) else None,
        )  # fmt: skip
        world.cast.open_scope()


@deed(3)
def somebody_is_told_of_it(world: World) -> None:
    """Before they declare, or after."""
    one = world.anybody()
    for (telling,) in world.cast.owner.execute(
        "SELECT t.id FROM consent_advisorytelling t LEFT JOIN consent_advisorytold d ON d.telling_id = t.id"
        " WHERE t.traveller_id = %s AND d.id IS NULL", [one.traveller]
    ).fetchall():  # fmt: skip
        world.insert(
            models.AdvisoryTold, telling_id=telling, told_at=world.moment(TALK + timedelta(hours=10), 60),
            told_by_id=world.cast.counsellor.user_id, language="pt", channel="telephone",
        )  # fmt: skip


@deed(4)
def a_halt_is_lifted(world: World) -> None:
    """And everybody may go on against whom nothing else stands."""
    if world.advisories:
        key = world.advisories.pop()
        world.cast.open_scope(world.cast.ground.protection)
        world.insert(
            models.AdvisoryLifting, advisory_id=key, lifted_at=SIGNED + timedelta(days=1), reason="The water has gone",
            lifted_by_id=world.cast.ground.protection.user_id,
        )  # fmt: skip
        world.cast.open_scope()


def interpreter(world: World) -> UUID | None:
    """Somebody from the register: fit, a child, of the authority, or of the family."""
    rng = world.rng
    relative = world.anybody().person if world.chance(5) else None
    return register_interpreter(
        world, person_id=relative, of_age=not world.chance(6), of_authority=world.chance(6),
        born_in=rng.choice([None, 1980]),
    )  # fmt: skip


def register_interpreter(world: World, **about: Any) -> UUID | None:
    """Somebody new in the register."""
    key = world.insert(
        models.Interpreter, number=0, office_id=world.cast.office_id, name=f"Karim {uuid4().hex[:6]}", name_key="karim",
        registered_at=TALK, **about,
    )  # fmt: skip
    if key:
        world.interpreters.append(key)
        world.cast.reached["interpreter"] += 1
    return key


@deed(9)
def they_speak_through_an_interpreter(world: World) -> None:
    """A good talk and a declaration through somebody of the register."""
    one = world.adult()
    stand(world, one)
    known = world.interpreters and world.chance(2)
    declare_through(world, one, world.rng.choice(world.interpreters) if known else interpreter(world))


def declare_through(world: World, one: Known, key: UUID | None) -> None:
    """A good talk, a good declaration and a permit on it, through this interpreter."""
    session, part, declaration = uuid4(), uuid4(), uuid4()
    through = {"interpreter_id": key, "interpreter_name": "Karim", "language": "pt", "no_interpreter_needed": False}
    with world.together():
        world.insert(
            models.Session, id=session, journey_id=one.journey, counsellor_id=world.cast.counsellor.user_id,
            held_at=TALK, **through,
        )  # fmt: skip
        held = world.insert(
            models.SessionPerson, id=part, session_id=session, traveller_id=one.traveller, alone=True, decision="yes",
            topics=list(world.cast.ground.topics), pack_id=world.cast.pack_id, manner="text", understood=True,
            consequences_told=True,
        )  # fmt: skip
    world.insert(models.Screen, session_person_id=part)
    if held:
        one.sessions.append(session)
        made = world.insert(
            models.Declaration, id=declaration, traveller_id=one.traveller, session_id=session,
            text_id=world.cast.text_id, pack_id=world.cast.pack_id, signed_by_id=one.person, manner="signature",
            place="Lisboa", witness_name="Rui Alves", witness_relation="lawyer", signed_at=SIGNED, copy_answer="taken",
            reading_aloud_answer="declined", **through,
        )  # fmt: skip
        if made:
            one.declarations.append(declaration)
            world.sql(PERMIT, uuid4(), one.traveller, declaration, SIGNED)


@deed(3)
def an_interpreter_is_found_unfit(world: World) -> None:
    """From a day before what they interpreted, or after; or the finding is taken back."""
    if world.interpreters:
        world.insert(
            models.InterpreterFinding, interpreter_id=world.rng.choice(world.interpreters), unfit=not world.chance(4),
            unfit_from=world.moment(TALK, 100), found_at=LEAVES - timedelta(days=world.rng.randint(1, 10)),
            found_by_id=world.cast.ground.protection.user_id, reason="works for the police",
        )  # fmt: skip


@deed(1)
def somebody_does_not_want_an_interpreter(world: World) -> None:
    """No reason asked."""
    if world.interpreters:
        world.insert(
            models.InterpreterRefusal, interpreter_id=world.rng.choice(world.interpreters),
            traveller_id=world.anybody().traveller, refuses=not world.chance(4), said_at=world.moment(TALK, 60),
        )  # fmt: skip
