"""V17, V19 and V13: what a failed journey leaves, removal by the State, a decision on safety looked at twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import RemovalGiven
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, GROWN, LEAVES, SIGNED, TALK, CaseStory
from tests.cases.outside import authority_office, border, official, released, submitted
from tests.conftest import ActorMaker
from tests.consent.raw import run

REMOVED = RemovalGiven(LEAVES - timedelta(days=1), "Border police", "his brother by telephone", account="At dawn.")


def remove(story: CaseStory, members: list[int] | None = None) -> bool:
    """The protection officer writes down that the State removed them."""
    by = story.ground.protection
    chosen = [story.member_ids[place] for place in members] if members is not None else story.member_ids
    with acting_as(by):
        return services.record_removal(by=by, at=LEAVES, case_id=story.case_id, member_ids=chosen, given=REMOVED)


def test_v19_one_act_closes_the_case_and_ends_what_was_open(
    story: CaseStory, actor: ActorMaker, organisation: OfficeRef
) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    sef = authority_office(organisation)
    application = submitted(story, sef)
    made = border(story)
    released(story, made)
    assert remove(story)
    file = story.file()
    assert (file.status, file.closure_reason) == ("closed", "removed_by_state")
    assert not any(line.live for line in file.itineraries)
    with acting_as(story.by):
        (permit,) = consent.permits_of(story.travellers)[story.travellers[0]]
        assert permit.state == "lapsed"
    assert "help_after_removal" in {task.code for task in file.tasks if task.done_at is None}
    clerk = official(actor, sef)
    with acting_as(clerk):
        assert queries.application_for_authority(application) is None, "not even that it was withdrawn"


def test_v19_nothing_of_the_file_goes_on(story: CaseStory, organisation: OfficeRef) -> None:
    story.enrolled()
    sef = authority_office(organisation)
    remove(story)
    with acting_as(story.by):
        services.reopen_case(by=story.by, at=LEAVES, case_id=story.case_id, reason="asked for help")
    with pytest.raises(Refused) as refusal:
        submitted(story, sef)
    assert refusal.value.code == "v19_nothing_to_who_enforces"
    with pytest.raises(Refused) as refusal:
        story.passport_application()
    assert refusal.value.code == "v19_nothing_to_who_enforces"


def test_v19_no_removal_of_who_left_with_us(story: CaseStory) -> None:
    story.enrolled()
    story.until_left()
    with pytest.raises(Refused) as refusal:
        remove(story)
    assert refusal.value.code == "v19_departed_with_us"


def test_v19_the_wife_who_stays_is_asked_again(story: CaseStory) -> None:
    story.enrolled((GROWN, date(1984, 1, 1)))
    story.declare_all()
    assert not remove(story, [0])
    file = story.file()
    assert file.status == "open"
    assert "ask_again_alone" in {task.code for task in file.tasks if task.done_at is None}


def test_v19_promises_follow_the_programme(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.approve_amounts()
    remove(story)
    with acting_as(story.by):
        from safar.cases.models import DueItem

        standing = dict(DueItem.objects.filter(superseded_at=None).values_list("line", "standing"))
    assert standing["pocket_money"] == "decided_on_case"
    assert standing.get("ticket", "ended") != "due"


def test_v19_who_may_write_it_down(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    story.enrolled()
    for by in (actor("movement_officer", office_lisbon), actor("data_protection_officer", office_lisbon)):
        with acting_as(by), pytest.raises(NotAllowed):
            services.record_removal(by=by, at=LEAVES, case_id=story.case_id, member_ids=story.member_ids, given=REMOVED)
    stranger = story.ground.stranger
    with acting_as(stranger), pytest.raises(Refused, match="no such case"):
        services.record_removal(
            by=stranger, at=LEAVES, case_id=story.case_id, member_ids=story.member_ids, given=REMOVED
        )


@pytest.mark.parametrize("outcome", ["refused_entry", "sent_back"])
def test_v17_a_journey_that_fails_at_the_border_leaves_a_statement(story: CaseStory, outcome: str) -> None:
    story.enrolled()
    story.until_left()
    by = story.ground.movement
    with acting_as(by):
        services.record_arrival(
            by=by, at=LEAVES + timedelta(hours=20), case_id=story.case_id, member_ids=story.member_ids,
            arrived_at=LEAVES + timedelta(hours=19), outcome=outcome,
        )  # fmt: skip
    codes = {task.code for task in story.file().tasks if task.done_at is None}
    assert {"protect_after_failed_step", "statement_for_authority"} <= codes


def test_v13_a_second_opinion_is_somebody_elses(story: CaseStory, actor: ActorMaker, office_tehran: OfficeRef) -> None:
    story.enrolled()
    story.declare_all()
    traveller = story.travellers[0]
    first, second = story.ground.protection_elsewhere, actor("protection_officer", office_tehran, 2)
    with acting_as(story.by):
        doubt = consent_services.raise_refoulement_doubt(by=story.by, at=SIGNED, traveller_id=traveller, note="a feud")
    with acting_as(first):
        with pytest.raises(Refused, match="told with its reasons"):
            consent_services.decide_refoulement(by=first, at=SIGNED, doubt_id=doubt, decision="declined", note="feud")
        consent_services.decide_refoulement(
            by=first,
            at=SIGNED,
            doubt_id=doubt,
            decision="declined",
            note="feud",
            reason_for_person="It is not safe yet.",
        )
    with acting_as(second):
        assert consent.refoulement_doubts_open() == []
    with acting_as(story.by):
        (answer,) = consent.refoulement_answers([traveller])[traveller]
        assert answer.reason_for_person == "It is not safe yet."
        consent_services.tell_refoulement_decision(
            by=story.by, at=DECIDED, decision_id=answer.decision_id, told_at=DECIDED, language="pt", insists=True,
            wants_second=True,
        )  # fmt: skip
    with acting_as(first):
        assert consent.refoulement_doubts_open() == []
        with pytest.raises(Refused) as refusal:
            consent_services.decide_refoulement(by=first, at=DECIDED, doubt_id=doubt, decision="may_go")
        assert refusal.value.code == "v13_second_by_another"
    with acting_as(second):
        (open_doubt,) = consent.refoulement_doubts_open()
        assert open_doubt.earlier == "feud"
        consent_services.decide_refoulement(by=second, at=DECIDED, doubt_id=doubt, decision="may_go")
    with acting_as(story.by):
        (permit,) = consent.permits_of([traveller])[traveller]
    assert permit.state == "in_force"


def test_v13_nobody_outside_reads_the_answer(story: CaseStory) -> None:
    story.enrolled()
    with acting_as(story.ground.stranger):
        assert consent.refoulement_answers(story.travellers)[story.travellers[0]] == []
        assert run("INSERT INTO consent_refoulementtold (id) VALUES (NULL)") == "42501"


def test_a_changed_removal_date_begins_its_clock_anew(story: CaseStory) -> None:
    story.enrolled()
    traveller = story.travellers[0]
    for at, on in ((TALK, date(2016, 6, 1)), (TALK + timedelta(days=1), date(2016, 5, 5))):
        with acting_as(story.by):
            consent_services.record_detention(
                by=story.by,
                at=at,
                traveller_id=traveller,
                in_detention=True,
                removal_on=on,
                place="Porto",
                lawyer="R. Sá",
            )
    tasks = story.file().tasks
    assert [task.done_at is None for task in tasks if task.code == "removal_date"].count(True) == 1
    assert sum(task.code == "detained_visit" for task in tasks) == 1
