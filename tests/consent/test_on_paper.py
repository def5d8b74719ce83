"""Words in use on paper before they were published here: without that day an older paper carries nothing (V1, V3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import InformationPack, WordsOnPaper
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.attack.rows import row
from tests.consent import raw
from tests.consent.ground import BEFORE, PROGRAMME, SIGNED, TALK, Story
from tests.consent.papers import check, enter, given, reach, reading

TALKED = BEFORE - timedelta(days=30)
ON_PAPER = BEFORE - timedelta(days=27)
SINCE = (BEFORE - timedelta(days=200)).date()


def words(story: Story) -> tuple[UUID, UUID]:
    with acting_as(story.by):
        pack = queries.current_pack(PROGRAMME, "pt", TALK)
        text = queries.current_text(PROGRAMME, "pt", TALK)
    assert pack is not None
    assert text is not None
    return pack.id, text.id


def say(story: Story, by: Actor | None = None, since: date = SINCE, at: datetime = TALK) -> None:
    pack, text = words(story)
    who = by or story.ground.manager
    for which in ({"pack_id": pack}, {"text_id": text}):
        with acting_as(who):
            services.say_in_use_on_paper(by=who, at=at, since=since, reader_name="Ana Reis", **which)


def an_older_paper(story: Story) -> Any:
    """Signed before anything was published here; entered, checked and confirmed within the ninety days."""
    traveller = story.single()
    pack, _text = words(story)
    story.pack = lambda at: pack  # type: ignore[method-assign]
    session = story.talk(traveller, TALKED)
    story.position(traveller, TALKED)
    story.acknowledge(traveller, TALKED)
    entered = BEFORE + timedelta(days=10)
    paper = enter(story, given(traveller, session, ON_PAPER), at=entered)
    assert check(story, paper, reading(ON_PAPER, held_on=TALKED.date()), at=entered + timedelta(hours=3)) == ()
    return reach(story, paper, at=entered + timedelta(days=1))


def test_v1_v3_a_paper_older_than_our_words_comes_into_force_once_they_were_in_use_on_paper(story: Story) -> None:
    say(story)
    outcome = an_older_paper(story)
    assert outcome.permit_id is not None, outcome.refusals


def test_v1_v3_without_that_day_it_does_not(story: Story) -> None:
    with pytest.raises(Refused):
        an_older_paper(story)


def test_v3_words_that_came_into_use_after_the_paper_do_not_help_it(story: Story) -> None:
    say(story, since=BEFORE.date() - timedelta(days=2))
    with pytest.raises(Refused):
        an_older_paper(story)


def test_only_who_may_approve_words_says_so(story: Story) -> None:
    for by in (story.by, story.ground.movement):
        with pytest.raises(NotAllowed):
            say(story, by)


def test_a_day_after_publication_is_no_day_on_paper(story: Story) -> None:
    with pytest.raises(Refused, match="published here on an earlier day"):
        say(story, since=SIGNED.date())


def test_a_draft_was_never_in_use(story: Story) -> None:
    pack, _text = words(story)
    with acting_as(story.ground.manager):
        InformationPack.objects.filter(id=pack).update(approved_at=None)
    with pytest.raises(Refused, match="draft"):
        say(story)


def test_bare_sql_in_the_name_of_a_counsellor_is_refused(story: Story) -> None:
    pack, _text = words(story)
    sql, values = row(
        WordsOnPaper, pack_id=pack, since=SINCE, reader_name="Ana", said_by_id=story.by.user_id, said_at=TALK
    )
    with acting_as(story.by):
        assert raw.run(sql, *values) == "consent_on_paper_who"
