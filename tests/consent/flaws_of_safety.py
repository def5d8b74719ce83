"""One return for each way in which an advisory or an interpreter stands against a permit, all else being in order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from safar.consent import services
from safar.consent.types import AdvisoryGiven, InterpreterGiven
from safar.people.services import relate_people
from safar.people.types import RelationKind
from safar.plumbing.scope import acting_as
from tests.consent.flaws import Flaw, Wanted
from tests.consent.ground import BEFORE, SIGNED, TALK, Story


def _advised(story: Story, **differs: Any) -> None:
    by = story.ground.protection
    given = {"country": "BR", "level": "halt", "reason": "Floods.", "source": "UN OCHA", "areas": ("Goiânia",)}
    with acting_as(by):
        services.issue_advisory(by=by, at=TALK - timedelta(days=1), given=AdvisoryGiven(**{**given, **differs}))


def _signed(story: Story, traveller: Any, **differs: Any) -> Wanted:
    outcome = story.sign(traveller, story.told(traveller), **differs)
    assert outcome.permit_id is None
    return Wanted(traveller, outcome.declaration_id, SIGNED)


def _through(story: Story, traveller: Any, **given: Any) -> Wanted:
    with acting_as(story.by):
        interpreter = services.register_interpreter(by=story.by, at=BEFORE, given=InterpreterGiven("Omid", **given))
    return _signed(story, traveller, no_interpreter_needed=False, interpreter_id=interpreter)


def halted(story: Story) -> Wanted:
    """Nobody leaves for there."""
    traveller = story.single()
    _advised(story)
    return _signed(story, traveller)


def not_told_of_a_caution(story: Story) -> Wanted:
    """There is a caution, and they have not heard of it."""
    traveller = story.single()
    _advised(story, level="caution")
    return _signed(story, traveller)


def never_asked_whether_it_fits(story: Story) -> Wanted:
    """The halt is for journalists, and nobody asked this person."""
    traveller = story.single()
    _advised(story, profiles=("journalists",))
    return _signed(story, traveller)


def through_a_child(story: Story) -> Wanted:
    """The neighbour's boy interpreted."""
    return _through(story, story.single(), of_age=False)


def through_the_police(story: Story) -> Wanted:
    """The interpreter works for the police."""
    return _through(story, story.single(), of_authority=True)


def through_an_aunt(story: Story) -> Wanted:
    """The sister interpreted."""
    one, sister = story.person(), story.person()
    with acting_as(story.by):
        relate_people(by=story.by, at=BEFORE, person_id=sister, other_id=one, kind=RelationKind.SIBLING)
    return _through(story, story.journey([one])[0], person_id=sister)


def through_one_they_refused(story: Story) -> Wanted:
    """They had said that they do not want this one."""
    traveller = story.single()
    with acting_as(story.by):
        interpreter = services.register_interpreter(by=story.by, at=BEFORE, given=InterpreterGiven("Omid"))
        services.refuse_interpreter(by=story.by, at=TALK, traveller_id=traveller, interpreter_id=interpreter)
    return _signed(story, traveller, no_interpreter_needed=False, interpreter_id=interpreter)


def through_one_found_unfit(story: Story) -> Wanted:
    """The interpreter had been found unfit before."""
    by = story.ground.protection
    with acting_as(story.by):
        interpreter = services.register_interpreter(by=story.by, at=BEFORE, given=InterpreterGiven("Omid"))
    with acting_as(by):
        services.find_unfit(by=by, at=TALK, interpreter_id=interpreter, unfit_from=BEFORE, reason="left words out")
    return _signed(story, story.single(), no_interpreter_needed=False, interpreter_id=interpreter)


SAFETY_FLAWS = [
    Flaw("consent_v18", "v18_halt", halted),
    Flaw("consent_v18", "v18_not_told", not_told_of_a_caution),
    Flaw("consent_v18", "v18_not_asked", never_asked_whether_it_fits),
    Flaw("consent_v21", "v21_interpreter_child", through_a_child),
    Flaw("consent_v21", "v21_interpreter_authority", through_the_police),
    Flaw("consent_v21", "v21_interpreter_family", through_an_aunt),
    Flaw("consent_v21", "v21_refused_by_person", through_one_they_refused),
    Flaw("consent_v21", "v21_unfit", through_one_found_unfit),
]
