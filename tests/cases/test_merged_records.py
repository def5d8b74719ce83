"""Cases of a person who was registered twice: both are read, no third is opened, and one case is never two people's."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import MemberAsked, MemberRole
from safar.people import queries as people
from safar.people import services as people_services
from safar.people.types import NameGiven
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import GROWN, LATER, OPENED, CaseStory
from tests.conftest import ActorMaker
from tests.people.merging import merged, parted, record_of
from tests.taking_out import instead, without

pytestmark = pytest.mark.django_db


def _open(story: CaseStory, person: UUID) -> UUID:
    with acting_as(story.by):
        return services.open_case(
            by=story.by, at=OPENED, members=[MemberAsked(person, MemberRole.MAIN)], host_country="PT",
            return_country="BR",
        ).case_id  # fmt: skip


def test_cases_of_both_records_are_read_and_a_new_one_opens_for_the_kept(story: CaseStory) -> None:
    kept, gone = story.person(), story.person()
    old = _open(story, gone)
    merge_id = merged(story.ground.manager, kept, gone)
    with acting_as(story.by):
        assert [row.case_id for row in queries.cases_of_persons([kept], LATER)[kept]] == [old]
    with pytest.raises(Refused) as refused:
        _open(story, kept)
    assert refused.value.code == "cases_one_open_case"
    with pytest.raises(Refused):
        _open(story, gone)
    parted(story.ground.manager, merge_id)
    assert _open(story, kept)
    with acting_as(story.by):
        assert len(queries.cases_of_persons([kept], LATER)[kept]) == 1


def test_one_open_case_counts_every_record(story: CaseStory, owner: psycopg.Connection) -> None:
    """With the records taken for two people, a second case of a kind would be opened."""
    kept, gone = story.person(), story.person()
    _open(story, gone)
    merged(story.ground.manager, kept, gone)
    with pytest.raises(Refused):
        _open(story, kept)
    with instead(owner, "people_same", "SELECT who"):
        assert _open(story, kept)


def test_both_with_an_open_case_of_their_own_are_merged_and_both_are_shown(story: CaseStory) -> None:
    kept, gone = story.person(), story.person()
    both = {_open(story, kept), _open(story, gone)}
    merged(story.ground.manager, kept, gone)
    with acting_as(story.by):
        assert {row.case_id for row in queries.cases_of_persons([kept], LATER)[kept]} == both


def test_two_members_of_one_case_are_two_people(story: CaseStory, owner: psycopg.Connection) -> None:
    story.open([GROWN, GROWN])
    one, other = story.people
    with pytest.raises(Refused) as refused:
        merged(story.ground.manager, one, other)
    assert refused.value.code == "people_merge_together"
    with without(owner, "cases_merging"), without(owner, "consent_merging"):
        merged(story.ground.manager, one, other)


def _titles(by: Actor) -> list[str]:
    with acting_as(by):
        rows = queries.worklist(by=by, at=LATER)
        waits = queries.waiting(by=by, at=LATER)
        heads = queries.case_heads([row.case_id for row in rows], LATER)
    return sorted({*(row.title for row in rows), *(row.title for row in waits), *(row.title for row in heads.values())})


def test_lists_call_a_merged_record_by_the_kept_ones_name_until_it_is_parted(story: CaseStory) -> None:
    kept, gone = story.person(name="فرید کریمیان"), story.person(name="Fareed Karimian")
    case_id = _open(story, gone)
    assert _titles(story.by) == ["Fareed Karimian"]
    merge_id = merged(story.ground.manager, kept, gone)
    assert _titles(story.by) == ["فرید کریمیان"]
    with acting_as(story.by):
        file = queries.case_file(by=story.by, case_id=case_id, at=LATER)
        assert file is not None
        assert [card.name for card in file.people] == ["فرید کریمیان"], "the case says what the list said"
    parted(story.ground.manager, merge_id)
    assert _titles(story.by) == ["Fareed Karimian"]


def test_d9_who_sees_one_of_the_two_reads_its_own_name(
    story: CaseStory, actor: ActorMaker, organisation: OfficeRef
) -> None:
    gone = story.person(name="Fareed Karimian")
    there = record_of(story.ground.stranger, NameGiven("فرید کریمیان"), GROWN)
    above = actor("programme_manager", organisation)
    _open(story, gone)
    merged(above, there, gone)
    assert _titles(story.by) == ["Fareed Karimian"]
    assert _titles(above) == ["فرید کریمیان"]


def test_d10_a_list_shows_an_alias_whatever_was_merged(story: CaseStory) -> None:
    kept, gone = story.person(name="Zarmina Wardak"), story.person(name="Zarmina Wardag")
    _open(story, gone)
    merged(story.ground.manager, kept, gone)
    protection = story.ground.protection
    with acting_as(protection):
        people_services.give_alias(by=protection, at=LATER, person_id=gone, reason="signs of trafficking")
        called = people.people_called([kept, gone])
    assert all(one.is_alias for one in called.values())
    assert _titles(story.by) == [called[kept].name]
    assert called[kept].name == called[gone].name
