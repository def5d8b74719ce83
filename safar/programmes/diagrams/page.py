"""Writes the page beside the drawing: every stage, move and deadline in a table that needs no eyes for pictures."""

from collections.abc import Iterable

from safar.programmes.types import Deadline, Length, Move, Programme, text_in


def state_page(programme: Programme) -> str:
    """The Markdown page of a programme's states, in English, generated from its definition."""
    lines = [
        f"# {text_in(programme.names, 'en')}: stages and moves",
        "",
        f"Generated from `definitions/{programme.code}/` by `safar programme diagram`. Do not edit.",
        "",
        f"![Stages and moves of {programme.code}]({programme.code}.svg)",
        "",
        "## Stages",
        "",
        "| stage | code | phase | held by | a case may begin here |",
        "|---|---|---|---|---|",
    ]
    for stage in programme.stages:
        entry = "–" if stage.entry == "none" else _words(stage.entry)
        name = text_in(stage.names, "en")
        lines.append(f"| {name} | `{stage.code}` | {_words(stage.phase)} | {_words(stage.held_by)} | {entry} |")
    lines += ["", "## Moves", "", "| | move | from | to | by | gates | also |", "|---|---|---|---|---|---|---|"]
    lines += [_move(number, move) for number, move in enumerate(programme.moves, start=1)]
    lines += ["", "## Deadlines", "", "| deadline | counted from | ends with | length | held by | source |"]
    lines += ["|---|---|---|---|---|---|", *(_deadline(deadline) for deadline in programme.deadlines), ""]
    return "\n".join(lines)


def _move(number: int, move: Move) -> str:
    also = [
        word
        for word, holds in (
            ("two people", move.two_person),
            ("reason required", move.reason_required),
            ("outcome required", move.outcome_required),
            (f"makes due: {', '.join(move.entitles)}", bool(move.entitles)),
        )
        if holds
    ]
    return (
        f"| {number} | {text_in(move.names, 'en')} (`{move.code}`) | {_codes(move.from_stages)} | `{move.to}` "
        f"| {', '.join(_words(role) for role in move.by)} | {_codes(move.gates)} | {'; '.join(also) or '–'} |"
    )


def _deadline(deadline: Deadline) -> str:
    start = deadline.counted_from.stage or deadline.counted_from.event or ""
    end = deadline.met_by.stage or deadline.met_by.event or ""
    lengths = [_length(deadline.length)]
    lengths += [f"{country}: {_length(length)}" for country, length in sorted(deadline.per_country.items())]
    return (
        f"| {text_in(deadline.names, 'en')} (`{deadline.code}`) | {_words(start)} | {_words(end)} "
        f"| {'; '.join(lengths)} | {_words(deadline.held_by)} | {deadline.source} |"
    )


def _length(length: Length) -> str:
    return f"{length.count} {_words(length.unit)}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes) or "–"


def _words(code: str) -> str:
    return code.replace("_", " ")
