"""Families that change (V1, V16, V20): who is asked again, what waits, what is settled, and that nothing is copied."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import AddPerson, ContactOutcome, MemberAsked, MemberRole
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.kernel.dates import exact_day
from safar.people.queries import relations_of
from safar.people.services import register_person, relate_people
from safar.people.types import ConsentGiven, NameGiven, PersonDetails, RelationKind, Sex
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, DECIDED, GROWN, LATER, OPENED, SMALL, CaseStory, must, raw
from tests.conftest import ActorMaker
from tests.consent.ground import LEAVES

NEXT = DECIDED + timedelta(days=1)


def states(story: CaseStory) -> list[str]:
    """The state of everybody's latest permit."""
    with acting_as(story.by):
        found = consent.permits_of(story.travellers)
    return [found[one][0].state if found[one] else "none" for one in story.travellers]


def asked_again(story: CaseStory) -> list[bool]:
    """Who is to be asked again."""
    with acting_as(story.by):
        lines = consent.travellers_in(story.travellers)
    return [lines[one].ask_again_since is not None for one in story.travellers]


def gates(story: CaseStory, case_id: UUID | None = None) -> set[tuple[str, UUID]]:
    """What is open, with whom."""
    with acting_as(story.by):
        found = queries.open_gates(by=story.by, case_id=case_id or story.case_id)
    return {(gate.code, gate.member_id) for gate in found}


def newborn(story: CaseStory, at: datetime) -> UUID:
    """A child is registered on the day of its birth."""
    with acting_as(story.by):
        return register_person(
            by=story.by, at=at, consent=ConsentGiven(at, "pt", by_guardian=True), names=[NameGiven("Lia Nova")],
            details=PersonDetails(sex=Sex.FEMALE, birth=exact_day(at.date())),
        )  # fmt: skip


def parent_of(story: CaseStory, parent: int, child: UUID, at: datetime) -> None:
    """Whose child it is, written down that day."""
    with acting_as(story.by):
        relate_people(
            by=story.by, at=at, person_id=story.people[parent], other_id=child, kind=RelationKind.PARENT,
            parental_responsibility=True,
        )  # fmt: skip


def waits(story: CaseStory, traveller: UUID) -> set[str]:
    """What a ticket waits for."""
    with acting_as(story.by):
        return {one.code for one in consent.what_ticketing_waits_for([traveller], NEXT)[traveller]}


@pytest.fixture
def family(story: CaseStory) -> CaseStory:
    """Two spouses and their child, all declared."""
    story.enrolled([GROWN, GROWN, SMALL])
    story.declare_all()
    with acting_as(story.by):
        relate_people(
            by=story.by, at=OPENED, person_id=story.people[0], other_id=story.people[1], kind=RelationKind.SPOUSE
        )
    return story


def missing(story: CaseStory, member: int = 0) -> None:
    """A member is missing."""
    with acting_as(story.by):
        services.member_missing(
            by=story.by, at=NEXT, member_id=story.member_ids[member], since=DECIDED, known="not at home since Friday"
        )


def test_v16_who_is_missing_waits_with_the_child_and_the_others_are_asked(family: CaseStory) -> None:
    missing(family)
    assert states(family) == ["held", "in_force", "held"]
    assert asked_again(family) == [False, True, False]
    assert waits(family, family.travellers[0]) >= {"v16_member_missing"}
    assert "look_for_missing" in {task.code for task in family.file().tasks}
    assert ("child_reassessed", family.member_ids[2]) in gates(family)
    assert not any("abscond" in line.sentence for line in family.file().history)


def test_v16_found_and_heard_alone_goes_on(family: CaseStory) -> None:
    missing(family)
    with acting_as(family.by):
        with pytest.raises(Refused, match="spoke with them alone"):
            services.member_found(
                by=family.by, at=NEXT, member_id=family.member_ids[0], spoke_alone_at=DECIDED - timedelta(days=2)
            )
        services.member_found(by=family.by, at=LATER, member_id=family.member_ids[0], spoke_alone_at=NEXT)
    assert "v16_member_missing" not in waits(family, family.travellers[0])
    assert asked_again(family)[0]


def test_v16_nobody_releases_the_missing_but_by_finding_them(family: CaseStory) -> None:
    missing(family)
    officer = family.ground.protection
    with acting_as(officer):
        (hold,) = consent.travellers_in([family.travellers[0]])[family.travellers[0]].holds
        with pytest.raises(Refused, match="have not been found"):
            consent_services.release_hold(by=officer, at=LATER, hold_id=hold.id, spoke_alone_at=NEXT)
        (hold,) = consent.travellers_in([family.travellers[2]])[family.travellers[2]].holds
        consent_services.release_hold(by=officer, at=LATER, hold_id=hold.id, spoke_alone_at=NEXT)


def test_v16_a_separation_asks_both_and_parts_them(family: CaseStory) -> None:
    one, other, child = family.member_ids
    with acting_as(family.by):
        opened = services.separation_in_case(
            by=family.by, at=NEXT, member_id=other, spouse_id=one, since_on=DECIDED.date(), reason="she left him",
            leaving_ids=[other, child],
        )  # fmt: skip
        assert opened is not None
        relations = relations_of([family.people[0]])[family.people[0]]
    assert asked_again(family) == [True, True, False], "the child has declared nothing"
    assert {fact.until_on for fact in relations if fact.kind == "spouse"} == {DECIDED.date()}
    assert ("safe_contact", one) in gates(family)
    assert {("safe_contact", other), ("child_reassessed", child)} <= gates(family, opened.case_id)
    left = family.file()
    family.case_id = opened.case_id
    fresh = family.file()
    assert fresh.journey_id != left.journey_id
    assert {card.person_id for card in left.people} == {family.people[0]}
    assert not left.contacts


def test_v16_what_one_says_later_is_not_in_the_others_file(family: CaseStory) -> None:
    one, other, _child = family.member_ids
    with acting_as(family.by):
        opened = services.separation_in_case(
            by=family.by, at=NEXT, member_id=other, spouse_id=one, since_on=DECIDED.date(), reason="she left him",
            leaving_ids=[other],
        )  # fmt: skip
        assert opened is not None
        services.record_contact_attempt(
            by=family.by,
            at=LATER,
            case_id=opened.case_id,
            channel="phone",
            outcome=ContactOutcome.REACHED,
            member_id=other,
        )
        his = queries.case_history(by=family.by, case_id=family.case_id)
        hers = queries.case_history(by=family.by, case_id=opened.case_id)
    assert "contact_reached" not in {line.code for line in his}
    assert "contact_reached" in {line.code for line in hers}
    assert {"declaration_made", "opened"} <= {line.code for line in his} & {line.code for line in hers}


def test_v16_unsettled_nobody_books_leaves_or_moves_on(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN, SMALL])
    story.until_ticket()
    with acting_as(story.by):
        services.member_stays(by=story.by, at=NEXT, member_id=story.member_ids[1], reason="her mother is ill")
    assert ("child_reassessed", story.member_ids[2]) in gates(story)
    with pytest.raises(Refused):
        story.itinerary([story.member_ids[2]])
    moved = story.move("ticket_issued", by=story.ground.movement, at=NEXT, enrolment_member_ids=[story.standing[2]])
    assert any("best for" in reason for reason in moved.refused[0].reasons)
    counsellor = story.by
    with acting_as(counsellor):
        (gate,) = [one for one in queries.open_gates(by=counsellor, case_id=story.case_id) if one.by_protection]
        with pytest.raises(NotAllowed):
            services.settle_change(by=counsellor, at=LATER, gate_id=gate.id, how="looks fine to me")
    with pytest.raises(DatabaseError, match="A protection officer settles"):
        raw(counsellor, "UPDATE cases_changegate SET cleared_at = now(), how = 'fine' WHERE id = %s", [gate.id])
    assert story.settle(LATER) >= 1
    assert gates(story) == set()


def test_v16_a_marriage_asks_both_and_makes_no_guardian(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.declare_all()
    bride = story.person(date(2000, 1, 1))
    with acting_as(story.by):
        joined = services.marriage_in_case(
            by=story.by, at=NEXT, member_id=story.member_ids[1], spouse_id=bride, married_on=DECIDED.date(), joins=True
        )
        kinds = {fact.kind for fact in relations_of([bride])[bride]}
    assert joined is not None
    assert kinds == {"spouse"}
    assert asked_again(story) == [False, True]
    file = story.file()
    assert [card.role for card in file.people if card.person_id == bride] == ["child"]
    assert ("child_reassessed", joined) in gates(story)
    assert "child_married" in {task.code for task in file.tasks}


def test_what_will_change_is_shown_and_nothing_of_it_stays(family: CaseStory) -> None:
    before = family.file()
    with acting_as(family.by):
        seen = services.foresee(
            case_id=family.case_id,
            act=lambda: services.member_stays(
                by=family.by, at=NEXT, member_id=family.member_ids[1], reason="her mother is ill"
            ),
        )
        assert queries.family_changes(by=family.by, case_id=family.case_id) == ()
    assert seen is not None
    assert [line.after for line in seen.dues if line.for_whom == before.people[1].name and line.before] != []
    assert before.people[0].name in seen.asked_again
    assert before.people[1].name in seen.lapsed
    assert family.file() == before
    with acting_as(family.by):
        services.member_stays(by=family.by, at=NEXT, member_id=family.member_ids[1], reason="her mother is ill")
        (kept,) = queries.family_changes(by=family.by, case_id=family.case_id)
    assert (kept.dues, kept.asked_again, kept.gates) == (seen.dues, seen.asked_again, seen.gates)


def test_v20_a_confirmed_death_asks_the_living_and_follows_the_programme(family: CaseStory) -> None:
    with acting_as(family.by):
        services.death_in_case(by=family.by, at=NEXT, member_id=family.member_ids[0], source="the hospital")
        assert gates(family) == set(), "a report closes and changes nothing"
        services.death_in_case(
            by=family.by, at=LATER, member_id=family.member_ids[0], source="the hospital", confirmed=True, paper="D 12"
        )
        (change,) = queries.family_changes(by=family.by, case_id=family.case_id)
    assert ("child_reassessed", family.member_ids[2]) in gates(family)
    assert asked_again(family)[1]
    assert {line.after for line in change.dues if line.before == "due"} >= {"ended", "passes_to_family"}
    assert {"see_survivor", "papers_after_death"} <= {task.code for task in family.file().tasks}


def test_born_on_the_way_needs_no_permit_and_arrives_with_its_mother(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.until_left()
    baby = newborn(story, LEAVES)
    parent_of(story, 0, baby, LEAVES)
    born = LEAVES + timedelta(hours=5)
    with acting_as(story.by):
        member = services.birth_on_the_way(
            by=story.by, at=ARRIVED, mother_id=story.member_ids[0], person_id=baby, born_at=born, place="over Dakar"
        )
    file = story.file()
    rows = {row.member_id: row for row in file.enrolments[0].rows}
    assert rows[member].stage == rows[story.member_ids[0]].stage
    assert {"register_birth", "papers_for_newborn", "tell_receiver_of_birth"} <= {task.code for task in file.tasks}
    with acting_as(story.by):
        must(
            services.record_arrival(
                by=story.by, at=LATER, case_id=story.case_id, member_ids=[*story.member_ids, member],
                arrived_at=ARRIVED, outcome="met", place=story.place,
            )
        )  # fmt: skip


def test_nobody_grown_is_born_on_the_way(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.until_left()
    cousin = story.person(date(1996, 1, 1))
    story.parent_of(story.people[0], cousin)
    with acting_as(story.by), pytest.raises(Refused, match="Only a child born after its mother has departed"):
        services.birth_on_the_way(
            by=story.by,
            at=ARRIVED,
            mother_id=story.member_ids[0],
            person_id=cousin,
            born_at=LEAVES + timedelta(hours=5),
        )
    with pytest.raises(DatabaseError):
        raw(
            story.by,
            "INSERT INTO consent_familychange (id, traveller_id, kind, other_person_id, happened_at, recorded_at)"
            " VALUES (gen_random_uuid(), %s, 'born_on_the_way', %s, %s, now())",
            [story.travellers[1], story.people[0], LEAVES],
        )


def test_a_birth_before_travel_leaves_papers_to_settle(family: CaseStory) -> None:
    baby = newborn(family, NEXT)
    parent_of(family, 1, baby, NEXT)
    with acting_as(family.by):
        member = services.birth_in_case(
            by=family.by, at=NEXT, case_id=family.case_id, person_id=baby, born_on=NEXT.date()
        )
    assert ("newborn_papers", member) in gates(family)
    assert asked_again(family) == [False, False, False], "a birth asks nobody again; the parent names the child"


def test_one_open_case_of_a_kind_for_a_person(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    asked = [MemberAsked(story.people[1], MemberRole.MAIN)]
    with acting_as(story.by), pytest.raises(Refused, match="in an open case of this kind already"):
        services.open_case(by=story.by, at=NEXT, members=asked, host_country="PT", return_country="BR")
    with pytest.raises(DatabaseError, match="in an open case"):
        raw(
            story.by,
            "WITH c AS (INSERT INTO cases_case (id, reference, office_id, alias, status, status_reason, began,"
            " host_country, return_country, return_place, opened_at, closure_reason) SELECT gen_random_uuid(), 'X',"
            " office_id, '', 'open', '', began, 'PT', 'BR', '', now(), '' FROM cases_case WHERE id = %s RETURNING id)"
            " INSERT INTO cases_member (id, case_id, person_id, role, position, joined_at, joined_reason, left_reason)"
            " SELECT gen_random_uuid(), c.id, %s, 'main', 0, now(), '', '' FROM c",
            [story.case_id, story.people[1]],
        )


def test_v5_whose_way_has_ended_may_apply_anew(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    with acting_as(story.by):
        services.member_stays(by=story.by, at=NEXT, member_id=story.member_ids[1], reason="changed her mind")
        again = [MemberAsked(story.people[1], MemberRole.MAIN)]
        services.open_case(by=story.by, at=LATER, members=again, host_country="PT", return_country="BR")


def test_the_wrong_people_change_nothing(family: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    stranger, movement = family.ground.stranger, actor("movement_officer", office_lisbon)
    for by, error in ((stranger, Refused), (movement, NotAllowed)):
        with pytest.raises(error), acting_as(by):
            services.member_missing(
                by=by, at=NEXT, member_id=family.member_ids[0], since=DECIDED, known="not at home since Friday"
            )
    with acting_as(stranger):
        assert queries.family_changes(by=stranger, case_id=family.case_id) == ()
        assert queries.linked_cases(by=stranger, case_id=family.case_id) == ()


def test_v16_without_the_rule_the_missing_would_be_booked(family: CaseStory, owner: psycopg.Connection) -> None:
    from tests.taking_out import without

    missing(family)
    with without(owner, "consent_v16_missing"):
        raw(family.by, "SELECT 1 FROM cases_importfile")  # a table new to this session: it hears of the new function
        assert "v16_member_missing" not in waits(family, family.travellers[0])


def test_joining_is_told_with_what_it_brings(family: CaseStory) -> None:
    aunt = family.person(GROWN)
    with acting_as(family.by):
        services.join_case(
            by=family.by,
            at=NEXT,
            case_id=family.case_id,
            joining=AddPerson(aunt, MemberRole.ACCOMPANYING_ADULT, "found"),
        )
        (change,) = queries.family_changes(by=family.by, case_id=family.case_id)
    assert change.kind == "joined"
    assert asked_again(family)[:2] == [True, True]
    assert {line.after for line in change.dues if not line.before} == {"due"}
