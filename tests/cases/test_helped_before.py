"""“Helped before?” across offices: that help was given, by whom and when, never what; a withdrawal is never help."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import MemberAsked, MemberRole, SameAs
from safar.consent import services as consent_services
from safar.people.queries import questions_about_us
from safar.people.services import restrict_person
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.after_arrival import GIVEN, HomeStory, lay_home
from tests.cases.ground import FINE, GROWN, LATER, LEAVES, OPENED, CaseStory, lay_case_ground
from tests.cases.helped import LisbonHere, TehranThere, look, same_passport
from tests.conftest import ActorMaker
from tests.taking_out import instead

EVERY_CASE = (
    "SELECT m.person_id, c.id, c.office_id, current_date FROM cases_member m JOIN cases_case c ON c.id = m.case_id"
    " WHERE m.person_id = ANY (persons)"
)


@pytest.fixture
def there(db: None, actor: ActorMaker, office_tehran: OfficeRef, office_lisbon: OfficeRef) -> TehranThere:
    """Who is known in Tehran."""
    return TehranThere(lay_case_ground(actor, office_tehran, office_lisbon, "arvore-vi", "pt"))


@pytest.fixture
def here(there: TehranThere, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> LisbonHere:
    """Who asks in Lisbon."""
    return LisbonHere(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))


def asked_about(by: Actor) -> list[tuple[UUID, str, bool]]:
    """What an office reads of the questions about its people."""
    with acting_as(by):
        return [(one.person_id, one.because, one.was_told) for one in questions_about_us()]


def once_more(story: CaseStory) -> None:
    """Another case in the same office for the same person."""
    with acting_as(story.by):
        opened = services.open_case(
            by=story.by, at=LATER, members=[MemberAsked(story.people[0], MemberRole.MAIN)], host_country=story.host,
            return_country=story.home, another=True,
        )  # fmt: skip
        made = services.enrol(
            by=story.by, at=LATER, case_id=opened.case_id, programme_version_id=story.ground.version_id,
            facts=FINE[story.programme],
        )  # fmt: skip
    story.case_id, story.enrolment_id = opened.case_id, made.enrolment_id


def test_d9_another_office_tells_that_and_when_and_never_what(there: TehranThere, here: LisbonHere) -> None:
    there.enrolled()
    there.until_left()
    here.enrolled()
    (one,) = look(here).found
    assert (one.because, one.office, one.on, one.is_certain) == (SameAs.NAME, "Tehran", LEAVES.date(), False)
    assert (one.case_id, one.reference, one.programme, one.given) == (None, "", "", ())
    assert one.member_id == here.member_ids[0]
    look(here)
    assert asked_about(there.by) == [(there.people[0], "helped_before", True)], "once a day is enough"
    assert asked_about(here.by) == []


def test_the_same_document_is_told_as_such_whatever_the_name(there: TehranThere, here: LisbonHere) -> None:
    there.enrolled()
    same_passport(there)
    there.until_left()
    here.called = "Qasem"
    here.enrolled([date(1971, 1, 1)])
    assert look(here).found == ()
    same_passport(here)
    (one,) = look(here).found
    assert (one.because, one.is_certain) == (SameAs.DOCUMENT, False)


def test_one_name_or_another_birth_is_no_likeness(there: TehranThere, here: LisbonHere) -> None:
    there.enrolled()
    there.until_left()
    others = (("Mohammad", GROWN), ("Mohamed Zahir Rahimi", date(1983, 3, 4)), ("Ali Reza Karimi", GROWN))
    for called, born in others:
        here.called = called
        here.enrolled([born])
        assert look(here).found == (), called


def test_the_same_record_is_certain_and_what_was_given_is_told_to_who_reads_that_file(
    there: TehranThere, here: LisbonHere
) -> None:
    here.enrolled()
    here.until_left()
    first = here.case_id
    with acting_as(here.by):
        reference = queries.case_heads([first], LATER)[first].reference
    once_more(here)
    (one,) = look(here).found
    assert (one.because, one.is_certain, one.office, one.on) == (SameAs.RECORD, True, "Lisbon", LEAVES.date())
    assert (one.case_id, one.reference) == (first, reference)
    assert one.programme.startswith("ARVoRe")
    assert asked_about(here.by) == [], "nobody asked another office"


def test_v5_who_withdrew_was_never_helped(there: TehranThere, here: LisbonHere, owner: psycopg.Connection) -> None:
    there.enrolled()
    there.until_ticket()
    with acting_as(there.by):
        consent_services.withdraw_declaration(
            by=there.by, at=LEAVES, traveller_id=there.travellers[0], channel="in_person", consequences_told=True
        )
    here.enrolled()
    assert look(here).found == ()
    assert look(here).suggested is False
    assert asked_about(there.by) == []
    with instead(owner, "cases_help_given", EVERY_CASE):
        assert look(here).found, "taken out, nobody noticed"


def test_v4_who_would_not_go_on_was_never_helped(there: TehranThere, here: LisbonHere) -> None:
    there.enrolled()
    there.until_left()
    with acting_as(there.by):
        consent_services.stop_journey(by=there.by, at=LATER, traveller_id=there.travellers[0], said_at=LATER)
    here.enrolled()
    assert look(here).found == ()


def test_the_return_itself_is_no_earlier_help(here: LisbonHere, owner: psycopg.Connection) -> None:
    here.enrolled([GROWN, GROWN])
    here.until_left()
    assert look(here).found == ()
    with instead(owner, "cases_of_one_return", "SELECT NULL::uuid WHERE false"):
        assert look(here).found, "taken out, nobody noticed"


def test_help_after_coming_home_counts_once_it_was_received(
    db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    home: HomeStory = lay_home(actor, office_lisbon, office_tehran)
    home.arrived()
    home.agreed()
    other = HomeStory(home.ground)
    other.born = home.born
    other.person = lambda birth=GROWN, name=None: home.people[0]  # type: ignore[method-assign]
    other.enrolled(facts={"came_by": "own_means"}, began="after_arrival", another=True)
    assert look(other).found == (), "promised is not received"
    home.give("arrival_help")
    (one,) = look(other).found
    assert (one.is_certain, one.on, len(one.given)) == (True, GIVEN.date(), 1)


def test_d9_a_restricted_person_answers_as_absent_and_their_office_sees_the_question(
    there: TehranThere, here: LisbonHere, owner: psycopg.Connection
) -> None:
    there.enrolled()
    there.until_left()
    officer = there.ground.protection
    with acting_as(officer):
        restrict_person(by=officer, at=OPENED, person_id=there.people[0], restricted=True)
    here.enrolled()
    assert look(here).found == ()
    assert asked_about(there.by) == [(there.people[0], "helped_before", False)]
    assert look(here, by=here.ground.protection).found == (), "another office's protection officer neither"
    with instead(owner, "cases_help_is_hidden", "SELECT false"):
        assert look(here).found, "taken out, nobody noticed"


@pytest.mark.parametrize("role", ["stranger", "movement", "nobody"])
def test_d9_only_who_opens_cases_asks_and_only_about_their_own(here: LisbonHere, role: str) -> None:
    here.enrolled()
    here.until_left()
    once_more(here)
    assert look(here).found
    if role == "stranger":
        with pytest.raises(Refused):
            look(here, by=here.ground.stranger)
        asker = here.ground.stranger
    elif role == "movement":
        with pytest.raises(NotAllowed):
            look(here, by=here.ground.movement)
        asker = here.ground.movement
    else:
        with pytest.raises(Refused):
            look(here, enrolment_id=uuid4())
        return
    with acting_as(asker), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_helped_before(%s, now())", [here.enrolment_id])
        assert cursor.fetchall() == [], "nor by raw SQL"
