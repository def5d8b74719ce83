"""Which moves are open from a stage, and what stands in the way of one."""

from collections.abc import Collection

from safar.programmes.types.answers import MoveObstacle
from safar.programmes.types.programme import Programme
from safar.programmes.types.stages import Move


def allowed_moves(programme: Programme, stage: str, role: str) -> list[Move]:
    """The moves someone of that role may make from that stage, gates apart, in the order of the definition."""
    return [move for move in programme.moves if stage in move.from_stages and role in move.by]


def move_obstacles(
    programme: Programme, *, stage: str, role: str, move: str, open_gates: Collection[str]
) -> list[MoveObstacle]:
    """Everything that stands in the way of a move; an empty list means that it is open."""
    known = {known.code: known for known in programme.moves}
    if move not in known:
        return [MoveObstacle("unknown_move", move)]
    wanted = known[move]
    obstacles: list[MoveObstacle] = []
    if stage not in wanted.from_stages:
        obstacles.append(MoveObstacle("not_from_here", stage))
    if role not in wanted.by:
        obstacles.append(MoveObstacle("not_this_role", role))
    obstacles.extend(MoveObstacle("gate_closed", gate) for gate in wanted.gates if gate not in open_gates)
    return obstacles
