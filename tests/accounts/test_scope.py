"""Who is asking: without a scope the database answers nobody, and a post decides what is reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from safar.accounts import queries, services
from safar.accounts.models import AccessEntry, Office
from safar.accounts.types import OfficeRef
from safar.plumbing.audit import record
from safar.plumbing.models import AuditEntry
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 5, 9, tzinfo=UTC)
ActorMaker = Callable[..., Actor]


def test_the_application_role_is_neither_superuser_nor_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("safar_app", False, False)


def test_without_a_scope_the_database_refuses_instead_of_showing_all(
    actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    ana = actor("counsellor", office_lisbon)
    with acting_as(ana):
        record(by=ana, at=NOW, action="test.done", subject="thing", subject_id="1")
    with connection.cursor() as cursor:  # as if the transaction of a scope had ended
        cursor.execute("SELECT set_config('safar.offices', '', true)")
    with pytest.raises(DatabaseError, match="No scope is open"), transaction.atomic():
        list(AuditEntry.objects.all())


def test_an_audit_entry_is_read_by_its_office_only(
    actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    ana, omid = actor("counsellor", office_lisbon), actor("counsellor", office_tehran)
    with acting_as(ana):
        record(by=ana, at=NOW, action="test.done", subject="thing", subject_id="1")
        assert AuditEntry.objects.filter(action="test.done").count() == 1
    with acting_as(omid):
        assert AuditEntry.objects.filter(action="test.done").count() == 0


@pytest.mark.parametrize(
    "statement", ["UPDATE plumbing_auditentry SET action = 'x'", "DELETE FROM plumbing_auditentry"]
)
def test_an_audit_entry_cannot_be_changed(actor: ActorMaker, office_lisbon: OfficeRef, statement: str) -> None:
    denied = pytest.raises(DatabaseError, match="permission denied")
    with acting_as(actor("counsellor", office_lisbon)), denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_writes_an_audit_entry_in_somebody_elses_name(actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    ana, rui = actor("counsellor", office_lisbon), actor("counsellor", office_lisbon, 2)
    with acting_as(ana), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        record(by=rui, at=NOW, action="test.done", subject="thing", subject_id="1")


def test_inner_scope_gives_back_the_outer_one(
    actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    ana, omid = actor("counsellor", office_lisbon), actor("counsellor", office_tehran)
    with acting_as(ana):
        inner = acting_as(omid)
        with inner:
            assert _scope() == [office_tehran.id]
        assert _scope() == [office_lisbon.id]


def _scope() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT safar_scope()")
        row = cursor.fetchone()
    assert row is not None
    return list(row[0])


def test_a_manager_reaches_the_offices_below_and_no_sibling(
    actor: ActorMaker, office_kabul: OfficeRef, office_herat: OfficeRef, office_tehran: OfficeRef
) -> None:
    assert actor("programme_manager", office_kabul).offices == {office_kabul.id, office_herat.id}
    assert actor("counsellor", office_kabul).offices == {office_kabul.id}
    assert actor("programme_manager", office_herat).offices == {office_herat.id}


def test_an_administrator_makes_accounts_and_reaches_no_file(actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    assert actor("administrator", office_lisbon).offices == frozenset()


def test_a_post_that_ended_gives_nothing(actor: ActorMaker, office_lisbon: OfficeRef, office_herat: OfficeRef) -> None:
    admin, ana = actor("administrator", office_lisbon), actor("counsellor", office_lisbon)
    assert ana.user_id is not None
    with acting_as(admin):
        services.post_user(
            by=admin, at=NOW, user_id=ana.user_id, office_id=office_herat.id, role="counsellor",
            from_on=date(2016, 2, 1),
        )  # fmt: skip
    assert queries.actor_for(ana.user_id, date(2016, 1, 31)).office_id == office_lisbon.id
    assert queries.actor_for(ana.user_id, date(2016, 2, 1)).office_id == office_herat.id
    assert queries.actor_for(ana.user_id, date(2009, 1, 1)).role == "nobody"


def test_a_post_begins_with_the_day_of_its_own_office(
    actor: ActorMaker, office_lisbon: OfficeRef, office_herat: OfficeRef
) -> None:
    admin, ana = actor("administrator", office_lisbon), actor("counsellor", office_lisbon)
    assert ana.user_id is not None
    with acting_as(admin):
        Office.objects.filter(id=office_herat.id).update(timezone="Asia/Kabul")
        services.post_user(
            by=admin, at=NOW, user_id=ana.user_id, office_id=office_herat.id, role="counsellor",
            from_on=date(2016, 2, 1),
        )  # fmt: skip
    # Herat is four and a half hours ahead: its first of February begins at half past seven in the evening of UTC.
    assert queries.actor_at(ana.user_id, datetime(2016, 1, 31, 19, 29, tzinfo=UTC)).office_id == office_lisbon.id
    assert queries.actor_at(ana.user_id, datetime(2016, 1, 31, 19, 31, tzinfo=UTC)).office_id == office_herat.id
    assert queries.actor_at(ana.user_id, datetime(2009, 1, 1, tzinfo=UTC)).role == "nobody"


def test_d12_the_log_of_readings_is_read_by_its_own_data_protection_officer_only(
    actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    ana = actor("counsellor", office_lisbon)
    with acting_as(ana):
        services.log_read(by=ana, at=NOW, kind="person", ids=[], page="person")
        assert AccessEntry.objects.count() == 0
    for role, office, seen in [
        ("data_protection_officer", office_lisbon, 1),
        ("data_protection_officer", office_tehran, 0),
        ("programme_manager", office_lisbon, 0),
    ]:
        with acting_as(actor(role, office)):
            assert AccessEntry.objects.count() == seen, (role, office)


def test_history_is_kept_by_the_database_and_seen_with_the_row(owner: psycopg.Connection) -> None:
    triggers = owner.execute("SELECT prosecdef FROM pg_proc WHERE proname = 'plumbing_keep_version'").fetchone()
    assert triggers == (True,)
