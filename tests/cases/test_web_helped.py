"""Earlier help on the pages where eligibility is asked and decided: a suggestion with its source, and nothing more."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.people.services import merge_people
from safar.people.types import MergeGiven
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter
from tests.cases.ground import LATER, lay_case_ground
from tests.cases.helped import LisbonHere, TehranThere, look
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db
NO_ANSWER_YET = {"has_means": False}


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


@pytest.fixture
def here(counter: Counter, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> LisbonHere:
    """Who asks in Lisbon."""
    return LisbonHere(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))


def chosen(counter: Counter, case_id: UUID) -> str:
    """What the form suggests to the question about earlier help."""
    body = counter.look("eligibility", case_id).content.decode()
    ticked = [part for part in body.split("<input")[1:] if 'name="helped_before"' in part and " checked" in part]
    assert len(ticked) == 1
    return ticked[0].split('value="')[1].split('"')[0]


def test_d21_the_page_suggests_with_its_source_and_a_person_decides(
    counter: Counter, here: LisbonHere, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    there = TehranThere(lay_case_ground(actor, office_tehran, office_lisbon, "arvore-vi", "pt"))
    here.enrolled(facts=NO_ANSWER_YET)
    counter.sit_down()
    assert "No earlier help was found" in words(counter.look("eligibility", here.case_id))
    assert chosen(counter, here.case_id) == "no"
    there.enrolled()
    there.until_left()
    page = words(counter.look("eligibility", here.case_id))
    assert "perhaps helped before" in page
    assert "Tehran" in page
    assert "not yours to read" in page
    assert there.file(there.by).reference not in page
    assert chosen(counter, here.case_id) == "yes"
    standing = {line.rule: line.answer for line in here.file().enrolments[0].eligibility}
    assert standing["helped_before"] == "not_known_yet", "looking decided something"
    counter.send("eligibility", here.case_id, helped_before="yes")
    line = next(one for one in here.file().enrolments[0].eligibility if one.rule == "helped_before")
    assert line.answer == "refer"
    assert chosen(counter, here.case_id) == "yes"
    counter.send("eligibility", here.case_id, helped_before="no")
    assert chosen(counter, here.case_id) == "no", "what a person kept is not overwritten by a suggestion"
    counter.send("eligibility", here.case_id, helped_before="yes")
    line = next(one for one in here.file().enrolments[0].eligibility if one.rule == "helped_before")
    counter.sit_down("programme_manager")
    assert "perhaps helped before" in words(counter.look("settle", here.case_id, line.id))
    counter.sit_down("counsellor", office_tehran)
    assert "helped before" in words(counter.client.get(reverse("people:questions")))


def test_a_record_merged_with_that_of_who_was_helped_is_certain(counter: Counter, here: LisbonHere) -> None:
    here.enrolled()
    here.until_left()
    again = LisbonHere(here.ground)
    again.enrolled(facts=NO_ANSWER_YET)
    (one,) = look(again).found
    assert (one.is_certain, one.case_id) == (False, here.case_id)
    manager = here.ground.manager
    with acting_as(manager):
        merge_people(by=manager, at=LATER, given=MergeGiven(here.people[0], again.people[0], "the same passport"))
    (one,) = look(again).found
    assert (one.is_certain, one.case_id) == (True, here.case_id)
    counter.sit_down()
    page = words(counter.look("eligibility", again.case_id))
    assert "This same record:" in page
    assert one.reference in page
