"""Writes a crowd into three files as it is made: the register, who is who, and what is asked."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from safar.config.demonstration.crowd.households import Households
from safar.config.demonstration.crowd.mistakes import Desk, second_record
from safar.config.demonstration.crowd.nations import nations
from safar.config.demonstration.crowd.papers import Papers
from safar.config.demonstration.crowd.persons import COLUMNS, Person
from safar.config.demonstration.crowd.questions import HEADER, Questions
from safar.config.demonstration.crowd.rows import row_of
from safar.config.demonstration.crowd.stocks import draw, seeded

# A second record is written some hundred thousand rows after the first, or where the rows end: years lie between.
ROWS_BETWEEN = 100_000
THIRD_RECORD = 0.06
STEP = 5_000
Told = Callable[[int], None]


class _Writer(Protocol):
    def writerow(self, row: Iterable[str], /) -> object: ...
    def writerows(self, rows: Iterable[Iterable[str]], /) -> object: ...


@dataclass(frozen=True)
class Asked:
    """What crowd is wanted: rows, seed, share of second records, questions of each kind, office codes (0: none)."""

    count: int
    seed: int = 1
    duplicates: float = 0.08
    queries: int = 2_000
    offices: int = 0


@dataclass(frozen=True)
class Written:
    """What was written: files and how many rows, true pairs and questions they hold."""

    people: Path
    truth: Path
    queries: Path
    rows: int
    pairs: int
    questions: int


def write_crowd(asked: Asked, folder: Path, told: Told = lambda rows: None) -> Written:
    """Write `people.csv`, `truth.csv` and `queries.csv` into a folder; the same question gives the same bytes.

    `told` is called with the number of rows now and then. Only those who wait for their second record are held.
    """
    folder.mkdir(parents=True, exist_ok=True)
    people, truth, queries = (folder / name for name in ("people.csv", "truth.csv", "queries.csv"))
    crowd = Crowd(asked)
    with (
        people.open("w", encoding="utf-8", newline="") as register,
        truth.open("w", encoding="utf-8", newline="") as known,
    ):
        rows, pairs = csv.writer(register, lineterminator="\n"), csv.writer(known, lineterminator="\n")
        rows.writerow(COLUMNS)
        pairs.writerow(("left", "right"))
        for number, (row, same) in enumerate(crowd.records(), 1):
            rows.writerow(row)
            pairs.writerows((other, row[0]) for other in same)
            if number % STEP == 0:
                told(number)
    with queries.open("w", encoding="utf-8", newline="") as file:
        questions = csv.writer(file, lineterminator="\n")
        questions.writerow(HEADER)
        questions.writerows(crowd.questions.rows())
    told(asked.count)
    return Written(people, truth, queries, asked.count, crowd.pairs, crowd.questions.count())


@contextmanager
def _table(path: Path, header: tuple[str, ...]) -> Iterator[_Writer]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        yield writer


class Crowd:
    """The records of a crowd in the order of the register."""

    def __init__(self, asked: Asked) -> None:
        """Nothing is drawn yet."""
        self._asked = asked
        self._random = seeded(f"crowd {asked.count} {asked.seed} {asked.duplicates}")
        self.questions = Questions(seeded(f"questions {asked.count} {asked.seed}"), asked.queries)
        papers = Papers(start=asked.seed * 7_919)
        self._households = Households(self._random, papers, asked.offices)
        self._desk = Desk(self._random, papers)
        self._waiting: list[tuple[Person, list[str]]] = []
        self.pairs = 0

    def records(self) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        """Each row with the ids of the earlier rows that are the same person."""
        asked, number = self._asked, 0
        seconds = round(asked.count * asked.duplicates)
        firsts = asked.count - seconds
        for person in self._people(firsts):
            number += 1
            record_id = f"P{number:07}"
            yield row_of(person, record_id), []
            self.questions.offer(record_id, person)
            seconds -= self._register_again(person, record_id, firsts, seconds)
            firsts -= 1
            while self._waiting and self._random() < len(self._waiting) / min(ROWS_BETWEEN, firsts + 1):
                number += 1
                yield self._second(f"P{number:07}")

    def _people(self, count: int) -> Iterator[Person]:
        """So many people, household by household."""
        chances = [people for people in nations() for _ in range(round(people.share * 100))]
        while count > 0:
            for person in self._households.next(draw(self._random, chances))[:count]:
                count -= 1
                yield person

    def _register_again(self, person: Person, record_id: str, firsts: int, seconds: int) -> int:
        """Let somebody wait for a second or third record, so that in the end there are just as many as asked for."""
        if firsts == 1:
            many = seconds
        elif self._random() * firsts * (1 + THIRD_RECORD) < seconds:
            many = min(seconds, 2 if self._random() < THIRD_RECORD else 1)
        else:
            return 0
        ids = [record_id]
        self._waiting += [(person, ids)] * many
        return many

    def _second(self, record_id: str) -> tuple[tuple[str, ...], list[str]]:
        place = int(self._random() * len(self._waiting))
        self._waiting[place], self._waiting[-1] = self._waiting[-1], self._waiting[place]
        person, ids = self._waiting.pop()
        same = list(ids)
        ids.append(record_id)
        self.pairs += len(same)
        return row_of(second_record(self._desk, person, self._asked.offices), record_id), same
