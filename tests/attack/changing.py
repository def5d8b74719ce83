"""Families that change among the attacked, by services: split and merged, missing and found, dead, staying."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from safar.cases import services as cases
from safar.cases.models import Member
from tests.attack.deeds import deed
from tests.attack.world import GROWN, World
from tests.consent.ground import SIGNED


def _members(case_id: UUID) -> list[Member]:
    return list(Member.objects.filter(case_id=case_id, left_at=None).order_by("position"))


@deed(7)
def a_case_is_split(world: World) -> None:
    """Some leave for a case of their own, and travel apart or not."""
    if not world.cases:
        return
    by, case_id = world.cast.counsellor, world.rng.choice(world.cases)

    def split() -> UUID:
        movers = [member.id for member in _members(case_id) if world.chance(2)]
        return cases.split_case(
            by=by, at=SIGNED, case_id=case_id, member_ids=movers, reason="they go apart", new_journey=world.chance(2)
        ).case_id

    fresh = world.serve("split", split)
    if fresh is not None:
        world.cases.append(fresh)
        world.cast.reached["split"] += 1
        world.look_again()


@deed(7)
def two_cases_are_merged(world: World) -> None:
    """A second family comes, or one that split off; then the two become one, and sometimes two again."""
    if not world.cases:
        return
    by = world.cast.counsellor
    if len(world.cases) < 2:
        world.comes([world.rng.choice(GROWN) if world.chance(2) else date(2009, 9, 9)])
    one, other = world.rng.sample(world.cases, 2)
    link = world.serve(
        "merge", lambda: cases.merge_cases(by=by, at=SIGNED, case_id=one, into_case_id=other, reason="one family")
    )
    if link is None:
        return
    world.cast.reached["merge"] += 1
    if world.chance(3):
        later = SIGNED + timedelta(hours=2)
        if world.serve("undo", lambda: cases.undo_merge(by=by, at=later, link_id=link, reason="they are not")):
            world.cast.reached["merge undone"] += 1
    world.look_again()


@deed(7)
def a_member_changes(world: World) -> None:
    """Stays, dies, is missing, or was found."""
    if not world.cases:
        return
    by, one = world.cast.counsellor, world.anybody()
    what = world.rng.choice(["stays", "dies", "missing", "found", "found"])

    def change() -> None:
        member = Member.objects.filter(person_id=one.person, left_at=None).first()
        if member is None:
            return
        if what == "stays":
            cases.member_stays(by=by, at=SIGNED, member_id=member.id, reason="stays")
        elif what == "dies":
            cases.death_in_case(by=by, at=SIGNED, member_id=member.id, source="a neighbour")
        elif what == "missing":
            cases.member_missing(by=by, at=SIGNED, member_id=member.id, since=SIGNED, known="did not come home")
        else:
            at = SIGNED + timedelta(days=1)
            cases.member_found(by=by, at=at, member_id=member.id, spoke_alone_at=at)
        world.cast.reached[what] += 1

    world.serve(what, change)
