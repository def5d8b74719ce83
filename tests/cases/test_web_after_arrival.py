"""The pages of help after arrival: from opening to hand-over, onward movement, and what another funder gives."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from safar.accounts.types import OfficeRef
from tests.cases.after_arrival import HomeStory, lay_home
from tests.complaints.test_sweep import signed_in
from tests.conftest import ActorMaker


@pytest.fixture
def home(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> HomeStory:
    """People who are home already."""
    return lay_home(actor, office_lisbon, office_tehran)


def day() -> str:
    """Today as typed."""
    return timezone.localdate().strftime("%d/%m/%Y")


def page(client: object, name: str, case: UUID, **more: UUID) -> str:
    """A page's text."""
    answer = client.get(reverse(f"cases:{name}", kwargs={"id": case, **more}))  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_known_to_have_left_is_decided_by_the_manager_and_given_by_name(home: HomeStory) -> None:
    home.arrived()
    home.agreed()
    worker, manager = signed_in(home.worker), signed_in(home.ground.manager)
    assert "Somebody moved on" in page(worker, "case", home.case_id)
    answer = worker.post(
        reverse("cases:onward", kwargs={"id": home.case_id}),
        {
            "member": str(home.member_ids[0]), "kind": "re_migrated", "certainty": "known", "since_on": day(),
            "source": "a cousin", "plan": "call on Sundays", "country": "AR", "place": "",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    told = page(manager, "amounts", home.case_id)
    assert "a manager decides" in told
    assert "ended when life changed" in told
    item = home.line("reintegration_plan").id
    address = reverse("cases:decide_fate", kwargs={"id": home.case_id, "item": item})
    assert worker.get(address).status_code == 403
    assert manager.post(address, {"answer": "passes_to_family", "reason": "her mother goes on"}).status_code == 302
    give = reverse("cases:hand_over", kwargs={"id": home.case_id, "item": item})
    refused = worker.post(give, {"on": day(), "receipt": "R 9"})
    assert "who of them received it" in refused.content.decode()
    assert worker.post(give, {"on": day(), "receipt": "R 9", "received_by": "Her mother"}).status_code == 302
    assert "Her mother" in page(worker, "amounts", home.case_id)


def test_an_onward_movement_without_a_plan_is_asked_for_one(home: HomeStory) -> None:
    home.arrived()
    worker = signed_in(home.worker)
    address = reverse("cases:onward", kwargs={"id": home.case_id})
    answer = worker.post(address, {"member": str(home.member_ids[0]), "kind": "moved_on", "source": "a cousin"})
    assert answer.status_code == 200
    assert "a cousin" in answer.content.decode()
    assert signed_in(home.ground.stranger).get(address).status_code == 404


def test_what_did_not_lapse_is_not_taken_up_again(home: HomeStory) -> None:
    home.arrived()
    manager = signed_in(home.ground.manager)
    address = reverse("cases:take_up_again", kwargs={"id": home.case_id, "enrolment": home.enrolment_id})
    assert "did not lapse" in manager.post(address, {"reason": "late"}).content.decode()
    another = reverse("cases:another_return", kwargs={"id": home.case_id, "enrolment": home.enrolment_id})
    settled = manager.post(another, {"member": str(home.member_ids[0]), "reason": "went to Portugal again"})
    assert settled.status_code == 302
