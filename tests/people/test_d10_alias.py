"""Who has an alias is called by it, found by it, and named only where a purpose and a log entry open the name (D10)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import connection

from safar.accounts.types import OfficeRef
from safar.kernel.dates import exact_day
from safar.people import services
from safar.people.models import Name, SearchCard, SearchKey
from safar.people.queries import likely_matches, names_in, people_in, person_file, search_people
from safar.people.types import (
    DocumentGiven,
    DocumentKind,
    LookedFor,
    NameGiven,
    NamePurpose,
    PersonId,
)
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.consent import raw
from tests.people.conftest import NOW, Registrar

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
PASSPORT = DocumentGiven(DocumentKind.PASSPORT, "K7654321", "AF")
WANTED = LookedFor(
    (NameGiven("Zarmina Wardak"),), exact_day(NOW.date().replace(year=1980, month=3, day=4)), (PASSPORT,)
)


@pytest.fixture
def protection(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A protection officer of the same office."""
    return actor("protection_officer", office_lisbon)


@pytest.fixture
def movement(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A movement officer of the same office."""
    return actor("movement_officer", office_lisbon)


@pytest.fixture
def hidden(counsellor: Actor, protection: Actor, scoped: Scoped, register: Registrar) -> PersonId:
    """Zarmina Wardak, who has an alias."""
    with scoped(counsellor):
        person = register(counsellor, "زرمینه وردک", latin="Zarmina Wardak", documents=[PASSPORT])
    with scoped(protection):
        services.give_alias(by=protection, at=NOW, person_id=person, reason="signs of trafficking")
    return person


def test_every_reader_sees_the_alias_and_no_name(
    hidden: PersonId, counsellor: Actor, protection: Actor, scoped: Scoped
) -> None:
    for by in (counsellor, protection):
        with scoped(by):
            person = people_in([hidden])[hidden]
            assert person.is_alias
            assert person.latin == ""
            assert "Wardak" not in person.display_name
            assert names_in([hidden]).get(hidden, []) == []
            file = person_file(hidden, NOW.date())
            assert file is not None
            assert file.names == ()
            assert not Name.objects.filter(person_id=hidden).exists()


def test_by_name_or_number_only_the_protection_class_finds_them_and_everybody_by_the_alias(
    hidden: PersonId, counsellor: Actor, protection: Actor, scoped: Scoped
) -> None:
    for text in ("Zarmina", "Wardak", "وردک", "K7654321"):
        with scoped(counsellor):
            assert search_people(text) == []
        with scoped(protection):
            assert [person.id for person in search_people(text)] == [hidden]
    with scoped(counsellor):
        alias = people_in([hidden])[hidden].name
        assert [person.id for person in search_people(alias.lower())] == [hidden]
        assert likely_matches(WANTED) == []
        assert not SearchKey.objects.filter(person_id=hidden).exists()
        assert not SearchCard.objects.filter(person_id=hidden).exists()


def test_d9_registering_the_same_person_answers_as_absent_and_tells_their_protection_officer(
    hidden: PersonId, counsellor: Actor, stranger: Actor, scoped: Scoped, owner: psycopg.Connection
) -> None:
    for by in (counsellor, stranger):
        with scoped(by):
            assert services.ask_other_offices(by=by, at=NOW, wanted=WANTED) == []
    with scoped(counsellor), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), bool_or(was_told) FROM people_matchquestion WHERE person = %s", [hidden])
        assert cursor.fetchone() == (2, False)


def test_the_name_is_opened_for_a_purpose_of_the_role_and_the_opening_is_logged(
    hidden: PersonId, counsellor: Actor, movement: Actor, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped
) -> None:
    with scoped(counsellor), pytest.raises(Refused):
        services.open_names(by=counsellor, at=NOW, person_ids=[hidden], because=NamePurpose.TICKET)
    with scoped(movement):
        names = services.open_names(by=movement, at=NOW, person_ids=[hidden], because=NamePurpose.TICKET)
        assert names[hidden][0].latin == "Zarmina Wardak"
        assert people_in([hidden])[hidden].is_alias, "lists keep the alias even then"
    with scoped(movement):
        assert names_in([hidden]).get(hidden, []) == [], "it is closed again with the transaction's scope"
    with scoped(actor("data_protection_officer", office_lisbon)), connection.cursor() as cursor:
        cursor.execute("SELECT user_id, page FROM accounts_accessentry WHERE kind = 'name'")
        assert cursor.fetchall() == [(movement.user_id, "name behind an alias: ticket")]


def test_only_protection_writes_names_and_aliases_and_raw_sql_does_not_either(
    hidden: PersonId, counsellor: Actor, protection: Actor, stranger: Actor, scoped: Scoped
) -> None:
    with scoped(counsellor):
        with pytest.raises(Refused):
            services.add_name(by=counsellor, at=NOW, person_id=hidden, name=NameGiven("Zari"))
        insert = (
            "INSERT INTO people_alias (id, person_id, alias, alias_key, given_at, recorded_at)"
            " VALUES (gen_random_uuid(), %s, 'Chosen', 'chosen', now(), now())"
        )
        assert raw.run(insert, hidden) == "42501"
        raw.run("UPDATE people_alias SET ended_at = now() WHERE person_id = %s", hidden)
        assert people_in([hidden])[hidden].is_alias
        assert raw.run("UPDATE people_alias SET alias = 'Known' WHERE person_id = %s", hidden) == "42501"
    with scoped(protection):
        services.add_name(by=protection, at=NOW, person_id=hidden, name=NameGiven("Zari"))
    with scoped(stranger):
        assert people_in([hidden]) == {}


def test_an_alias_ends_and_is_never_given_again(hidden: PersonId, protection: Actor, scoped: Scoped) -> None:
    with scoped(protection):
        alias = people_in([hidden])[hidden].name
        services.end_alias(by=protection, at=NOW, person_id=hidden, reason="the danger is over")
        assert people_in([hidden])[hidden].latin == "Zarmina Wardak"
        assert services.give_alias(by=protection, at=NOW, person_id=hidden, reason="again") != alias


def test_taking_the_rule_out_is_noticed(
    hidden: PersonId, counsellor: Actor, scoped: Scoped, owner: psycopg.Connection
) -> None:
    """Where the database forgets who has an alias, a query of ours would read the names."""
    (rule,) = owner.execute("SELECT pg_get_functiondef('people_aliased()'::regprocedure)").fetchone() or ("",)
    owner.execute(
        "CREATE OR REPLACE FUNCTION people_aliased() RETURNS uuid[] LANGUAGE sql STABLE AS $$ SELECT '{}'::uuid[] $$"
    )
    try:
        with scoped(counsellor):
            assert Name.objects.filter(person_id=hidden).exists()
    finally:
        owner.execute(rule)
