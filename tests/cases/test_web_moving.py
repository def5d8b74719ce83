"""Going on: for some, not for others, with reasons; with a second person; decided; held; closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter, Opened
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def stages(counter: Counter, opened: Opened) -> dict[str, str]:
    """Where everybody stands, by name."""
    return {row.name: row.stage for row in counter.case(opened.id).enrolments[0].rows}


def move(counter: Counter, opened: Opened, code: str) -> str:
    """The address of a move."""
    return reverse("cases:move", args=[opened.id, opened.enrolment, code])


def standing(counter: Counter, opened: Opened) -> dict[str, str]:
    """The ids under which everybody stands in the programme, by name."""
    return {row.name: str(row.enrolment_member_id) for row in counter.case(opened.id).enrolments[0].rows}


def test_one_goes_on_and_the_other_stays_with_the_reasons(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.go_on(opened, "begin_counselling")
    counter.talk(opened.party, "rita")
    counter.sit_down()
    page = words(counter.client.get(move(counter, opened, "go_to_declaration")))
    assert "Who cannot go on yet" in page
    ids = standing(counter, opened)
    form = page[page.index('<form method="post" novalidate>') :]
    assert ids["Rita Lima"] in form
    assert ids["Paulo Lima"] not in form
    answer = counter.client.post(move(counter, opened, "go_to_declaration"), {"members": [ids["Rita Lima"]]})
    assert answer.status_code == 302, words(answer)
    assert stages(counter, opened) == {"Rita Lima": "declaration", "Paulo Lima": "counselling"}


def test_nobody_who_cannot_go_is_moved_by_a_forged_form(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.go_on(opened, "begin_counselling")
    counter.sit_down()
    ids = standing(counter, opened)
    answer = counter.client.post(move(counter, opened, "go_to_declaration"), {"members": [ids["Paulo Lima"]]})
    assert answer.status_code == 200
    assert stages(counter, opened)["Paulo Lima"] == "counselling"


def test_a_move_no_stage_allows_is_absent(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    assert counter.client.get(move(counter, opened, "leave")).status_code == 404


def test_a_step_back_needs_a_reason_and_keeps_it(counter: Counter) -> None:
    opened = counter.declared("rita")
    for code in ("begin_counselling", "go_to_declaration"):
        counter.go_on(opened, code)
    counter.sit_down()
    ids = list(standing(counter, opened).values())
    answer = counter.client.post(move(counter, opened, "back_to_counselling"), {"members": ids, "reason": ""})
    assert answer.status_code == 200
    answer = counter.client.post(
        move(counter, opened, "back_to_counselling"), {"members": ids, "reason": "She wants to hear it again."}
    )
    assert answer.status_code == 302
    assert "She wants to hear it again." in words(counter.look("history", opened.id))


def refused(**more: str) -> dict[str, str]:
    """A refusal with all that one needs."""
    return {
        "kind": "ours",
        "answer": "refused",
        "decided_by": "The programme manager",
        "reference": "D-1",
        "reasons": "The means test.",
        "remedy": "Ask for a review at this office.",
        **more,
    }


def test_a_refusal_needs_reasons_and_a_remedy_and_loses_nothing_typed(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down("programme_manager")
    today = f"{counter.now:%d/%m/%Y}"
    sent = refused(enrolment=str(opened.enrolment), decided_on=today, reasons="", remedy="")
    page = words(counter.send("decision", opened.id, **sent))
    assert "A refusal tells its reasons" in page
    assert "what the person can do against it" in page
    assert "D-1" in page
    answer = counter.send("decision", opened.id, **refused(enrolment=str(opened.enrolment), decided_on=today))
    assert answer.status_code == 302, words(answer)
    decision = counter.case(opened.id).enrolments[0].decisions[0]
    assert decision.reasons == ("The means test.",)
    letter = counter.look("refusal_letter", opened.id, decision.id)
    assert letter["Content-Type"] == "application/pdf"
    assert letter["Cache-Control"] == "no-store"
    assert "Rita" not in letter["Content-Disposition"]
    assert letter.content.startswith(b"%PDF")


def test_a_wrong_day_is_said_in_a_sentence(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down("programme_manager")
    page = words(counter.send("decision", opened.id, **refused(enrolment=str(opened.enrolment), decided_on="the 40th")))
    assert "is not a day we can read" in page
    assert "the 40th" in page


def test_held_and_gone_on_again(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    before = stages(counter, opened)
    assert counter.send("hold", opened.id, reason="She is in hospital.").status_code == 302
    assert counter.case(opened.id).status == "on_hold"
    assert "She is in hospital." in words(counter.look("case", opened.id))
    assert counter.send("resume", opened.id, reason="She is well.").status_code == 302
    assert counter.case(opened.id).status == "open"
    assert stages(counter, opened) == before


def test_a_case_ends_without_a_journey_and_opens_again(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    page = words(counter.look("cancel", opened.id))
    assert "Nothing is held against anybody" in page
    work = [reverse(f"cases:{page}", args=[opened.id]) for page in ("add_task", "add_note", "book")]
    assert all(link in words(counter.look("case", opened.id)) for link in work)
    answer = counter.send("cancel", opened.id, outcome="withdrew", reason="She stays with her sister.")
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id).status == "closed"
    closed = words(counter.look("case", opened.id))
    assert not any(link in closed for link in work), "a closed case is opened again before there is more to do"
    assert counter.send("reopen", opened.id, reason="She asked again.").status_code == 302
    assert counter.case(opened.id).status == "open"


def test_a_refusal_by_the_service_is_shown_with_what_was_typed(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    counter.send("hold", opened.id, reason="once")
    page = words(counter.send("hold", opened.id, reason="twice over"))
    assert 'class="error-summary"' in page
    assert "twice over" in page


def test_somebody_stays_and_the_others_are_asked_again(counter: Counter) -> None:
    opened = counter.declared("rita", "paulo")
    counter.sit_down()
    answer = counter.send("stays", opened.id, member=str(opened.members["paulo"]), reason="His work is here.", do="1")
    assert answer.status_code == 302, words(answer)
    assert counter.state(opened.party, "paulo") != "in_force"


def test_v20_a_reported_death_closes_nothing(counter: Counter) -> None:
    opened = counter.declared("rita", "paulo")
    counter.sit_down()
    answer = counter.send(
        "death", opened.id, member=str(opened.members["paulo"]), source="A neighbour by telephone", do="1"
    )
    assert answer.status_code == 302, words(answer)
    assert counter.case(opened.id).status == "open"


def test_a_second_person_agrees_or_says_why_not(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    asked = _request(counter, opened)
    counter.sit_down("programme_manager", number=2)
    page = words(counter.look("approval", opened.id, asked))
    assert "I agree" in page
    assert "Say why you do not agree" in words(counter.send("approval", opened.id, asked, refuse="1"))
    answer = counter.send("approval", opened.id, asked, refuse="1", reason="The amount is missing.")
    assert answer.status_code == 302, words(answer)
    assert not counter.case(opened.id).approvals


def _request(counter: Counter, opened: Opened) -> str:
    """A request for a second person, as the service for two-person moves writes it."""
    from safar.cases.models import Approval

    member = counter.case(opened.id).enrolments[0].rows[0].enrolment_member_id
    with acting_as(counter.counsellor) as by:
        assert by.user_id is not None
        return str(
            Approval.objects.create(
                enrolment_id=opened.enrolment, move="begin_counselling", members=[member],
                requested_by_id=by.user_id, requested_at=counter.now - timedelta(hours=1),
            ).id
        )  # fmt: skip
