"""Every page of the accused is the same before and after a complaint about them: no row, no count, no gap (D9)."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from safar.accounts.models import User
from safar.accounts.services import password_changed
from safar.complaints import services
from safar.complaints.types import StepKind
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.complaints.conftest import CAME, Staff

CHANGES = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|\d{1,2}:\d{2}(:\d{2})?')
NEVER = ("logout", "export", "template.xlsx")


def plain_pages() -> list[str]:
    """Every address of the program that takes nothing."""
    found: list[str] = []

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            elif "<" not in route and not any(word in route for word in NEVER):
                found.append("/" + route)

    walk(get_resolver().url_patterns, "")
    return sorted(set(found))


def sweep(client: Client, pages: list[str]) -> dict[str, tuple[int, bytes]]:
    """Each page as it is answered, without tokens and the time of day."""
    answers = {}
    for page in pages:
        response = client.get(page)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        answers[page] = (response.status_code, CHANGES.sub(b"", body))
    return answers


def signed_in(by: Actor) -> Client:
    """A browser in which somebody is signed in with a password of their own."""
    assert by.user_id is not None
    password_changed(user_id=by.user_id)
    client = Client()
    client.force_login(User.objects.get(id=by.user_id))
    return client


@pytest.mark.parametrize("who", ["accused", "manager", "herat"])
def test_no_page_tells_the_accused(staff: Staff, who: str) -> None:
    accused: Actor = getattr(staff, who)
    client = signed_in(accused)
    pages = plain_pages()
    assert reverse("complaints:list") in pages
    assert len(pages) > 20
    sweep(client, pages)  # what a first visit itself leaves behind
    before = sweep(client, pages)
    done = staff.against(accused)
    handler = staff.kabul
    with acting_as(handler):
        services.add_step(by=handler, at=CAME, complaint_id=done.complaint_id, kind=StepKind.ACKNOWLEDGED)
    after = sweep(client, pages)
    address = reverse("complaints:complaint", args=[done.complaint_id])
    nothing = reverse("complaints:complaint", args=[UUID(int=7)])
    assert client.get(address).status_code == client.get(nothing).status_code
    for act in ("step", "answer", "appeal", "whom"):
        one = client.post(reverse(f"complaints:{act}", args=[done.complaint_id]), {"words": "x"})
        two = client.post(reverse(f"complaints:{act}", args=[UUID(int=7)]), {"words": "x"})
        assert one.status_code == two.status_code
    assert before.keys() == after.keys()
    assert [page for page in pages if before[page] != after[page]] == []
