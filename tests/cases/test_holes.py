"""Ways around the permit through the tables of cases, tried with raw SQL as the application's role; each is closed."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest

from safar.cases.models import Case, DueItem, EnrolmentMember, Itinerary, Member
from safar.consent import services as consent_services
from safar.consent.models import Journey, Permit
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, DECIDED, GROWN, LEAVES, Began, CaseStory, TehranStory
from tests.consent.raw import run

ITINERARY = (
    "INSERT INTO cases_itinerary (id, case_id, member_id, permit_id, permit_state, leaves_at, arrives_at, way,"
    " from_place, to_place, carrier, number, reference, met_by, recorded_at)"
    " VALUES (%s, %s, %s, %s, 'in_force', %s, %s, 'air', 'Lisbon', 'Belém', '', '', '', '', now())"
)
PROMISE = (
    "INSERT INTO cases_promise (id, due_item_id, amount, currency, reference, permit_id, permit_state, approved_at,"
    " recorded_at) VALUES (%s, %s, 1, 'EUR', 'x', %s, 'in_force', now(), now())"
)
MOVE = (
    "INSERT INTO cases_move (id, enrolment_member_id, code, old_stage, new_stage, outcome, reason, moved_at,"
    " recorded_at) VALUES (%s, %s, 'leave', %s, 'departure', '', '', %s, now())"
)


def _permit(story: CaseStory, position: int) -> UUID:
    with acting_as(story.by):
        return Permit.objects.get(traveller_id=story.travellers[position], state__in=["in_force", "used"]).id


def _journey(case_id: UUID) -> Journey:
    journey_id = Case.objects.get(id=case_id).journey_id
    assert journey_id is not None
    return Journey.objects.get(id=journey_id)


def _open_item(story: CaseStory) -> DueItem:
    """What is due to the first person of the case and not promised yet; always the same one."""
    items = DueItem.objects.filter(
        enrolment_member_id=story.standing[0], tied_to_return=True, superseded_at=None, promises=None
    )
    return items.earliest("line", "number")


def _couple(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.until_ticket()


def test_v1_nobody_travels_on_the_permit_of_another(story: CaseStory) -> None:
    _couple(story)
    first, second = story.member_ids
    with acting_as(story.by):
        row = (story.case_id, second, _permit(story, 0), LEAVES, ARRIVED)
        assert run(ITINERARY, uuid4(), *row) == "v1_permit_of_another"
        assert run(ITINERARY, uuid4(), story.case_id, first, _permit(story, 0), LEAVES, ARRIVED) is None


@pytest.mark.parametrize("column", ["member_id", "case_id", "to_place", "leaves_at"])
def test_v1_an_itinerary_is_not_passed_on_to_another(column: str, story: CaseStory) -> None:
    _couple(story)
    story.itinerary([story.member_ids[0]])
    with acting_as(story.by):
        assert run(f"UPDATE cases_itinerary SET {column} = {column}") == "42501"


def test_v1_a_promise_rests_on_the_permit_of_whom_it_is_for(story: CaseStory) -> None:
    _couple(story)
    other = CaseStory(story.ground)
    other.enrolled()
    other.until_ticket()
    with acting_as(story.by):
        item = _open_item(story)
        assert run(PROMISE, uuid4(), item.id, _permit(other, 0)) == "v1_permit_of_another"
        assert run(PROMISE, uuid4(), item.id, _permit(story, 0)) is None


def test_v1_another_amount_is_not_promised_under_the_same_declaration(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    with acting_as(story.by):
        item = _open_item(story)
        assert run(PROMISE, uuid4(), item.id, _permit(story, 0)) is None
        assert run(PROMISE.replace("%s, 1,", "%s, 2,"), uuid4(), item.id, _permit(story, 0)) == "v1_terms_changed"
        assert run(PROMISE, uuid4(), item.id, _permit(story, 0)) is None


def test_v1_nobody_stands_at_travelling_because_somebody_else_departed(story: CaseStory) -> None:
    _couple(story)
    story.itinerary()
    assert story.depart([story.member_ids[0]]).outcomes[0].moved
    borrow = "UPDATE cases_member SET traveller_id = %s WHERE id = %s"
    with acting_as(story.by):
        assert run(borrow, story.travellers[0], story.member_ids[1]) == "cases_no_such_member"
        standing = EnrolmentMember.objects.get(id=story.standing[1])
        refused = run(MOVE, uuid4(), standing.id, standing.stage, LEAVES)
        assert refused in ("cases_move_after_departure", "cases_move_in_programme")


def test_v1_nobody_stands_at_travelling_because_of_an_earlier_journey(story: CaseStory) -> None:
    story.enrolled()
    earlier = story.travellers[0]
    again = CaseStory(story.ground)
    again.by = story.by
    again.enrolled()
    with acting_as(story.by):
        journey = _journey(again.case_id)
        second = run(
            "INSERT INTO consent_traveller (id, journey_id, person_id, going, struck_reason, cannot_read, added_at,"
            " recorded_at) VALUES (%s, %s, %s, 'going', '', false, now(), now())",
            uuid4(), journey.id, story.people[0],
        )  # fmt: skip
        assert second is None
        assert Member.objects.get(id=story.member_ids[0]).traveller_id == earlier
        elsewhere = "UPDATE cases_member SET traveller_id = (SELECT id FROM consent_traveller WHERE journey_id = %s AND person_id = %s) WHERE id = %s"  # noqa: E501
        assert run(elsewhere, journey.id, story.people[0], story.member_ids[0]) == "cases_no_such_member"


def test_v1_who_came_home_without_us_is_booked_nowhere(story: CaseStory) -> None:
    _couple(story)
    came = CaseStory(story.ground)
    came.open(began=Began.AFTER_ARRIVAL)
    with acting_as(story.by):
        after = Member.objects.get(id=came.member_ids[0])
        row = (after.case_id, after.id, _permit(story, 0), LEAVES, ARRIVED)
        assert run(ITINERARY, uuid4(), *row) == "cases_no_booking_after_arrival"
        assert not Itinerary.objects.filter(case_id=after.case_id).exists()


def test_v1_a_case_that_began_after_arrival_takes_up_no_journey_arranged_by_us(story: CaseStory) -> None:
    story.enrolled()
    came = CaseStory(story.ground)
    case_id = came.open(began=Began.AFTER_ARRIVAL)
    with acting_as(story.by):
        journey = _journey(story.case_id).id
        assert run("UPDATE cases_case SET journey_id = %s WHERE id = %s", journey, case_id) == "cases_no_such_case"


def test_d8_no_office_takes_up_the_journey_of_another(story: CaseStory, tehran: TehranStory) -> None:
    story.enrolled()
    case_id = tehran.open()
    with acting_as(story.by):
        journey = _journey(story.case_id).id
    with acting_as(tehran.by):
        assert run("UPDATE cases_case SET journey_id = %s WHERE id = %s", journey, case_id) == "cases_no_such_case"
        assert not Journey.objects.filter(id=journey).exists()


def test_v1_another_destination_of_the_case_is_another_of_the_journey(story: CaseStory) -> None:
    _couple(story)
    permit = _permit(story, 0)
    with acting_as(story.by):
        assert run("UPDATE cases_case SET return_country = 'AF' WHERE id = %s", story.case_id) is None
        assert _journey(story.case_id).return_country == "AF"
        assert Permit.objects.get(id=permit).state == "lapsed"


def test_v20_nothing_is_written_as_handed_over_from_the_start(story: CaseStory) -> None:
    _couple(story)
    with acting_as(story.by):
        consent_services.report_death(by=story.by, at=DECIDED, traveller_id=story.travellers[0], source="a cousin")
        assert run(
            "INSERT INTO cases_dueitem (id, enrolment_id, line, number, names, kind, currency, source, funder, at_most,"
            " needs_approval, tied_to_return, standing, due_event, handed_over_on, receipt, explained_reason,"
            " recorded_at) VALUES (%s, %s, 'x', 1, '{}', 'cash', '', '', '', false, false, false, 'due', 'departure',"
            " %s, 'R1', '', now())", uuid4(), story.enrolment_id, DECIDED.date(),
        ) is None  # fmt: skip
        assert DueItem.objects.get(line="x").handed_over_on is None


@pytest.mark.parametrize(
    "change", ["tied_to_return = false", "enrolment_id = enrolment_id", "enrolment_member_id = NULL"]
)
def test_v4_what_is_tied_to_return_stays_tied(change: str, story: CaseStory) -> None:
    story.enrolled()
    with acting_as(story.by):
        assert run(f"UPDATE cases_dueitem SET {change}") == "42501"


def test_every_table_of_people_is_under_row_level_security(owner: psycopg.Connection) -> None:
    bare = owner.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'm', 'v') AND relnamespace = 'public'::regnamespace"
        " AND NOT relrowsecurity AND relname ~ '^(people|consent|cases|programmes)_'"
    ).fetchall()
    assert bare == []


def test_an_old_version_is_not_read_by_a_table_of_the_same_name(story: CaseStory, tehran: TehranStory) -> None:
    person = story.person()
    with acting_as(story.by):
        assert run("UPDATE people_person SET birth_note = 'x' WHERE id = %s", person) is None
    with acting_as(tehran.by):
        assert run("CREATE TEMP TABLE people_person AS SELECT %s::uuid AS id", person) is None
        assert run("SELECT 1 / count(*) FROM plumbing_rowversion WHERE row_id = %s", str(person)) == "22012"
        assert run("DROP TABLE pg_temp.people_person") is None
