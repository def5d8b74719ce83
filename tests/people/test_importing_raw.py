"""The function that brings registers in, attacked with raw SQL: it does nothing that a policy would not let pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from safar.accounts.types import OfficeRef
from safar.people.importing.reading import RawRow
from safar.people.importing.validating import Ground, understand
from safar.people.models import HouseholdMember, ImportRun, LikelyPair, Person
from safar.people.services import give_alias, set_up_household
from safar.people.types import DocumentGiven, DocumentKind
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor, Json
from tests.conftest import ActorMaker
from tests.consent import raw
from tests.people.conftest import NOW, Registrar
from tests.people.registers import record
from tests.taking_out import saying

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
CHUNK = "SELECT * FROM people_import_chunk(%s, %s::json, %s)"


def a_run(by: Actor) -> UUID:
    """A run of somebody's own, inside their open scope."""
    assert by.office_id is not None
    assert by.user_id is not None
    return ImportRun.objects.create(
        office_id=by.office_id, by_id=by.user_id, register="camp", digest="x", size=10, place=0, started_at=NOW
    ).id


def told(by: Actor, *numbers: int, **crafted: Json) -> str:
    """Rows as the program would hand them in, with anything in them crafted."""
    assert by.office_id is not None
    ground = Ground(NOW, {"LIS": by.office_id}, by.office_id, date(2016, 5, 1))
    rows = []
    for number in numbers:
        cells = record(number)
        understood = understand(RawRow(number, list(cells.values()), 0), list(cells), ground)
        assert understood.values is not None
        rows.append(understood.values | crafted)
    return json.dumps(rows)


def test_the_function_brings_in_what_is_handed_in(counsellor: Actor, scoped: Scoped) -> None:
    with scoped(counsellor), connection.cursor() as cursor:
        cursor.execute(CHUNK, [a_run(counsellor), told(counsellor, 1, 2), NOW])
        assert cursor.fetchone() == (2, 0, 0, [])
        assert Person.objects.count() == 2


def test_d8_no_row_enters_an_office_out_of_scope(
    counsellor: Actor, stranger: Actor, scoped: Scoped, owner: psycopg.Connection
) -> None:
    with scoped(counsellor):
        for office in (stranger.office_id, None):
            assert raw.run(CHUNK, a_run(counsellor), told(counsellor, 1, office=office), NOW) == "people_import_office"
        assert not Person.objects.exists()


def test_d8_a_run_is_gone_on_with_by_its_own_alone(
    counsellor: Actor, actor: ActorMaker, office_lisbon: OfficeRef, stranger: Actor, scoped: Scoped
) -> None:
    """Not by a colleague, not by another office, not by a role that brings nothing in, not by nobody, not once over."""
    with scoped(counsellor):
        run, rows = a_run(counsellor), told(counsellor, 1)
    movement = actor("movement_officer", office_lisbon)
    for other in (actor("counsellor", office_lisbon, 2), stranger, movement):
        with scoped(other):
            assert raw.run(CHUNK, run, rows, NOW) == "people_import_unknown"
    with scoped(movement):
        own = a_run(movement)
        assert raw.run(CHUNK, own, rows, NOW) == "people_import_unknown"
        with connection.cursor() as cursor:  # a role that one gives oneself is no post
            cursor.execute("SELECT set_config('safar.role', 'programme_manager', true)")
        assert raw.run(CHUNK, own, rows, NOW) == "people_import_unknown"
    with scoped(counsellor):
        ImportRun.objects.filter(id=run).update(finished_at=NOW)
        assert raw.run(CHUNK, run, rows, NOW) == "people_import_unknown"
        assert raw.run(CHUNK, uuid4(), rows, NOW) == "people_import_unknown"


def test_d8_a_run_is_begun_and_changed_in_ones_own_name_alone(
    counsellor: Actor, actor: ActorMaker, office_lisbon: OfficeRef, stranger: Actor, scoped: Scoped
) -> None:
    other = actor("counsellor", office_lisbon, 2)
    insert = (
        "INSERT INTO people_importrun (id, office_id, by_id, register, digest, size, place, next_row, rows, new, known,"
        " refused, likely_twins, refused_size, started_at)"
        " VALUES (gen_random_uuid(), %s, %s, 'r', 'd', 1, 0, 2, 0, 0, 0, 0, 0, 0, now())"
    )
    with scoped(counsellor):
        run = a_run(counsellor)
        assert raw.run(insert, counsellor.office_id, other.user_id) == "42501"
        assert raw.run(insert, stranger.office_id, counsellor.user_id) == "42501"
        for sql in ("UPDATE people_importrun SET by_id = by_id", "DELETE FROM people_importrun"):
            assert raw.run(sql) == "42501"
    with scoped(other):
        assert ImportRun.objects.filter(id=run).update(place=5) == 0
    with scoped(stranger):
        assert not ImportRun.objects.exists()


def test_d4_nobody_comes_in_without_a_consent_before(counsellor: Actor, scoped: Scoped) -> None:
    """By the function too: the rule of the table holds for its owner."""
    with scoped(counsellor):
        later = datetime(2017, 1, 1, tzinfo=UTC).isoformat()
        rows = told(counsellor, 1, consented_at=later)
        with pytest.raises(Refused) as refusal, database_refusals(), connection.cursor() as cursor:
            cursor.execute(CHUNK, [a_run(counsellor), rows, NOW])
    assert refusal.value.code == "people_registration_consent"


def test_somebody_on_file_is_not_written_over(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """A crafted id of a person, of one's own office or another's, is refused as a whole."""
    with scoped(stranger):
        theirs = register(stranger)
    with scoped(counsellor):
        for person in (theirs, register(counsellor, "زهرا کریمی", latin="Zahra Karimi")):
            refused = raw.run(CHUNK, a_run(counsellor), told(counsellor, 1, person=str(person)), NOW)
            assert refused == "people_person_pkey"


def test_a_household_of_another_office_is_not_joined(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """What a row names is the register's own household, never one of ours."""
    with scoped(stranger):
        person = register(stranger)
        home = set_up_household(by=stranger, at=NOW, label="Ahmadi", members=[(person, "head")], from_on=NOW.date())
    with scoped(counsellor), connection.cursor() as cursor:
        cursor.execute(CHUNK, [a_run(counsellor), told(counsellor, 1, household=str(home)), NOW])
        assert HouseholdMember.objects.get().household_id != home


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO people_sourcerecord (person_id, office_id, register, source, run_id)"
        " SELECT id, office_id, 'camp', 'R1', gen_random_uuid() FROM people_person",
        "UPDATE people_sourcerecord SET source = 'x'",
        "DELETE FROM people_sourcerecord",
        "UPDATE people_sourcehousehold SET source = 'x'",
        "SELECT people_import_people('{}', now())",
        "SELECT people_import_twins('{}', now())",
        "SELECT people_import_households('{}', r, now()) FROM people_importrun r",
    ],
)
def test_which_record_became_whom_is_written_by_the_function_alone(
    sql: str, counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    with scoped(counsellor):
        register(counsellor)
        a_run(counsellor)
        assert raw.run(sql) == "42501"


def test_d9_a_twin_out_of_sight_is_neither_told_nor_counted(
    counsellor: Actor, stranger: Actor, actor: ActorMaker, office_tehran: OfficeRef, scoped: Scoped, register: Registrar
) -> None:
    """One of another office, and one with an alias: the pair waits for who may see both, and nothing is said of it."""
    with scoped(stranger):
        register(stranger, documents=[DocumentGiven(DocumentKind.PASSPORT, "P0000001", "AF")])
    with scoped(counsellor):
        hidden = register(
            counsellor,
            "زهرا کریمی",
            latin="Zahra Karimi",
            documents=[DocumentGiven(DocumentKind.PASSPORT, "P0000002", "AF")],
        )
    protection = actor("protection_officer", OfficeRef(counsellor.office_id or 0, "LIS", "", "", "", "UTC", None))
    with scoped(protection):
        give_alias(by=protection, at=NOW, person_id=hidden, reason="danger")
    with scoped(counsellor), connection.cursor() as cursor:
        cursor.execute(CHUNK, [a_run(counsellor), told(counsellor, 1, 2), NOW])
        assert cursor.fetchone() == (2, 0, 0, [])
        assert not LikelyPair.objects.exists()
    with scoped(protection):
        assert LikelyPair.objects.count() == 1


@pytest.mark.parametrize(
    ("phrase", "instead", "attack"),
    [
        ("r.office IS NULL OR r.office <> ALL (offices)", "false", "office"),
        ("AND r.by_id = safar_user()", "", "colleague"),
        ("NOT people_may_import() OR", "", "role"),
        ("AND r.finished_at IS NULL", "", "finished"),
    ],
)
def test_each_question_of_the_function_is_needed(
    phrase: str,
    instead: str,
    attack: str,
    counsellor: Actor,
    stranger: Actor,
    actor: ActorMaker,
    office_lisbon: OfficeRef,
    scoped: Scoped,
    owner: psycopg.Connection,
) -> None:
    """Without one of them its attack goes through, and with it not."""
    attacker = {"colleague": actor("counsellor", office_lisbon, 2), "role": actor("movement_officer", office_lisbon)}
    by = attacker.get(attack, counsellor)
    with scoped(by if attack == "role" else counsellor):
        run = a_run(by if attack == "role" else counsellor)
        if attack == "finished":
            ImportRun.objects.filter(id=run).update(finished_at=NOW)
    crafted = {"office": stranger.office_id} if attack == "office" else {}
    with scoped(by):
        assert raw.run(CHUNK, run, told(by, 1, **crafted), NOW) in ("people_import_unknown", "people_import_office")
        with saying(owner, "people_import_chunk", phrase, instead), connection.cursor() as cursor:
            # A session learns that a function changed when it first touches some table.
            cursor.execute("SELECT count(*) FROM pg_amproc")
            assert raw.run(CHUNK, run, told(by, 1, **crafted), NOW) is None
