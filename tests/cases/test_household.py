"""The family changes while the case runs: a birth, a death, someone who stays, a case of their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.utils import DatabaseError

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.consent import queries as consent
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, GROWN, LATER, OPENED, SIGNED, SMALL, CaseStory, TehranStory, must, raw
from tests.conftest import ActorMaker

NEWBORN = date(2016, 2, 20)


def test_a_child_is_born_and_joins_at_the_beginning(tehran: TehranStory) -> None:
    tehran.enrolled([GROWN, GROWN])
    must(tehran.move("begin_counselling"))
    child = tehran.person(NEWBORN)
    with acting_as(tehran.by):
        services.birth_in_case(by=tehran.by, at=SIGNED, case_id=tehran.case_id, person_id=child, born_on=NEWBORN)
    file = tehran.file()
    assert [row.stage for row in file.enrolments[0].rows] == ["counselling", "counselling", "enquiry"]
    assert len(file.people) == 3
    assert file.people[2].traveller_id is not None
    assert file.people[2].role == "child"


def test_a_birth_recounts_what_is_due(tehran: TehranStory) -> None:
    tehran.enrolled([GROWN, GROWN])
    tehran.declare_all()
    child = tehran.person(NEWBORN)
    with acting_as(tehran.by):
        services.birth_in_case(by=tehran.by, at=DECIDED, case_id=tehran.case_id, person_id=child, born_on=NEWBORN)
    file = tehran.file()
    assert file.people[2].name in {line.for_whom for line in file.enrolments[0].promises}


def test_who_stays_is_struck_and_the_others_are_asked_again(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.passports()
    story.declare_all()
    with acting_as(story.by):
        services.member_stays(by=story.by, at=DECIDED, member_id=story.member_ids[0], reason="found work")
    file = story.file()
    first, second = file.people
    assert (first.going, second.going) == ("stays", "going")
    assert (first.role, second.role) == ("accompanying_adult", "main")
    assert file.enrolments[0].rows[0].stage == "closed"
    assert "ask_again" in second.flags
    assert "ask_again_alone" in {task.code for task in file.tasks if task.member == second.name}


def test_a_renewed_declaration_ends_the_task_to_ask_again(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.declare_all()
    with acting_as(story.by):
        services.member_stays(by=story.by, at=DECIDED, member_id=story.member_ids[0], reason="found work")
    talk = story.talk(story.travellers[1], DECIDED + timedelta(hours=1))
    outcome = story.sign(story.travellers[1], talk, DECIDED + timedelta(days=2))
    assert outcome.permit_id is not None, outcome.refusals
    open_codes = {task.code for task in story.file().tasks if task.done_at is None}
    assert "ask_again_alone" not in open_codes
    assert "ask_again" not in story.file().people[1].flags


def test_v1_going_elsewhere_lapses_every_declaration(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.declare_all()
    change: dict[str, Any] = {"by": story.by, "at": DECIDED, "case_id": story.case_id, "return_country": story.home}
    with acting_as(story.by):
        services.change_destination(**change, return_place="Recife", reason="a sister lives there")
        states = [lines[0].state for lines in consent.permits_of(story.travellers).values()]
    assert states == ["lapsed", "lapsed"]
    assert story.file().return_place == "Recife"


def test_nobody_is_taken_where_the_programme_does_not_go(tehran: TehranStory) -> None:
    tehran.enrolled([GROWN, GROWN])
    with acting_as(tehran.by), pytest.raises(Refused, match="does not take people"):
        services.change_destination(
            by=tehran.by, at=DECIDED, case_id=tehran.case_id, return_country="PK", return_place="Quetta", reason="work"
        )


def test_a_death_is_reported_and_closes_nothing(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    with acting_as(story.by):
        services.death_in_case(by=story.by, at=DECIDED, member_id=story.member_ids[1], source="a neighbour")
    file = story.file()
    assert "frozen" in file.people[1].flags
    assert "confirm_death" in {task.code for task in file.tasks}
    assert file.enrolments[0].rows[1].stage == "enquiry"
    result = story.move(
        "close_before_travel", enrolment_member_ids=[story.standing[1]], reason="dead?", outcome="deceased"
    )
    assert not result.moved
    assert "not yet confirmed" in result.refused[0].reasons[0]


def test_a_confirmed_death_ends_the_way(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    with acting_as(story.by):
        services.death_in_case(by=story.by, at=DECIDED, member_id=story.member_ids[1], source="a neighbour")
        services.death_in_case(
            by=story.by, at=LATER, member_id=story.member_ids[1], source="the hospital", confirmed=True, paper="D 12"
        )
    row = story.file().enrolments[0].rows[1]
    assert (row.stage, row.outcome) == ("closed", "Deceased")


def test_a_case_of_their_own_takes_what_is_theirs_along(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN, SMALL])
    must(story.move("begin_counselling"))
    story.declare_all()
    with acting_as(story.by):
        services.add_note(
            by=story.by, at=OPENED, case_id=story.case_id, body="Hers alone.", member_id=story.member_ids[1]
        )
        made = services.split_case(
            by=story.by, at=DECIDED, case_id=story.case_id, member_ids=[story.member_ids[1]], reason="separated"
        )
        permits = consent.permits_of(story.travellers)
    left = story.file()
    story.case_id = made.case_id
    fresh = story.file()
    assert len(left.people) == 2
    (card,) = fresh.people
    assert (card.person_id, card.role) == (story.people[1], "main")
    assert [note.body for note in fresh.notes] == ["Hers alone."]
    assert left.notes == ()
    assert fresh.enrolments[0].rows[0].stage == "counselling"
    with acting_as(story.by):
        told = queries.case_history(by=story.by, case_id=made.case_id)
    assert {"move_begin_counselling", "declaration_made"} <= {line.code for line in told if not line.where}
    assert {line.where for line in told if line.code == "opened"} == {left.reference}, "where it happened"
    assert [lines[0].state for lines in permits.values()] == ["in_force"] * 3


def test_travelling_apart_means_declaring_anew(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.declare_all()
    with acting_as(story.by):
        made = services.split_case(
            by=story.by,
            at=DECIDED,
            case_id=story.case_id,
            member_ids=[story.member_ids[1]],
            reason="separated",
            new_journey=True,
        )
    old = story.file()
    story.case_id = made.case_id
    fresh = story.file()
    assert fresh.journey_id not in (None, old.journey_id)
    assert fresh.people[0].traveller_id == story.travellers[1], "what was said goes along; no row is copied"
    assert fresh.people[0].going == "going"
    assert {flag for card in (*old.people, *fresh.people) for flag in card.flags} == {"ask_again"}


def test_a_shared_journey_is_not_offered_away(story: CaseStory, office_tehran: OfficeRef) -> None:
    story.enrolled([GROWN, GROWN])
    with acting_as(story.by):
        services.split_case(
            by=story.by, at=DECIDED, case_id=story.case_id, member_ids=[story.member_ids[1]], reason="separated"
        )
        with pytest.raises(Refused, match="same journey"):
            services.offer_case(
                by=story.by, at=DECIDED, case_id=story.case_id, to_office_id=office_tehran.id, reason="moved"
            )


def test_a_split_leaves_somebody_on_both_sides(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    for chosen in ([], story.member_ids):
        with pytest.raises(Refused, match="not none and not all"), acting_as(story.by):
            services.split_case(by=story.by, at=DECIDED, case_id=story.case_id, member_ids=chosen, reason="separated")


def test_nobody_splits_a_case_of_another_office(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    stranger = story.ground.stranger
    with pytest.raises(Refused, match="There is no such case"), acting_as(stranger):
        services.split_case(
            by=stranger, at=DECIDED, case_id=story.case_id, member_ids=[story.member_ids[1]], reason="x"
        )
    with pytest.raises(DatabaseError, match="There is no such case"):
        raw(
            stranger,
            "SELECT cases_split(%s, %s, %s, false, now(), 'x')",
            [story.case_id, story.case_id, [story.member_ids[1]]],
        )


def test_places_go_along_when_people_split(story: CaseStory, actor: ActorMaker) -> None:
    story.enrolled([GROWN, GROWN, GROWN])
    with acting_as(story.by):
        services.split_case(
            by=story.by, at=DECIDED, case_id=story.case_id, member_ids=[story.member_ids[1]], reason="separated"
        )
        left = {one.programme_code: one for one in queries.places_left(by=story.by)}["arvore-vi"]
    assert (left.taken, left.waiting) == (3, 0)
