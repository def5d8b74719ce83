"""Papers, itinerary, departure, arrival, what is due, and handing a case to another office."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.cases import queries
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter, Opened
from tests.conftest import ActorMaker
from tests.consent.desk import moment_answers, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def day(counter: Counter, days: int = 0) -> str:
    """A day as it is typed."""
    return f"{counter.now + timedelta(days=days):%d/%m/%Y}"


def apply(counter: Counter, opened: Opened) -> str:
    """An application for Rita's laissez-passer; gives its id."""
    sent = {
        "member": str(opened.members["rita"]), "document_kind": "laissez_passer", "country": "BR",
        "authority": "Consulate of Brazil", "on": day(counter, -3),
    }  # fmt: skip
    answer = counter.send("travel_document", opened.id, **sent)
    assert answer.status_code == 302, words(answer)
    return str(counter.case(opened.id).travel_documents[0].id)


def test_d7_a_consulate_is_asked_only_at_a_written_wish(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    application = apply(counter, opened)
    step = {"step": "consular_request", "on": day(counter, -2), "due_on": day(counter, 13)}
    page = words(counter.send("travel_document_step", opened.id, application, **step))
    assert 'class="error-summary"' in page
    wish = {"wish_on": day(counter, -2), "wish_paper": "file 3, page 2"}
    answer = counter.send("travel_document_step", opened.id, application, **step, **wish)
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id).travel_documents[0].state == "consular_request"


def test_an_issued_document_has_a_last_day(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    application = apply(counter, opened)
    step = {"step": "issued", "on": day(counter)}
    page = words(counter.send("travel_document_step", opened.id, application, **step))
    assert "until when the document is valid" in page
    answer = counter.send("travel_document_step", opened.id, application, **step, valid_until=day(counter, 60))
    assert answer.status_code == 302, words(answer)


def itinerary(counter: Counter, opened: Opened, **more: object) -> dict[str, object]:
    """The form for an itinerary, filled in."""
    leaves = counter.now + timedelta(days=9)
    return {
        "members": [str(one) for one in opened.members.values()], "way": "air", "from_place": "LIS", "to_place": "REC",
        **moment_answers("leaves_at", leaves), **moment_answers("arrives_at", leaves + timedelta(hours=8)),
        "carrier": "TAP", "number": "11", "reference": "", "met_by": "", **more,
    }  # fmt: skip


def test_v1_nobody_without_a_permit_gets_an_itinerary(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    page = words(counter.send("itinerary", opened.id, **itinerary(counter, opened)))
    assert 'class="error-summary"' in page
    assert 'value="TAP"' in page
    assert not counter.case(opened.id).itineraries


def test_an_itinerary_shows_among_those_leaving_and_can_be_cancelled(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    answer = counter.send("itinerary", opened.id, **itinerary(counter, opened))
    assert answer.status_code == 302, words(answer)
    leaving = counter.case(opened.id).itineraries[0]
    assert "Rita Lima" in words(counter.client.get(reverse("desk:leaving")))
    answer = counter.send("cancel_itinerary", opened.id, leaving.id, reason="The flight was cancelled.")
    assert answer.status_code == 302, words(answer)
    assert not counter.case(opened.id).itineraries[0].live


def test_nobody_arrives_before_leaving(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    wrong = itinerary(counter, opened, **moment_answers("arrives_at", counter.now + timedelta(days=8)))
    assert "must be after the departure" in words(counter.send("itinerary", opened.id, **wrong))


def test_v11_nobody_leaves_who_was_not_asked_again(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down("movement_officer")
    sent = {
        "members": [str(opened.members["rita"])], "place": "Lisbon", "way": "air",
        **moment_answers("departed_at", counter.now - timedelta(minutes=10)),
    }  # fmt: skip
    answer = counter.client.post(reverse("cases:departure", args=[opened.id]), sent, follow=True)
    assert "stays where they are" in words(answer) or "error-summary" in words(answer)
    assert counter.state(opened.party, "rita") == "in_force"


def test_amounts_are_approved_and_explained(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down("programme_manager")
    lines = counter.case(opened.id).enrolments[0].promises
    missing = next(line for line in lines if line.state == "amount_missing")
    sent = {"amount": "1500.50", "currency": "EUR", "reference": "G-7"}
    answer = counter.send("approve_amount", opened.id, missing.id, **sent)
    assert answer.status_code == 302, words(answer)
    line = next(one for one in counter.case(opened.id).enrolments[0].promises if one.id == missing.id)
    assert (line.approved_amount, line.approval_reference) == (150050, "G-7")
    answer = counter.send("explain", opened.id, missing.id, reason="She chose not to go.")
    assert answer.status_code in (200, 302)
    page = words(counter.look("amounts", opened.id))
    assert "G-7" in page
    assert "1,500.50" in page


def test_only_who_may_approves_an_amount(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    line = counter.case(opened.id).enrolments[0].promises[0]
    sent = {"amount": "10", "currency": "EUR", "reference": "x"}
    assert counter.send("approve_amount", opened.id, line.id, **sent).status_code == 403


def test_closing_lists_what_is_unexplained_and_refuses(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    assert "still due" in words(counter.look("close", opened.id))
    page = words(counter.send("close", opened.id, reason="completed", note="All is well."))
    assert 'class="error-summary"' in page
    assert "All is well." in page
    assert counter.case(opened.id).status == "open"


def test_a_case_is_offered_accepted_and_still_read_by_the_sender(counter: Counter, office_kabul: OfficeRef) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    ticks = {f"agrees_{opened.members['rita']}": "on", "language": "pt"}
    answer = counter.send("offer", opened.id, to_office=office_kabul.id, reason="She goes home.", **ticks)
    assert answer.status_code == 302, words(answer)
    receiver = counter.sit_down("counsellor", office_kabul)
    page = words(counter.client.get(reverse("desk:offered")))
    assert "Rita Lima" in page
    assert "Accept it or send it back" in words(counter.look("case", opened.id))
    assert "Say why the case goes back" in words(counter.send("answer_offer", opened.id, decline="1"))
    answer = counter.send("answer_offer", opened.id, accept="1", assigned_to=receiver.user_id)
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id, receiver).assigned_to_id == receiver.user_id
    counter.sit_down()
    page = words(counter.look("case", opened.id))
    assert "belongs to Kabul now" in page
    assert "Choose another programme" not in page


def test_a_case_is_sent_back(counter: Counter, office_kabul: OfficeRef) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    ticks = {f"agrees_{opened.members['rita']}": "on", "language": "pt"}
    counter.send("offer", opened.id, to_office=office_kabul.id, reason="She goes home.", **ticks)
    receiver = counter.sit_down("counsellor", office_kabul)
    answer = counter.send("answer_offer", opened.id, decline="1", reason="She lives in Herat.")
    assert answer.status_code == 302, words(answer)
    with acting_as(receiver):
        assert queries.case_file(by=receiver, case_id=opened.id, at=counter.now) is None


def test_a_case_is_given_to_a_colleague(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    colleague = counter.actor("counsellor", counter.office, 2)
    counter.sit_down()
    assert counter.send("assign", opened.id, assigned_to=colleague.user_id).status_code == 302
    assert counter.case(opened.id).assigned_to_id == colleague.user_id


def test_who_did_not_appear_keeps_their_declaration(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down("movement_officer")
    sent = {
        "members": [str(opened.members["rita"])], "outcome": "did_not_appear", "next_step": "Call her sister.",
        **moment_answers("planned_at", counter.now - timedelta(hours=1)),
    }  # fmt: skip
    answer = counter.send("not_travelled", opened.id, **sent)
    assert answer.status_code == 302, words(answer)
    assert counter.state(opened.party, "rita") == "in_force"
    assert "did not travel as planned" in words(counter.look("history", opened.id))


def test_v1_another_destination_ends_every_declaration(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    answer = counter.send(
        "destination", opened.id, return_country="BR", return_place="Natal", reason="Her mother moved."
    )
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id).return_place == "Natal"
    assert counter.state(opened.party, "rita") != "in_force"
