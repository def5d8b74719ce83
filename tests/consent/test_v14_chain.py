"""V14: declarations, confirmations and withdrawals are only ever added, and a chain shows what was done to them."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from safar.consent import queries
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.ground import SIGNED, Story

APPEND_ONLY = ("declaration", "confirmation", "withdrawal", "hold", "departure", "session", "sessionperson", "screen")


def _told(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    story.ask(traveller, "before", SIGNED + timedelta(days=1))
    story.withdraw(traveller)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_v14_nobody_changes_or_deletes(table: str, story: Story) -> None:
    _told(story)
    with acting_as(story.by):
        assert raw.run(f"UPDATE consent_{table} SET recorded_at = now()" if table != "sessionperson"
                       else "UPDATE consent_sessionperson SET understood = true") == "42501"  # fmt: skip
        assert raw.run(f"DELETE FROM consent_{table}") == "42501"
        assert raw.run(f"TRUNCATE consent_{table}") == "42501"


def test_v14_an_untouched_chain_is_whole(story: Story) -> None:
    _told(story)
    office = story.by.office_id or 0
    with acting_as(story.by):
        chain = queries.verify_chain(office)
    assert chain.is_whole
    assert chain.length >= 3
    assert len(chain.head) == 64


def test_v14_another_office_learns_nothing_of_a_chain(story: Story) -> None:
    _told(story)
    with acting_as(story.ground.stranger):
        chain = queries.verify_chain(story.by.office_id or 0)
    assert (chain.length, chain.head) == (0, "")


def test_v14_the_application_cannot_write_the_chain_or_read_salts(story: Story) -> None:
    _told(story)
    with acting_as(story.by):
        assert raw.run("UPDATE consent_chainlink SET digest = ''") == "42501"
        assert raw.run("DELETE FROM consent_chainlink") == "42501"
        assert raw.run("INSERT INTO consent_chainlink SELECT * FROM consent_chainlink") == "42501"
        assert raw.run("SELECT * FROM consent_chainsalt") == "42501"


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("UPDATE consent_declaration SET place = 'elsewhere'", "a row was altered"),
        ("DELETE FROM consent_withdrawal", "a row was removed"),
        ("DELETE FROM consent_chainlink WHERE number = 1", "a link is missing"),
        ("UPDATE consent_chainlink SET digest = repeat('0', 64) WHERE number = 2", "a link was altered"),
        ("DELETE FROM consent_chainsalt", "a salt was removed"),
    ],
)
def test_v14_the_owners_hand_is_seen(
    deed: str, reason: str, committed: None, actor: object, office_lisbon: object, office_tehran: object,
    owner: psycopg.Connection,
) -> None:  # fmt: skip
    from tests.consent.ground import lay_ground

    story = Story(lay_ground(actor, office_lisbon, office_tehran))  # type: ignore[arg-type]
    _told(story)
    owner.execute(deed)
    with acting_as(story.by):
        chain = queries.verify_chain(story.by.office_id or 0)
    assert (chain.is_whole, chain.reason) == (False, reason)


def test_d16_erasing_content_and_salt_leaves_a_chain_that_verifies(
    committed: None, actor: object, office_lisbon: object, office_tehran: object, owner: psycopg.Connection
) -> None:
    from tests.consent.ground import lay_ground

    story = Story(lay_ground(actor, office_lisbon, office_tehran))  # type: ignore[arg-type]
    _told(story)
    owner.execute("DELETE FROM consent_chainsalt s USING consent_withdrawal w WHERE s.row_id = w.id")
    owner.execute("DELETE FROM consent_withdrawal")
    with acting_as(story.by):
        chain = queries.verify_chain(story.by.office_id or 0)
    assert (chain.is_whole, chain.erased) == (True, 1)
