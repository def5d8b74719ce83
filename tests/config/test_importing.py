"""The terminal says what came in, what stayed out and where that stands."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from safar.accounts.types import OfficeRef
from safar.config.importing import import_people
from safar.config.installation import NotReady
from tests.conftest import ActorMaker
from tests.people.registers import record, write_register

pytestmark = pytest.mark.django_db


def brought_in(file: Path, username: str = "counsellor-lis-1", only_try: bool = False) -> tuple[bool, str]:
    """Whether all of a register came in, and what was said."""
    said = io.StringIO()
    console = Console(file=said, width=200, highlight=False)
    day = date(2016, 1, 4)
    done = import_people(console, file, username=username, register="camp", consented_on=day, only_try=only_try)
    return done, said.getvalue()


def test_the_terminal_says_what_became_of_a_register(
    actor: ActorMaker, office_lisbon: OfficeRef, tmp_path: Path
) -> None:
    actor("counsellor", office_lisbon)
    file = write_register(tmp_path / "camp.csv", [record(1), record(2, sex="?"), {**record(3), "odd": "x"}],
                          [*record(0), "odd"])  # fmt: skip
    tried = brought_in(file, only_try=True)
    assert not tried[0]
    assert "People who would come in: 2" in tried[1]
    done, said = brought_in(file)
    assert not done
    assert "People who came in: 2; there already: 0" in said
    assert "left aside: odd" in said
    assert f"Rows that stayed out: 1. Each stands in {tmp_path / 'camp.errors.csv'}" in said
    assert "safar dedupe" in said
    assert "is in already" in brought_in(file)[1]


def test_nobody_brings_in_under_a_name_that_has_no_account(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="no account"):
        brought_in(write_register(tmp_path / "camp.csv", [record(1)]), "nobody")
