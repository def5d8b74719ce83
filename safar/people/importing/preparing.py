"""Makes parts of a register ready to be written; for a large one in a process of its own, while the database works."""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import django
from django.utils import translation

from safar.people.importing.reading import Register, rows_of
from safar.people.importing.validating import Ground, Understood, understand

PART = 5_000
# Below this a second process takes longer to start than it saves.
LARGE = 1024 * 1024
_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a register: what can be written, each row as JSON; what is refused; and where reading goes on."""

    told: list[str]
    begins: tuple[int, int]
    rows: int
    refused: list[Understood]
    place: int
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read: which file from which place and row on, on which ground, and in whose language faults are said."""

    path: Path
    register: Register
    place: int
    number: int
    ground: Ground
    language: str


class PreparingFailed(Exception):
    """The process that reads broke off; the message says where."""


def parts_of(reading: Reading, size: int = PART) -> Iterator[Part]:
    """The parts of a register, one after the other."""
    with translation.override(reading.language):
        told: list[str] = []
        refused: list[Understood] = []
        begins = (reading.place, reading.number)
        after, rows = begins, 0
        for raw in rows_of(reading.path, reading.register, place=reading.place, number=reading.number):
            understood = understand(raw, reading.register.keys, reading.ground)
            if understood.values is None:
                refused.append(understood)
            else:
                told.append(_as_json(understood.values))
            rows += 1
            after = (raw.place, raw.number + 1)
            if rows == size:
                yield Part(told, begins, rows, refused, *after)
                told, refused, begins, rows = [], [], after, 0
        if rows:
            yield Part(told, begins, rows, refused, *after)


def parts_beside(reading: Reading, size: int = PART) -> Iterator[Part]:
    """The same parts, of a large file prepared one ahead by another process, which ends with this one."""
    if reading.register.size - reading.place < LARGE:
        yield from parts_of(reading, size)
        return
    # A process that begins afresh holds no connection of ours: after a kill the database sees at once that we are gone.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_prepare, args=(reading, size, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        while (part := _received(ours)) is not None:
            yield part
    finally:
        ours.close()
        process.terminate()
        process.join()


def _received(ours: Connection) -> Part | None:
    try:
        part = ours.recv()
    except EOFError:
        raise PreparingFailed("The process that reads the file broke off.") from None
    if isinstance(part, str):
        raise PreparingFailed(part)
    assert part is None or isinstance(part, Part)
    return part


def _prepare(reading: Reading, size: int, theirs: Connection) -> None:
    django.setup()
    try:
        for part in parts_of(reading, size):
            theirs.send(part)
        theirs.send(None)
    except BrokenPipeError:
        sys.exit(1)
    except Exception as error:
        theirs.send(f"{type(error).__name__}: {error}")
        raise
