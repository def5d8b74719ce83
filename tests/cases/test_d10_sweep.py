"""Every page and paper of a case under alias, as each role sees it: the name stands only on what may bear it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.consent import services as consent
from safar.people import services as people
from safar.people.models import Name
from safar.plumbing import documents
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import CaseStory
from tests.cases.outside import authority_office, border, official, released, submitted
from tests.conftest import ActorMaker
from tests.desk.wrong_input import walk

# Whoever works on the file walks it by links; every role of the house opens every page that needs no id.
WALKING = ("counsellor", "protection_officer", "movement_officer", "programme_manager", "data_protection_officer")
READING = ("reintegration_officer", "complaints_officer", "auditor", "airport_assistant", "administrator")
SEARCHES = ("/search?q=Zarmina", "/search?q=Wardak", "/people/papers?q=Wardak")
# What the person signs and keeps, and where a name is opened for a purpose and logged (D10).
MAY_NAME = ("declaration", "ticket", "alias/name")
BORDER, APPLICATIONS = "List of persons travelling", "applications"
NOT_READ = ("/static", "/account", "/language", "/draft", ".js")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What each paper was made from, since a PDF packs its words."""
    said: list[str] = []
    real = documents._compiled

    def keep(template: Any, data: Any, **how: Any) -> Any:
        said.append(f"{template.name} {data}")
        return real(template, data, **how)

    monkeypatch.setattr(documents, "_compiled", keep)
    return iter([said])


def pages_without_ids() -> list[str]:
    """The address of every page that asks for no id, as the address book of the whole program has them."""

    def below(patterns: list[Any], start: str) -> Iterator[str]:
        for one in patterns:
            address = start + str(one.pattern)
            if hasattr(one, "url_patterns"):
                yield from below(one.url_patterns, address)
            elif not set("<^(") & set(address):
                yield f"/{address}"

    return sorted(
        address for address in below(get_resolver().url_patterns, "") if not any(part in address for part in NOT_READ)
    )


def test_d10_the_name_is_nowhere_but_on_what_may_bear_it(
    story: CaseStory,
    actor: ActorMaker,
    organisation: OfficeRef,
    office_lisbon: OfficeRef,
    printed: Iterator[list[str]],
) -> None:
    """Every role opens every page it can reach; papers are read before they are packed."""
    said = next(printed)
    story.enrolled()
    card = story.file().people[0]
    protection = story.ground.protection
    with acting_as(protection):
        people.correct_name(
            by=protection, at=timezone.now(), name_id=Name.objects.get(person_id=card.person_id).id,
            name=people_name(), is_primary=True,
        )  # fmt: skip
    story.until_ticket()
    story.itinerary()
    listed = border(story)
    released(story, listed)
    authority = authority_office(organisation)
    application = submitted(story, authority)
    with acting_as(protection):
        people.give_alias(by=protection, at=timezone.now(), person_id=card.person_id, reason="signs")
    # The list is printed while they are still on it: a message from somebody else holds the journey and recalls them.
    assert _as(story.ground.movement).get(f"/border-lists/{listed}.pdf").status_code == 200
    with acting_as(story.by):
        assert card.traveller_id is not None
        consent.message_from_other(
            by=story.by, at=timezone.now() - timedelta(hours=30), traveller_id=card.traveller_id, said_by="an aunt",
            channel="telephone",
        )  # fmt: skip
    seen = 0
    everywhere = [
        *pages_without_ids(),
        *SEARCHES,
        f"/people/{card.person_id}",
        f"/border-lists/{listed}",
        f"/border-lists/{listed}.pdf",
    ]
    assert len(everywhere) > 50
    for role in (*WALKING, *READING):
        client = _as(actor(role, office_lisbon))
        alone = [(address, client.get(address)) for address in everywhere]
        walked = walk(client, f"/cases/{story.case_id}", 1) if role in WALKING else ()
        for address, answer in (*alone, *((address, answer) for _, address, answer, _ in walked)):
            if any(part in address for part in MAY_NAME):
                continue
            seen += 1
            assert answer.status_code < 500, f"{role} opens {address}"
            assert not _names(address, answer), f"{role} reads the name on {address}"
    assert seen > 40
    papers = [paper for paper in said if "Zarmina" in paper]
    assert all(paper.startswith("declaration") or BORDER in paper for paper in papers), [one[:40] for one in papers]
    assert any(BORDER in paper for paper in papers), "the border must see the passport's name"
    _authority_is_told(_as(official(actor, authority)), everywhere, application)


def _authority_is_told(clerk: Client, everywhere: list[str], application: UUID) -> None:
    """The authority that decides reads whom it decides on, on its own applications and nowhere else."""
    own = [address for address in everywhere if _names(address, clerk.get(address))]
    assert all(address.startswith(f"/{APPLICATIONS}") for address in own), own
    assert _names("", clerk.get(f"/{APPLICATIONS}/{application}"))


def _as(reader: Actor) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(id=reader.user_id or 0))
    return client


def _names(address: str, answer: Any) -> bool:
    """Whether the name stands in an answer, but for what the reader typed into the search box."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = f"{address} {dict(answer.headers)} {body.decode('utf-8', 'replace')}"
    for typed in ("q=Zarmina", "q=Wardak", 'value="Zarmina"', 'value="Wardak"', "“Zarmina”", "“Wardak”"):
        words = words.replace(typed, "")
    return "Zarmina" in words or "Wardak" in words


def people_name() -> Any:
    """A name that stands in no other word of any page."""
    from safar.people.types import NameGiven

    return NameGiven("Zarmina Wardak", latin="Zarmina Wardak")
