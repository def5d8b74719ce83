"""Applications for papers: step by step, and a consulate only at the person's written wish (D7a)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.cases import services
from safar.cases.types import PaperStep
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import OPENED, TALK, CaseStory, raw

WISH = {"wish_on": OPENED.date(), "wish_paper": "letter of 1 May"}


def raw_request(story: CaseStory, application: object) -> None:
    """A request to a consulate written by any code."""
    raw(
        story.by,
        'INSERT INTO cases_traveldocumentstep (id, application_id, step, "on", note)'
        " VALUES (%s, %s, 'consular_request', '2016-05-02', '')",
        [uuid4(), application],
    )


def test_the_steps_are_tracked_until_it_is_issued(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    story.step(application, PaperStep.EVIDENCE, note="an old school report")
    story.step(application, PaperStep.CONSULAR_REQUEST, due_on=TALK.date() + timedelta(days=15), **WISH)
    story.step(application, PaperStep.RECOGNISED)
    story.step(application, PaperStep.ISSUED, valid_until=date(2016, 8, 1))
    (line,) = story.file().travel_documents
    assert [step.step for step in line.steps] == [
        "nationality_claimed", "evidence", "consular_request", "recognised", "issued",
    ]  # fmt: skip
    assert (line.state, line.valid_until) == ("issued", date(2016, 8, 1))


def test_d7a_no_consulate_without_a_written_wish(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    with pytest.raises(Refused, match="written wish"):
        story.step(application, PaperStep.CONSULAR_REQUEST)
    with pytest.raises(Refused, match="written wish"):
        story.step(application, PaperStep.CONSULAR_INTERVIEW)
    with pytest.raises(DatabaseError, match="written wish"):
        raw_request(story, application)


def test_d7a_a_wish_of_a_later_day_is_none_yet(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    with pytest.raises(Refused, match="written wish"):
        story.step(application, PaperStep.CONSULAR_REQUEST, wish_on=TALK.date() + timedelta(days=3))


def test_d7a_barred_while_the_claim_is_open(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    story.position(
        story.travellers[0], status="open_claim", advice="taken", advice_on=OPENED.date(), advice_by="Refugee Council"
    )
    with pytest.raises(Refused, match="barred now") as refused:
        story.step(application, PaperStep.CONSULAR_REQUEST, **WISH)
    assert "claim" not in refused.value.sentence, "a claim is never disclosed (V13)"
    with pytest.raises(DatabaseError):
        raw_request(story, application)


def test_d7a_the_person_wishes_it_although_the_claim_is_open(story: CaseStory) -> None:
    story.enrolled()
    story.position(
        story.travellers[0], status="open_claim", advice="taken", advice_on=OPENED.date(), advice_by="Refugee Council",
        wishes_origin_contact=True, origin_wish_on=OPENED.date(), origin_wish_paper="file 3, page 2",
    )  # fmt: skip
    story.step(story.passport_application(), PaperStep.CONSULAR_REQUEST, **WISH)


def test_asking_a_consulate_begins_a_period_that_explains_itself(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    story.step(application, PaperStep.CONSULAR_REQUEST, **WISH)
    (task,) = [one for one in story.file(at=TALK).tasks if one.for_whom == "embassy"]
    assert task.due_at is not None
    assert task.due_at.date() == TALK.date() + timedelta(days=15)
    assert "15" in task.why_due
    story.step(application, PaperStep.ISSUED, valid_until=date(2016, 8, 1))
    assert [one for one in story.file().tasks if one.for_whom == "embassy" and one.done_at is None] == []


def test_a_reminder_is_a_step_and_changes_nothing_else(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    story.step(application, PaperStep.CONSULAR_REQUEST, **WISH)
    story.step(application, PaperStep.CHASED, due_on=TALK.date() + timedelta(days=7))
    (line,) = story.file().travel_documents
    assert (line.state, line.due_on) == ("consular_request", TALK.date() + timedelta(days=7))


def test_an_issued_paper_ends_some_day(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(Refused, match="until when"):
        story.step(story.passport_application(), PaperStep.ISSUED)


def test_a_second_application_for_the_same_paper_waits_for_the_first(story: CaseStory) -> None:
    story.enrolled()
    story.passport_application()
    with pytest.raises(Refused, match="open application"):
        story.passport_application()


def test_a_refused_application_makes_room_for_a_new_one(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    story.step(application, PaperStep.REFUSED)
    with pytest.raises(Refused, match="has ended"):
        story.step(application, PaperStep.EVIDENCE)
    story.passport_application()


def test_another_role_and_another_office_do_not_apply(story: CaseStory) -> None:
    story.enrolled()
    application = story.passport_application()
    for by, error in ((story.ground.protection, NotAllowed), (story.ground.stranger, Refused)):
        with pytest.raises(error), acting_as(by):
            services.advance_travel_document(
                by=by, at=TALK, application_id=application, step=PaperStep.EVIDENCE, on=TALK.date()
            )
