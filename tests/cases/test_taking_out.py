"""What protects somebody is taken out of the database, one rule at a time, and each time somebody would notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from safar.accounts.models import Office
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import MemberAsked, MemberRole, SampleAsked
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import DECIDED, LATER, OPENED, CaseStory, TehranStory
from tests.cases.outside import border, released
from tests.conftest import ActorMaker
from tests.consent.ground import GROWN, LEAVES
from tests.consent.raw import run
from tests.taking_out import instead, without

AFTER_WITHDRAWAL = ("tell_carrier", "tell_receiver", "tell_authority", "stop_cash")
NEXT = DECIDED + timedelta(days=1)


def _withdrawn(story: CaseStory) -> None:
    """Both have a ticket, and both say no."""
    story.enrolled([GROWN, GROWN])
    story.until_ticket()
    story.itinerary()
    for traveller, member in zip(story.travellers, story.member_ids, strict=True):
        story.withdraw(traveller, NEXT)
        with acting_as(story.by):
            services.member_stays(by=story.by, at=NEXT, member_id=member, reason="changed their mind")


def _close(story: CaseStory) -> None:
    with acting_as(story.by):
        services.close_case(by=story.by, at=LATER, case_id=story.case_id, reason="withdrew")


def test_v4_no_case_is_closed_before_those_outside_have_heard_of_a_withdrawal(story: CaseStory) -> None:
    _withdrawn(story)
    open_tasks = [task for task in story.file().tasks if task.done_at is None and task.code in AFTER_WITHDRAWAL]
    assert {task.code for task in open_tasks} == set(AFTER_WITHDRAWAL)
    for task in open_tasks:
        with pytest.raises(Refused) as refusal:
            _close(story)
        assert refusal.value.code == "cases_withdrawal_tasks_open"
        with acting_as(story.by):
            services.complete_task(by=story.by, at=LATER, task_id=task.id, outcome="told")
    _close(story)
    assert story.file().status == "closed"


def test_v4_taken_out_a_case_would_close_over_an_untold_withdrawal(
    story: CaseStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    _withdrawn(story)
    monkeypatch.setattr("safar.cases.services.deciding._refuse_while_untold", lambda case: None)
    _close(story)
    assert story.file().status == "closed", "taken out, it is still refused"


def test_v16_taken_out_somebody_would_be_booked_with_a_change_unsettled(
    story: CaseStory, owner: psycopg.Connection
) -> None:
    story.enrolled()
    story.until_ticket()
    with acting_as(story.by):
        assert run(
            "INSERT INTO cases_changegate (id, case_id, member_id, event_id, code, opened_at, how)"
            " SELECT %s, %s, %s, e.id, 'safe_contact', %s, '' FROM cases_caseevent e LIMIT 1",
            uuid4(), story.case_id, story.member_ids[0], DECIDED,
        ) is None  # fmt: skip
    with pytest.raises(Refused) as refusal:
        story.itinerary()
    assert refusal.value.code == "cases_change_unsettled"
    with without(owner, "cases_settled_before_booking"):
        story.itinerary()
    assert any(line.live for line in story.file().itineraries), "taken out, nobody noticed"


def test_taken_out_a_person_would_stand_in_two_open_cases(story: CaseStory, owner: psycopg.Connection) -> None:
    story.enrolled([GROWN, GROWN])
    asked = [MemberAsked(story.people[1], MemberRole.MAIN)]

    def again() -> None:
        with acting_as(story.by):
            services.open_case(by=story.by, at=NEXT, members=asked, host_country="PT", return_country="BR")

    with pytest.raises(Refused) as refusal:
        again()
    assert refusal.value.code == "cases_one_open_case"
    with without(owner, "cases_one_open_case"):
        again()


def test_d6_taken_out_a_case_would_be_offered_without_consent(
    tehran: TehranStory, owner: psycopg.Connection, office_lisbon: OfficeRef
) -> None:
    tehran.enrolled([GROWN])
    with acting_as(tehran.by):
        offered = ("UPDATE cases_case SET offered_to_id = %s WHERE id = %s", office_lisbon.id, tehran.case_id)
        assert run(*offered) == "d6_no_transfer"
        with without(owner, "cases_offered_lawfully"):
            assert run(*offered) is None, "taken out, it is still refused"


def test_d6_taken_out_a_partner_would_get_files_without_an_agreement(
    tehran: TehranStory, owner: psycopg.Connection, office_tehran: OfficeRef
) -> None:
    tehran.enrolled([GROWN])
    partner = Office.objects.create(
        code="NICCO", name="Nicco", kind="partner", country="AF", timezone="Asia/Kabul",
        parent_id=office_tehran.parent_id,
    )  # fmt: skip
    tehran.agree_to_transfer(replace(office_tehran, id=partner.id, code="NICCO", name="Nicco"))

    def offered() -> None:
        with acting_as(tehran.by):
            services.offer_case(
                by=tehran.by, at=OPENED, case_id=tehran.case_id, to_office_id=partner.id, reason="arrival"
            )

    with pytest.raises(Refused) as refusal:
        offered()
    assert refusal.value.code in ("d6_no_agreement", "d6_no_consent")
    with instead(owner, "cases_is_outside", "SELECT false"):
        offered()


def test_d7b_taken_out_one_alone_would_release_a_list(story: CaseStory, owner: psycopg.Connection) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made, movement = border(story), story.ground.movement
    alone = "BEGIN UPDATE cases_borderlist SET released_at = NEW.released_at WHERE id = NEW.list_id; RETURN NULL; END"
    with instead(owner, "cases_border_second", alone), acting_as(movement):
        assert services.release_border_list(by=movement, at=LEAVES - timedelta(hours=20), list_id=made)


def test_d7b_taken_out_nobody_would_recall_who_withdrew(story: CaseStory, owner: psycopg.Connection) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made, movement = border(story), story.ground.movement
    released(story, made)
    with without(owner, "cases_border_recalled"):
        story.withdraw(story.travellers[0], LEAVES - timedelta(hours=3))
    with acting_as(movement):
        file = queries.border_list(made)
    assert file is not None
    assert file.people[0].recall_id is None, "taken out, they were still recalled"


READ_BY_AUDITORS = ("cases_case", "cases_auditedcase", "cases_note", "people_name", "consent_declaration")


def _opens(by: Actor, sample: UUID) -> bool:
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT cases_audit_open(%s, 1) IS NOT NULL", [sample])
        return bool((cursor.fetchone() or (False,))[0])


def test_d18_by_raw_sql_an_auditor_reads_no_table_and_no_sample_of_another(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef, owner: psycopg.Connection
) -> None:
    story.enrolled()
    story.declare_all()
    auditor, other = actor("auditor", office_lisbon), actor("auditor", office_lisbon, 2)
    officer, today = actor("data_protection_officer", office_lisbon), timezone.localdate()
    asked = SampleAsked(
        auditor.user_id or 0, office_lisbon.id, "AMIF", "7", 5, OPENED.date(), today, today, today + timedelta(days=9)
    )
    with acting_as(officer):
        sample = services.draw_sample(by=officer, at=timezone.now(), asked=asked)
    for by in (auditor, other):
        with acting_as(by), connection.cursor() as cursor:
            for table in READ_BY_AUDITORS:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), f"an auditor reads {table}"
    assert [_opens(auditor, sample), _opens(other, sample)] == [True, False]
    with instead(owner, "cases_audits_today", "SELECT true"):
        assert _opens(other, sample), "taken out, nobody noticed"
