"""From the case file to a changed mind in two presses, and what arises from it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from safar.accounts.types import OfficeRef
from tests.cases.counter import Counter
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def test_v4_two_presses_from_the_case_file_and_the_tasks_that_arose(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    session = counter.talk(opened.party, "rita", "paulo")
    for name in ("rita", "paulo"):
        assert counter.sign(opened.party, name, session).permit_id
    counter.sit_down()
    first = reverse("consent:withdraw", args=[opened.party.journey])
    assert f'href="{first}"' in words(counter.look("case", opened.id))
    second = counter.client.post(first, {"act": f"no-{opened.party['rita'].hex}"})
    assert counter.state(opened.party, "rita") == "withdrawn"
    assert counter.state(opened.party, "paulo") == "in_force"
    done = words(counter.client.get(second["Location"]))
    assert reverse("cases:case", args=[opened.id]) in done
    assert "To be done and confirmed by us" in done
    told = {task.code: task.sentence for task in counter.case(opened.id).tasks if task.code.startswith("tell_")}
    assert set(told) == {"tell_carrier", "tell_receiver", "tell_authority"}
    assert all(escape(sentence) in done for sentence in told.values())


def test_v4_a_message_from_somebody_else_leads_back_to_the_file_with_its_task(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    session = counter.talk(opened.party, "rita")
    assert counter.sign(opened.party, "rita", session).permit_id
    counter.sit_down()
    answer = counter.act(
        "withdraw", opened.party.journey, "other",
        traveller=str(opened.party["rita"]), said_by="her brother", channel="phone",
    )  # fmt: skip
    assert answer["Location"] == reverse("cases:case", args=[opened.id])
    assert counter.state(opened.party, "rita") == "held"
    assert any(task.code == "reach_person_alone" for task in counter.case(opened.id).tasks)
