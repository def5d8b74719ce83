"""Stages and moves must make a way: everything reachable, closing always open, nobody travelling unasked."""

from collections.abc import Collection, Iterable

from safar.programmes.definition.nodes import Node
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import Programme
from safar.programmes.types.stages import PHASES, Move

DEPARTURE_GATE = "departed_or_struck"
DECLARATION_GATE = "declaration_in_force"


def check_way(programme: Programme, tree: Node, gates: Collection[str]) -> list[Fault]:
    """Faults in the stages and moves of a programme."""
    return [
        *_references(programme, tree, gates),
        *_beginnings(programme, tree),
        *_reachable(programme, tree),
        *_closing(programme, tree),
        *_phases(programme, tree),
        *_declared_on_the_way(programme, tree),
    ]


def _references(programme: Programme, tree: Node, gates: Collection[str]) -> Iterable[Fault]:
    stages = {stage.code for stage in programme.stages}
    entitlements = {entitlement.code for entitlement in programme.entitlements}
    for index, move in enumerate(programme.moves):
        node = tree.at("moves", index)
        for position, code in enumerate(move.from_stages):
            if code not in stages:
                yield node.at("from", position).fault(f"There is no stage `{code}` to move from.")
        if move.to not in stages:
            yield node.at("to").fault(f"There is no stage `{move.to}` to move to.")
        if move.to in move.from_stages:
            yield node.at("to").fault(f"The move `{move.code}` leads from `{move.to}` to itself.")
        for position, code in enumerate(move.gates):
            if code not in gates:
                yield node.at("gates", position).fault(f"Nobody offers the gate `{code}`; nothing could ever open it.")
        for position, code in enumerate(move.entitles):
            if code not in entitlements:
                yield node.at("entitles", position).fault(f"There is no entitlement `{code}`.")


def _beginnings(programme: Programme, tree: Node) -> Iterable[Fault]:
    first = [stage for stage in programme.stages if stage.entry == "first_contact"]
    if len(first) != 1:
        yield tree.at("stages").fault("Exactly one stage must say `entry: first_contact`; there a case begins.")
    for index, stage in enumerate(programme.stages):
        if stage.entry == "came_without_us" and stage.phase != "post_arrival":
            sentence = "Who came home without us begins after arrival: this stage must have `phase: post_arrival`."
            yield tree.at("stages", index, "entry").fault(sentence)


def _reachable(programme: Programme, tree: Node) -> Iterable[Fault]:
    reached = {stage.code for stage in programme.stages if stage.entry != "none"}
    while True:
        further = {move.to for move in programme.moves if reached.intersection(move.from_stages)} - reached
        if not further:
            break
        reached |= further
    for index, stage in enumerate(programme.stages):
        if stage.code not in reached:
            yield tree.at("stages", index).fault(f"The stage `{stage.code}` cannot be reached by any move.")


def _closing(programme: Programme, tree: Node) -> Iterable[Fault]:
    closed = {stage.code for stage in programme.stages if stage.phase == "closed"}
    if not closed:
        yield tree.at("stages").fault("No stage has `phase: closed`; a case must be able to end.")
        return
    for index, stage in enumerate(programme.stages):
        ways_out = [move for move in programme.moves if stage.code in move.from_stages]
        node = tree.at("stages", index)
        if stage.code in closed:
            if ways_out:
                sentence = f"The move `{ways_out[0].code}` leads out of a closed stage; reopening is done on the case."
                yield tree.at("moves", programme.moves.index(ways_out[0])).fault(sentence)
            continue
        closing = [move for move in ways_out if move.to in closed]
        if not ways_out:
            yield node.fault(f"No move leads out of the stage `{stage.code}`.")
        elif stage.phase == "pre_departure" and not any(not move.gates and not move.two_person for move in closing):
            yield node.fault(
                f"Closing without travel must always be open: let a move without gates close from `{stage.code}`."
            )
        elif not closing:
            yield node.fault(f"No move closes a case from the stage `{stage.code}`.")


def _phases(programme: Programme, tree: Node) -> Iterable[Fault]:
    for index, move, before, after in _steps(programme):
        node = tree.at("moves", index)
        if before != "closed" and PHASES.index(after) < PHASES.index(before):
            yield node.at("to").fault(f"The move `{move.code}` leads back from {before} to {after}; nobody un-travels.")
        goes = before == "pre_departure" and after in {"travelling", "post_arrival"}
        if goes and DEPARTURE_GATE not in move.gates:
            yield node.fault(
                f"The move `{move.code}` takes people travelling, so it needs the gate `{DEPARTURE_GATE}`."
            )


def _declared_on_the_way(programme: Programme, tree: Node) -> Iterable[Fault]:
    """Nobody comes to the door of departure along a way on which no declaration was asked for."""
    moves = [move for move in programme.moves if DECLARATION_GATE not in move.gates]
    reached = {stage.code for stage in programme.stages if stage.entry == "first_contact"}
    phase = {stage.code: stage.phase for stage in programme.stages}
    while True:
        further = {
            move.to
            for move in moves
            if any(code in reached and phase.get(code) == "pre_departure" for code in move.from_stages)
        } - reached
        if not further:
            break
        reached |= further
    for index, stage in enumerate(programme.stages):
        if stage.code in reached and stage.phase in {"travelling", "post_arrival"}:
            yield tree.at("stages", index).fault(
                f"People can come to `{stage.code}` without any gate `{DECLARATION_GATE}` on the way; add it to a move."
            )


def _steps(programme: Programme) -> Iterable[tuple[int, Move, str, str]]:
    phase = {stage.code: stage.phase for stage in programme.stages}
    for index, move in enumerate(programme.moves):
        for code in move.from_stages:
            if code in phase and move.to in phase:
                yield index, move, phase[code], phase[move.to]
