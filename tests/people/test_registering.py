"""Somebody is registered: with consent, by those who may, and not twice unawares."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.kernel.dates import in_year
from safar.people.models import DataConsent, Person
from safar.people.queries import likely_matches, people_in, questions_about_us
from safar.people.services import ask_other_offices, register_person, restrict_person
from safar.people.types import (
    ConsentGiven,
    DocumentGiven,
    DocumentKind,
    KnownElsewhere,
    LookedFor,
    NameGiven,
    Purpose,
)
from safar.plumbing.refusals import Refused, refusal_from
from safar.plumbing.types import NOBODY, Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW, Registrar, details

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
PASSPORT = DocumentGiven(DocumentKind.PASSPORT, "P-123 456", "AF")


def test_a_person_is_registered_with_what_they_told(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """Name in both scripts, birth, nationality, language, office."""
    with scoped(counsellor):
        person = people_in([register(counsellor)]).popitem()[1]
    assert person.display_name == "فرید احمدی (Farid Ahmadi)"
    assert person.birth.earliest == date(1980, 3, 4)
    assert person.nationalities[0].country == "AF"
    assert person.preferred_language == "fa-af"
    assert person.needs_interpreter
    assert person.office_id == counsellor.office_id


def test_one_name_is_enough(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """Many people have one name only."""
    with scoped(counsellor):
        assert people_in([register(counsellor, "مریم", latin="")]).popitem()[1].display_name == "مریم"


def test_a_telephone_number_is_no_name(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """A tired hand writes into the wrong field; the sentence says where the number belongs."""
    with scoped(counsellor), pytest.raises(Refused) as refused:
        register(counsellor, "+351 912 345 678", latin="")
    assert refused.value.code == "people_name_is_a_number"
    assert refused.value.field == "name"


@pytest.mark.parametrize("role", ["movement_officer", "data_protection_officer", "administrator"])
def test_other_roles_do_not_register(
    role: str, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped, register: Registrar
) -> None:
    """Registering is for those who speak with people."""
    officer = actor(role, office_lisbon)
    with scoped(officer), pytest.raises(NotAllowed):
        register(officer)


def test_nobody_does_not_register(scoped: Scoped, register: Registrar) -> None:
    """Nobody signed in, nothing done."""
    with scoped(NOBODY), pytest.raises(NotAllowed):
        register(NOBODY)


def test_another_office_sees_nothing(counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar) -> None:
    """The right role in the wrong office sees neither the person nor that there is one."""
    with scoped(counsellor):
        person_id = register(counsellor)
    with scoped(stranger):
        assert people_in([person_id]) == {}
        assert Person.objects.count() == 0
        assert DataConsent.objects.count() == 0


def test_the_office_above_sees_and_a_sibling_does_not(
    actor: ActorMaker, office_herat: OfficeRef, office_kabul: OfficeRef, scoped: Scoped, register: Registrar
) -> None:
    """A manager in Kabul sees who was registered in Herat; Herat does not see Kabul's."""
    herat, kabul = actor("counsellor", office_herat), actor("programme_manager", office_kabul)
    with scoped(herat):
        in_herat = register(herat)
    with scoped(kabul):
        in_kabul = register(kabul, "نوید", latin="Navid")
        assert set(people_in([in_herat, in_kabul])) == {in_herat, in_kabul}
    with scoped(herat):
        assert set(people_in([in_herat, in_kabul])) == {in_herat}


def test_the_application_cannot_let_itself_see(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """Neither by writing the table nor by calling the function."""
    with scoped(counsellor):
        person_id = register(counsellor)
    for statement in (
        "INSERT INTO people_personoffice (person_id, office_id, reason, since) VALUES (%s, %s, 'mine', now())",
        "SELECT people_let_office_see(%s, %s, 'mine')",
        "SELECT people_stop_office_seeing(%s, %s, 'registered')",
    ):
        with scoped(stranger), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(statement, [person_id, stranger.office_id])


def test_where_somebody_was_registered_is_never_rewritten(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """Not even by raw SQL."""
    with scoped(counsellor):
        person_id = register(counsellor)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Person.objects.filter(id=person_id).update(office_id=stranger.office_id)


def test_d4_nobody_is_registered_without_consent(counsellor: Actor, scoped: Scoped) -> None:
    """A row made behind the service's back is refused when the transaction would end, with a sentence."""
    with scoped(counsellor):
        Person.objects.create(
            office_id=counsellor.office_id or 0,
            sex="female",
            birth_earliest=date(1990, 1, 1),
            birth_latest=date(1990, 1, 1),
            created_at=NOW,
        )
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        refusal = refusal_from(refused.value)
        assert refusal is not None
        assert refusal.code == "people_registration_consent"
        transaction.set_rollback(True)


def test_d4_consent_comes_before_registration(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """A consent given later, or to something else, is none to registration."""
    with scoped(counsellor):
        with pytest.raises(Refused) as later:
            register(counsellor, consent=ConsentGiven(NOW + timedelta(minutes=1), "fa-af"))
        with pytest.raises(Refused) as other:
            register(counsellor, consent=ConsentGiven(NOW, "fa-af", Purpose.CARRIER, "an airline"))
    assert later.value.code == "people_consent_after_registration"
    assert other.value.code == "people_registration_consent"


def test_a_likely_match_is_looked_at_first(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """Another spelling of the name and a birth in the same year: refused until somebody said they are two people."""
    with scoped(counsellor):
        first = register(counsellor)
        again = {"text": "Farid Ahmady", "latin": "", "details": details(span=in_year(1980, "gregorian"))}
        with pytest.raises(Refused) as refused:
            register(counsellor, **again)
        assert refused.value.code == "people_matches_unseen"
        assert register(counsellor, **again, after_seeing=[first]) != first


def test_the_reasons_of_a_match_are_told(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """The same passport counts most, then the name, then the birth."""
    with scoped(counsellor):
        first = register(counsellor, documents=[PASSPORT])
        same_paper = DocumentGiven(DocumentKind.PASSPORT, "p123456", "AF")
        by_paper = LookedFor((NameGiven("Someone Else"),), details(date(1950, 1, 1)).birth, (same_paper,))
        by_name = LookedFor((NameGiven("Ahmadi Farid"),), details(date(1981, 1, 1)).birth)
        neither = LookedFor((NameGiven("Omid Karimi"),), details().birth)
        assert [(match.person.id, match.reasons) for match in likely_matches(by_paper)] == [
            (first, ("people_match_document",))
        ]
        assert likely_matches(by_name)[0].reasons == ("people_match_like_name", "people_match_birth")
        assert likely_matches(neither) == []


def test_d9_registering_elsewhere_tells_that_somebody_is_known_and_where(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """Not who; and the office asked about finds the question in its list."""
    with scoped(counsellor):
        person_id = register(counsellor, documents=[PASSPORT])
    wanted = LookedFor((NameGiven("Mohammad Ahmady Farid"),), details().birth, (PASSPORT,))
    with scoped(stranger):
        assert likely_matches(wanted) == []
        told = ask_other_offices(by=stranger, at=NOW, wanted=wanted)
        assert told == [KnownElsewhere(counsellor.office_id or 0, "document")]
        assert questions_about_us() == []
    with scoped(counsellor):
        (question,) = questions_about_us()
        assert (question.person_id, question.asked_by, question.was_told) == (person_id, stranger.user_id, True)


def test_d9_a_restricted_person_answers_as_absent_and_their_office_hears_of_it(
    counsellor: Actor, stranger: Actor, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped, register: Registrar
) -> None:
    """The asking office gets the same answer as for nobody."""
    protection = actor("protection_officer", office_lisbon)
    with scoped(counsellor):
        person_id = register(counsellor)
        with pytest.raises(NotAllowed):
            restrict_person(by=counsellor, at=NOW, person_id=person_id, restricted=True)
    with scoped(protection):
        restrict_person(by=protection, at=NOW, person_id=person_id, restricted=True)
    wanted = LookedFor((NameGiven("Farid Ahmadi"),), details().birth)
    with scoped(stranger):
        assert ask_other_offices(by=stranger, at=NOW, wanted=wanted) == []
        register_person(by=stranger, at=NOW, consent=ConsentGiven(NOW, "fa-af"), names=wanted.names, details=details())
    with scoped(counsellor):
        assert [question.was_told for question in questions_about_us()] == [False]


def test_an_invisible_character_in_a_name_is_refused_at_its_field(
    counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    """With the sentence of the kernel."""
    with scoped(counsellor), pytest.raises(Refused) as refused:
        register(counsellor, "Farid\u202e Ahmadi")
    assert refused.value.field == "name"
    assert "U+202E" in refused.value.sentence


def test_of_age_in_the_database_as_in_the_kernel(owner: psycopg.Connection) -> None:
    """V10: both say the same on the days around every kind of eighteenth birthday."""
    for born in (date(2000, 1, 1), date(2000, 2, 29), date(2006, 3, 1), date(2001, 2, 28), date(1999, 12, 31)):
        birth = details(born).birth
        for shift in range(-2, 3):
            day = date(born.year + 18, born.month, 28) + timedelta(days=shift + born.day - 28)
            found = owner.execute("SELECT people_is_of_age(%s, false, %s)", [born, day]).fetchone()
            assert found == (birth.is_adult_on(day),), (born, day)
    assert owner.execute("SELECT people_is_of_age('1980-01-01', true, '2020-01-01')").fetchone() == (False,)
