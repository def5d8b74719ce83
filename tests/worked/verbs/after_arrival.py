"""After arrival: told of the help, answered by the host country, given things, moving on, two funders, and dying."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from safar.accounts.queries import the_system
from safar.cases import services as cases
from safar.cases.queries import case_file
from safar.cases.types import (
    Certainty,
    DecisionAnswer,
    DecisionGiven,
    DecisionKind,
    EnrolmentView,
    Fate,
    OnwardGiven,
    OnwardKind,
    PromiseLine,
)
from safar.plumbing.scope import acting_as
from tests.cases.after_arrival import HELP_TOPICS, ON_RECORD
from tests.cases.ground import lay_case_ground
from tests.worked.reading import Event, names
from tests.worked.world import World, expectation, now_of, verb

LANGUAGES = {"eurp": "en", "arvore-vi": "pt", "avrr-aria": "fa-af"}


def enrolment(world: World, name: str, programme: str = "") -> EnrolmentView:
    """The newest enrolment of somebody, or theirs in a programme."""
    with acting_as(world.watcher):
        file = case_file(by=world.watcher, case_id=world.case_of(name), at=world.at)
    assert file is not None
    member = world.member(name)
    mine = [view for view in file.enrolments if any(row.member_id == member for row in view.rows)]
    chosen = [view for view in mine if not programme or view.programme_code == programme]
    assert chosen, f"{name} is not in {programme or 'any programme'}."
    return chosen[-1]


def due(world: World, name: str, line: str, programme: str = "") -> PromiseLine:
    """One thing due to somebody."""
    view = enrolment(world, name, programme)
    called = next(row.name for row in view.rows if row.member_id == world.member(name))
    found = [one for one in view.promises if one.line == line and one.for_whom in (called, "family")]
    assert found, f"{line} is not due to {name}; due are {[one.line for one in view.promises]}."
    return found[0]


@verb("hears of the help", "hear of the help")
def hears_of_the_help(world: World, event: Event) -> None:
    """A talk about what the help is and where data goes."""
    world.story.by = world.by(event)
    for name in event.who:
        world.story.talk(world.traveller(name), now_of(event), person={"topics": HELP_TOPICS})


@verb("is answered by the host country")
def host_answers(world: World, event: Event) -> UUID:
    """The host country's `answer:` (approved unless said) is recorded by the manager."""
    by = world.by(event, "manager")
    given = DecisionGiven(
        DecisionKind.AUTHORITY,
        DecisionAnswer(event.more.get("answer", "approved")),
        now_of(event).date(),
        "Host country",
        reasons=("no funds",) if event.more.get("answer") == "refused" else (),
        remedy="Write to the ministry." if event.more.get("answer") == "refused" else "",
    )
    with acting_as(by):
        return cases.decide(by=by, at=now_of(event), enrolment_id=enrolment(world, event.who[0]).id, decision=given)


@verb("begins the help", "begin the help")
def begins_the_help(world: World, event: Event) -> Any:
    """The host country agrees, so the help begins."""
    by = world.by(event, "reintegration")
    view = enrolment(world, event.who[0])
    with acting_as(by):
        return cases.move_members(by=by, at=now_of(event), enrolment_id=view.id, move="host_agrees")


@verb("is promised", "are promised")
def is_promised(world: World, event: Event) -> None:
    """An amount for a `line:` is approved, in `programme:` where there are two."""
    by = world.by(event, "manager")
    for name in event.who:
        item = due(world, name, event.more["line"], event.more.get("programme", ""))
        with acting_as(by):
            cases.approve_amount(
                by=by, at=now_of(event), due_item_id=item.id, amount=100000, currency="EUR", reference="MEMO 7"
            )


@verb("receives", "receive")
def receives(world: World, event: Event) -> None:
    """A `line:` is handed over, `to:` somebody of the family where it has passed to them."""
    by = world.by(event, "reintegration")
    for name in event.who:
        item = due(world, name, event.more["line"], event.more.get("programme", ""))
        with acting_as(by):
            cases.hand_over(
                by=by, at=now_of(event), due_item_id=item.id, on=now_of(event).date(), receipt="R 1",
                received_by=event.more.get("to", ""),
            )  # fmt: skip


@verb("leaves again", "settles elsewhere", "comes back")
def moves_onward(world: World, event: Event) -> None:
    """Somebody left again, settled elsewhere or came back; `certainty:` known unless said."""
    by = world.by(event, "reintegration")
    kind = {"leaves again": OnwardKind.RE_MIGRATED, "settles elsewhere": OnwardKind.MOVED_ON}.get(event.does)
    for name in event.who:
        given = OnwardGiven(
            kind or OnwardKind.CAME_BACK,
            Certainty(event.more.get("certainty", "known")),
            now_of(event).date(),
            event.more.get("told by", "the person"),
            "we keep in touch by telephone",
        )
        with acting_as(by):
            cases.record_onward_move(by=by, at=now_of(event), member_id=world.member(name), given=given)


@verb("has it decided")
def has_it_decided(world: World, event: Event) -> None:
    """A manager decides what becomes of a `line:`; `answer:` stays, ends or passes_to_family."""
    by = world.by(event, "manager")
    item = due(world, event.who[0], event.more["line"])
    with acting_as(by):
        cases.decide_fate(
            by=by, at=now_of(event), due_item_id=item.id, answer=Fate(event.more["answer"]), reason="looked at together"
        )


@verb("dies after the return")
def has_died(world: World, event: Event) -> None:
    """A death is reported, or confirmed by a `paper:`."""
    by = world.by(event, "reintegration")
    with acting_as(by):
        cases.death_in_case(
            by=by, at=now_of(event), member_id=world.member(event.who[0]), source="the family",
            confirmed="paper" in event.more, paper=event.more.get("paper", ""),
        )  # fmt: skip


@verb("joins another programme", "join another programme")
def joins_another_programme(world: World, event: Event) -> None:
    """The people named are enrolled in `programme:` too, in the same case."""
    code = event.more["programme"]
    ground = lay_case_ground(world.actor, world.here, world.elsewhere, code, LANGUAGES[code])
    by = world.by(event)
    facts: dict[str, bool | int | str] = {**ON_RECORD, "came_by": "with_us"}
    with acting_as(by):
        cases.enrol(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]), programme_version_id=ground.version_id,
            facts=facts, member_ids=[world.member(name) for name in event.who],
        )  # fmt: skip


@verb("waits", "wait")
def waits(world: World, event: Event) -> None:
    """Time passes; what lapses by itself lapses."""
    system = the_system()
    with acting_as(system):
        cases.lapse_unanswered(by=system, at=now_of(event))


@expectation("fates")
def fates(world: World, expected: dict[str, dict[str, str]]) -> None:
    """What becomes of lines by the programme's rule: `{lina: {arrival_help: ends}}`."""
    for name, lines in expected.items():
        for line, fate in lines.items():
            found = due(world, name, line).fate
            assert found == fate, f"{line} of {name}: {found}, not {fate}."


@expectation("given elsewhere")
def given_elsewhere(world: World, expected: dict[str, Any]) -> None:
    """Lines of somebody's newest enrolment that another programme already gives."""
    for name, lines in expected.items():
        found = sorted(one.line for one in enrolment(world, name).promises if one.elsewhere)
        assert found == sorted(names(lines)), f"{name}: {found}, not {sorted(names(lines))}."


@expectation("stands at")
def stands_at(world: World, expected: dict[str, str]) -> None:
    """The stage of each person in their newest enrolment."""
    for name, stage in expected.items():
        row = next(row for row in enrolment(world, name).rows if row.member_id == world.member(name))
        assert row.stage == stage, f"{name} stands at {row.stage}, not {stage}."
