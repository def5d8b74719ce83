"""Writes the drawing as SVG that stands by itself: no style sheet, no script, readable by a screen reader."""

from collections.abc import Iterator
from html import escape

from safar.programmes.diagrams.layout import (
    BOX_HEIGHT,
    BOX_WIDTH,
    LABEL_WIDTH,
    LANE,
    LEGEND_LINE,
    MARGIN,
    PHASE_WIDTH,
    STEP,
    Lane,
    Layout,
    Step,
    lay_out,
)
from safar.programmes.types import Programme, Texts, text_in

INK, MUTED, LINE, GO, WAIT, CARD = "#17242d", "#566572", "#b9b4a8", "#0f6b57", "#8a5a00", "#ffffff"
BANDS = {"pre_departure": "#f6f4ef", "travelling": "#fbeccb", "post_arrival": "#dcefe9", "closed": "#eceae4"}
PHASE_NAMES: dict[str, Texts] = {
    "pre_departure": {"en": "Before departure", "pt": "Antes da partida", "fa-af": "پیش از حرکت"},
    "travelling": {"en": "Travelling", "pt": "Em viagem", "fa-af": "در سفر"},
    "post_arrival": {"en": "After arrival", "pt": "Depois da chegada", "fa-af": "پس از رسیدن"},
    "closed": {"en": "Closed", "pt": "Encerrado", "fa-af": "بسته"},
}
TWO_PEOPLE: Texts = {"en": "two people decide", "pt": "decidem duas pessoas", "fa-af": "دو نفر تصمیم می‌گیرند"}
RIGHT_TO_LEFT = ("fa", "fa-af", "ps", "ar")
CLOSE_LINE = 16


def draw(programme: Programme, language: str = "en") -> str:
    """The way through the programme as SVG text; mirrored for languages written from right to left."""
    return "\n".join(_Pen(programme, language).lines()) + "\n"


class _Pen:
    """Draws one programme in one language; every x is counted from where the language begins to read."""

    def __init__(self, programme: Programme, language: str) -> None:
        self.programme = programme
        self.language = language
        self.mirrored = language in RIGHT_TO_LEFT
        self.layout: Layout = lay_out(programme)

    def lines(self) -> Iterator[str]:
        """The SVG line by line."""
        layout = self.layout
        name = escape(text_in(self.programme.names, self.language))
        stages = ", ".join(text_in(row.stage.names, self.language) for row in layout.rows)
        direction = "rtl" if self.mirrored else "ltr"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width} {layout.height}" '
            f'width="{layout.width}" height="{layout.height}" role="img" direction="{direction}" '
            f'font-family="Vazirmatn, system-ui, sans-serif" font-size="13" fill="{INK}">'
        )
        yield f"<title>{name}</title>"
        yield f"<desc>{escape(stages)}</desc>"
        yield from self._bands()
        for step in layout.steps:
            yield from self._step(step)
        for lane in layout.lanes:
            yield from self._lane(lane)
        for row in layout.rows:
            x = self._left(layout.box_start, BOX_WIDTH)
            yield (
                f'<rect x="{x}" y="{row.y - BOX_HEIGHT // 2}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8" '
                f'fill="{CARD}" stroke="{INK}" stroke-width="1.5"/>'
            )
            middle = layout.box_start + BOX_WIDTH // 2
            yield self._text(middle, row.y + 5, text_in(row.stage.names, self.language), "middle", bold=True)
        yield from self._legend()
        yield "</svg>"

    def _x(self, x: int) -> int:
        return self.layout.width - x if self.mirrored else x

    def _left(self, x: int, width: int) -> int:
        return self.layout.width - x - width if self.mirrored else x

    def _text(self, x: int, y: int, text: str, anchor: str = "start", *, bold: bool = False, fill: str = INK) -> str:
        weight = ' font-weight="700"' if bold else ""
        return f'<text x="{self._x(x)}" y="{y}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(text)}</text>'

    def _bands(self) -> Iterator[str]:
        rows = self.layout.rows
        start = 0
        for index, row in enumerate(rows):
            if index + 1 < len(rows) and rows[index + 1].stage.phase == row.stage.phase:
                continue
            top = rows[start].y - STEP // 2
            height = (index - start + 1) * STEP
            yield (
                f'<rect x="0" y="{top}" width="{self.layout.width}" height="{height}" fill="{BANDS[row.stage.phase]}"/>'
            )
            phase = text_in(PHASE_NAMES[row.stage.phase], self.language)
            yield self._text(MARGIN, top + 20, phase, fill=MUTED)
            start = index + 1

    def _step(self, step: Step) -> Iterator[str]:
        x = self.layout.box_start + BOX_WIDTH // 2
        top, bottom = step.from_y + BOX_HEIGHT // 2, step.to_y - BOX_HEIGHT // 2
        if step.place == 0:
            yield self._path([(x, top), (x, bottom - 6)], GO)
            yield self._arrow_down(x, bottom, GO)
        name = f"{self._number(step.number)}  {text_in(step.move.names, self.language)}{self._marks(step)}"
        yield self._text(x + 12, (top + bottom) // 2 + 4 + step.place * CLOSE_LINE, name)

    def _marks(self, step: Step) -> str:
        return " ●●" if step.move.two_person else ""

    def _lane(self, lane: Lane) -> Iterator[str]:
        colour = WAIT if lane.goes_back else MUTED
        edge = self.layout.box_start if lane.goes_back else self.layout.box_start + BOX_WIDTH
        away = -1 if lane.goes_back else 1
        extra = 0 if lane.goes_back else LABEL_WIDTH - LANE
        x = edge + away * (lane.offset * LANE + extra)
        shift = lane.offset * 4 - 10
        ys = [*(y + shift for y in lane.from_ys), lane.to_y + shift]
        for y in lane.from_ys:
            yield self._path([(edge, y + shift), (x, y + shift)], colour)
        yield self._path([(x, min(ys)), (x, max(ys))], colour)
        end = lane.to_y + shift
        yield self._path([(x, end), (edge + away * 6, end)], colour)
        yield self._arrow_side(edge, end, away, colour)
        middle = self._between_rows((min(ys) + max(ys)) // 2)
        yield f'<circle cx="{self._x(x)}" cy="{middle}" r="9" fill="{CARD}" stroke="{colour}"/>'
        yield (
            f'<text x="{self._x(x)}" y="{middle + 4}" text-anchor="middle" font-size="11" fill="{colour}">'
            f"{self._number(lane.number)}</text>"
        )

    def _between_rows(self, y: int) -> int:
        """The nearest height at which no line runs sideways."""
        first = self.layout.rows[0].y + STEP // 2
        return first + round((y - first) / STEP) * STEP

    def _number(self, number: int) -> str:
        persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
        return str(number).translate(persian) if self.mirrored else str(number)

    def _path(self, points: list[tuple[int, int]], colour: str) -> str:
        steps = " L ".join(f"{self._x(x)} {y}" for x, y in points)
        return f'<path d="M {steps}" fill="none" stroke="{colour}" stroke-width="1.5"/>'

    def _arrow_down(self, x: int, y: int, colour: str) -> str:
        at = self._x(x)
        return f'<path d="M {at - 5} {y - 8} L {at + 5} {y - 8} L {at} {y} Z" fill="{colour}"/>'

    def _arrow_side(self, x: int, y: int, away: int, colour: str) -> str:
        at, back = self._x(x), self._x(x + away * 8)
        return f'<path d="M {back} {y - 5} L {back} {y + 5} L {at} {y} Z" fill="{colour}"/>'

    def _legend(self) -> Iterator[str]:
        y = self.layout.legend_y + LEGEND_LINE
        for lane in self.layout.lanes:
            text = f"{self._number(lane.number)}  {text_in(lane.move.names, self.language)}"
            yield self._text(MARGIN + PHASE_WIDTH, y, text, fill=MUTED)
            y += LEGEND_LINE
        if any(move.two_person for move in self.programme.moves):
            text = f"●●  {text_in(TWO_PEOPLE, self.language)}"
            yield self._text(MARGIN + PHASE_WIDTH, y, text, fill=MUTED)
