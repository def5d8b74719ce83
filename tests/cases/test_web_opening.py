"""Opening a case, choosing the programme, answering its questions."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.cases import queries
from safar.plumbing.scope import acting_as
from tests.cases.counter import FACTS, Counter
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def answers_of(counter: Counter, people: dict[str, object], **roles: str) -> dict[str, object]:
    """The form for opening a case, filled in."""
    return {
        **{f"role_{people[name]}": role for name, role in roles.items()},
        "return_country": "BR",
        "return_place": "Recife",
        "began": "before_travel",
        "assigned_to": counter.counsellor.user_id,
    }


def test_a_family_is_opened_enrolled_and_asked(counter: Counter) -> None:
    people = counter.persons("rita", "paulo", "bia")
    counter.sit_down()
    page = words(counter.look("open", people["rita"]))
    assert page.index("Rita Lima") < page.index("Paulo Lima")
    sent = answers_of(counter, dict(people), rita="main", paulo="accompanying_adult", bia="child")
    answer = counter.send("open", people["rita"], **sent)
    assert answer.status_code == 302, words(answer)
    with acting_as(counter.counsellor):
        case_id = queries.cases_of_persons([people["rita"]], counter.now)[people["rita"]][0].case_id
    assert answer["Location"] == reverse("cases:enrol", args=[case_id])
    case = counter.case(case_id)
    assert {person.role for person in case.people} == {"main", "accompanying_adult", "child"}
    members = [str(person.member_id) for person in case.people]
    answer = counter.send("enrol", case_id, programme=str(counter.version), members=members)
    assert answer["Location"] == reverse("cases:eligibility", args=[case_id])
    page = words(counter.look("eligibility", case_id))
    assert "not known yet" in page
    asked = counter.look("eligibility", case_id).content.decode()
    assert 'name="nationality"' not in asked, "her file says it already"
    assert 'name="is_unaccompanied_child"' not in asked, "the case says it already"
    typed = {n: ("yes" if value else "no") if isinstance(value, bool) else value for n, value in FACTS.items()}
    assert counter.send("eligibility", case_id, **typed).status_code == 302
    lines = counter.case(case_id).enrolments[0].eligibility
    assert {line.answer for line in lines} <= {"yes", "not_known_yet"}


def test_a_case_needs_exactly_one_who_leads_and_keeps_what_was_typed(counter: Counter) -> None:
    people = counter.persons("rita", "paulo")
    counter.sit_down()
    page = words(counter.send("open", people["rita"], **answers_of(counter, dict(people), rita="main", paulo="main")))
    assert "exactly one main applicant" in page
    assert "Recife" in page
    assert re.search(r'value="BR"[^>]* selected', page)


def test_someone_who_already_has_a_case_is_told(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    page = words(counter.look("open", opened.party.persons["rita"]))
    assert "There is already a case" in page
    assert counter.case(opened.id).reference in page


def test_another_case_for_the_same_person_is_opened_only_when_that_is_said(counter: Counter) -> None:
    people = counter.persons("rita", "paulo")
    counter.sit_down()
    sent = answers_of(counter, dict(people), rita="main")
    assert counter.send("open", people["rita"], **sent).status_code == 302
    again = counter.send("open", people["rita"], **{**sent, "return_place": "Olinda"})
    assert again.status_code == 200
    assert "Rita Lima already has an open case" in words(again)
    assert 'value="Olinda"' in words(again)
    with acting_as(counter.counsellor):
        assert len(queries.cases_of_persons([people["rita"]], counter.now)[people["rita"]]) == 1
    alone = answers_of(counter, dict(people), rita="", paulo="main")
    assert counter.send("open", people["rita"], **alone).status_code == 302, "he has no case of his own yet"
    assert counter.send("open", people["rita"], **sent, another="on").status_code == 302
    with acting_as(counter.counsellor):
        assert len(queries.cases_of_persons([people["rita"]], counter.now)[people["rita"]]) == 2


def test_d9_nobody_opens_a_case_for_another_offices_person(counter: Counter, office_tehran: OfficeRef) -> None:
    people = counter.persons("rita")
    counter.sit_down("counsellor", office_tehran)
    assert counter.look("open", people["rita"]).status_code == 404


def test_enrolling_nobody_says_so(counter: Counter) -> None:
    case_id = counter.open(counter.persons("rita"))
    counter.sit_down()
    page = words(counter.send("enrol", case_id, programme=str(counter.version)))
    assert "Tick at least one person" in page


def test_a_referral_is_decided_by_a_person_with_a_reason(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    counter.send("eligibility", opened.id, helped_before="yes")
    referred = [line for line in counter.case(opened.id).enrolments[0].eligibility if line.answer == "refer"]
    assert referred
    counter.sit_down("programme_manager")
    answer = counter.send("settle", opened.id, referred[0].id, settled_as="yes", reason="")
    assert answer.status_code == 200
    answer = counter.send("settle", opened.id, referred[0].id, settled_as="yes", reason="Another woman of that name.")
    assert answer.status_code == 302, words(answer)
    line = next(one for one in counter.case(opened.id).enrolments[0].eligibility if one.id == referred[0].id)
    assert line.settled_as == "yes"


def test_somebody_joins_after_a_search(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    other = counter.person("Nadia Sousa", "", date(1991, 3, 3))
    counter.sit_down()
    page = words(counter.send("add_member", opened.id, looking="1", looked_for="nadia"))
    assert "Nadia Sousa" in page
    sent = {"looked_for": "nadia", "person": str(other), "role": "accompanying_adult", "reason": ""}
    assert "Say why" in words(counter.send("add_member", opened.id, **sent))
    answer = counter.send("add_member", opened.id, **{**sent, "reason": "They married in May.", "do": "1"})
    assert answer.status_code == 302, words(answer)
    assert "Nadia Sousa" in {person.name for person in counter.case(opened.id).people}


def test_a_birth_adds_the_child_of_the_household(counter: Counter) -> None:
    people = counter.persons("rita", "paulo", "caio")
    case_id = counter.open({name: people[name] for name in ("rita", "paulo")})
    counter.sit_down()
    assert "Caio Lima" in words(counter.look("birth", case_id))
    born = counter.now.date() - timedelta(days=10)
    answer = counter.send("birth", case_id, person=str(people["caio"]), born_on=f"{born:%d/%m/%Y}", do="1")
    assert answer.status_code == 302, words(answer)
    assert "Caio Lima" in {person.name for person in counter.case(case_id).people}


def test_a_family_is_split_into_a_case_of_its_own(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.sit_down()
    answer = counter.send(
        "split", opened.id, members=[str(opened.members["paulo"])], reason="He goes later.", journey="new", do="1"
    )
    assert answer.status_code == 302, words(answer)
    assert reverse("cases:case", args=[opened.id]) != answer["Location"]
    assert "Paulo Lima" in words(counter.client.get(answer["Location"]))
    assert "Paulo Lima" not in {person.name for person in counter.case(opened.id).people if not person.left}
