"""What protects a person counts on whichever record of theirs it was written; and two people are not merged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import psycopg
import pytest

from safar.consent import services as consent
from safar.consent.models import Permit
from safar.consent.types import ScreenAnswers
from safar.people import queries, services
from safar.people.types import BirthDecision, GuardianGiven, MergePick, RelationKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.ground import LEAVES, SIGNED, SMALL, TALK, Story
from tests.people.merging import merged, parted
from tests.taking_out import instead, without

pytestmark = pytest.mark.django_db
ALONE = "SELECT who"


def _twins(story: Story) -> tuple[UUID, UUID]:
    return story.person(name="Farid Ahmadi"), story.person(name="Farid Ahmady")


def _signed(story: Story, person: UUID) -> UUID | None:
    """The permit that comes of a declaration with everything in order, if one does."""
    traveller = story.journey([person])[0]
    return story.sign(traveller, story.told(traveller)).permit_id


def _a_permit_in_force(story: Story, one: UUID) -> None:
    assert _signed(story, one) is not None


def _a_red_screen(story: Story, one: UUID) -> None:
    traveller = story.journey([one])[0]
    story.talk(traveller, person={"screen": ScreenAnswers(threat=True)})


def _a_birth_in_doubt(story: Story, one: UUID) -> None:
    with acting_as(story.by):
        version = queries.people_in([one])[one].version
        services.settle_birth(
            by=story.by,
            at=TALK,
            person_id=one,
            version=version,
            decision=BirthDecision.DOUBT,
            note="looks like a child",
        )


def _a_death(story: Story, one: UUID) -> None:
    with acting_as(story.by):
        services.record_death(by=story.by, at=TALK, person_id=one, died_on=TALK.date())


COUNTS = [_a_permit_in_force, _a_red_screen, _a_birth_in_doubt, _a_death]


@pytest.mark.parametrize("what", COUNTS)
def test_what_stands_against_a_return_on_one_record_stands_on_the_other(
    what: Callable[[Story, UUID], None], story: Story, owner: psycopg.Connection
) -> None:
    """With the records taken for two people the permit would be made."""
    one, other = _twins(story)
    merge_id = merged(story.ground.manager, one, other)
    what(story, one)
    assert _signed(story, other) is None
    with (
        instead(owner, "people_same", ALONE),
        instead(owner, "people_heads", "SELECT * FROM people_person WHERE id = who"),
    ):
        assert _signed(story, other) is not None
    assert parted(story.ground.manager, merge_id) == ()


def test_v1_of_two_permits_each_stands_against_the_other(story: Story) -> None:
    """By raw SQL: whatever made the second one, neither of them takes anybody anywhere."""
    one, other = _twins(story)
    merged(story.ground.manager, one, other)
    _a_permit_in_force(story, one)
    traveller = story.journey([other])[0]
    outcome = story.sign(traveller, story.told(traveller))
    with acting_as(story.by):
        assert raw.permit(traveller, outcome.declaration_id, SIGNED) == "v1_other_journey"


def test_a_red_screen_found_by_merging_stops_the_departure(story: Story, owner: psycopg.Connection) -> None:
    """The permit stays as it is, so that parting them leaves nothing behind; and nobody leaves on it."""
    one, other = _twins(story)
    _a_red_screen(story, one)
    traveller = story.journey([other])[0]
    permit = story.declared(traveller)
    story.asked(traveller)
    merged(story.ground.manager, one, other)
    with acting_as(story.by):
        assert Permit.objects.get(id=permit).state == "in_force"
    with pytest.raises(Refused):
        story.leave(traveller)
    with instead(owner, "people_same", ALONE):
        story.leave(traveller)


def test_v16_a_fear_counts_on_every_record_of_both(story: Story, owner: psycopg.Connection) -> None:
    one, other = _twins(story)
    child, father = story.person(SMALL), story.person()
    with acting_as(story.ground.protection) as by:
        relation = services.relate_people(by=by, at=TALK, person_id=one, other_id=father, kind=RelationKind.SPOUSE)
        services.raise_concern(by=by, at=TALK, relation_id=relation, note="she fears him")
        services.relate_people(by=by, at=TALK, person_id=other, other_id=child, kind=RelationKind.PARENT)
    merged(story.ground.manager, one, other)

    def barred() -> tuple[set[UUID], set[UUID]]:
        with acting_as(story.by):
            return queries.barred_from(other, [father]), queries.barred_from(child, [father])

    assert barred() == ({father}, {father})
    with acting_as(story.by), pytest.raises(Refused) as refused:
        services.record_guardian(
            by=story.by, at=TALK, child_id=child,
            given=GuardianGiven(kind="parent", proof="deed 12", from_on=date(2016, 1, 1), guardian=father),
        )  # fmt: skip
    assert refused.value.code == "people_no_contact"
    with instead(owner, "people_same", ALONE):
        with acting_as(story.by):
            # Only a table that this transaction has not read yet lets the session hear of the changed function.
            raw.run("SELECT count(*) FROM people_enquiry")
        assert barred() == (set(), set())


def _one_journey(story: Story, one: UUID, other: UUID) -> None:
    story.journey([one, other])


def _two_permits(story: Story, one: UUID, other: UUID) -> None:
    _a_permit_in_force(story, one)
    _a_permit_in_force(story, other)


def _a_reported_death(story: Story, one: UUID, other: UUID) -> None:
    traveller = story.journey([other])[0]
    with acting_as(story.by):
        consent.report_death(by=story.by, at=TALK, traveller_id=traveller, source="a cousin")


def _a_journey_that_rests_on_it(story: Story, one: UUID, other: UUID) -> None:
    story.journey([one])


FLAWS = {
    "people_merge_together": _one_journey,
    "people_merge_two_permits": _two_permits,
    "people_merge_death_reported": _a_reported_death,
    "people_merge_pick_rests": _a_journey_that_rests_on_it,
}


@pytest.mark.parametrize("code", FLAWS)
def test_what_a_journey_shows_stands_against_a_merge(code: str, story: Story, owner: psycopg.Connection) -> None:
    one, other = story.person(name="Farid Ahmadi"), story.person(date(1980, 4, 3), name="Farid Ahmady")
    FLAWS[code](story, one, other)
    with pytest.raises(Refused) as refused:
        merged(story.ground.protection, one, other, picks=(MergePick.BIRTH,))
    assert refused.value.code == code
    with without(owner, "consent_merging"):
        merged(story.ground.protection, one, other, picks=(MergePick.BIRTH,))


def test_parting_leaves_the_permit_and_the_journey_alone(story: Story) -> None:
    one, other = _twins(story)
    traveller = story.journey([other])[0]
    story.declared(traveller)
    story.asked(traveller)
    merge_id = merged(story.ground.manager, one, other)
    parted(story.ground.manager, merge_id)
    assert story.leave(traveller, LEAVES + timedelta(minutes=5))
