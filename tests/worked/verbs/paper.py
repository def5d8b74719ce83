"""From paper: entered, checked by another, the person reached; numbered blank sheets; who was at the signing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from safar.consent import queries, services
from safar.consent.types import DeclarationGiven, PaperGiven, PaperReading, PresenceGiven, ReachGiven
from safar.plumbing.scope import acting_as
from tests.consent.papers import picture
from tests.worked.reading import Event, moment, names, yes
from tests.worked.world import World, expectation, now_of, verb


@verb("has a paper entered")
def has_a_paper_entered(world: World, event: Event) -> None:
    """`signed:` the moment on the paper; `naming:` children; `witness:`; `in hearing:`; `number:` of a blank sheet."""
    by, name = world.by(event), event.who[0]
    heard = [PresenceGiven(kind) for kind in names(event.more.get("in hearing"))]
    number = world.kept["numbers"][int(event.more["number"]) - 1] if "number" in event.more else ""
    said = DeclarationGiven(
        traveller_id=world.traveller(name), session_id=world.kept[f"session of {name}"],
        signed_at=moment(event.more["signed"]), language=world.settings["language"], place="a field office",
        witness_name=str(event.more.get("witness", "Rui Alves")), witness_relation="community", copy_answer="taken",
        reading_aloud_answer="taken", no_interpreter_needed=True, presences=tuple(heard),
        children=tuple(world.traveller(child) for child in names(event.more.get("naming"))),
    )  # fmt: skip
    with acting_as(by):
        world.kept[f"paper of {name}"] = services.enter_paper_declaration(
            by=by, at=now_of(event), given=PaperGiven(said, (picture(),), number)
        )


@verb("has the paper checked")
def has_the_paper_checked(world: World, event: Event) -> None:
    """By the colleague unless said; `reads:` what they read otherwise, as `witness_name: …`."""
    by, name = world.by(event, "colleague"), event.who[0]
    with acting_as(by):
        paper = queries.paper_by_id(world.kept[f"paper of {name}"])
        assert paper is not None
        held = next(
            talk.held_at
            for talk in queries.sessions_of([paper.journey_id])[paper.journey_id]
            if talk.id == paper.session_id
        )
        read = PaperReading(
            paper.signed_at, held.date(), paper.language, paper.manner, paper.witness_name, paper.interpreter_name
        )
        otherwise = {key: str(value) for key, value in event.more.get("reads", {}).items()}
        services.check_paper_declaration(
            by=by,
            at=now_of(event),
            paper_id=paper.id,
            read=replace(read, **otherwise),  # type: ignore[arg-type]
        )


@verb("is reached about the paper")
def is_reached(world: World, event: Event) -> Any:
    """`answer:` confirms unless said, changed_mind, never_signed or not_reached; `alone:` yes unless said."""
    by, name = world.by(event), event.who[0]
    said = ReachGiven(
        str(event.more.get("answer", "confirms")), now_of(event), alone=yes(event.more.get("alone", "yes")),
        channel="phone", language=world.settings["language"], no_interpreter_needed=True,
    )  # fmt: skip
    with acting_as(by):
        outcome = services.record_paper_reached(
            by=by, at=now_of(event), paper_id=world.kept[f"paper of {name}"], given=said
        )
    return outcome if outcome.refusals else None


@verb("prints blank sheets", "print blank sheets")
def prints_blank_sheets(world: World, event: Event) -> None:
    """`count:` numbered sheets, handed `to:` somebody."""
    by = world.by(event)
    with acting_as(by):
        set_id = services.issue_blank_set(
            by=by, at=now_of(event), programme_version_id=world.story.ground.version_id,
            language=world.settings["language"], count=int(event.more["count"]), issued_to=str(event.more["to"]),
            due_back_on=(now_of(event) + timedelta(days=21)).date(),
        )  # fmt: skip
        made = queries.blank_set(set_id)
    assert made is not None
    world.kept["blank set"], world.kept["numbers"] = set_id, [sheet.number for sheet in made.sheets]


@verb("loses a sheet", "lose a sheet")
def loses_a_sheet(world: World, event: Event) -> None:
    """`number:` the place in the set."""
    by = world.by(event)
    with acting_as(by):
        made = queries.blank_set(world.kept["blank set"])
        assert made is not None
        sheet = made.sheets[int(event.more["number"]) - 1]
        services.void_blank(
            by=by, at=now_of(event), sheet_id=sheet.id, part="lost", note=str(event.more.get("note", ""))
        )


@expectation("paper")
def paper(world: World, expected: dict[str, str]) -> None:
    """Where the paper of each person named stands."""
    for name, state in expected.items():
        with acting_as(world.watcher):
            found = queries.paper_by_id(world.kept[f"paper of {name}"])
        assert found is not None
        assert found.state == state, f"the paper of {name} is {found.state}, not {state}."


@expectation("transcribed")
def transcribed(world: World, expected: dict[str, Any]) -> None:
    """Whether the latest declaration of each person named is marked as transcribed."""
    for name, answer in expected.items():
        with acting_as(world.watcher):
            line = queries.declarations_of([world.traveller(name)])[world.traveller(name)][0]
        assert (line.transcription is not None) == yes(answer), f"{name}: {line.transcription}"


@expectation("sheets back")
def sheets_back(world: World, expected: str) -> None:
    """How many of the set came back, as `2 of 5`."""
    with acting_as(world.watcher):
        made = queries.blank_set(world.kept["blank set"])
    assert made is not None
    assert f"{made.back} of {len(made.sheets)}" == expected


@expectation("sees the paper")
def sees_the_paper(world: World, expected: dict[str, Any]) -> None:
    """Whether each of the cast finds the first person's paper among those that wait, or by its address."""
    first = next(iter(world.persons))
    for called, answer in expected.items():
        by = world.cast(called)
        with acting_as(by):
            found = queries.paper_by_id(world.kept[f"paper of {first}"]) is not None
        assert found == yes(answer), f"{called} {'sees' if found else 'does not see'} the paper."
