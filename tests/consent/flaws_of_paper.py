"""Returns with one flaw in what came from paper, or in who was at the signing."""

from __future__ import annotations

from datetime import timedelta

from safar.consent import queries, services
from safar.consent.types import PresenceGiven
from safar.plumbing.scope import acting_as
from tests.consent.flaws import Wanted, flaw, measures
from tests.consent.flaws import _release_all as release_all
from tests.consent.ground import TALK, Story
from tests.consent.papers import REACHED, reach, transcribed


def _held(story: Story) -> Wanted:
    """Transcribed while something else holds the person, so that there is no permit yet."""
    traveller = story.single()
    with acting_as(story.by):
        services.raise_hold(by=story.by, at=TALK, traveller_id=traveller, reason="to be asked")
    outcome = transcribed(story, traveller)
    assert outcome.permit_id is None
    return Wanted(traveller, outcome.declaration_id)


@flaw("v1", "v1_paper_denied")
def never_signed_the_paper(story: Story) -> Wanted:
    wanted = _held(story)
    with acting_as(story.by):
        paper = queries.papers_of([wanted.traveller])[wanted.traveller][0]
    reach(story, paper.id, "never_signed", at=REACHED + timedelta(days=1))
    later = REACHED + timedelta(days=2)
    release_all(story, wanted.traveller, later)
    return Wanted(wanted.traveller, wanted.declaration, later)


@flaw("v1", "v1_paper_not_reached")
def asked_for_before_the_person_said_so(story: Story) -> Wanted:
    wanted = _held(story)
    release_all(story, wanted.traveller, REACHED - timedelta(hours=2))
    return Wanted(wanted.traveller, wanted.declaration, REACHED - timedelta(hours=1))


@flaw("v7", "v7_authority_at_signing")
def police_beside_the_table(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller)
    measures(story, traveller, TALK)
    outcome = story.sign(traveller, session, presences=(PresenceGiven("police", in_sight=True, in_hearing=True),))
    assert outcome.permit_id is None
    return Wanted(traveller, outcome.declaration_id)


@flaw("v6", "v6_amber_measures")
def police_in_sight_of_the_signing(story: Story) -> Wanted:
    traveller = story.single()
    outcome = story.sign(
        traveller, story.told(traveller), presences=(PresenceGiven("police", in_sight=True, in_hearing=False),)
    )
    assert outcome.permit_id is None
    return Wanted(traveller, outcome.declaration_id)
