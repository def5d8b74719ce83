"""Tries worked cases against the rules and says in sentences where they differ."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter

from safar.programmes.definition.nodes import Node
from safar.programmes.definition.shape import shaped
from safar.programmes.definition.strict_yaml import FaultyYaml, read_yaml
from safar.programmes.examples.shape import Example, ExpectedDue, TriedDeadline, TriedMove
from safar.programmes.rules import (
    WrongFact,
    deadline_state,
    eligibility,
    entitlements_due,
    move_obstacles,
    overall,
)
from safar.programmes.types.answers import CountedDates, Due, UnitMember
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import Programme

EXAMPLE: TypeAdapter[Example] = TypeAdapter(Example)


def check_examples(folder: Path, shown_as: str, programme: Programme) -> tuple[int, list[Fault]]:
    """Try every worked case of a folder: how many there are, and a fault for each difference."""
    faults: list[Fault] = []
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    for path in paths:
        faults.extend(try_file(path, f"{shown_as}/{path.name}", programme))
    return len(paths), faults


def try_file(path: Path, shown_as: str, programme: Programme) -> list[Fault]:
    """Read one worked case and try it."""
    try:
        tree = read_yaml(path, shown_as)
    except FaultyYaml as error:
        return error.faults
    read = shaped(tree, EXAMPLE)
    return read[1] if read[0] is None else sorted(set(try_example(read[0], tree, programme)))


def try_example(example: Example, tree: Node, programme: Programme) -> Iterable[Fault]:
    """A fault for each thing that comes out otherwise than the example expects."""
    yield from _answers(example, tree, programme)
    yield from _due(example, tree, programme)
    for index, tried in enumerate(example.moves):
        yield from _move(tried, tree.at("moves", index), programme)
    for index, counted in enumerate(example.deadlines):
        yield from _deadline(counted, tree.at("deadlines", index), programme)


def _answers(example: Example, tree: Node, programme: Programme) -> Iterable[Fault]:
    expected = example.expect
    if expected is None:
        return
    try:
        answers = eligibility(programme, example.facts)
    except WrongFact as error:
        yield tree.at("facts").fault(str(error))
        return
    verdict = overall(answers)
    given = {answer.rule: answer.answer for answer in answers}
    if verdict != expected.verdict:
        reasons = ", ".join(f"{rule}: {answer}" for rule, answer in given.items() if answer != "yes")
        sentence = f"The example expects {expected.verdict}, but the rules say {verdict} ({reasons or 'all yes'})."
        yield tree.at("expect", "verdict").fault(sentence)
    for rule, wanted in expected.answers.items():
        node = tree.at("expect", "answers", rule)
        if rule not in given:
            yield node.fault(f"There is no rule `{rule}`.")
        elif given[rule] != wanted:
            yield node.fault(f"The example expects {wanted} of `{rule}`, but it says {given[rule]}.")
    asked = sorted({fact for answer in answers for fact in answer.ask})
    if expected.ask and asked != sorted(expected.ask):
        sentence = f"The example expects to ask {', '.join(sorted(expected.ask))}; the rules ask {', '.join(asked)}."
        yield tree.at("expect", "ask").fault(sentence)


def _due(example: Example, tree: Node, programme: Programme) -> Iterable[Fault]:
    if example.unit is None:
        if example.due:
            yield tree.at("due").fault("Something is expected to be due, but there is no `unit` to count.")
        return
    members = [UnitMember(member.id, member.role, member.circumstance) for member in example.unit.members]
    dates = CountedDates(example.unit.application_on, example.unit.departure_on, example.unit.arrival_on)
    found = {(due.entitlement, due.member, due.instalment): due for due in entitlements_due(programme, members, dates)}
    for index, expected in enumerate(example.due):
        node = tree.at("due", index)
        due = found.pop((expected.entitlement, expected.member, expected.instalment), None)
        if due is None:
            yield node.fault(f"`{expected.entitlement}` is not due to `{expected.member}`, or it is expected twice.")
        else:
            yield from (node.at(key).fault(sentence) for key, sentence in _differences(expected, due))
    if example.nothing_else_due and found:
        others = ", ".join(f"{code} for {member} ({number})" for code, member, number in found)
        yield tree.at("nothing_else_due").fault(f"More is due than the example expects: {others}.")


def _differences(expected: ExpectedDue, due: Due) -> Iterable[tuple[str, str]]:
    amount = None if due.amount is None else str(due.amount)
    pairs = (
        ("amount", expected.amount, amount),
        ("currency", expected.currency, due.currency),
        ("due_on", expected.due_on, due.due_on),
        ("needs_approval", expected.needs_approval, due.needs_approval),
        ("standing", expected.standing, due.standing),
    )
    for key, wanted, found in pairs:
        if wanted is not None and wanted != found:
            yield key, f"The example expects {key} {wanted}, but the programme gives {found}."


def _move(tried: TriedMove, node: Node, programme: Programme) -> Iterable[Fault]:
    obstacles = move_obstacles(
        programme, stage=tried.stage, role=tried.by, move=tried.move, open_gates=frozenset(tried.open)
    )
    found = sorted(obstacle.code for obstacle in obstacles)
    if found != sorted(tried.refused):
        outcome = f"is refused because of {', '.join(found)}" if found else "is open"
        expected = ", ".join(sorted(tried.refused)) or "nothing"
        yield node.fault(f"The move `{tried.move}` {outcome}; the example expects {expected} in the way.")


def _deadline(tried: TriedDeadline, node: Node, programme: Programme) -> Iterable[Fault]:
    if tried.deadline not in {deadline.code for deadline in programme.deadlines}:
        yield node.fault(f"There is no deadline `{tried.deadline}`.")
        return
    state = deadline_state(
        programme, tried.deadline, started_on=tried.started_on, today=tried.today, country=tried.country
    )
    if (state.due_on, state.left) != (tried.due_on, tried.left):
        found = f"{state.due_on} with {state.left} left"
        yield node.fault(f"The deadline is {found}; the example expects {tried.due_on} with {tried.left} left.")
