"""Nobody is registered before a look at who may be the same: in the other script, by ear, by the lines of a paper."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.kernel.dates import in_year
from safar.people.models import Person
from safar.people.queries import likely_matches, pairs_open, questions_about_us
from safar.people.types import DocumentGiven, DocumentKind, LookedFor, NameGiven, PersonId
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import Registrar

pytestmark = pytest.mark.django_db
LINES = "P<AFGAHMADI<<FARID<<<<<<<<<<<<<<<<<<<<<<<<<<\nP012345673AFG8003041M3001019<<<<<<<<<<<<<<04"
FORM = {"sex": "male", "nationality": "AF", "nationality_standing": "claimed", "language": "fa-af"}


@pytest.fixture
def on_file(counsellor: Actor, register: Registrar) -> PersonId:
    """Somebody on file in Dari letters alone, with a passport."""
    with acting_as(counsellor):
        return register(counsellor, latin="", documents=[DocumentGiven(DocumentKind.PASSPORT, "P01234567", "AF")])


def desk_of(who: Actor) -> Client:
    """A browser in which a member of staff is signed in."""
    User.objects.filter(id=who.user_id or 0).update(must_change_password=False)
    client = Client()
    client.force_login(User.objects.get(id=who.user_id or 0))
    return client


def sent(step: str, **typed: Any) -> dict[str, Any]:
    """What a step sends, the consent with it."""
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {"agreed": "on", "consent_language": "fa-af", "consent_on": today, "step": step, **typed}


def post(client: Client, step: str, **typed: Any) -> str:
    """The page that answers a step."""
    return client.post(reverse("people:register"), sent(step, **typed)).content.decode()


def test_the_look_comes_before_the_short_form(counsellor: Actor) -> None:
    page = post(desk_of(counsellor), "consent")
    assert 'name="lines"' in page
    assert 'name="nationality"' not in page


@pytest.mark.parametrize("name", ["Farid Ahmadi", "Fareed Ahmady", "Ahmadi Farid", "فرید احمدي"])
def test_a_twin_in_another_script_or_spelling_stops_the_registration(
    counsellor: Actor, on_file: PersonId, name: str
) -> None:
    page = post(desk_of(counsellor), "look", name=name, birth="1980")
    assert "Is this one of them?" in page
    assert str(on_file) in page
    assert "born within a year" in page
    assert "Lisbon" in page


def test_a_name_typed_by_ear_is_nearly_alike_where_the_birth_fits_and_not_elsewhere(
    counsellor: Actor, register: Registrar
) -> None:
    with acting_as(counsellor):
        first = register(counsellor, "محمدحسین رضایی", latin="")
        by_ear = (NameGiven("Mohammad Hossein Rezaee"),)
        fits = likely_matches(LookedFor(by_ear, in_year(1981, "gregorian")))
        assert [(match.person.id, match.is_strong) for match in fits] == [(first, True)]
        assert likely_matches(LookedFor(by_ear, in_year(1995, "gregorian"))) == []
        brother = LookedFor((NameGiven("Ahmad Rezaee"),), in_year(1981, "gregorian"))
        assert likely_matches(brother) == []


def test_nobody_goes_on_before_each_strong_match_is_answered_for(counsellor: Actor, on_file: PersonId) -> None:
    client = desk_of(counsellor)
    unanswered = post(client, "answered", name="Farid Ahmadi", birth="1980")
    assert "may be the same person" in unanswered
    assert 'value="Farid Ahmadi"' in unanswered
    page = post(client, "answered", name="Farid Ahmadi", birth="1980", seen=str(on_file))
    assert 'name="nationality"' in page
    assert 'value="Farid Ahmadi"' in page
    assert f'name="seen" value="{on_file}"' in page


def test_whom_they_were_told_apart_from_is_kept_in_the_log(
    counsellor: Actor, on_file: PersonId, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    client = desk_of(counsellor)
    typed = {**FORM, "name": "Farid Ahmadi", "birth": "1980"}
    assert "may be the same person" in post(client, "create", **typed)
    made = client.post(reverse("people:register"), sent("details", **typed, seen=str(on_file)))
    assert made.status_code == 302
    made_id = made["Location"].rsplit("/", 1)[1]
    with acting_as(actor("data_protection_officer", office_lisbon)), connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM plumbing_auditentry WHERE subject_id = %s", [made_id])
        assert [json.loads(detail) for (detail,) in cursor.fetchall()] == [{"other_people": [str(on_file)]}]


def test_this_is_the_person_opens_their_file_and_registers_nobody(counsellor: Actor, on_file: PersonId) -> None:
    client = desk_of(counsellor)
    answer = client.post(reverse("people:register"), {"step": "known", "is": str(on_file)}, follow=True)
    assert answer.redirect_chain == [(reverse("people:person", args=[on_file]), 302)]
    assert "nobody was registered anew" in answer.content.decode()
    with acting_as(counsellor):
        assert Person.objects.count() == 1


def test_d9_this_is_the_person_answers_alike_for_who_is_hidden_and_who_is_not_there(
    stranger: Actor, on_file: PersonId
) -> None:
    client = desk_of(stranger)
    answers = [
        client.post(reverse("people:register"), {"step": "known", "is": one})
        for one in (str(on_file), str(uuid4()), "nobody", "")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers[:2]}) == 1


def test_a_relative_who_is_on_file_gets_the_relation(counsellor: Actor, on_file: PersonId, register: Registrar) -> None:
    with acting_as(counsellor):
        wife = register(counsellor, "زهرا کریمی", latin="Zahra Karimi")
    client = desk_of(counsellor)
    address = reverse("people:register_relative", args=[on_file])
    page = client.post(address, sent("look", name="Zahra Karimy", birth="1980")).content.decode()
    assert str(wife) in page
    answer = client.post(address, {"step": "known", "is": str(wife)})
    assert answer["Location"] == reverse("people:relate", args=[on_file])


def test_the_lines_of_a_paper_fill_the_form(counsellor: Actor) -> None:
    page = post(desk_of(counsellor), "look", lines=LINES, name="فرید احمدی")
    for written in ("فرید احمدی", "Farid Ahmadi", "P01234567", "04/03/1980", "01/01/2030"):
        assert f'value="{written}"' in page, written
    assert page.count('value="AF" selected') == 2
    assert re.search(r'value="male"[^>]* selected', page)
    assert re.search(r'value="passport"[^>]* selected', page)


def test_the_lines_of_a_paper_meet_who_has_it(counsellor: Actor, on_file: PersonId) -> None:
    page = post(desk_of(counsellor), "look", lines=LINES.replace("AHMADI<<FARID", "QASIMI<<OMID<"))
    assert str(on_file) in page
    assert "the same document number" in page


def test_a_wrong_check_digit_is_told_and_its_part_stays_empty(counsellor: Actor) -> None:
    page = post(desk_of(counsellor), "look", lines=LINES.replace("8003041", "8003051"))
    assert re.search("needs? a look", page)
    page = post(desk_of(counsellor), "look", lines=LINES.replace("8003041", "8003051"), birth="1980")
    assert "The check digit of the date of birth is 1; this date gives 2." in page
    assert 'value="05/03/1980"' not in page


@pytest.mark.parametrize("lines", ["P<AFG", "<<<<", "1" * 88, "\u202eP<" * 200])
def test_what_cannot_be_read_loses_nothing(counsellor: Actor, lines: str) -> None:
    page = post(desk_of(counsellor), "look", lines=lines, name="Farid", birth="31/02/1980")
    assert re.search("needs? a look", page)
    assert 'value="Farid"' in page
    assert 'value="31/02/1980"' in page


def test_d9_other_offices_are_asked_once(counsellor: Actor, stranger: Actor, on_file: PersonId) -> None:
    client = desk_of(stranger)
    typed = {"name": "Farid Ahmadi", "birth": "1980"}
    page = post(client, "look", **typed)
    assert "Known in another office" in page
    assert str(on_file) not in page
    asked = re.search(r'name="asked" value="([^"]+)"', page)
    assert asked is not None
    post(client, "answered", **typed, asked=asked[1])
    made = client.post(reverse("people:register"), sent("details", **FORM, **typed, asked=asked[1]))
    assert made.status_code == 302
    with acting_as(counsellor):
        assert len(questions_about_us()) == 1


def test_two_people_with_one_paper_are_looked_at_once_more(counsellor: Actor, on_file: PersonId) -> None:
    client = desk_of(counsellor)
    paper = {"document_kind": "passport", "document_number": "P 01234567", "document_country": "AF"}
    typed = {**FORM, **paper, "name": "Omid Qasimi", "birth": f"{date(1990, 1, 2):%d/%m/%Y}"}
    made = client.post(reverse("people:register"), sent("create", **typed, seen=str(on_file)))
    assert made.status_code == 302
    with acting_as(counsellor):
        (pair,) = pairs_open()
        assert on_file in (pair.a_id, pair.b_id)
        assert [reason.code for reason in pair.reasons] == ["paper_same"]


def test_nobody_of_other_roles_looks(actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    officer = actor("movement_officer", office_lisbon)
    answer = desk_of(officer).post(reverse("people:register"), sent("look", name="Farid", birth="1980"))
    assert answer.status_code == 403
