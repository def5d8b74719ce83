"""Advisories in stories: issued, told, asked after, gone around by another place, and lifted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from safar.consent import queries, services
from safar.consent.types import AdvisoryGiven, ToldGiven
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, names, yes
from tests.worked.world import World, expectation, now_of, verb

WORDS = (("en", "The road is cut."), ("pt", "A estrada está cortada."), ("fa-af", "راه بسته است."))


@verb("an advisory is issued")
def is_issued(world: World, event: Event) -> None:
    """By `by:` protection unless said: `level:` halt unless said, for `areas:` and `kinds:` of people."""
    by = world.by(event, "protection")
    given = AdvisoryGiven(
        country=event.more.get("country", world.settings["home"]),
        level=event.more.get("level", "halt"),
        reason=event.more.get("reason", "Fighting on the road."),
        source=event.more.get("source", "UNHCR"),
        areas=names(event.more.get("areas")),
        profiles=names(event.more.get("kinds")),
        words=WORDS,
    )
    with acting_as(by):
        world.kept["advisory"] = services.issue_advisory(by=by, at=now_of(event), given=given)


@verb("the advisory is lifted")
def is_lifted(world: World, event: Event) -> None:
    """By `by:` protection unless said; the reason is told to everybody."""
    by = world.by(event, "protection")
    with acting_as(by):
        services.lift_advisory(
            by=by, at=now_of(event), advisory_id=world.kept["advisory"], reason="The road is open.", words=WORDS
        )


@verb("is told of it", "are told of it")
def is_told(world: World, event: Event) -> None:
    """Told by telephone, in `language:` or the story's."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            telling = queries.tellings(traveller_ids=[world.traveller(name)], open_only=True)[0]
            given = ToldGiven(now_of(event), event.more.get("language", world.settings["language"]), "phone")
            services.tell_advisory(by=by, at=now_of(event), telling_id=telling.id, given=given)


@verb("is asked alone whether it fits", "are asked alone whether it fits")
def is_asked_whether_it_fits(world: World, event: Event) -> None:
    """`kind:` of people, and whether it `fits:`."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.note_profile(
                by=by, at=now_of(event), traveller_id=world.traveller(name), profile=event.more["kind"],
                fits=yes(event.more["fits"]),
            )  # fmt: skip


@verb("chooses another place", "choose another place")
def chooses_another_place(world: World, event: Event) -> None:
    """The whole journey goes to `place:`, in the same country unless said."""
    by = world.by(event)
    with acting_as(by):
        services.change_destination(
            by=by, at=now_of(event), journey_id=_journey_of(world.traveller(event.who[0])),
            return_country=event.more.get("country", world.settings["home"]), return_place=event.more["place"],
        )  # fmt: skip


def _journey_of(traveller: UUID) -> UUID:
    return queries.tellings(traveller_ids=[traveller])[0].journey_id


@expectation("still to tell")
def still_to_tell(world: World, expected: dict[str, Any]) -> None:
    """For each of the cast, exactly whom they see as still to be told, first to last."""
    for called, wanted in expected.items():
        with acting_as(world.cast(called)):
            lines = queries.tellings(open_only=True)
        found = [name for line in lines for name in world.names_of({line.traveller_id})]
        assert found == list(names(wanted)), f"{called} is to tell {found}, not {list(names(wanted))}."


@expectation("concerned by")
def concerned_by(world: World, expected: dict[str, Any]) -> None:
    """The levels of the advisories in force that concern each person named."""
    for name, levels in expected.items():
        with acting_as(world.watcher):
            found = queries.advisories_of([world.traveller(name)], world.at).get(world.traveller(name), [])
        got = [line.level for line in found]
        assert got == list(names(levels)), f"{name} is concerned by {got}, not {list(names(levels))}."
