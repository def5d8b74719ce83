"""Two funders never pay the same line: in one case, in two, at the same moment, and whatever code runs."""

from __future__ import annotations

import os
import threading
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db.utils import DatabaseError

from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.cases.types import Began, MemberAsked, MemberRole
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.programmes.queries import published
from tests.cases.after_arrival import ANSWERED, GIVEN, ON_RECORD, HomeStory, lay_home
from tests.cases.ground import LATER, OPENED, lay_case_ground, raw
from tests.conftest import ActorMaker


@pytest.fixture
def home(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> HomeStory:
    """People who are home already."""
    return lay_home(actor, office_lisbon, office_tehran)


def again(home: HomeStory) -> tuple[UUID, UUID]:
    """Another case of the same person in the same programme; its enrolment and its enrolment member."""
    with acting_as(home.by):
        opened = services.open_case(
            by=home.by, at=OPENED, members=[MemberAsked(home.people[0], MemberRole.MAIN)], host_country="PT",
            return_country="BR", began=Began.AFTER_ARRIVAL, another=True,
        )  # fmt: skip
        made = services.enrol(
            by=home.by, at=OPENED, case_id=opened.case_id, programme_version_id=home.ground.version_id,
            facts=dict(ON_RECORD),
        )  # fmt: skip
    home.case_id, home.enrolment_id, home.member_ids = opened.case_id, made.enrolment_id, list(opened.members.values())
    home.travellers = home._travellers()
    return made.enrolment_id, made.members[home.member_ids[0]]


def approve(home: HomeStory, code: str = "arrival_help") -> None:
    """The manager approves an amount of the newest case."""
    manager, item = home.ground.manager, home.line(code).id
    with acting_as(manager):
        services.approve_amount(
            by=manager, at=ANSWERED, due_item_id=item, amount=50000, currency="EUR", reference="MEMO 9"
        )


def test_another_case_of_the_same_person_is_refused_and_told_only_that(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    again(home)
    home.told_of_help()
    assert home.line("arrival_help").elsewhere
    with pytest.raises(Refused) as refused:
        approve(home)
    assert refused.value.sentence.startswith("Another programme already gives this person the same.")
    assert refused.value.params == {}


def test_raw_sql_neither_promises_nor_hands_over_twice(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    again(home)
    home.told_of_help()
    item = home.line("arrival_help").id
    with pytest.raises(DatabaseError, match="Two funders never pay"):
        raw(
            home.by,
            "INSERT INTO cases_promise (id, due_item_id, currency, reference, approved_at)"
            " VALUES (%s, %s, 'EUR', 'x', now())",
            [uuid4(), item],
        )
    with pytest.raises(DatabaseError, match="Two funders never pay"):
        raw(home.worker, "UPDATE cases_dueitem SET handed_over_on = '2016-07-01', receipt = 'R' WHERE id = %s", [item])
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(home.worker, "UPDATE cases_dueitem SET benefit = 'something else'")
    with pytest.raises(DatabaseError, match="permission denied"):
        raw(home.worker, "DELETE FROM cases_benefitturn")


def test_what_was_explained_is_given_by_nobody(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    with acting_as(home.worker):
        services.explain_due(
            by=home.worker, at=GIVEN, due_item_id=home.line("arrival_help").id, reason="the other one gives it"
        )
    again(home)
    home.told_of_help()
    approve(home)


def test_another_return_is_decided_by_a_manager_once_the_first_is_closed(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    first = home.case_id
    for code in ("arrival_help", "reintegration_plan", "plan_follow_up"):
        home.give(code)
    _enrolment, row = again(home)
    home.told_of_help()
    manager = home.ground.manager
    with pytest.raises(Refused, match="still open"), acting_as(manager):
        services.settle_another_return(by=manager, at=LATER, enrolment_member_id=row, reason="travelled again")
    second, home.case_id = home.case_id, first
    with acting_as(home.worker):
        view = home.file(home.worker).enrolments[0].id
        services.move_members(by=home.worker, at=LATER, enrolment_id=view, move="close", outcome="completed")
        services.close_case(by=home.worker, at=LATER, case_id=first, reason="completed")
    home.case_id = second
    with pytest.raises(Refused, match="Two funders"):
        approve(home)
    with acting_as(manager):
        services.settle_another_return(by=manager, at=LATER, enrolment_member_id=row, reason="travelled again")
    approve(home)


def test_the_national_programme_and_eurp_name_the_same_benefit(
    home: HomeStory, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt")
    with acting_as(home.by):
        eurp, national = published("eurp").programme, published("arvore-vi").programme
    assert eurp.entitlement("reintegration_plan").same_as == national.entitlement("reintegration_in_kind").same_as
    assert {one.funder for one in eurp.entitlements}.isdisjoint({one.funder for one in national.entitlements})


def _promise(address: str, by: tuple[int, int], item: UUID, gate: threading.Barrier, told: list[str]) -> None:
    with psycopg.connect(address) as other, other.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('safar.offices', %s, true), set_config('safar.user', %s, true)",
            ["{" + str(by[1]) + "}", str(by[0])],
        )
        gate.wait(10)
        try:
            cursor.execute(
                "INSERT INTO cases_promise (id, due_item_id, currency, reference, approved_at)"
                " VALUES (%s, %s, 'EUR', 'race', now())",
                [uuid4(), item],
            )
            other.commit()
            told.append("kept")
        except psycopg.errors.CheckViolation as refused:
            told.append(str(refused.diag.constraint_name))


def test_of_two_funders_at_the_same_moment_one_is_refused(
    committed: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    home = lay_home(actor, office_lisbon, office_tehran)
    home.arrived()
    home.told_of_help()
    one = home.line("arrival_help").id
    again(home)
    home.told_of_help()
    two = home.line("arrival_help").id
    by = (home.ground.manager.user_id or 0, home.by.office_id or 0)
    gate, told = threading.Barrier(2), list[str]()
    address = os.environ["DATABASE_URL"]
    racers = [threading.Thread(target=_promise, args=(address, by, item, gate, told)) for item in (one, two)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(20)
    assert sorted(told) == ["cases_given_elsewhere", "kept"]
