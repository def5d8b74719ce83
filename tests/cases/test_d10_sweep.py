"""Every page and paper of a case under alias, as each role sees it: the name stands only on what may bear it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.consent import services as consent
from safar.people import services as people
from safar.people.models import Name
from safar.plumbing import documents
from safar.plumbing.scope import acting_as
from tests.cases.ground import CaseStory
from tests.conftest import ActorMaker
from tests.desk.wrong_input import walk

ROLES = ("counsellor", "protection_officer", "movement_officer", "data_protection_officer")
LISTS = ("/", "/holds", "/search?q=Zarmina", "/search?q=Wardak", "/referrals", "/people/papers")
# What the person signs and keeps, and what carrier or border must see (D10).
MAY_NAME = ("declaration", "ticket", "border", "alias/name")


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


def test_d10_the_name_is_nowhere_but_on_what_may_bear_it(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef, printed: Iterator[list[str]]
) -> None:
    """Four roles walk every page they can reach by links; papers are read before they are packed."""
    said = next(printed)
    story.enrolled()
    story.declare_all()
    card = story.file().people[0]
    protection = story.ground.protection
    with acting_as(protection):
        people.correct_name(
            by=protection, at=timezone.now(), name_id=Name.objects.get(person_id=card.person_id).id,
            name=people_name(), is_primary=True,
        )  # fmt: skip
        people.give_alias(by=protection, at=timezone.now(), person_id=card.person_id, reason="signs")
    with acting_as(story.by):
        assert card.traveller_id is not None
        consent.message_from_other(
            by=story.by, at=timezone.now() - timedelta(hours=30), traveller_id=card.traveller_id, said_by="an aunt",
            channel="telephone",
        )  # fmt: skip
    seen = 0
    for role in ROLES:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(User.objects.get(id=actor(role, office_lisbon).user_id or 0))
        alone = [(address, client.get(address)) for address in (*LISTS, f"/people/{card.person_id}")]
        walked = ((address, answer) for _, address, answer, _ in walk(client, f"/cases/{story.case_id}", 1))
        for address, answer in (*alone, *walked):
            if any(part in address for part in MAY_NAME):
                continue
            seen += 1
            assert not _names(address, answer), f"{role} reads the name on {address}"
    assert seen > 40
    papers = [paper for paper in said if "Zarmina" in paper]
    assert all(paper.startswith("declaration") for paper in papers), [paper[:40] for paper in papers]


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
