"""The pages about programmes, in the three languages, for those who may read them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from safar.accounts import services as accounts
from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.plumbing.types import Actor
from safar.programmes import services
from safar.programmes.types import PublishedProgramme

pytestmark = pytest.mark.django_db
ActorMaker = Callable[..., Actor]


@pytest.fixture
def published(
    actor: ActorMaker, office_lisbon: OfficeRef, scoped: Callable[[Actor], AbstractContextManager[Actor]]
) -> list[PublishedProgramme]:
    """Both programmes, published."""
    manager = actor("programme_manager", office_lisbon)
    with scoped(manager):
        return services.publish_every_programme(by=manager, at=datetime(2016, 1, 4, tzinfo=UTC))


def signed_in(client: Client, actor: Actor, language: str = "en") -> Client:
    """The client signed in as a member of staff who reads that language."""
    assert actor.user_id is not None
    user = User.objects.get(id=actor.user_id)
    accounts.choose_language(user_id=user.id, language=language)
    accounts.password_changed(user_id=user.id)
    user.refresh_from_db()
    client.force_login(user)
    return client


def test_the_list_leads_to_each_programme(
    client: Client, actor: ActorMaker, office_tehran: OfficeRef, published: list[PublishedProgramme]
) -> None:
    html = signed_in(client, actor("counsellor", office_tehran)).get("/programmes").content.decode()
    for one in published:
        assert f"/programmes/{one.id}" in html
    assert "40 families" in html
    assert "from Portugal to any country" in html


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Go on to the declaration", "EUR 50", "unpublished", "has_means", "There is", "10 working days"]),
        ("pt", ["Passar à declaração", "EUR 50", "has_means", "Portugal"]),
        ("fa-af", ["رفتن به اظهارنامه", "EUR ۵۰", "پرتگال", 'dir="rtl"']),
    ],
)
def test_a_programme_is_read_in_the_language_of_the_page(
    client: Client,
    actor: ActorMaker,
    office_lisbon: OfficeRef,
    published: list[PublishedProgramme],
    language: str,
    expected: list[str],
) -> None:
    arvore = next(one for one in published if one.programme.code == "arvore-vi")
    page = signed_in(client, actor("counsellor", office_lisbon), language).get(f"/programmes/{arvore.id}")
    html = page.content.decode()
    assert page.status_code == 200
    for text in expected:
        assert text in html
    assert "<svg" in html
    assert "style=" not in html


def test_a_version_that_does_not_exist_is_not_found(
    client: Client, actor: ActorMaker, office_lisbon: OfficeRef, published: list[PublishedProgramme]
) -> None:
    assert signed_in(client, actor("counsellor", office_lisbon)).get(f"/programmes/{uuid4()}").status_code == 404


def test_nobody_is_asked_to_sign_in_first(client: Client, published: list[PublishedProgramme]) -> None:
    assert client.get("/programmes").status_code == 302
    assert client.get(f"/programmes/{published[0].id}").status_code == 302
