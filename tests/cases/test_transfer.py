"""A case is offered, accepted or declined; the sender reads it until it is closed and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db.utils import DatabaseError

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import AgreementGiven
from safar.consent import queries as consent
from safar.people import queries as people
from safar.people.services import withdraw_data_consent
from safar.people.types import Purpose
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import GROWN, LATER, OPENED, TehranStory, raw
from tests.conftest import ActorMaker


@pytest.fixture
def receiver(actor: ActorMaker, office_kabul: OfficeRef) -> Actor:
    """Somebody in Kabul who may accept a case."""
    return actor("reintegration_officer", office_kabul)


def offer(story: TehranStory, office: OfficeRef) -> None:
    """Offer the story's case, with everybody's consent."""
    story.agree_to_transfer(office)
    with acting_as(story.by):
        services.offer_case(by=story.by, at=OPENED, case_id=story.case_id, to_office_id=office.id, reason="arrival")


def accept(story: TehranStory, by: Actor) -> None:
    """Accept it."""
    with acting_as(by):
        services.accept_case(by=by, at=OPENED, case_id=story.case_id)


def sees(story: TehranStory, by: Actor) -> tuple[bool, bool, bool]:
    """Whether somebody sees the case, its people and its journey."""
    with acting_as(by):
        case = queries.case_file(by=by, case_id=story.case_id, at=OPENED) is not None
        persons = bool(people.people_in(story.people))
        travellers = bool(consent.travellers_in(story.travellers))
    return case, persons, travellers


def test_from_tehran_to_kabul(tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    assert sees(tehran, receiver) == (False, False, False)
    offer(tehran, office_kabul)
    assert sees(tehran, receiver) == (True, True, True)
    with acting_as(receiver):
        assert [row.case_id for row in queries.offered_to_us(by=receiver, at=OPENED)] == [tehran.case_id]
    accept(tehran, receiver)
    file = tehran.file(receiver)
    assert (file.office, file.sent_from, file.offered_to) == ("Kabul", "Tehran", "")
    assert file.may_write
    assert sees(tehran, tehran.by) == (True, True, True)
    assert not tehran.file(tehran.by).may_write


def test_the_sender_reads_and_changes_nothing(tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    accept(tehran, receiver)
    with pytest.raises(Refused, match="Only the office that has the case"), acting_as(tehran.by):
        services.add_note(by=tehran.by, at=OPENED, case_id=tehran.case_id, body="We still know best.")
    with pytest.raises(DatabaseError, match="row-level security"):
        raw(
            tehran.by,
            "INSERT INTO cases_note (id, case_id, kind, body, written_at)"
            " VALUES (gen_random_uuid(), %s, 'general', 'x', now())",
            [tehran.case_id],
        )
    assert raw(tehran.by, "UPDATE cases_case SET status = 'on_hold' WHERE id = %s", [tehran.case_id]) == 0


def test_the_sender_sees_nothing_after_closure(tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    accept(tehran, receiver)
    with acting_as(receiver):
        services.cancel_case(by=receiver, at=LATER, case_id=tehran.case_id, outcome="withdrew", reason="stays")
    case, persons, travellers = sees(tehran, tehran.by)
    assert (case, travellers) == (False, False)
    assert persons, "Tehran registered them and goes on seeing who they are"


def test_declining_tells_the_sender_and_shows_no_more(
    tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    with acting_as(receiver):
        services.decline_case(by=receiver, at=OPENED, case_id=tehran.case_id, reason="no places before winter")
    assert sees(tehran, receiver) == (False, False, False)
    file = tehran.file()
    assert file.offered_to == ""
    assert "offer_declined" in {task.code for task in file.tasks}
    assert any("no places before winter" in line.sentence for line in file.history)


def test_an_offer_is_taken_back(tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    with acting_as(tehran.by):
        services.withdraw_offer(by=tehran.by, at=OPENED, case_id=tehran.case_id)
    assert sees(tehran, receiver) == (False, False, False)
    with pytest.raises(Refused, match="There is no such case"):
        accept(tehran, receiver)


def test_nobody_accepts_for_another_office(tehran: TehranStory, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    with pytest.raises(Refused, match="not offered to your office"):
        accept(tehran, tehran.by)
    with pytest.raises(Refused, match="There is no such case"):
        accept(tehran, tehran.ground.stranger)


def test_who_it_is_offered_to_reads_and_only_answers(
    tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    for change in ("status = 'on_hold'", "offered_to_id = NULL, return_place = 'Kabul'", "assigned_to_id = NULL"):
        with pytest.raises(DatabaseError, match="Only the office that has the case"):
            raw(receiver, f"UPDATE cases_case SET {change} WHERE id = %s", [tehran.case_id])
    with pytest.raises(DatabaseError, match="Only the office that a case is offered to"):
        raw(receiver, "UPDATE cases_case SET office_id = %s WHERE id = %s", [office_kabul.id, tehran.case_id])


def test_the_sender_gives_a_case_to_nobody_by_itself(tehran: TehranStory, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    with pytest.raises(DatabaseError, match="Only the office that a case is offered to"):
        raw(tehran.by, "UPDATE cases_case SET office_id = %s WHERE id = %s", [office_kabul.id, tehran.case_id])
    with pytest.raises(DatabaseError, match="until it is closed"):
        raw(tehran.by, "UPDATE cases_case SET sent_from_id = %s WHERE id = %s", [office_kabul.id, tehran.case_id])


def test_the_wrong_role_neither_offers_nor_accepts(
    tehran: TehranStory, actor: ActorMaker, office_tehran: OfficeRef, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN, GROWN])
    movement = actor("movement_officer", office_tehran)
    with pytest.raises(NotAllowed), acting_as(movement):
        services.offer_case(
            by=movement, at=OPENED, case_id=tehran.case_id, to_office_id=office_kabul.id, reason="arrival"
        )
    offer(tehran, office_kabul)
    with pytest.raises(NotAllowed):
        accept(tehran, actor("protection_officer", office_kabul))


def test_a_case_is_offered_once_and_elsewhere(tehran: TehranStory, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    offer(tehran, office_kabul)
    with pytest.raises(Refused, match="offered to an office already"):
        offer(tehran, office_kabul)
    with pytest.raises(Refused, match="another office"), acting_as(tehran.by):
        services.offer_case(
            by=tehran.by, at=OPENED, case_id=tehran.case_id, to_office_id=tehran.by.office_id or 0, reason="again"
        )


def test_d6_nobody_is_offered_without_their_consent(tehran: TehranStory, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    with pytest.raises(Refused, match="missing: 2"), acting_as(tehran.by):
        services.offer_case(
            by=tehran.by, at=OPENED, case_id=tehran.case_id, to_office_id=office_kabul.id, reason="arrival"
        )
    with pytest.raises(DatabaseError, match="with the consents and the agreement"):
        raw(tehran.by, "UPDATE cases_case SET offered_to_id = %s WHERE id = %s", [office_kabul.id, tehran.case_id])


def test_d6_a_guardian_agrees_and_the_child_is_asked(tehran: TehranStory, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, date(2001, 1, 1)])
    tehran.agree_to_transfer(office_kabul)
    asked = {"by": tehran.by, "at": OPENED, "case_id": tehran.case_id, "to_office_id": office_kabul.id}
    with acting_as(tehran.by):
        with pytest.raises(Refused, match="old enough was not asked"):
            services.offer_case(**asked, reason="arrival")  # type: ignore[arg-type]
        services.offer_case(**asked, reason="arrival", assented=[tehran.people[1]])  # type: ignore[arg-type]


def test_d6_a_consent_taken_back_takes_the_offer_back(
    tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN, GROWN])
    (consent_id, _other) = tehran.agree_to_transfer(office_kabul)
    offer(tehran, office_kabul)
    with acting_as(tehran.by):
        withdraw_data_consent(by=tehran.by, at=LATER, consent_id=consent_id)
    assert sees(tehran, receiver) == (False, False, False)
    assert "offer_recalled" in {task.code for task in tehran.file().tasks}


def test_d6_what_was_sent_is_recalled_by_a_task(tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef) -> None:
    tehran.enrolled([GROWN, GROWN])
    (consent_id, _other) = tehran.agree_to_transfer(office_kabul)
    offer(tehran, office_kabul)
    accept(tehran, receiver)
    with acting_as(tehran.by):
        withdraw_data_consent(by=tehran.by, at=LATER, consent_id=consent_id)
    assert "transfer_recalled" in {task.code for task in tehran.file(receiver).tasks}


def test_d6_a_partner_needs_an_agreement_valid_that_day(
    tehran: TehranStory, actor: ActorMaker, office_tehran: OfficeRef, office_kabul: OfficeRef
) -> None:
    from safar.accounts.models import Office

    tehran.enrolled([GROWN])
    partner = Office.objects.create(
        code="NICCO",
        name="Nicco",
        kind="partner",
        country="AF",
        timezone="Asia/Kabul",
        parent_id=office_kabul.parent_id,
    )
    ref = replace(office_kabul, id=partner.id, code="NICCO", name="Nicco", kind="partner")
    tehran.agree_to_transfer(ref, purpose=Purpose.PARTNER_SERVICE)
    officer = actor("data_protection_officer", office_tehran)
    given = AgreementGiven(partner.id, "help after arrival", "MoU 7", OPENED.date(), OPENED.date())
    with pytest.raises(Refused, match="No agreement with that office"):
        offer(tehran, ref)
    with pytest.raises(NotAllowed), acting_as(tehran.by):
        services.write_agreement(by=tehran.by, at=OPENED, given=given)
    with pytest.raises(DatabaseError, match="Only a data protection officer"):
        raw(
            tehran.by,
            "INSERT INTO cases_transferagreement (id, recipient_id, purpose, paper, from_on, until_on)"
            " VALUES (gen_random_uuid(), %s, 'x', 'x', '2000-01-01', '2100-01-01')",
            [partner.id],
        )
    with acting_as(officer):
        services.write_agreement(by=officer, at=OPENED, given=given)
    with pytest.raises(Refused, match="No agreement with that office"), acting_as(tehran.by):
        services.offer_case(by=tehran.by, at=LATER, case_id=tehran.case_id, to_office_id=partner.id, reason="arrival")
    offer(tehran, ref)
    with acting_as(officer):
        (line,) = queries.transfers(by=officer, at=LATER)
    assert (line.agreement_until, line.consents, line.needs_agreement) == (OPENED.date(), 1, True)


def test_d6_to_save_a_life_the_least_is_told_and_the_person_hears_of_it(
    tehran: TehranStory, receiver: Actor, office_kabul: OfficeRef
) -> None:
    tehran.enrolled([GROWN])
    with acting_as(tehran.by):
        services.tell_to_save_life(
            by=tehran.by, at=OPENED, case_id=tehran.case_id, to_office_id=office_kabul.id,
            told="A man of 36 with insulin lands at 09:00 and has none left.", reason="he would die",
        )  # fmt: skip
    with acting_as(receiver):
        (line,) = queries.told_to_us(by=receiver)
    assert (line.told[:5], line.reference) == ("A man", ""), "the words, and nothing of the file"
    assert sees(tehran, receiver) == (False, False, False)
    (task,) = [one for one in tehran.file().tasks if one.code == "tell_of_disclosure"]
    with acting_as(tehran.by):
        services.complete_task(by=tehran.by, at=LATER, task_id=task.id, outcome="told him")
