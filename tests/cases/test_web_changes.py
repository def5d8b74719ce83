"""The pages of changes in a family: what would change is shown first, written second, and settled third."""

from __future__ import annotations

import pytest
from django.test import Client

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter
from tests.conftest import ActorMaker
from tests.consent.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Counter:
    """A counter in Lisbon."""
    return Counter(client, actor, office_lisbon)


def test_what_would_change_is_shown_and_only_then_written(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.sit_down()
    sent = {"member": str(opened.members["paulo"]), "reason": "His work is here."}
    page = words(counter.send("stays", opened.id, **sent))
    assert "This is what will change" in page
    assert "Nothing is written yet" in page
    with acting_as(counter.counsellor):
        assert queries.family_changes(by=counter.counsellor, case_id=opened.id) == ()
    assert counter.send("stays", opened.id, **sent, do="1").status_code == 302
    told = words(counter.look("changes", opened.id))
    assert "Somebody stays behind" in told
    assert "His work is here." in told


def test_a_separation_of_one_person_from_themselves_keeps_what_was_typed(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.sit_down()
    rita = str(opened.members["rita"])
    page = words(counter.send("separation", opened.id, member=rita, spouse=rita, since_on="x", reason="They quarrel."))
    assert "Choose two different people" in page
    assert "They quarrel." in page


def test_only_who_is_missing_is_offered_as_found(counter: Counter) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.sit_down()
    assert "Nobody of this case is missing" in words(counter.look("found", opened.id))
    with acting_as(counter.counsellor) as by:
        services.member_missing(
            by=by,
            at=counter.now,
            member_id=opened.members["paulo"],
            since=counter.now,
            known="not at the station",
        )
    offered = counter.look("found", opened.id).content.decode()
    assert str(opened.members["paulo"]) in offered
    assert str(opened.members["rita"]) not in offered


def test_a_closed_case_takes_no_new_task_note_or_appointment(counter: Counter) -> None:
    opened = counter.enrolled("rita")
    counter.sit_down()
    counter.send("cancel", opened.id, outcome="withdrew", reason="stays here")
    for page in ("add_task", "add_note", "book", "stays", "offer"):
        assert counter.look(page, opened.id).status_code == 302, page


def test_an_offer_asks_everybody_and_ticks_nothing_beforehand(counter: Counter, office_tehran: OfficeRef) -> None:
    opened = counter.enrolled("rita", "paulo")
    counter.sit_down()
    sent = {"to_office": str(office_tehran.id), "reason": "They go on there."}
    answer = counter.send("offer", opened.id, **sent)
    page = words(answer)
    assert "missing: 2" in page
    assert "checked" not in answer.content.decode().split("agrees_")[1][:200]
    ticks = {f"agrees_{member}": "on" for member in opened.members.values()}
    assert counter.send("offer", opened.id, **sent, **ticks, language="pt").status_code == 302
    with acting_as(counter.counsellor):
        assert counter.case(opened.id).offered_to
