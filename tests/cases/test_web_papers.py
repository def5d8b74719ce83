"""What is printed from a case: who may print it, what it says, and when there is nothing to print."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.documents import statement_of
from safar.cases.documents.letters import RefusalLetter
from safar.cases.documents.records import closure_report_of, receipt_of
from safar.cases.types import DecisionAnswer, DecisionGiven, DecisionKind
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.people import queries as people
from safar.plumbing.scope import acting_as
from safar.programmes.queries import published_by_id
from tests.cases.counter import Counter, Opened
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def is_pdf(answer: HttpResponse) -> bool:
    """A PDF that no browser keeps, under a name that tells nothing of anybody."""
    name = answer["Content-Disposition"]
    return (
        answer.status_code == 200
        and answer.content.startswith(b"%PDF")
        and answer["Cache-Control"] == "no-store"
        and "Rita" not in name
    )


def refused(counter: Counter, opened: Opened) -> Any:
    """A refusal on the case; gives its id."""
    manager = counter.actor("programme_manager", counter.office)
    decision = DecisionGiven(
        DecisionKind.AUTHORITY,
        DecisionAnswer.REFUSED,
        counter.now.date(),
        "The ministry",
        reasons=("Helped before.",),
        remedy="Appeal to the court.",
        remedy_until=counter.now.date() + timedelta(days=30),
        reference="D-12",
    )
    with acting_as(manager):
        return services.decide(by=manager, at=counter.now, enrolment_id=opened.enrolment, decision=decision)


def failed(counter: Counter) -> Opened:
    """Somebody who gave up their residence for a journey and then changed their mind."""
    opened = counter.declared("rita")
    counter.confirm(opened.party, "rita")
    with acting_as(counter.counsellor) as by:
        steps = consent.journey_file([opened.party.journey])[opened.party.journey].irreversible_steps
        traveller = opened.party["rita"]
        consent_services.complete_step(
            by=by, at=counter.now, traveller_id=traveller, code=steps[-1], done_at=counter.now - timedelta(minutes=30)
        )
        consent_services.withdraw_declaration(by=by, at=counter.now, traveller_id=traveller, channel="in_person")
    return opened


def test_the_letter_of_a_refusal_is_in_the_persons_language(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    decision = refused(counter, opened)
    counter.sit_down()
    assert is_pdf(counter.look("refusal_letter", opened.id, decision))
    with acting_as(counter.counsellor) as by:
        fields = queries.refusal_letter(by=by, decision_id=decision)
    assert fields is not None
    letter = RefusalLetter(**fields)
    assert (letter.language, letter.name, letter.decided_by) == ("en", "Rita Lima", "The ministry")
    assert (list(letter.reasons), letter.remedy) == (["Helped before."], "Appeal to the court.")


def test_d9_the_letter_of_another_office_looks_like_nothing(counter: Counter, office_tehran: OfficeRef) -> None:
    opened = counter.enrolled("rita")
    decision = refused(counter, opened)
    counter.sit_down("counsellor", office_tehran)
    hidden, absent = (counter.look("refusal_letter", one, decision) for one in (opened.id, uuid4()))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_a_receipt_is_printed_for_what_is_due(counter: Counter) -> None:
    opened = counter.declared("rita")
    with acting_as(counter.counsellor) as by:
        services.count_dues(by=by, at=counter.now, enrolment_id=opened.enrolment)
    counter.sit_down()
    case = counter.case(opened.id)
    view = case.enrolments[0]
    money = next(line for line in view.promises if line.line == "pocket_money")
    assert is_pdf(counter.look("receipt", opened.id, money.id))
    assert counter.look("receipt", opened.id, uuid4()).status_code == 404
    assert reverse("cases:receipt", args=[opened.id, money.id]) in words(counter.look("amounts", opened.id))
    with acting_as(counter.counsellor):
        programme = published_by_id(counter.version).programme
    paper = receipt_of(case, view, money, programme, language="pt")
    assert paper.items[0].what == "Dinheiro de bolso para a viagem"
    assert paper.items[0].amount.replace("\xa0", " ") == "EUR 50"
    assert "Rita" in paper.name
    assert (paper.handed_on, paper.case_reference) == (None, case.reference)


def test_a_closure_report_is_there_once_the_case_is_closed(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.sit_down()
    assert counter.look("closure_report", opened.id).status_code == 404
    with acting_as(counter.counsellor) as by:
        programme = published_by_id(counter.version).programme
        outcome = next(one for one in programme.outcomes if one.code == "stopped_by_person").code
        services.cancel_case(by=by, at=counter.now, case_id=opened.id, outcome=outcome, reason="They stay.")
    assert is_pdf(counter.look("closure_report", opened.id))
    report = closure_report_of(counter.case(opened.id), None, language="en", reason="stopped")
    assert len(report.members) == 2
    assert all(member.outcome and member.departed_on is None for member in report.members)
    assert report.closed_on >= report.opened_on


def test_v17_a_statement_is_there_for_steps_of_a_journey_that_failed(counter: Counter) -> None:
    opened = failed(counter)
    counter.sit_down()
    assert is_pdf(counter.look("statement", opened.id))
    assert is_pdf(counter.look("statement", opened.id, language="en"))
    assert reverse("cases:failed_journey", args=[opened.id]) in words(counter.look("case", opened.id))
    page = words(counter.look("failed_journey", opened.id))
    assert "Immigration and Borders Service (SEF)" in page
    assert reverse("cases:statement", args=[opened.id]) in page
    person = opened.party.persons["rita"]
    with acting_as(counter.counsellor):
        steps = consent.steps_of([opened.party["rita"]])[opened.party["rita"]]
        summary, names = people.people_in([person])[person], people.names_in([person])[person]
        programme = published_by_id(counter.version).programme
    paper = statement_of(counter.case(opened.id), programme, summary, names, steps, on=counter.now.date())
    assert paper is not None
    assert (paper.language, paper.name, paper.return_country) == ("pt", "Rita Lima", "BR")
    assert paper.authority == "Serviço de Estrangeiros e Fronteiras (SEF)"
    assert [step.what for step in paper.steps] == ["Renúncia à residência em Portugal"]


def test_v17_without_a_failed_step_there_is_no_statement(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    assert counter.look("statement", opened.id).status_code == 404


@pytest.mark.parametrize("page", ["closure_report", "statement"])
def test_papers_are_for_those_who_work_on_cases(counter: Counter, page: str) -> None:
    opened = counter.enrolled("rita")
    assert counter.look(page, opened.id).status_code == 302
    counter.sit_down("administrator")
    assert counter.look(page, opened.id).status_code == 403


def test_without_the_typeface_the_page_says_what_to_do(counter: Counter, tmp_path: Path) -> None:
    opened = counter.enrolled("rita")
    decision = refused(counter, opened)
    counter.sit_down()
    with override_settings(FONT_DIRS=[tmp_path]):
        answer = counter.look("refusal_letter", opened.id, decision)
    assert answer.status_code == 409
    assert "make run" in words(answer)
