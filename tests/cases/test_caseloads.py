"""A caseload of any length comes in a few cases at a time, goes on after a break, and keeps its errors beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.cases.importing import streaming
from safar.cases.models import Case, ImportedCase
from safar.cases.services.caseloads import CaseloadReport
from safar.people.models import Person
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import CaseStory
from tests.cases.test_imports import NOW, OTHER, PERSON, WIFE, sheet
from tests.conftest import ActorMaker

pytestmark = pytest.mark.django_db
THIRD = {**OTHER, "case_number": "L-19", "name": "Edvaldo Moura", "sex": "male", "document_number": "FX888888"}


@pytest.fixture
def ana(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A counsellor in Lisbon, where both programmes are published."""
    return actor("counsellor", office_lisbon)


@pytest.fixture(autouse=True)
def case_by_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """One case in each transaction."""
    monkeypatch.setattr(streaming, "ROWS_AT_ONCE", 1)


def caseload(folder: Path, *rows: dict[str, str]) -> Path:
    """A caseload on disk."""
    path = folder / "list.csv"
    path.write_bytes(sheet(*rows))
    return path


def bring_in(by: Actor, file: Path, *, only_try: bool = False) -> CaseloadReport:
    """Import as this member of staff."""
    return services.import_caseload(by=by, at=NOW, file=file, only_try=only_try)


def numbers(by: Actor) -> list[str]:
    """The cases that are in."""
    with acting_as(by):
        return list(ImportedCase.objects.order_by("number").values_list("number", flat=True))


def test_whole_cases_come_in_and_again_nothing_changes(ana: Actor, tmp_path: Path) -> None:
    file = caseload(tmp_path, PERSON, WIFE, OTHER, THIRD)
    assert bring_in(ana, file).new == 3
    assert not (tmp_path / "list.errors.csv").exists()
    again = bring_in(ana, file)
    assert (again.new, again.already, again.refused) == (0, 3, 0)
    with acting_as(ana):
        assert (Case.objects.count(), Person.objects.filter(names__text="Ivonete Bispo").count()) == (3, 1)


def test_what_broke_off_goes_on_and_keeps_what_was_in(ana: Actor, tmp_path: Path) -> None:
    """After each group what came in stays; the same call brings in the rest."""
    file = caseload(tmp_path, PERSON, WIFE, OTHER, THIRD)

    def pull_the_plug(place: int, size: int, cases: int) -> None:
        if cases == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.import_caseload(by=ana, at=NOW, file=file, watch=pull_the_plug)
    assert numbers(ana) == ["L-17", "L-18"]
    report = bring_in(ana, file)
    assert (report.new, report.already) == (1, 2)
    assert numbers(ana) == ["L-17", "L-18", "L-19"]


def test_a_refused_case_stands_whole_in_the_file_beside_and_is_corrected_there(ana: Actor, tmp_path: Path) -> None:
    report = bring_in(ana, caseload(tmp_path, PERSON, {**WIFE, "born": "31/31/1986"}, OTHER))
    assert (report.new, report.refused, len(report.first_faults)) == (1, 1, 1)
    beside = report.refused_rows
    assert beside is not None
    with beside.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Severino Bispo", "Ivonete Bispo"]
    assert [bool(row["Errors"]) for row in rows] == [False, True]
    beside.write_text(beside.read_text("utf-8-sig").replace("31/31/1986", "03/1986"), "utf-8")
    assert bring_in(ana, beside).new == 1
    assert numbers(ana) == ["L-17", "L-18"]


def test_rows_of_one_case_stand_together(ana: Actor, tmp_path: Path) -> None:
    """Half a case would come in otherwise, and the other half be taken for one that is in already."""
    report = bring_in(ana, caseload(tmp_path, PERSON, OTHER, WIFE))
    assert (report.new, report.refused) == (2, 1)
    assert "further up" in report.first_faults[0].sentence


def test_trying_keeps_nothing(ana: Actor, tmp_path: Path) -> None:
    assert bring_in(ana, caseload(tmp_path, PERSON, WIFE), only_try=True).new == 1
    assert numbers(ana) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"case_number\n1\n"])
def test_what_is_no_caseload_is_refused_in_a_sentence(content: bytes, ana: Actor, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(Refused):
        bring_in(ana, file)


def test_only_who_may_brings_a_caseload_in(
    ana: Actor, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef, tmp_path: Path
) -> None:
    file = caseload(tmp_path, PERSON, WIFE)
    with pytest.raises(NotAllowed):
        bring_in(actor("movement_officer", office_lisbon), file)
    bring_in(actor("counsellor", office_tehran), file)
    assert numbers(ana) == []
