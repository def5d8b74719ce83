"""Interpreters in stories: entered, spoken through, refused, found unfit, and asked behind again."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from safar.consent import queries, services
from safar.consent.types import InterpreterGiven
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, day, names, yes
from tests.worked.world import World, expectation, now_of, verb


@verb("an interpreter is entered")
def is_entered(world: World, event: Event) -> None:
    """`called:` a name; `speaks:` languages; `of age:` and `of an authority:` so; `is:` whom."""
    by = world.by(event)
    person = event.more.get("is")
    given = InterpreterGiven(
        name=event.more["called"].title(),
        languages=tuple((code, True) for code in names(event.more.get("speaks"))),
        of_age=yes(event.more.get("of age", "yes")),
        of_authority=yes(event.more.get("of an authority", "no")),
        person_id=world.persons[person] if person else None,
    )
    with acting_as(by):
        entered = services.register_interpreter(by=by, at=now_of(event), given=given)
    world.kept[f"interpreter {event.more['called']}"] = entered


@verb("hears everything alone through", "hear everything alone through")
def hears_through(world: World, event: Event) -> None:
    """A talk about everything, alone, through the `interpreter:`."""
    world.story.by = world.by(event)
    for name in event.who:
        world.kept[f"session of {name}"] = world.story.talk(
            world.traveller(name), now_of(event), session=_through(world, event)
        )
        world.story.position(world.traveller(name), now_of(event))
        if "again" not in event.more:
            world.story.acknowledge(world.traveller(name), now_of(event))


@verb("declares through", "declare through")
def declares_through(world: World, event: Event) -> Any:
    """Signs through the `interpreter:`, in the session last held with them; `naming:` the children."""
    world.story.by = world.by(event)
    children = tuple(world.traveller(child) for child in names(event.more.get("naming")))
    outcome = None
    for name in event.who:
        outcome = world.story.sign(
            world.traveller(name), world.kept[f"session of {name}"], now_of(event), children=children,
            **_through(world, event),
        )  # fmt: skip
        if outcome.permit_id is None:
            return outcome
    return outcome


@verb("is asked again through", "are asked again through")
def is_asked_through(world: World, event: Event) -> None:
    """Asked alone through the `interpreter:`; `answer:` still_yes unless said."""
    world.story.by = world.by(event)
    for name in event.who:
        world.story.ask(
            world.traveller(name), event.more.get("which", "before"), now_of(event),
            event.more.get("answer", "still_yes"), interpreter_id=_interpreter(world, event),
        )  # fmt: skip


@verb("does not want the interpreter", "do not want the interpreter")
def does_not_want(world: World, event: Event) -> None:
    """No reason is asked."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.refuse_interpreter(
                by=by, at=now_of(event), traveller_id=world.traveller(name), interpreter_id=_interpreter(world, event)
            )


@verb("the interpreter is found unfit")
def is_found_unfit(world: World, event: Event) -> None:
    """By `by:` protection unless said, unfit `since:` a day."""
    by = world.by(event, "protection")
    since = timezone.make_aware(datetime.combine(day(event.more["since"]), time.min))
    with acting_as(by):
        services.find_unfit(
            by=by, at=now_of(event), interpreter_id=_interpreter(world, event), unfit_from=since,
            reason=event.more.get("reason", "Answered for people."),
        )  # fmt: skip


def _interpreter(world: World, event: Event) -> UUID:
    found: UUID = world.kept[f"interpreter {event.more['interpreter']}"]
    return found


def _through(world: World, event: Event) -> dict[str, Any]:
    return {"no_interpreter_needed": False, "interpreter_id": _interpreter(world, event)}


@expectation("said through")
def said_through(world: World, expected: dict[str, Any]) -> None:
    """For each interpreter, exactly who spoke through them, and of those who waits to be asked again (marked `!`)."""
    for called, wanted in expected.items():
        with acting_as(world.watcher):
            lines, _elsewhere = queries.through_interpreter(
                world.kept[f"interpreter {called}"], datetime(2016, 1, 1, tzinfo=UTC)
            )
        found = sorted(
            {f"{name}{'!' if line.waits else ''}" for line in lines for name in world.names_of({line.traveller_id})}
        )
        assert found == sorted(names(wanted)), f"Through {called} spoke {found}, not {sorted(names(wanted))}."
