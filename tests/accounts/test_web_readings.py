"""Who opened what: shown to the data protection officer of those offices, and to nobody else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from safar.accounts import services
from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.accounts.web import readings
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    """A counsellor in Lisbon opened a list of fifty people."""
    ana = actor("counsellor", office_lisbon)
    with acting_as(ana):
        ids = [uuid4() for _person in range(50)]
        services.log_read(by=ana, at=timezone.now(), kind="person", ids=ids, page="worklist")


def _page(client: Client, actor: ActorMaker, role: str, office: OfficeRef, query: str = "") -> tuple[int, str]:
    user_id = actor(role, office).user_id
    assert user_id is not None
    client.force_login(User.objects.get(id=user_id))
    answer = client.get(f"/readings{query}")
    return answer.status_code, answer.content.decode()


def test_the_officer_of_the_office_sees_it(
    opened: None, client: Client, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    status, page = _page(client, actor, "data_protection_officer", office_lisbon)
    assert status == 200
    assert "Counsellor-Lis-1" in page
    assert "worklist" in page
    assert "Opened 40 different files or more" in page


def test_the_officer_of_another_office_sees_nothing(
    opened: None, client: Client, actor: ActorMaker, office_tehran: OfficeRef
) -> None:
    status, page = _page(client, actor, "data_protection_officer", office_tehran)
    assert status == 200
    assert "Counsellor-Lis-1" not in page
    assert "Nobody opened a file" in page


@pytest.mark.parametrize("role", ["counsellor", "programme_manager", "administrator", "protection_officer"])
def test_other_roles_may_not(
    role: str, opened: None, client: Client, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    assert _page(client, actor, role, office_lisbon)[0] == 403


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/readings").status_code == 302


def test_it_narrows_to_one_colleague_and_survives_nonsense(
    opened: None, client: Client, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    other = actor("counsellor", office_lisbon, 2).user_id
    assert "Nobody opened a file" in _page(client, actor, "data_protection_officer", office_lisbon, f"?who={other}")[1]
    for nonsense in ("?who=x&days=y", "?who=" + "9" * 40, "?who=-1&days=7", "?who=%00"):
        assert _page(client, actor, "data_protection_officer", office_lisbon, nonsense)[0] == 200


def test_fewer_files_are_nobodys_concern(
    opened: None, client: Client, actor: ActorMaker, office_lisbon: OfficeRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MANY_FILES", 51)
    assert "different files or more" not in _page(client, actor, "data_protection_officer", office_lisbon)[1]
