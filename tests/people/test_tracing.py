"""Family tracing: nobody is told of anybody before both have said yes, and a fear of violence makes no match."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.kernel.dates import exact_day
from safar.people.queries import guardians_of, people_in, tracing_questions, tracings_of
from safar.people.services import (
    answer_tracing,
    ask_for_tracing,
    close_tracing,
    end_guardianship,
    give_alias,
    raise_concern,
    record_data_consent,
    record_guardian,
    record_tracing_attempt,
    register_person,
    relate_people,
)
from safar.people.types import (
    ConsentGiven,
    GuardianGiven,
    NameGiven,
    PersonDetails,
    PersonId,
    Purpose,
    RelationKind,
    Sex,
    TracingGiven,
)
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.consent import raw

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 5, 2, 9, tzinfo=UTC)
SOUGHT = TracingGiven("Maryam Rahimi", "mother", birth=exact_day(date(1975, 1, 1)))


@pytest.fixture
def here(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """The counsellor of who looks for somebody."""
    return actor("counsellor", office_lisbon)


@pytest.fixture
def there(actor: ActorMaker, office_tehran: OfficeRef) -> Actor:
    """The counsellor of who is looked for, in an office that knows nothing of the first."""
    return actor("counsellor", office_tehran)


def registered(by: Actor, name: str, born: date = date(1975, 1, 1)) -> PersonId:
    """Somebody on file with an office."""
    with acting_as(by):
        return register_person(
            by=by, at=NOW, consent=ConsentGiven(NOW, "en"), names=[NameGiven(name)],
            details=PersonDetails(Sex.FEMALE, exact_day(born)),
        )  # fmt: skip


def _ask(by: Actor, seeker: PersonId) -> object:
    with acting_as(by):
        return ask_for_tracing(by=by, at=NOW, seeker_id=seeker, given=SOUGHT)


def _found(by: Actor, seeker: PersonId) -> list[str]:
    with acting_as(by):
        return [found.name for fact in tracings_of([seeker]) for found in fact.found]


@pytest.mark.parametrize("registered_later", [True, False])
def test_both_sides_say_yes_before_either_is_told(here: Actor, there: Actor, registered_later: bool) -> None:
    boy = registered(here, "Davi Rahimi", date(2003, 1, 1))
    mother = None if registered_later else registered(there, "Maryam Rahimi")
    tracing = _ask(here, boy)
    mother = mother or registered(there, "Maryam Rahimi")
    assert _found(here, boy) == []
    with acting_as(there):
        (question,) = tracing_questions()
        assert (question.person_id, question.answered, question.seeker_name) == (mother, False, "")
        answer_tracing(by=there, at=NOW, tracing_id=question.tracing_id, person_id=mother, agrees=True)
        assert tracing_questions()[0].seeker_name == "Davi Rahimi"
    assert _found(here, boy) == ["Maryam Rahimi"]
    with acting_as(here):
        answer_tracing(by=here, at=NOW + timedelta(days=1), tracing_id=tracing, person_id=boy, agrees=False)  # type: ignore[arg-type]
    assert _found(here, boy) == []


def test_d10_who_has_an_alias_is_told_of_by_it(
    here: Actor, there: Actor, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    boy, mother = registered(here, "Davi Rahimi", date(2003, 1, 1)), registered(there, "Maryam Rahimi")
    for person, office in ((boy, office_lisbon), (mother, office_tehran)):
        protection = actor("protection_officer", office)
        with acting_as(protection):
            give_alias(by=protection, at=NOW, person_id=person, reason="signs of trafficking")
    _ask(here, boy)
    with acting_as(there):
        (question,) = tracing_questions()
        answer_tracing(by=there, at=NOW, tracing_id=question.tracing_id, person_id=mother, agrees=True)
        told, alias = tracing_questions()[0].seeker_name, people_in([mother])[mother].name
    with acting_as(here):
        assert told == people_in([boy])[boy].name
        (found,) = [one for fact in tracings_of([boy]) for one in fact.found]
        assert (found.name, found.latin) == (alias, "")
    assert "Rahimi" not in told + alias


def test_a_no_looks_like_no_answer_and_like_nobody_found(here: Actor, there: Actor) -> None:
    boy, girl = registered(here, "Davi Rahimi", date(2003, 1, 1)), registered(here, "Sara Karimi", date(2003, 1, 1))
    mother = registered(there, "Maryam Rahimi")
    _ask(here, boy)
    with acting_as(here):
        ask_for_tracing(by=here, at=NOW, seeker_id=girl, given=TracingGiven("Nobody Known", "father"))
    with acting_as(there):
        (question,) = tracing_questions()
        answer_tracing(by=there, at=NOW, tracing_id=question.tracing_id, person_id=mother, agrees=False)
    with acting_as(here):
        refused, unknown = tracings_of([boy])[0], tracings_of([girl])[0]
        assert (refused.found, refused.closed_at) == (unknown.found, unknown.closed_at) == ((), None)
        assert raw.run("SELECT 1 FROM people_tracingmatch") == "42501"
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_tracinganswer WHERE person_id = %s", [mother])
            assert cursor.fetchone() == (0,)


def test_v16_whoever_is_feared_neither_finds_nor_is_found(here: Actor) -> None:
    child = registered(here, "Maryam Rahimi")
    father = registered(here, "Tarek Rahimi", date(1950, 1, 1))
    with acting_as(here):
        relation = relate_people(
            by=here, at=NOW, person_id=father, other_id=child, kind=RelationKind.PARENT, parental_responsibility=True
        )
    tracing = _ask(here, father)
    with acting_as(here):
        assert tracing_questions()
        raise_concern(by=here, at=NOW, relation_id=relation, note="He beats her.")
        assert tracing_questions() == []
        with pytest.raises(Refused) as refused:
            answer_tracing(by=here, at=NOW, tracing_id=tracing, person_id=child, agrees=True)  # type: ignore[arg-type]
        assert refused.value.code == "people_no_contact"
    assert _found(here, father) == []


def test_attempts_are_written_down_and_a_closed_search_ends(here: Actor, there: Actor, actor: ActorMaker) -> None:
    boy = registered(here, "Davi Rahimi", date(2003, 1, 1))
    tracing = _ask(here, boy)
    with acting_as(here):
        record_tracing_attempt(by=here, at=NOW, tracing_id=tracing, tried_on=NOW.date(), way="The Red Cross")  # type: ignore[arg-type]
        assert tracings_of([boy])[0].attempts[0][1] == "The Red Cross"
        close_tracing(by=here, at=NOW, tracing_id=tracing, because="He no longer wishes it.")  # type: ignore[arg-type]
    registered(there, "Maryam Rahimi")
    with acting_as(there):
        assert tracing_questions() == []
        assert tracings_of([boy]) == []
        with pytest.raises(Refused):
            close_tracing(by=there, at=NOW, tracing_id=tracing, because="x")  # type: ignore[arg-type]


def test_who_may_look_for_family(here: Actor, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    boy = registered(here, "Davi Rahimi", date(2003, 1, 1))
    movement = actor("movement_officer", office_lisbon)
    with acting_as(movement), pytest.raises(NotAllowed):
        ask_for_tracing(by=movement, at=NOW, seeker_id=boy, given=SOUGHT)


def test_v9_a_guardian_has_a_paper_and_days_and_ends_once(here: Actor, there: Actor) -> None:
    child = registered(here, "Davi Rahimi", date(2003, 1, 1))
    given = GuardianGiven("court", "order 3", date(2016, 1, 1), date(2016, 12, 31), guardian_name="Teresa Lobo")
    with acting_as(here):
        row = record_guardian(by=here, at=NOW, child_id=child, given=given)
        (fact,) = guardians_of([child])[child]
        assert [fact.holds_on(date(2016, 12, 31)), fact.holds_on(date(2017, 1, 1))] == [True, False]
        end_guardianship(by=here, at=NOW, guardianship_id=row, ended_on=date(2016, 6, 1), because="moved")
        assert not guardians_of([child])[child][0].holds_on(date(2016, 6, 1))
        with pytest.raises(Refused) as refused:
            end_guardianship(by=here, at=NOW, guardianship_id=row, ended_on=date(2016, 7, 1), because="again")
        assert refused.value.code == "people_guardian_ended_once"
        assert raw.run("UPDATE people_guardianship SET until_on = '2030-01-01'") == "42501"
    with acting_as(there), pytest.raises(Refused) as refused:
        record_guardian(by=there, at=NOW, child_id=child, given=given)
    assert refused.value.code == "people_unknown"


def test_d5_a_guardians_consent_ends_at_majority_and_is_asked_again(here: Actor) -> None:
    from safar.people.queries import data_consents_of

    child = registered(here, "Sara Karimi", date(1998, 6, 1))
    given = ConsentGiven(
        NOW, "en", Purpose.CARRIER, "TAP", by_guardian=True, guardian_name="Teresa Lobo", assent="assents"
    )
    with acting_as(here):
        record_data_consent(by=here, at=NOW, person_id=child, consent=given)
        (fact,) = [one for one in data_consents_of([child])[child] if one.by_guardian]
        assert [fact.holds_on(date(2016, 5, 31)), fact.holds_on(date(2016, 6, 1))] == [True, False]
        assert fact.is_to_be_asked_again_on(date(2016, 6, 1))
        own = ConsentGiven(NOW, "en", Purpose.CARRIER, "TAP")
        record_data_consent(by=here, at=NOW, person_id=child, consent=own)
        with connection.cursor() as cursor:
            sql = "SELECT people_consent_holds(c, %s) FROM people_dataconsent c WHERE c.by_guardian"
            cursor.execute(sql, [date(2016, 5, 31)])
            before = cursor.fetchone()
            cursor.execute(sql, [date(2016, 6, 1)])
            after = cursor.fetchone()
        assert (before, after) == ((True,), (False,))


def test_d5_a_child_who_does_not_agree_is_heard(here: Actor) -> None:
    from safar.people.queries import data_consents_of

    child = registered(here, "Sara Karimi", date(2002, 6, 1))
    given = ConsentGiven(NOW, "en", Purpose.PHOTOGRAPH, "a newspaper", by_guardian=True, assent="refuses")
    with acting_as(here):
        record_data_consent(by=here, at=NOW, person_id=child, consent=given)
        (fact,) = [one for one in data_consents_of([child])[child] if one.by_guardian]
        assert not fact.holds_on(NOW.date())
