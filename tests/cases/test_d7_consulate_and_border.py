"""D7: one consular request at the person's wish, one movement's list released by two and recalled by itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.documents.crossing import border_list_data
from safar.cases.types import ConsularAnswer, ConsularGiven
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import LEAVES, OPENED, SIGNED, SMALL, TALK, CaseStory
from tests.cases.outside import border, released
from tests.conftest import ActorMaker
from tests.consent.raw import run

WISH = ConsularGiven("Embassy of Brazil", TALK.date(), "file 3, page 2", TALK.date())


def send(story: CaseStory, application: UUID, given: ConsularGiven = WISH) -> UUID:
    """The counsellor releases a request."""
    with acting_as(story.by):
        return services.send_consular_request(by=story.by, at=TALK, application_id=application, given=given)


def test_d7a_what_was_sent_is_kept_field_by_field(story: CaseStory) -> None:
    story.enrolled()
    send(story, story.passport_application())
    with acting_as(story.by):
        (line,) = queries.consular_requests_of([story.case_id])[story.case_id]
    sent = dict(line.sent)
    assert sent["document_kind"] == "laissez_passer"
    assert sent["birth_earliest"] == "1980-03-04"
    assert set(sent) == {
        "name", "own_name", "father_name", "sex", "birth_earliest", "birth_latest", "birth_country", "nationality",
        "document_kind",
    }  # fmt: skip
    assert line.embassy == "Embassy of Brazil"
    with acting_as(story.by):
        assert run("UPDATE cases_consularrequest SET sent_name = 'another'") == "42501"


def test_d7a_a_wish_serves_once_and_one_at_a_time(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    request = send(story, application)
    again = ConsularGiven("Embassy of Brazil", TALK.date(), "file 3, page 9", TALK.date())
    with pytest.raises(Refused) as refusal:
        send(story, application, again)
    assert refusal.value.code == "d7a_one_at_a_time"
    with acting_as(story.by):
        services.record_consular_answer(
            by=story.by, at=TALK, request_id=request, answer=ConsularAnswer.SILENT, on=TALK.date()
        )
        with pytest.raises(Refused) as refusal:
            services.record_consular_answer(
                by=story.by, at=TALK, request_id=request, answer=ConsularAnswer.RECOGNISED, on=TALK.date()
            )
        assert refusal.value.code == "d7a_answered_once"
    with pytest.raises(Refused) as refusal:
        send(story, application)
    assert refusal.value.code == "d7a_wish_used_once"
    assert send(story, application, again)


def test_d7a_no_step_without_what_was_sent(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    send(story, application)
    with acting_as(story.by):
        step = run(
            "INSERT INTO cases_traveldocumentstep (id, application_id, step, \"on\", note) VALUES (%s, %s,"
            " 'consular_request', %s, '')", uuid4(), application, TALK.date(),
        )  # fmt: skip
    assert step == "d7a_no_request"


def test_d7a_for_a_child_the_guardian_and_its_own_view(story: CaseStory) -> None:
    story.enrolled((story_born := SMALL,))
    application = story.passport_application()
    with pytest.raises(Refused) as refusal:
        send(story, application)
    assert refusal.value.code == "d7a_child"
    whole = ConsularGiven(
        "Embassy of Brazil", TALK.date(), "file 3", TALK.date(), "Ana Reis", "court order 5", "She wants to go home."
    )
    assert send(story, application, whole)
    assert story_born == SMALL


def test_v13_no_application_toward_the_origin_while_a_claim_is_open(
    story: CaseStory, owner: psycopg.Connection
) -> None:
    story.enrolled()
    story.position(story.travellers[0], OPENED, status="open_claim", advice="taken", advice_on=OPENED.date())
    with pytest.raises(Refused) as refusal:
        story.passport_application()
    assert refusal.value.code == "d7a_open_claim"
    body = owner.execute("SELECT pg_get_functiondef('consent_origin_contact_barred'::regproc)").fetchone()
    assert body is not None
    owner.execute(
        "CREATE OR REPLACE FUNCTION consent_origin_contact_barred(t uuid, at timestamptz) RETURNS boolean"
        " LANGUAGE sql STABLE AS 'SELECT false'"
    )
    try:
        assert story.passport_application(), "taken out, nobody noticed"
    finally:
        owner.execute(body[0])


def test_v13_a_wish_without_paper_lifts_no_bar_and_can_be_taken_back(story: CaseStory) -> None:
    story.enrolled()
    traveller = story.travellers[0]
    claim = {"status": "open_claim", "advice": "taken", "advice_on": OPENED.date(), "advice_by": "Council"}
    story.position(traveller, OPENED, **claim, wishes_origin_contact=True)
    with pytest.raises(Refused, match="barred now"):
        story.passport_application()
    story.position(
        traveller, OPENED, **claim, wishes_origin_contact=True, origin_wish_on=OPENED.date(), origin_wish_paper="p. 2"
    )
    application = story.passport_application()
    story.position(traveller, OPENED + timedelta(hours=1), **claim)
    with pytest.raises(Refused, match="barred now"):
        send(story, application)


def test_d7b_two_people_release_and_the_fields_are_fixed(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made = border(story)
    movement, manager = story.ground.movement, story.ground.manager
    with acting_as(movement):
        assert not services.release_border_list(by=movement, at=LEAVES, list_id=made)
        with pytest.raises(Refused) as refusal:
            services.release_border_list(by=movement, at=LEAVES, list_id=made)
        assert refusal.value.code == "d7b_released_by_two"
        as_another = run(
            "INSERT INTO cases_borderrelease (id, list_id, by_id, released_at) VALUES (%s, %s, %s, %s)",
            uuid4(), made, manager.user_id, LEAVES,
        )  # fmt: skip
        assert as_another == "d7b_released_as_oneself"
        assert run("UPDATE cases_borderlist SET released_at = now()") == "42501"
    with acting_as(manager):
        assert services.release_border_list(by=manager, at=LEAVES, list_id=made)
        file = queries.border_list(made)
    assert file is not None
    assert file.released_at
    (person,) = file.people
    assert person.document_number.startswith("P")
    assert person.flight == "TP 77"
    printed = repr(border_list_data(file, language="en"))
    assert person.name in printed
    assert story.file().reference not in printed


def test_d7b_a_withdrawal_recalls_by_itself_and_somebody_confirms(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made = border(story)
    released(story, made)
    story.withdraw(story.travellers[0], LEAVES - timedelta(hours=3))
    movement = story.ground.movement
    with acting_as(movement):
        file = queries.border_list(made)
        assert file is not None
        (person,) = file.people
        assert not person.live
        assert person.recall_id is not None
        assert person.recalled_at == LEAVES - timedelta(hours=3)
    assert "recall_from_border" in {task.code for task in story.file().tasks if task.done_at is None}
    assert person.name not in repr(border_list_data(file, language="en"))
    with acting_as(movement):
        with pytest.raises(Refused):
            services.confirm_recall(by=movement, at=LEAVES, recall_id=person.recall_id, told_whom=" ")
        services.confirm_recall(by=movement, at=LEAVES, recall_id=person.recall_id, told_whom="Sergeant Costa")
        with pytest.raises(Refused) as refusal:
            services.confirm_recall(by=movement, at=LEAVES, recall_id=person.recall_id, told_whom="Another")
        assert refusal.value.code == "d7b_told_once"
    assert "recall_from_border" not in {task.code for task in story.file().tasks if task.done_at is None}


def test_d7b_who_has_no_permit_in_force_is_on_no_list(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made = border(story)
    story.withdraw(story.travellers[0], LEAVES - timedelta(days=2))
    with acting_as(story.ground.movement), pytest.raises(Refused) as refusal:
        services.release_border_list(by=story.ground.movement, at=LEAVES, list_id=made)
    assert refusal.value.code == "d7b_nobody_on_it"
    with pytest.raises(IndexError):
        border(story)


def test_v13_an_open_claim_keeps_a_name_off_the_list_of_the_origin(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    story.position(
        story.travellers[0], SIGNED, status="open_claim", advice="taken", advice_on=TALK.date(), advice_by="Council"
    )
    with pytest.raises(Refused) as refusal:
        border(story, "entry", "BR")
    assert refusal.value.code == "d7b_nobody_on_it"
    assert "claim" not in refusal.value.sentence
    assert border(story, "exit", "PT"), "the border of the country they leave is told as of everybody"


def test_d7b_four_people(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made = border(story)
    with acting_as(story.ground.stranger):
        assert queries.border_list(made) is None
    for role in ("counsellor", "reintegration_officer", "data_protection_officer"):
        by = actor(role, office_lisbon)
        with acting_as(by), pytest.raises(NotAllowed):
            services.release_border_list(by=by, at=LEAVES, list_id=made)
