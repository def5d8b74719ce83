"""People are found however they are spelt, in a fixed number of steps, and only by those who may see them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from safar.people.queries import people_in, person_file, search_people
from safar.people.types import Channel, ContactGiven, DocumentGiven, DocumentKind
from safar.plumbing.types import Actor
from tests.people.conftest import NOW, Registrar

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]


@pytest.mark.parametrize(
    "text",
    [
        "فرید احمدی", "فريد أحمدي", "Farid", "ahmady", "Ahmadi Farid", "FAR", "فری", "P-123 456", "p123456",
        "0912 000 0217", "+98 912 0000217", "۰۹۱۲۰۰۰۰۲۱۷",
    ],
)  # fmt: skip
def test_a_person_is_found_by_any_spelling_or_number(
    text: str, counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """In either script, begun or whole, by passport or by telephone; another office finds nobody."""
    with scoped(counsellor):
        person_id = register(
            counsellor,
            documents=[DocumentGiven(DocumentKind.PASSPORT, "P123456", "AF")],
            contacts=[ContactGiven(Channel.PHONE, "+98 912 000 0217")],
        )
        register(counsellor, "نوید کریمی", latin="Navid Karimi")
        assert [person.id for person in search_people(text)] == [person_id]
    with scoped(stranger):
        assert search_people(text) == []


@pytest.mark.parametrize("text", ["", "   ", "%", "'; --", "۱", "\u200c", "x" * 3000, "0" * 50])
def test_any_text_may_be_searched(text: str, counsellor: Actor, scoped: Scoped) -> None:
    """What finds nothing finds nothing; a huge limit is cut."""
    with scoped(counsellor):
        assert search_people(text, limit=10**9) == []


def test_written_alike_comes_before_sounding_alike(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """The spelling that was typed is first."""
    with scoped(counsellor):
        register(counsellor, "Mohammed Rahimi", latin="")
        second = register(counsellor, "Muhammad Rahimi", latin="", after_seeing=[p.id for p in search_people("Rahimi")])
        assert search_people("Muhammad")[0].id == second
        assert len(search_people("Muhammad")) == 2


def test_lists_take_a_fixed_number_of_steps(
    counsellor: Actor,
    scoped: Scoped,
    register: Registrar,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    """Three people cost as much as one."""
    with scoped(counsellor):
        ids = [register(counsellor, text, latin="") for text in ("نوید", "امید", "زهرا")]
        for some in (ids[:1], ids):
            with django_assert_num_queries(1):
                assert len(people_in(some)) == len(some)
        with django_assert_max_num_queries(16):
            assert person_file(ids[0], NOW.date()) is not None
