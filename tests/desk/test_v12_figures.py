"""V12: no page counts departures by officer, nor for a unit of fewer than three counsellors."""

from __future__ import annotations

from dataclasses import fields
from html.parser import HTMLParser

import pytest
from django.test import Client

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.cases import queries
from safar.cases import types as case_types
from safar.plumbing.scope import acting_as
from tests.cases.ground import LATER, CaseStory, lay_case_ground
from tests.conftest import ActorMaker

WORDS_OF_LEAVING = ("depart", "left", "return", "travelled", "leaving")
READERS = {
    "programme_manager": ("/overview", "/worklist", "/movements/departures", "/movements/under-way",
                          "/movements/not-travelled", "/movements/incidents", "/complaints/figures"),
    "complaints_officer": ("/complaints/figures", "/complaints", "/second-opinions"),
    "auditor": ("/samples",),
    "data_protection_officer": ("/samples/draw", "/transfers", "/readings"),
}  # fmt: skip


class Tables(HTMLParser):
    """Reads the tables of a page: the words of the head, and the first cell of each row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.heads: list[str] = []
        self.rows: list[list[str]] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, its head, a row, a cell."""
        if tag == "table":
            self.heads.append("")
            self.rows.append([])
        self._inside = tag if tag in ("thead", "tbody") else self._inside
        if tag == "tr" and self._inside == "tbody" and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Out of the table."""
        self._inside = "" if tag == "table" else self._inside

    def handle_data(self, data: str) -> None:
        """Words of a head or of a row."""
        if self._inside == "thead" and self.heads:
            self.heads[-1] += data.lower()
        elif self._inside == "tbody" and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture
def story(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> CaseStory:
    """Somebody of the office in Lisbon has departed and arrived."""
    told = CaseStory(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))
    told.enrolled()
    told.until_left()
    return told


def counsellors(actor: ActorMaker, office: OfficeRef, n: int) -> None:
    """So many counsellors work in the office."""
    for number in range(1, n + 1):
        actor("counsellor", office, number)


def test_v12_no_page_sets_departures_beside_a_colleague(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    names = set(User.objects.exclude(name="").values_list("name", flat=True))
    seen = 0
    for role, addresses in READERS.items():
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(User.objects.get(id=actor(role, office_lisbon).user_id or 0))
        for address in addresses:
            answer = client.get(address, follow=True)
            assert answer.status_code in (200, 403), address
            page = Tables(answer.content.decode())
            for head, rows in zip(page.heads, page.rows, strict=True):
                seen += 1
                of_colleagues = any(row.strip().startswith(tuple(names)) for row in rows)
                if of_colleagues:
                    assert not any(word in head for word in WORDS_OF_LEAVING), f"{address}: {head}"
    assert seen > 2


def test_v12_what_a_colleague_carries_says_nothing_of_who_left() -> None:
    carried = " ".join(field.name for field in fields(case_types.WorkloadRow))
    assert not any(word in carried for word in WORDS_OF_LEAVING)


@pytest.mark.parametrize(("n", "counted"), [(2, False), (3, True)])
def test_v12_a_unit_of_fewer_than_three_is_not_counted_behind_a_departure(
    n: int, counted: bool, story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    already = story.ground.counsellor
    assert already.user_id is not None
    counsellors(actor, office_lisbon, n)
    manager = story.ground.manager
    with acting_as(manager):
        (line,) = queries.stuck(by=manager, at=LATER)
    assert (line.n is not None) is counted
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(id=manager.user_id or 0))
    assert ("not counted" in client.get("/overview").content.decode()) is not counted
