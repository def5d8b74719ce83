"""What is written down in one act cannot be added to in another, and what comes at the same moment is not missed."""

from __future__ import annotations

from uuid import uuid4

import psycopg

from safar.consent import services
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.ground import SIGNED, SMALL, Story
from tests.consent.seats import seats
from tests.consent.test_races import PERMIT, application, meanwhile, story

__all__ = ["seats", "story"]


def test_v16_no_child_is_added_to_a_signed_declaration(story: Story, seats: str) -> None:
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    signed = story.sign(grown, story.told(grown)).declaration_id
    named = "INSERT INTO consent_declarationchild (id, declaration_id, child_id) VALUES (%s, %s, %s)"
    with acting_as(story.by):
        assert raw.run(named, uuid4(), signed, small) == "v16_child_not_named"


def test_v3_nobody_is_added_to_a_session_that_was_written_down(story: Story, seats: str) -> None:
    one, other = story.journey([story.person(), story.person()])
    session = story.told(one)
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_sessionperson (id, session_id, traveller_id, alone, decision, topics, pack_id, manner,"
            " understood, consequences_told, own_words, travel_document, debts, lodging)"
            " SELECT gen_random_uuid(), session_id, %s, alone, decision, topics, pack_id, manner, understood,"
            " consequences_told, own_words, '', '', '' FROM consent_sessionperson WHERE session_id = %s",
            other, session,
        ) == "v1_session_without_person"  # fmt: skip


def test_v7_no_permit_past_an_authority_in_hearing_written_at_the_same_time(
    story: Story,
    seats: str,
    owner: psycopg.Connection,
) -> None:
    traveller = story.single()
    session = story.told(traveller)
    with acting_as(story.by):
        hold = services.raise_hold(by=story.by, at=SIGNED, traveller_id=traveller, reason="wait")
    declaration = story.sign(traveller, session).declaration_id
    with acting_as(story.ground.protection):
        services.release_hold(by=story.ground.protection, at=SIGNED, hold_id=hold)
    heard = (
        "INSERT INTO consent_presence (id, session_id, kind, in_sight, in_hearing)"
        " VALUES (%s, %s, 'police', true, true)"
    )
    with application(story) as presence, application(story) as asking:
        presence.execute(heard, [uuid4(), session])
        assert meanwhile(presence, asking, PERMIT, uuid4(), traveller, declaration, SIGNED) is not None
    live = owner.execute("SELECT count(*) FROM consent_permit WHERE state = 'in_force'").fetchone()
    assert live == (0,)


def test_v9_no_panel_is_padded_after_it_decided(story: Story, seats: str) -> None:
    from tests.consent.lonely import lonely

    child = lonely(story)
    decision = child.decide(panel=(("Ana Reis", ""),))
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_panelmember (id, decision_id, name, organisation) VALUES (%s, %s, 'Rui', '')",
            uuid4(), decision,
        ) == "v9_decided_already"  # fmt: skip
