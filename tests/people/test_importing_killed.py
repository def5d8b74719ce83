"""An import that is killed loses nobody and doubles nobody: it goes on where it was."""

from __future__ import annotations

import random
from pathlib import Path

import psycopg
import pytest

from safar.people.services import import_register
from safar.plumbing.types import Actor
from tests.conftest import an_office, empty_tables, member_of_staff
from tests.people.conftest import NOW
from tests.people.killing import content, import_and_kill
from tests.people.registers import errors_of, record, write_register

KILLS = 2
PART = 15


def _register(path: Path) -> Path:
    """Three hundred records; some refused, some twice, some of one passport."""
    rows = [record(n) for n in range(300)]
    rows[40] = record(40, sex="?")
    rows[41] = record(7)
    rows[160] = record(160, document_kind="passport", document_country="AF", document_number="P0000004")
    rows[299] = record(299, born="2031")
    return write_register(path, rows)


def _somebody() -> Actor:
    top = an_office("HQ", "Headquarters", "organisation", "CH", None)
    return member_of_staff("counsellor", an_office("LIS", "Lisbon", "country", "PT", top))


@pytest.mark.usefixtures("committed")
def test_killed_at_random_points_the_import_ends_as_if_undisturbed(owner: psycopg.Connection, tmp_path: Path) -> None:
    undisturbed = _register(tmp_path / "undisturbed.csv")
    import_register(by=_somebody(), at=NOW, file=undisturbed, register="camp", part_size=PART)
    expected = content(owner)
    assert expected["person"][0] == 297
    assert expected["pair"][0] == 1
    empty_tables(owner)

    killed = _register(tmp_path / "killed.csv")
    somebody = _somebody()
    chance = random.Random(20160601)
    for _ in range(KILLS):
        import_and_kill(killed, "counsellor-lis-1", chance, parts=7, part_size=PART)
    summary = import_register(by=somebody, at=NOW, file=killed, register="camp", part_size=PART)
    assert summary.went_on
    assert content(owner) == expected
    assert (summary.progress.new, summary.progress.refused) == (297, 3)
    assert errors_of(killed) == errors_of(undisturbed)
    entries = owner.execute(
        "SELECT sum((detail->>'new')::int) FROM plumbing_auditentry WHERE action = 'people.register_brought_in'"
    ).fetchone()
    assert entries == (297,)
