"""A complaint about staff goes past whoever it is about: they see neither it nor a gap (point 10)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from safar.complaints import services
from safar.complaints.types import Outcome, StepKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.complaints.conftest import CAME, NEXT_DAY, Staff, file_for, seen_by
from tests.conftest import ActorMaker

TABLES = ("complaint", "complaintstep", "complaintanswer", "complaintappeal", "complaintreading")


def forged(by: Actor, statement: str, role: str = "complaints_officer") -> list[tuple[object, ...]]:
    """Read as the application's role with every setting forged but the one that says who somebody is."""
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('safar.offices', (SELECT array_agg(id)::text FROM accounts_office), true),"
            " set_config('safar.role', %s, true), set_config('safar.classes', '{general,protection,medical}', true)",
            [role],
        )
        cursor.execute(statement)
        return list(cursor.fetchall())


def handled_by(staff: Staff, complaint_id: UUID) -> list[str]:
    """Which of the officers see a complaint."""
    officers = {"herat": staff.herat, "kabul": staff.kabul, "top": staff.top, "elsewhere": staff.elsewhere}
    return [name for name, one in officers.items() if file_for(one, complaint_id) is not None]


def test_it_goes_strictly_above_the_accused(staff: Staff) -> None:
    done = staff.against(staff.accused)
    assert done.bypasses
    assert handled_by(staff, done.complaint_id) == ["kabul"]
    for other in (staff.accused, staff.colleague, staff.manager, staff.data_protection):
        assert seen_by(other) == []
        assert file_for(other, done.complaint_id) is None


def test_one_whose_name_is_not_known_goes_above_the_office(staff: Staff) -> None:
    assert handled_by(staff, staff.against().complaint_id) == ["kabul"]


def test_about_a_manager_it_goes_above_the_manager(staff: Staff) -> None:
    assert handled_by(staff, staff.against(staff.manager).complaint_id) == ["kabul"]
    assert handled_by(staff, staff.against(staff.data_protection).complaint_id) == ["top"]


def test_about_the_complaints_officer_it_goes_to_the_next_above(staff: Staff) -> None:
    assert handled_by(staff, staff.against(staff.herat).complaint_id) == ["kabul"]
    assert handled_by(staff, staff.against(staff.kabul).complaint_id) == ["top"]
    assert handled_by(staff, staff.against(staff.accused, staff.kabul).complaint_id) == ["top"]


def test_about_the_officer_at_the_top_it_goes_to_another_office(staff: Staff) -> None:
    done = staff.against(staff.top, by=staff.colleague)
    assert handled_by(staff, done.complaint_id) in (["kabul"], ["herat"], ["elsewhere"])
    assert file_for(staff.top, done.complaint_id) is None


def test_the_accused_who_writes_it_down_cannot_read_it_again(staff: Staff) -> None:
    done = staff.against(staff.accused, by=staff.accused)
    assert seen_by(staff.accused) == []
    assert handled_by(staff, done.complaint_id) == ["kabul"]


@pytest.mark.parametrize("table", TABLES)
def test_forged_offices_and_roles_show_the_accused_nothing(staff: Staff, table: str) -> None:
    done = staff.against(staff.accused)
    with acting_as(staff.kabul):
        services.open_complaint(by=staff.kabul, at=CAME, complaint_id=done.complaint_id)
        services.add_step(
            by=staff.kabul, at=CAME, complaint_id=done.complaint_id, kind=StepKind.HEARD, words="She came."
        )
        services.answer_complaint(
            by=staff.kabul, at=NEXT_DAY, complaint_id=done.complaint_id, outcome=Outcome.UPHELD, reasons="It is true."
        )
        services.appeal_complaint(by=staff.kabul, at=NEXT_DAY, complaint_id=done.complaint_id, words="Not enough.")
    for role in ("complaints_officer", "data_protection_officer", "programme_manager", "system"):
        assert forged(staff.accused, f"SELECT * FROM complaints_{table}", role) == []
        assert forged(staff.manager, f"SELECT * FROM complaints_{table}", role) == []


def test_the_log_does_not_tell_the_accused(staff: Staff) -> None:
    seen = "SELECT count(*), max(id) FROM plumbing_auditentry"
    readings = "SELECT count(*) FROM accounts_accessentry"
    before = (forged(staff.accused, seen), forged(staff.accused, readings, "data_protection_officer"))
    done = staff.against(staff.accused)
    with acting_as(staff.kabul):
        services.open_complaint(by=staff.kabul, at=CAME, complaint_id=done.complaint_id)
    assert (forged(staff.accused, seen), forged(staff.accused, readings, "data_protection_officer")) == before
    assert forged(staff.accused, "SELECT * FROM plumbing_rowversion WHERE table_name LIKE 'complaints%'") == []


def test_raw_sql_cannot_route_it_back_to_the_accused(staff: Staff) -> None:
    with acting_as(staff.accused), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO complaints_complaint (id, reference, office_id, handled_by_id, about, serious, channel,"
            " language, words, anonymous, wants_contact, safe_contact, accused, accused_words, earlier_reference,"
            " received_at, acknowledge_by, answer_by) VALUES (%s, 'X', %s, %s, 'staff', false, 'phone', 'en', 'w',"
            " false, false, '', %s, '', '', now(), now(), now())",
            [uuid4(), staff.accused.office_id, staff.accused.office_id, [staff.herat.user_id]],
        )
    assert seen_by(staff.herat) == []
    assert len(seen_by(staff.kabul)) == 1
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(staff.kabul), connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_complaint SET handled_by_id = %s", [staff.herat.office_id])


def test_whoever_turns_out_to_be_meant_is_past_it_from_then_on(staff: Staff) -> None:
    done = staff.against()
    with acting_as(staff.kabul):
        services.name_accused(
            by=staff.kabul, at=NEXT_DAY, complaint_id=done.complaint_id, user_ids=[staff.kabul.user_id or 0]
        )
    assert handled_by(staff, done.complaint_id) == ["top"]


def test_only_who_handles_it_adds_to_it(staff: Staff) -> None:
    done = staff.against(staff.accused)
    for other in (staff.herat, staff.top, staff.elsewhere):
        with pytest.raises(Refused, match="no such complaint"), acting_as(other):
            services.add_step(by=other, at=CAME, complaint_id=done.complaint_id, kind=StepKind.HEARD)
    with pytest.raises(DatabaseError), acting_as(staff.colleague), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO complaints_complaintstep (id, complaint_id, kind, words, done_at)"
            " VALUES (%s, %s, 'found', 'nothing', now())",
            [uuid4(), done.complaint_id],
        )


def test_a_posting_that_has_ended_handles_nothing(staff: Staff, actor: ActorMaker) -> None:
    done = staff.against(staff.accused)
    assert forged(staff.manager, "SELECT complaints_posts()") == [([],)]
    assert forged(staff.kabul, "SELECT complaints_posts()") == [([staff.kabul.office_id],)]
    assert done.reference
