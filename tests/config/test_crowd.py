"""The crowd is the same for the same question, its families make sense, and its truth is true."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import combinations, islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safar.config.command import app
from safar.config.demonstration.crowd import Asked, writing
from safar.config.demonstration.crowd.nations import nation, nations, other_spellings
from safar.config.demonstration.crowd.persons import BOTH, COLUMNS, LATIN, OWN, Person
from safar.config.demonstration.crowd.rows import birth_of, row_of
from safar.config.demonstration.crowd.writing import Crowd, write_crowd
from safar.people.importing.columns import COLUMNS as REGISTER_COLUMNS
from safar.people.importing.reading import RawRow
from safar.people.importing.validating import Ground, understand

ASKED = Asked(count=4_000, seed=5, queries=150, offices=7)


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowd")
    write_crowd(ASKED, folder)
    return folder


@lru_cache(maxsize=1)
def households() -> list[list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in Crowd(Asked(count=0, seed=11))._people(6_000):
        found[person.household].append(person)
    return list(found.values())[:-1]


def test_the_same_question_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_crowd(ASKED, tmp_path / "again")
    write_crowd(Asked(count=4_000, seed=6, queries=150, offices=7), tmp_path / "other")
    for name in ("people.csv", "truth.csv", "queries.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()
        assert (tmp_path / "other" / name).read_bytes() != (folder / name).read_bytes()


def test_there_are_as_many_rows_and_second_records_as_asked_for(folder: Path) -> None:
    rows = rows_in(folder / "people.csv")
    assert len(rows) == 4_000
    assert len({row["id"] for row in rows}) == 4_000
    second = {pair["right"] for pair in rows_in(folder / "truth.csv")}
    assert len(second) == 320


@pytest.mark.parametrize("count", [1, 2, 13])
def test_a_small_crowd_is_whole_too(count: int, tmp_path: Path) -> None:
    written = write_crowd(Asked(count=count, duplicates=0.4, queries=3), tmp_path)
    assert len(rows_in(tmp_path / "people.csv")) == count == written.rows
    assert len(rows_in(tmp_path / "truth.csv")) == written.pairs
    assert len(rows_in(tmp_path / "queries.csv")) == written.questions


def test_the_truth_holds_every_pair_and_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    records: dict[int, list[str]] = defaultdict(list)

    def watched(person: Person, record_id: str) -> tuple[str, ...]:
        records[person.number].append(record_id)
        return row_of(person, record_id)

    monkeypatch.setattr(writing, "row_of", watched)
    write_crowd(Asked(count=3_000, seed=2, duplicates=0.2), tmp_path)
    pairs = {frozenset(pair.values()) for pair in rows_in(tmp_path / "truth.csv")}
    assert pairs == {frozenset(pair) for ids in records.values() for pair in combinations(ids, 2)}
    assert len(pairs) == len(rows_in(tmp_path / "truth.csv"))
    assert max(len(ids) for ids in records.values()) > 2


def test_second_records_do_not_stand_beside_the_first(folder: Path) -> None:
    gaps = [int(pair["right"][1:]) - int(pair["left"][1:]) for pair in rows_in(folder / "truth.csv")]
    assert min(gaps) > 0
    assert sum(gaps) / len(gaps) > 400


def test_the_register_takes_every_row(folder: Path) -> None:
    assert COLUMNS == REGISTER_COLUMNS
    offices = {f"O{number:03}": number for number in range(1, 8)}
    ground = Ground(at=datetime(2026, 11, 1, tzinfo=UTC), offices=offices, own_office=1, consented_on=None)
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        keys = next(rows)
        for number, cells in enumerate(islice(rows, 1_500), 2):
            assert understand(RawRow(number, cells, 0), keys, ground).faults == [], cells


def test_families_make_sense() -> None:
    for family in households():
        assert 1 <= len(family) <= 9
        assert len({(each.place.own, each.script, each.language, each.consented_on) for each in family}) == 1
        for person in family:
            years = (person.consented_on - person.born).days / 365.24
            assert 0 < years < 92, person
            assert person.given, person
        names = [(each.given[-1].own, each.father) for each in family if each.consented_on.year - each.born.year < 15]
        assert len(names) == len(set(names)), family


def test_children_bear_their_fathers_given_name_as_fathers_name() -> None:
    checked = 0
    for family in households():
        couple, children = family[:2], family[2:]
        if [each.sex for each in couple] != ["male", "female"] or couple[0].father == couple[1].father:
            continue
        father, mother = couple
        for child in children:
            if child.born < father.born or not child.father:
                continue
            assert child.father == father.given
            assert (child.born - mother.born).days > 15 * 365, family
            checked += 1
            if father.nation in ("IR", "IQ", "RO") and child.family:
                checked += child.family == father.family
            if father.nation == "BR":
                assert child.family == (*mother.family[-1:], *father.family[-1:])
    assert checked > 500


def test_there_are_twins_brothers_and_people_alone() -> None:
    births = [[(each.born, each.father) for each in family if each.born.day > 1] for family in households()]
    assert any(len(set(born)) < len(born) for born in births)
    assert sum(len(family) == 1 for family in households()) > 400


def test_each_people_writes_as_it_does() -> None:
    people = [person for family in households() for person in family]
    for code in ("AF", "IR", "IQ"):
        scripts = [person.script for person in people if person.nation == code]
        assert 0.42 < scripts.count(LATIN) / len(scripts) < 0.58
        assert scripts.count(OWN) > scripts.count(BOTH) > 0
    assert {person.script for person in people if nation(person.nation).is_latin} == {LATIN}
    first = [(person.born.month, person.born.day) == (1, 1) for person in people if person.nation == "AF"]
    assert 0.35 < sum(first) / len(first) < 0.5
    assert any(birth_of(person).startswith("sh:13") for person in people)
    assert sum(not person.family for person in people if person.nation == "AF") > 200


def test_the_stocks_are_broad() -> None:
    for people in nations():
        words = [{word.own for name in stock for word in name} for stock in (people.men, people.women)]
        assert min(len(each) for each in words) > 110, people.code
        assert len({word.own for name in people.families for word in name}) > 200, people.code
    assert {"Mohammad", "Mohammed", "Muhammad", "Mohamed", "Mohd", "Mhd"} <= set(other_spellings()["محمد"])


def test_the_questions_ask_for_who_is_recorded_so(folder: Path) -> None:
    people = {row["id"]: row for row in rows_in(folder / "people.csv")}
    questions = rows_in(folder / "queries.csv")
    assert len(questions) == 600
    for asked in questions:
        meant = people[asked["expected"]]
        name_is_latin = any("a" <= letter <= "z" for letter in meant["name"].lower())
        text_is_latin = any("a" <= letter <= "z" for letter in asked["text"].lower())
        assert text_is_latin == (name_is_latin != asked["kind"].startswith("other_script")), asked
        assert not meant["latin"]
        if asked["kind"].endswith("year") and meant["born"][:3] != "sh:":
            assert abs(int(asked["birth_year"]) - int(meant["born"][:4])) <= 1
        assert bool(asked["birth_year"]) == asked["kind"].endswith("year")
    assert sum(asked["text"].lower() == people[asked["expected"]]["name"].lower() for asked in questions) < 60


def test_the_command_writes_the_files_and_says_where(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["demo", "people", "--count", "40", "--seed", "3", "--out", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    assert len(rows_in(tmp_path / "new" / "people.csv")) == 40
    assert {row["office"] for row in rows_in(tmp_path / "new" / "people.csv")} == {""}
    assert all(date.fromisoformat(row["consented_on"]) for row in rows_in(tmp_path / "new" / "people.csv"))
