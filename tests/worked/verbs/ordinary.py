"""The ordinary way: told alone, declares, is asked again, leaves, arrives, withdraws."""

from __future__ import annotations

from typing import Any

from safar.cases import services as cases
from safar.cases.models import Task
from safar.cases.queries import case_file
from safar.consent import queries as consent
from safar.consent import services
from safar.consent.types import PresenceGiven
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, names, yes
from tests.worked.world import World, expectation, now_of, screen, verb


@verb("hears everything alone", "hear everything alone")
def hears_everything(world: World, event: Event) -> None:
    """A talk about everything, alone; `signs:` of the screen, `present:` within hearing, `in sight:` not in hearing."""
    by = world.by(event)
    world.story.by = by
    for name in event.who:
        presences = [PresenceGiven(kind) for kind in names(event.more.get("present"))]
        presences += [PresenceGiven(kind, in_hearing=False) for kind in names(event.more.get("in sight"))]
        signs = names(event.more.get("signs"))
        world.kept[f"session of {name}"] = world.story.talk(
            world.traveller(name),
            now_of(event),
            person={"screen": screen(signs)},
            session={"presences": tuple(presences)},
        )
        world.story.position(world.traveller(name), now_of(event), status=event.more.get("asylum", "none"))
        world.story.acknowledge(world.traveller(name), now_of(event))


@verb("declares", "declare")
def declares(world: World, event: Event) -> Any:
    """Signs in the session last held with them; `naming:` the children."""
    children = tuple(world.traveller(child) for child in names(event.more.get("naming")))
    world.story.by = world.by(event)
    outcome = None
    for name in event.who:
        outcome = world.story.sign(
            world.traveller(name), world.kept[f"session of {name}"], now_of(event), children=children
        )
        if outcome.permit_id is None:
            return outcome
    return outcome


@verb("gets a permit", "get a permit")
def gets_a_permit(world: World, event: Event) -> Any:
    """A child's permit, or an adult's on the declaration already signed."""
    by = world.by(event)
    outcome = None
    for name in event.who:
        with acting_as(by):
            if "on own declaration" in event.more and yes(event.more["on own declaration"]):
                outcome = services.issue_permit(by=by, at=now_of(event), traveller_id=world.traveller(name))
            else:
                outcome = services.issue_child_permit(by=by, at=now_of(event), child_id=world.traveller(name))
        if outcome.permit_id is None:
            return outcome
    return outcome


@verb("is asked again", "are asked again")
def is_asked_again(world: World, event: Event) -> None:
    """Asked alone, `which: before` or `at_departure`; `answer:` still_yes unless said."""
    world.story.by = world.by(event)
    for name in event.who:
        world.story.ask(
            world.traveller(name),
            event.more.get("which", "before"),
            now_of(event),
            event.more.get("answer", "still_yes"),
        )


@verb("does every last step", "do every last step")
def does_last_steps(world: World, event: Event) -> None:
    """Every step that cannot be undone is done."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            for code in world.story.ground.steps:
                services.complete_step(
                    by=by, at=now_of(event), traveller_id=world.traveller(name), code=code, done_at=now_of(event)
                )


@verb("leaves", "leave")
def leaves(world: World, event: Event) -> None:
    """Departs."""
    for name in event.who:
        world.story.leave(world.traveller(name), now_of(event))


@verb("arrives", "arrive")
def arrives(world: World, event: Event) -> Any:
    """Arrives; `outcome:` met unless said."""
    by = world.by(event)
    with acting_as(by):
        return cases.record_arrival(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]),
            member_ids=[world.member(name) for name in event.who], arrived_at=now_of(event),
            outcome=event.more.get("outcome", "met"), place=event.more.get("place", world.story.place),
        )  # fmt: skip


@verb("withdraws", "withdraw")
def withdraws(world: World, event: Event) -> None:
    """Says no, by `channel:`, which ends their permit at once."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.withdraw_declaration(
                by=by,
                at=now_of(event),
                traveller_id=world.traveller(name),
                channel=event.more.get("channel", "telephone"),
            )


@verb("moves on", "move on")
def moves_on(world: World, event: Event) -> Any:
    """A move of the programme, `move:`, for everyone who stands where it begins, or for those named."""
    return world.story.move(event.more["move"], by=world.by(event), at=now_of(event))


@expectation("permits")
def permits(world: World, expected: dict[str, str]) -> None:
    """The state of the latest permit of each person named; `none` when there never was one."""
    for name, state in expected.items():
        assert permit_state(world, name) == state, f"{name}'s permit is {permit_state(world, name)}, not {state}."


def permit_state(world: World, name: str) -> str:
    """The state of somebody's latest permit, or `none`."""
    with acting_as(world.watcher):
        found = consent.permits_of([world.traveller(name)]).get(world.traveller(name), [])
    live = [permit for permit in found if permit.state in ("in_force", "held")]
    latest = live or sorted(found, key=lambda permit: permit.made_at)
    return latest[-1].state if latest else "none"


@expectation("holds")
def holds(world: World, expected: dict[str, Any]) -> None:
    """Exactly which kinds of hold stand open for each person named."""
    for name, kinds in expected.items():
        with acting_as(world.watcher):
            line = consent.travellers_in([world.traveller(name)])[world.traveller(name)]
        found = sorted(hold.kind for hold in line.holds)
        assert found == sorted(names(kinds)), f"{name} is held by {found}, not {sorted(names(kinds))}."


@expectation("tasks")
def tasks(world: World, expected: Any) -> None:
    """Each of these tasks stands open, in whichever case of the story."""
    open_tasks = _open_tasks(world)
    missing = set(names(expected)) - open_tasks
    assert not missing, f"No open task {sorted(missing)}; open are {sorted(open_tasks)}."


@expectation("no tasks")
def no_tasks(world: World, expected: Any) -> None:
    """None of these tasks stands open."""
    found = set(names(expected)) & _open_tasks(world)
    assert not found, f"Tasks {sorted(found)} stand open."


def _open_tasks(world: World) -> set[str]:
    with acting_as(world.watcher):
        return set(Task.objects.filter(done_at=None).values_list("code", flat=True))


@expectation("waits for")
def waits_for(world: World, expected: dict[str, Any]) -> None:
    """Everything a permit waits for now, by code, for each person named; an empty list when nothing does."""
    for name, codes in expected.items():
        with acting_as(world.watcher):
            found = consent.what_a_permit_waits_for([world.traveller(name)], world.at)[world.traveller(name)]
        got = sorted({refusal.code for refusal in found})
        assert got == sorted(names(codes)), f"{name} waits for {got}, not {sorted(names(codes))}."


@expectation("cannot leave because")
def cannot_leave_because(world: World, expected: dict[str, Any]) -> None:
    """These reasons, among others, stand against a departure now."""
    for name, codes in expected.items():
        with acting_as(world.watcher):
            found = consent.what_a_departure_waits_for([world.traveller(name)], world.at)[world.traveller(name)]
        missing = set(names(codes)) - {refusal.code for refusal in found}
        assert not missing, f"{sorted(missing)} does not stand against {name}; {[r.code for r in found]} do."


@expectation("going")
def going(world: World, expected: dict[str, str]) -> None:
    """Whether each is going, stays, or is struck."""
    for name, state in expected.items():
        with acting_as(world.watcher):
            line = consent.travellers_in([world.traveller(name)])[world.traveller(name)]
        assert line.going == state, f"{name}: {line.going}, not {state}."


@expectation("entitlements")
def entitlements(world: World, expected: dict[str, Any]) -> None:
    """Lines of entitlement of the case of the person named, each with its state: `{farid: {travel: planned}}`."""
    for name, lines in expected.items():
        with acting_as(world.watcher):
            file = case_file(by=world.watcher, case_id=world.case_of(name), at=world.at)
        assert file is not None
        found: dict[str, set[str]] = {}
        for enrolment in file.enrolments:
            for promise in enrolment.promises:
                if not promise.for_whom or name.title() in promise.for_whom:
                    found.setdefault(promise.line, set()).add(promise.state)
        for line, state in lines.items():
            wanted = {"none": set()}.get(state, {state})
            assert found.get(line, set()) == wanted, f"{name}, {line}: {found.get(line, set())}, not {state}."


@expectation("sees the case")
def sees_the_case(world: World, expected: dict[str, str]) -> None:
    """Whether each of the cast can open the case of the first person of the story."""
    first = next(iter(world.persons))
    for called, answer in expected.items():
        by = world.cast(called)
        with acting_as(by):
            try:
                found = case_file(by=by, case_id=world.case_of(first), at=world.at) is not None
            except Exception:  # a role that may not read at all sees as little as one who finds nothing
                found = False
        assert found == yes(answer), f"{called} {'sees' if found else 'does not see'} the case."
