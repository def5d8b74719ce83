"""Cases of a person who was registered twice: both are read, no third is opened, and one case is never two people's."""

from __future__ import annotations

import psycopg
import pytest

from safar.cases import queries, services
from safar.cases.types import MemberAsked, MemberRole
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import GROWN, LATER, OPENED, CaseStory
from tests.people.merging import merged, parted
from tests.people.taking_out import replaced, without_trigger

pytestmark = pytest.mark.django_db


def _open(story: CaseStory, person: object) -> object:
    with acting_as(story.by):
        return services.open_case(
            by=story.by, at=OPENED, members=[MemberAsked(person, MemberRole.MAIN)], host_country="PT",  # type: ignore[arg-type]
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
    with replaced(owner, "people_same", "SELECT who"):
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
    with without_trigger(owner, "cases_merging"), without_trigger(owner, "consent_merging"):
        merged(story.ground.manager, one, other)
