"""Lists of one caseload side by side: what contradicts is found, whoever wrote it in whichever script and calendar."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.cases.importing.comparing import ListRow, compare
from safar.cases.models import ImportFile
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker

OFFICE = "Case number,Full name,Born,Document number,Status,Amount\nA1,Farid Rahimi,1980-03-04,P123456,applied,1500\n"
OFFICE += "A2,Laila Karimi,1984,,applied,1500\nA3,Nasir Ahmadi,1990-01-01,,applied,500\n"
PARTNER = "ref;nome;dob;passport;estado;valor\nA1;Farid Rahimi;1980-03-05;P-123 456;partiu;1.500,00\n"
PARTNER += "A2;Laila Karimi;1984-06-01;;applied;1500\nA2;Laila Karimi;1984-06-01;;applied;1500\n"
DONOR = "Person,Date of birth,Grant\nNasir Ahmady,1990,400\nSara Lima,1970,100\n"
TODAY = date(2016, 5, 2)


def rows(number: int, *cells: dict[str, str]) -> list[ListRow]:
    return [ListRow(number, place, cell) for place, cell in enumerate(cells, 2)]


def test_the_same_document_is_the_same_person_and_their_births_contradict() -> None:
    ours = rows(0, {"name": "Farid Rahimi", "born": "1980-03-04", "document_number": "P123456"})
    theirs = rows(1, {"name": "فرید رحیمی", "born": "1980-03-05", "document_number": "P-123 456"})
    (group,) = compare([ours, theirs], "gregorian", TODAY)
    assert group.is_sure
    assert group.contradicts == {"born": ["1980-03-04", "1980-03-05"]}


def test_a_year_and_a_day_in_it_do_not_contradict() -> None:
    ours, theirs = (
        rows(0, {"name": "Laila Karimi", "born": "1984"}),
        rows(1, {"name": "Laila Karimi", "born": "1984-06-01"}),
    )
    (group,) = compare([ours, theirs], "gregorian", TODAY)
    assert (group.is_sure, group.contradicts, group.missing_in) == (True, {}, [])


def test_amounts_are_compared_as_amounts() -> None:
    said = {"name": "Laila Karimi", "born": "1984"}
    (group,) = compare(
        [rows(0, {**said, "amount": "1500"}), rows(1, {**said, "amount": "1.500,00"})], "gregorian", TODAY
    )
    assert group.contradicts == {}
    (group,) = compare([rows(0, {**said, "amount": "1500"}), rows(1, {**said, "amount": "1400"})], "gregorian", TODAY)
    assert list(group.contradicts) == ["amount"]


def test_a_likeness_alone_is_never_sure() -> None:
    ours, theirs = (
        rows(0, {"name": "Nasir Ahmadi", "born": "1990-01-01"}),
        rows(1, {"name": "Naseer Ahmadi", "born": "1990"}),
    )
    groups = compare([ours, theirs], "gregorian", TODAY)
    assert all(not group.is_sure or len(group.rows) == 1 for group in groups)


def test_namesakes_born_apart_are_two_people() -> None:
    ours, theirs = rows(0, {"name": "Ali Reza", "born": "1960"}), rows(1, {"name": "Ali Reza", "born": "2001"})
    assert len(compare([ours, theirs], "gregorian", TODAY)) == 2


def test_once_in_one_list_and_twice_in_another() -> None:
    said = {"name": "Laila Karimi", "born": "1984-06-01", "case_number": "A2"}
    groups = compare([rows(0, said), rows(1, said, said), rows(2, {"name": "Sara Lima"})], "gregorian", TODAY)
    assert [(group.twice_in, group.missing_in) for group in groups] == [([1], [2]), ([], [0, 1])]


@pytest.mark.django_db
def test_three_lists_by_the_page(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    by = actor("counsellor", office_lisbon)
    client.login(username=f"counsellor-{office_lisbon.code.lower()}-1", password="a long pass phrase")
    files = {
        name: io.BytesIO(text.encode()) for name, text in (("first", OFFICE), ("second", PARTNER), ("third", DONOR))
    }
    for name, file in files.items():
        file.name = f"{name}.csv"
    answer = client.post(reverse("cases:compare"), files)
    assert answer.status_code == 302, answer.content[:2000]
    columns = client.get(answer["Location"])
    asked = {
        f"l{number}-{place}": meant
        for number, (_kept, fields) in enumerate(columns.context["lists"])
        for place, _label, meant in fields
    }
    assert asked["l1-0"] == "case_number"
    assert asked["l1-4"] == "stage"
    told = client.post(answer["Location"], asked)
    result = client.get(told["Location"])
    page = result.content.decode()
    assert "1980-03-05" in page
    assert result.context["counts"]["twice_in"] == 1
    assert result.context["counts"]["contradicts"] >= 1
    own = client.get(told["Location"] + ".xlsx?purpose=mend_own_list").content
    asked_for = client.get(told["Location"] + ".xlsx?purpose=ask_partner").content
    assert "Farid" in _text(own)
    assert "Farid" not in _text(asked_for)
    assert "1980" not in _text(asked_for)
    assert client.post(told["Location"] + "/act", {"tasks": "1"}).status_code == 302
    client.post(told["Location"] + "/act", {"drop": "1"})
    with acting_as(by):
        assert not ImportFile.objects.exists(), "dropped is dropped"
    assert client.get(told["Location"]).status_code == 302


def _text(book: bytes) -> str:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    return "\n".join(str(cell) for row in sheet.to_python() for cell in row)


@pytest.mark.django_db
def test_who_may_and_whose_lists(actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    by, other = actor("counsellor", office_lisbon), actor("counsellor", office_lisbon, 2)
    movement, at = actor("movement_officer", office_lisbon), timezone.now()
    files = [("a.csv", OFFICE.encode()), ("b.csv", PARTNER.encode())]
    with acting_as(by):
        kept = services.keep_lists(by=by, at=at, files=files)
        with pytest.raises(Refused, match="two or three"):
            services.keep_lists(by=by, at=at, files=files[:1])
        with pytest.raises(Refused):
            services.keep_lists(by=by, at=at, files=[("a.xlsx", b"PK broken"), files[0]])
        # What the columns mean is remembered by the header, for colleagues of the same office too.
        services.say_columns(by=by, at=at, comparison_id=kept, columns=[{1: "name"}, {1: "name", 2: "born"}])
        assert dict(services.lists_kept(by=by, at=at, comparison_id=kept)[0].columns) == {1: "name"}
    with acting_as(other), pytest.raises(Refused, match="no longer here"):
        services.compare_lists(by=other, at=at, comparison_id=kept)
    with acting_as(movement), pytest.raises(PermissionDenied):
        services.keep_lists(by=movement, at=at, files=files)
