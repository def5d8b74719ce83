"""Each rule of points 9 and 10 is taken out once, to see that its test would notice."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from django.db.utils import DatabaseError

from safar.accounts.types import OfficeRef
from tests.cases.after_arrival import HomeStory, lay_home
from tests.cases.ground import raw
from tests.complaints.conftest import Staff, file_for
from tests.conftest import ActorMaker
from tests.taking_out import instead, without

HAND_OVER = "UPDATE cases_dueitem SET handed_over_on = '2016-07-01', receipt = 'R' WHERE id = %s"
PROMISE = (
    "INSERT INTO cases_promise (id, due_item_id, currency, reference, approved_at) VALUES (%s, %s, 'EUR', 'x', now())"
)
ITINERARY = (
    "INSERT INTO cases_itinerary (id, case_id, member_id, leaves_at, way, from_place, to_place, carrier, number,"
    " reference, met_by) VALUES (%s, %s, %s, now(), 'air', 'a', 'b', '', '', '', '')"
)


@pytest.fixture
def home(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> HomeStory:
    """People who are home already."""
    return lay_home(actor, office_lisbon, office_tehran)


def test_v3_without_its_rule_something_is_promised_to_who_was_not_told(
    home: HomeStory, owner: psycopg.Connection
) -> None:
    home.arrived()
    item = home.line("arrival_help").id
    with pytest.raises(DatabaseError, match="where their data goes"):
        raw(home.by, PROMISE, [uuid4(), item])
    with without(owner, "cases_guard_informed"):
        assert raw(home.by, PROMISE, [uuid4(), item]) == 1


def test_without_its_rule_what_life_ended_is_handed_over(home: HomeStory, owner: psycopg.Connection) -> None:
    home.arrived(came_by="forced")
    home.told_of_help()
    item = home.line("reintegration_plan").id
    with pytest.raises(DatabaseError, match="A manager decides"):
        raw(home.worker, HAND_OVER, [item])
    with without(owner, "cases_guard_fate"):
        assert raw(home.worker, HAND_OVER, [item]) == 1


def test_without_its_rule_two_funders_pay_the_same(home: HomeStory, owner: psycopg.Connection) -> None:
    from tests.cases.test_one_funder import again

    home.arrived()
    home.agreed()
    again(home)
    home.told_of_help()
    item = home.line("arrival_help").id
    with pytest.raises(DatabaseError, match="Two funders"):
        raw(home.by, PROMISE, [uuid4(), item])
    with without(owner, "cases_one_funder"):
        assert raw(home.by, PROMISE, [uuid4(), item]) == 1


def test_v1_without_its_rule_a_booking_is_refused_by_the_permit_alone(
    home: HomeStory, owner: psycopg.Connection
) -> None:
    home.arrived()
    values = [uuid4(), home.case_id, home.member_ids[0]]
    with pytest.raises(DatabaseError, match="came home without us"):
        raw(home.by, ITINERARY, values)
    with without(owner, "cases_no_booking_after_arrival"), pytest.raises(DatabaseError) as refused:
        raw(home.by, ITINERARY, values)
    assert "came home without us" not in str(refused.value)


def test_without_its_rule_the_complaint_stays_with_the_office_of_the_accused(
    staff: Staff, owner: psycopg.Connection
) -> None:
    assert file_for(staff.herat, staff.against(staff.accused).complaint_id) is None
    with instead(owner, "complaints_too_near", "SELECT o.id FROM accounts_office o WHERE false"):
        assert file_for(staff.herat, staff.against(staff.accused).complaint_id) is not None


def test_without_the_postings_nobody_answers(staff: Staff, owner: psycopg.Connection) -> None:
    done = staff.against(staff.accused)
    assert file_for(staff.kabul, done.complaint_id) is not None
    with instead(owner, "complaints_posts", "SELECT '{}'::int[]"):
        assert file_for(staff.kabul, done.complaint_id) is None
