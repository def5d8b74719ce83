"""One departure for each way in which it must be refused: all is in order but for the one thing named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from safar.consent import services
from safar.consent.types import ScreenAnswers
from safar.plumbing.scope import acting_as
from tests.consent.flaws import measures
from tests.consent.ground import LEAVES, SIGNED, TALK, Story


@dataclass(frozen=True)
class Leaving:
    """The departure somebody tries: whose, on which permit, when, and for when it was planned."""

    traveller: UUID
    permit: UUID
    at: datetime = LEAVES
    planned: datetime | None = None


@dataclass(frozen=True)
class LateFlaw:
    """The rule's function, the code it refuses with, and how the flawed departure comes about."""

    rule: str
    code: str
    build: Callable[[Story], Leaving]

    def __str__(self) -> str:
        return f"{self.code}-{self.build.__name__}"


LATE_FLAWS: list[LateFlaw] = []
Builder = Callable[[Story], Leaving]


def late_flaw(rule: str, code: str) -> Callable[[Builder], Builder]:
    """Put a case into the table."""

    def keep(build: Builder) -> Builder:
        LATE_FLAWS.append(LateFlaw(f"consent_{rule}", code, build))
        return build

    return keep


@late_flaw("v11", "v11_before")
def never_asked_before(story: Story) -> Leaving:
    traveller = story.single()
    permit = story.declared(traveller)
    story.ask(traveller, "at_departure", LEAVES - timedelta(hours=2))
    return Leaving(traveller, permit)


@late_flaw("v11", "v11_before")
def asked_too_early(story: Story) -> Leaving:
    traveller = story.single()
    permit = story.declared(traveller)
    story.ask(traveller, "before", LEAVES - timedelta(hours=73))
    story.ask(traveller, "at_departure", LEAVES - timedelta(hours=2))
    return Leaving(traveller, permit)


@late_flaw("v11", "v11_before")
def delayed_for_too_long(story: Story) -> Leaving:
    traveller = story.single()
    permit = story.declared(traveller)
    late = LEAVES + timedelta(hours=50)
    story.ask(traveller, "before", LEAVES - timedelta(hours=30))
    story.ask(traveller, "at_departure", late - timedelta(hours=1))
    return Leaving(traveller, permit, late, planned=LEAVES)


@late_flaw("v11", "v11_before")
def asked_before_others(story: Story) -> Leaving:
    traveller = story.single()
    permit = story.declared(traveller)
    story.ask(traveller, "before", LEAVES - timedelta(hours=30), alone=False)
    story.ask(traveller, "at_departure", LEAVES - timedelta(hours=2))
    return Leaving(traveller, permit)


@late_flaw("v11", "v11_at_departure")
def not_asked_at_the_door(story: Story) -> Leaving:
    traveller = story.single()
    permit = story.declared(traveller)
    story.ask(traveller, "before", LEAVES - timedelta(hours=30))
    return Leaving(traveller, permit)


@late_flaw("v11", "v11_before")
def a_child_old_enough_was_not_asked(story: Story) -> Leaving:
    parent, child = story.person(), story.person(date(2002, 1, 1))
    story.parent_of(parent, child)
    grown, young = story.journey([parent, child])
    story.declared(grown, children=(young,))
    story.position(young)
    story.consents(young, kind="sole_paper")
    with acting_as(story.by):
        permit = services.issue_child_permit(by=story.by, at=SIGNED, child_id=young).permit_id
    assert permit is not None
    story.ask(young, "at_departure", LEAVES - timedelta(hours=2))
    story.asked(grown)
    story.leave(grown)
    return Leaving(young, permit)


@late_flaw("v6_ticketing", "v6_second_confirmation")
def confirmed_to_the_counsellor_only(story: Story) -> Leaving:
    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(destitution=True)})
    measures(story, traveller, TALK)
    permit = story.sign(traveller, session).permit_id
    assert permit is not None
    with acting_as(story.by):
        services.record_amber_measure(
            by=story.by, at=SIGNED + timedelta(days=1), traveller_id=traveller, measure="second_confirmation"
        )
    story.asked(traveller)
    return Leaving(traveller, permit)


@late_flaw("v1", "v1_no_declaration")
def came_of_age_on_the_way(story: Story) -> Leaving:
    parent, child = story.person(), story.person(date(1998, 5, 10))
    story.parent_of(parent, child)
    grown, young = story.journey([parent, child])
    story.declared(grown, children=(young,))
    session = story.told(young)
    assert session
    story.consents(young, kind="sole_paper")
    with acting_as(story.by):
        permit = services.issue_child_permit(by=story.by, at=SIGNED, child_id=young).permit_id
    assert permit is not None
    story.asked(young)
    return Leaving(young, permit)


@late_flaw("v1", "v1_ask_again")
def the_wife_stays(story: Story) -> Leaving:
    husband, wife = story.journey([story.person(), story.person()])
    permit = story.declared(husband)
    story.declared(wife)
    story.withdraw(wife)
    story.asked(husband)
    return Leaving(husband, permit)


@late_flaw("v13", "v13_advice")
def a_claim_was_made_meanwhile(story: Story) -> Leaving:
    traveller = story.single()
    permit = story.declared(traveller)
    story.position(traveller, SIGNED + timedelta(days=1), status="open_claim")
    story.asked(traveller)
    return Leaving(traveller, permit)


@late_flaw("v16", "v16_other_parent")
def another_parent_turned_up(story: Story) -> Leaving:
    parent, child = story.person(), story.person(date(2010, 1, 1))
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    story.declared(grown, children=(small,))
    story.position(small)
    story.consents(small, given_by_name="the father")
    with acting_as(story.by):
        permit = services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    assert permit is not None
    story.parent_of(story.person(), child)
    story.asked(grown)
    story.leave(grown)
    return Leaving(small, permit)
