"""Two records of one person are found with the reasons, and brothers, sisters and namesakes are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from safar.people.linking.running import MET, Run
from safar.people.linking.scoring import Likely, likely_pairs
from safar.people.linking.sources import read_file
from safar.people.linking.weights import COMPARED, codes_by_weight
from safar.people.web.reasons import WORDS

HEADINGS = "id,name,given,family,father,sex,born,residence_place,document_number,phone,household"
REGISTER = (
    # Farid, in two scripts, with another telephone and 1 January for a birth.
    "farid,فرید کریمیان,فرید,کریمیان,نادر,male,1984-05-17,هرات,P1234567,0790000001,H1",
    "farid-2,Fareed Karimian,Fareed,Karimian,Nader,male,1984-01-01,Herat,P1234576,,",
    # His brother and sister, and the twins of the house.
    "brother,حامد کریمیان,حامد,کریمیان,نادر,male,1987-02-11,هرات,,0790000001,H1",
    "sister,شبنم کریمیان,شبنم,کریمیان,نادر,female,1990-09-30,هرات,,0790000001,H1",
    "twin,یاسر کریمیان,یاسر,کریمیان,نادر,male,1990-09-30,هرات,,0790000001,H1",
    # Given and family name exchanged, day and month exchanged.
    "ileana,Ileana Frunza,Ileana,Frunza,Dinu,female,1980-08-06,Iasi,,,H2",
    "ileana-2,Frunza Ileana,Frunza,Ileana,Dinu,female,1980-06-08,Iasi,,,H7",
    # Two women of one name.
    "maria,Maria Silva,Maria,Silva,Jose,female,1975-03-03,Recife,,,H3",
    "maria-2,Maria Silva,Maria,Silva,Pedro,female,1991-11-20,Lisbon,,,H4",
)


def stranger(number: int) -> str:
    """Somebody who shares nothing with anybody."""
    letters = "bdfglmnrstz"
    one, two = letters[number % 11], letters[number // 11]
    given, family, father = f"{one}o{two}ar", f"{two}i{one}ak", f"s{one}e{two}"
    born = f"{1920 + number}-{2 + number % 11:02}-{13 + number % 15}"
    return f"o{number},{given} {family},{given},{family},{father},male,{born},p{one}u{two},,,O{number}"


def searched(folder: Path, lines: tuple[str, ...] = REGISTER) -> tuple[Run, list[Likely]]:
    """A run over a register, and what it found."""
    others = [stranger(number) for number in range(50)]
    file = folder / "people.csv"
    file.write_text("\n".join([HEADINGS, *lines, *others]), encoding="utf-8")
    run = Run(folder / "run.duckdb")
    run.link(lambda base: read_file(base, file), lambda *_: None)
    return run, [pair for some in likely_pairs(run.base) for pair in some]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], dict[str, float]]:
    """The pairs that were found, each with its reasons."""
    run, pairs = searched(tmp_path_factory.mktemp("register"))
    run.remove()
    assert not list(run.file.parent.glob("run*")), "nothing of the people stays behind"
    return {tuple(sorted((pair.one, pair.other))): dict(pair.reasons) for pair in pairs}


def test_who_is_there_twice_is_found_and_nobody_else(found: dict[tuple[str, ...], dict[str, float]]) -> None:
    assert set(found) == {("farid", "farid-2"), ("ileana", "ileana-2")}


def test_every_reason_is_said(found: dict[tuple[str, ...], dict[str, float]]) -> None:
    assert {"paper_mistyped", "birth_year_only", "father_sounds_alike"} <= set(found["farid", "farid-2"])
    assert {"names_swapped", "birth_swapped", "father_same"} <= set(found["ileana", "ileana-2"])


def test_a_year_whose_last_digits_were_exchanged_is_the_same_day(tmp_path: Path) -> None:
    """1958 written for 1985: as near as a decade, not as far as 27 years."""
    lines = (
        "one,Ileana Frunza,Ileana,Frunza,Dinu,female,1985-08-06,Iasi,,,",
        "two,Ileana Frunza,Ileana,Frunza,Dinu,female,1958-08-06,Iasi,,,",
    )
    run, pairs = searched(tmp_path, lines)
    run.remove()
    assert ["birth_same_day" in dict(pair.reasons) for pair in pairs] == [True]


def test_every_line_of_the_weights_has_a_sentence_and_no_two_look_the_same() -> None:
    codes = codes_by_weight(1_000_000)
    for compared in COMPARED:
        telling = [line for line in compared.lines if line.m != line.u]
        assert len(codes[compared.name]) == len(telling), f"two lines of {compared.name} have one weight"
        for line in telling:
            assert line.code in WORDS or line.code in {"sex_same", "sex_unlike"}


def test_a_rare_name_weighs_more_than_a_common_one(tmp_path: Path) -> None:
    common = tuple(f"c{n},Ali Rezai{n},Ali,Rezai{n},X{n},male,19{n}-02-03,City{n},,,C{n}" for n in range(10, 40))
    lines = (
        *common,
        "a,Ali Zamani,Ali,Zamani,Omid,male,1984-05-17,Herat,,,H1",
        "a2,Ali Zamani,Ali,Zamani,Omid,male,1984-05-17,Herat,,,H2",
        "b,Zmarak Tokhi,Zmarak,Tokhi,Babrak,male,1971-04-12,Zaranj,,,H3",
        "b2,Zmarak Tokhi,Zmarak,Tokhi,Babrak,male,1971-04-12,Zaranj,,,H4",
    )
    run, pairs = searched(tmp_path, lines)
    run.close()
    weights = {min(pair.one, pair.other): dict(pair.reasons)["given_same"] for pair in pairs}
    assert weights["b"] > weights["a"] + 1


def test_a_killed_run_goes_on_after_the_last_stage_that_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("\n".join([HEADINGS, *REGISTER]), encoding="utf-8")

    class Killed(Exception):
        pass

    def kill(stage: str, done: int, total: int) -> None:
        if stage == MET:
            raise Killed

    run = Run(tmp_path / "run.duckdb")
    with pytest.raises(Killed):
        run.link(lambda base: read_file(base, file), kill)
    run.close()
    again = Run(tmp_path / "run.duckdb")

    def never(base: object) -> None:
        raise AssertionError("what was read is not read again")

    stages: list[str] = []
    assert again.link(never, lambda stage, done, total: stages.append(stage)) == 2
    assert "spelt" not in stages
    again.remove()
