"""Names are spelt once and come out in the same parts, whatever script and order they were written in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from safar.people.linking.frame import make_frame
from safar.people.linking.meeting import MOST_IN_A_BLOCK, bring_together
from safar.people.linking.sources import birth_of, read_file


def nothing(done: int, total: int) -> None:
    """Nobody watches."""


def framed(folder: Path, *lines: str) -> duckdb.DuckDBPyConnection:
    """The frame of a register with these lines."""
    file = folder / "people.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    base = duckdb.connect()
    read_file(base, file)
    make_frame(base, nothing)
    return base


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("1984-03-01", (date(1984, 3, 1), date(1984, 3, 1))),
        ("1984-03", (date(1984, 3, 1), date(1984, 3, 31))),
        ("1984-12", (date(1984, 12, 1), date(1984, 12, 31))),
        ("1984", (date(1984, 1, 1), date(1984, 12, 31))),
        ("sh:1363-01-01", (date(1984, 3, 21), date(1984, 3, 21))),
        ("sh:1363", (date(1984, 3, 21), date(1985, 3, 20))),
        ("1984-02-30", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_a_birth_is_read_as_two_days_or_not_at_all(written: str, span: tuple[date, date] | None) -> None:
    assert birth_of(written) == span


def test_one_name_in_two_scripts_and_without_parts_has_one_sound(tmp_path: Path) -> None:
    base = framed(
        tmp_path,
        "id,name,given,family,father,latin,born",
        "a,محمد رضا احمدی,محمد رضا,احمدی,علی,,1984",
        "b,Mohammad Reza Ahmadi,Mohammad Reza,Ahmadi,Ali,,1984-01-01",
        "c,Mohamed Reza Ahmady,,,Aly,,sh:1363",
        "d,احمدی محمد رضا,احمدی,محمد رضا,علی,Ahmadi Mohammad Reza,",
    )
    rows = base.execute("SELECT gs, fs, ps, ws, born_year, lg, lf FROM person ORDER BY id").fetchall()
    sounds = {row[:3] for row in rows[:3]}
    assert len(sounds) == 1, "the same sounds in every script, with and without parts"
    assert len({row[3] for row in rows}) == 1, "the same words in any order"
    assert [row[4] for row in rows] == [1984, 1984, 1984, None]
    assert rows[3][5:] == ("ahmadi", "mohammad reza")


def test_titles_are_left_out_unless_there_is_nothing_else(tmp_path: Path) -> None:
    base = framed(tmp_path, "id,name,given,family", "a,x,Haji Karim,Noori", "b,x,Haji,Noori", "c,x,,Mahgul")
    assert base.execute("SELECT g, f FROM person ORDER BY id").fetchall() == [
        ("karim", "noori"),
        ("haji", "noori"),
        ("mahgul", None),
    ]


def test_a_file_may_lack_every_heading_but_the_id(tmp_path: Path) -> None:
    base = framed(tmp_path, "id,name", "a,Farid Ahmadi", "b,Farid Ahmadi")
    assert bring_together(base, nothing) == 1


def test_a_key_that_many_share_brings_nobody_together(tmp_path: Path) -> None:
    many = [f"p{number},Farid Ahmadi,1984" for number in range(MOST_IN_A_BLOCK + 5)]
    base = framed(tmp_path, "id,name,born", *many)
    assert bring_together(base, nothing) == 0, "a common name alone is no reason to compare"
    fewer = framed(tmp_path, "id,name,born", *many[:MOST_IN_A_BLOCK])
    assert bring_together(fewer, nothing) == MOST_IN_A_BLOCK * (MOST_IN_A_BLOCK - 1) // 2


def test_twice_the_people_bring_at_most_three_times_the_pairs(tmp_path: Path) -> None:
    """Pairs grow with the register, not with its square."""

    def pairs(count: int) -> int:
        lines = [f"p{n},Given{n % 40} Family{n % 30},{1950 + n % 60}" for n in range(count)]
        return bring_together(framed(tmp_path, "id,name,born", *lines), nothing)

    assert pairs(2_000) <= 3 * max(pairs(1_000), 1)
