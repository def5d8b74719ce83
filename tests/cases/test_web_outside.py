"""The pages about authorities, borders, samples and removals; and an authority that opens every page there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import ItineraryGiven
from safar.people.services import record_data_consent
from safar.people.types import ConsentGiven, Purpose
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter, Opened
from tests.cases.outside import authority_office
from tests.conftest import ActorMaker
from tests.consent.desk import words as words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


@pytest.fixture
def sef(organisation: OfficeRef) -> OfficeRef:
    """The authority of Portugal."""
    return authority_office(organisation)


def agreed(counter: Counter, opened: Opened, sef: OfficeRef) -> None:
    """Everybody consents to the authority."""
    with acting_as(counter.counsellor) as by:
        for person in opened.party.persons.values():
            given = ConsentGiven(counter.now - timedelta(days=9), "en", Purpose.COMPETENT_AUTHORITY, sef.name)
            record_data_consent(by=by, at=counter.now - timedelta(days=8), person_id=person, consent=given)


def test_d18_submitted_at_the_desk_and_answered_by_the_authority(counter: Counter, sef: OfficeRef) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    page = words_of(counter.look("submissions", opened.id))
    assert "name as in the document" in page
    form = {"enrolment": opened.enrolment, "authority": sef.id, "members": [opened.members["rita"]]}
    refused = counter.send("submissions", opened.id, **form)
    assert "has not consented to this authority" in words_of(refused)
    agreed(counter, opened, sef)
    assert counter.send("submissions", opened.id, **form).status_code == 302
    assert "Exactly what was sent" in words_of(counter.look("submissions", opened.id))
    counter.sit_down("competent_authority", sef)
    home = counter.client.get("/")
    assert home.headers["Location"] == reverse("cases:applications")
    page = words_of(counter.look("applications"))
    assert "Rita Lima" in page
    assert "Worklist" not in page
    assert "Find a person" not in page
    with acting_as(counter.counsellor):
        (submission,) = queries.submissions_of([opened.id])[opened.id]
    answer: dict[str, Any] = {"answer": "refused", "decided_on": f"{counter.now:%d/%m/%Y}"}
    bare = counter.send("application", submission.id, **answer, reasons="A fine is unpaid.")
    assert bare.status_code == 422
    assert "A fine is unpaid." in bare.content.decode(), "nothing typed is lost"
    whole = counter.send(
        "application", submission.id, **answer, reasons="A fine is unpaid.", remedy="The court.",
        remedy_until=f"{counter.now + timedelta(days=30):%d/%m/%Y}",
    )  # fmt: skip
    assert whole.status_code == 302, words_of(whole)
    assert "refused" in words_of(counter.look("application", submission.id))
    counter.sit_down()
    assert "The authority refused the application." in words_of(counter.look("case", opened.id))


def test_d18_an_authority_opens_every_page_and_finds_only_its_own(counter: Counter, sef: OfficeRef) -> None:
    opened = counter.declared("rita")
    agreed(counter, opened, sef)
    with acting_as(counter.counsellor) as by:
        application = services.submit_to_authority(
            by=by, at=counter.now, enrolment_id=opened.enrolment, authority_id=sef.id,
            member_ids=[opened.members["rita"]],
        )  # fmt: skip
    counter.sit_down("competent_authority", sef)
    ids = {opened.id, opened.enrolment, opened.party.journey, *opened.party.travellers.values(),
           *opened.party.persons.values(), *opened.members.values(), application}  # fmt: skip
    found = {}
    for address in addresses(ids):
        answer = counter.client.get(address)
        if not answer.streaming and "Lima" in answer.content.decode(errors="ignore"):
            found[address] = answer.status_code
        assert answer.status_code < 500, address
    assert set(found) == {reverse("cases:applications"), reverse("cases:application", args=[application])}


def test_d7b_a_list_on_the_pages(counter: Counter) -> None:
    opened = counter.declared("rita")
    leaves = counter.now + timedelta(days=2)
    movement = counter.sit_down("movement_officer")
    with acting_as(movement):
        services.record_itinerary(
            by=movement, at=counter.now, case_id=opened.id, member_ids=[opened.members["rita"]],
            itinerary=ItineraryGiven(
                leaves, leaves + timedelta(hours=9), "air", "Lisbon", "Recife", "TP", "11", "X", "us"
            ),
        )  # fmt: skip
        (ahead,) = queries.movements_ahead(by=movement, at=counter.now)
    made = counter.send(
        "border_lists",
        movement=ahead.itinerary_id,
        side="exit",
        country="PT",
        authority="Border police",
        crossing="LIS",
    )
    assert made.status_code == 302, words_of(made)
    with acting_as(movement):
        (border,) = queries.border_lists(by=movement)
    assert "Release this list" in words_of(counter.look("border_list", border.id))
    assert counter.look("border_paper", border.id).status_code == 404
    counter.send("border_release", border.id)
    assert "Release this list" not in words_of(counter.look("border_list", border.id))
    counter.sit_down("programme_manager")
    counter.send("border_release", border.id)
    assert counter.look("border_paper", border.id).headers["Content-Type"] == "application/pdf"
    withdraw(counter, opened)
    page = words_of(counter.look("border_list", border.id))
    assert "Recalled: tell the border now." in page
    recall = recall_of(counter, border.id)
    counter.send("border_told", border.id, recall, told_whom="Sergeant Costa")
    assert "Sergeant Costa was told" in words_of(counter.look("border_list", border.id))


def test_v19_a_removal_on_the_page(counter: Counter) -> None:
    opened = counter.declared("rita")
    counter.sit_down()
    page = words_of(counter.look("removed", opened.id))
    assert "is decided on the case" in page
    answer = counter.send(
        "removed", opened.id, members=[opened.members["rita"]], removed_at_0=f"{counter.now:%d/%m/%Y}",
        removed_at_1="00:01", authority="Border police", told_by="her sister",
    )  # fmt: skip
    assert answer.status_code == 302, words_of(answer)
    assert "removed by the State" in words_of(counter.look("case", opened.id))


def test_d18_a_sample_is_drawn_and_read_by_number(counter: Counter, actor: ActorMaker) -> None:
    opened = counter.declared("rita")
    auditor = actor("auditor", counter.office)
    counter.sit_down("data_protection_officer")
    today, before = f"{counter.now:%d/%m/%Y}", f"{counter.now - timedelta(days=60):%d/%m/%Y}"
    drawn = counter.send(
        "draw_sample", auditor=auditor.user_id, office=counter.office.id, purpose="AMIF", seed="7", wanted=5,
        opened_from=before, opened_until=today, from_on=today, until_on=today,
    )  # fmt: skip
    assert drawn.status_code == 302, words_of(drawn)
    counter.sit_down("auditor")
    assert "1 of 1 cases" in words_of(counter.look("samples"))
    with acting_as(auditor):
        (sample,) = queries.samples_of_auditor(by=auditor)
    page = words_of(counter.client.get(reverse("cases:sampled_case", args=[sample.id, 1])))
    assert "declaration signed" in page
    assert "Lima" not in page
    assert counter.look("case", opened.id).status_code in (403, 404)
    counter.sit_down("counsellor")
    assert counter.client.get(reverse("cases:sampled_case", args=[sample.id, 1])).status_code == 403


def withdraw(counter: Counter, opened: Opened) -> None:
    """Rita says no."""
    from safar.consent.services import withdraw_declaration

    with acting_as(counter.counsellor) as by:
        withdraw_declaration(by=by, at=counter.now, traveller_id=opened.party["rita"], channel="telephone")


def recall_of(counter: Counter, list_id: UUID) -> UUID:
    """The recall on a list."""
    with acting_as(counter.actor("movement_officer", counter.office)):
        file = queries.border_list(list_id)
    assert file is not None
    assert file.people[0].recall_id is not None
    return file.people[0].recall_id


def addresses(ids: set[UUID]) -> set[str]:
    """Every address of the program that takes nothing, or only ids, each with every id of the story."""
    found: set[str] = set()
    for name, taken in named(get_resolver().url_patterns, ""):
        if not taken:
            found |= tried(name)
        elif all(kind == "UUIDConverter" for kind in taken.values()):
            for one in ids:
                found |= tried(name, **dict.fromkeys(taken, one))
    return {address for address in found if "logout" not in address and "password" not in address}


def tried(name: str, **values: UUID) -> set[str]:
    """The address of a name, if it has one."""
    try:
        return {reverse(name, kwargs=values)}
    except Exception:  # an address that takes something else
        return set()


def named(patterns: list[URLPattern | URLResolver], space: str) -> list[tuple[str, dict[str, str]]]:
    """The named addresses, each with what it takes."""
    rows: list[tuple[str, dict[str, str]]] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            rows += named(pattern.url_patterns, inner)
        elif pattern.name:
            takes = {key: type(value).__name__ for key, value in pattern.pattern.converters.items()}
            rows.append((f"{space}{pattern.name}", takes))
    return rows


def test_an_unknown_list_is_not_found(counter: Counter) -> None:
    counter.sit_down("movement_officer")
    answer: HttpResponse = counter.look("border_list", uuid4())
    assert answer.status_code == 404
