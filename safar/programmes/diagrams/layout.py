"""Where each stage and each move stands in the drawing: stages down the middle, other ways in lanes at the sides."""

from dataclasses import dataclass

from safar.programmes.types import Move, Programme, Stage

BOX_WIDTH = 200
BOX_HEIGHT = 40
STEP = 84
LANE = 26
LABEL_WIDTH = 250
PHASE_WIDTH = 120
MARGIN = 16
LEGEND_LINE = 20


@dataclass(frozen=True)
class Row:
    """A stage and its place: the middle of its box, in pixels from the top."""

    stage: Stage
    y: int


@dataclass(frozen=True)
class Step:
    """A move straight down to the next stage; `place` counts the moves between the same two stages."""

    number: int
    move: Move
    from_y: int
    to_y: int
    place: int


@dataclass(frozen=True)
class Lane:
    """A move that goes back or skips: its sources, its target, and the distance of its lane from the boxes."""

    number: int
    move: Move
    from_ys: tuple[int, ...]
    to_y: int
    offset: int
    goes_back: bool


@dataclass(frozen=True)
class Layout:
    """The whole drawing: sizes in pixels, and everything with its place."""

    width: int
    height: int
    box_start: int
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    lanes: tuple[Lane, ...]
    legend_y: int


def lay_out(programme: Programme) -> Layout:
    """Places for every stage and move of the programme, in the order of the definition."""
    rows = tuple(Row(stage, MARGIN + BOX_HEIGHT + index * STEP) for index, stage in enumerate(programme.stages))
    place = {row.stage.code: index for index, row in enumerate(rows)}
    steps: list[Step] = []
    sideways: list[tuple[int, Move]] = []
    for number, move in enumerate(programme.moves, start=1):
        source = place[move.from_stages[0]]
        if len(move.from_stages) == 1 and place[move.to] == source + 1:
            same = sum(step.from_y == rows[source].y for step in steps)
            steps.append(Step(number, move, rows[source].y, rows[source + 1].y, same))
        else:
            sideways.append((number, move))
    lanes = _lanes(sideways, rows, place)
    backs = sum(lane.goes_back for lane in lanes)
    box_start = MARGIN + PHASE_WIDTH + (backs + 1) * LANE
    forwards = len(lanes) - backs
    width = box_start + BOX_WIDTH + max(LABEL_WIDTH, 0) + (forwards + 1) * LANE + MARGIN
    legend_y = rows[-1].y + BOX_HEIGHT + MARGIN
    return Layout(
        width=width,
        height=legend_y + LEGEND_LINE * (len(lanes) + 1) + MARGIN,
        box_start=box_start,
        rows=rows,
        steps=tuple(steps),
        lanes=lanes,
        legend_y=legend_y,
    )


def _lanes(sideways: list[tuple[int, Move]], rows: tuple[Row, ...], place: dict[str, int]) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    for number, move in sideways:
        goes_back = place[move.to] < place[move.from_stages[0]]
        offset = 1 + sum(lane.goes_back == goes_back for lane in lanes)
        from_ys = tuple(sorted(rows[place[code]].y for code in move.from_stages))
        lanes.append(Lane(number, move, from_ys, rows[place[move.to]].y, offset, goes_back))
    return tuple(lanes)
