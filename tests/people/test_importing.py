"""A register comes in: everything valid, nobody twice, and each row that stays out with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.people.models import (
    DataConsent,
    Document,
    HouseholdMember,
    ImportRun,
    LikelyPair,
    Name,
    Person,
    SearchCard,
    SourceRecord,
)
from safar.people.queries import search_people
from safar.people.queries.changes import history_of
from safar.people.services import import_register
from safar.people.types import ImportSummary
from safar.plumbing.refusals import Refused
from safar.plumbing.types import NOBODY, Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW, Registrar
from tests.people.registers import errors_of, record, write_register

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]


def bring_in(by: Actor, file: Path, **more: object) -> ImportSummary:
    """Import a register in parts of seven rows."""
    return import_register(by=by, at=NOW, file=file, **{"part_size": 7, "register": "camp", **more})  # type: ignore[arg-type]


def test_everything_of_a_register_comes_in(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    file = write_register(tmp_path / "people.csv", [record(n) for n in range(20)])
    summary = bring_in(counsellor, file)
    assert (summary.progress.new, summary.progress.refused, summary.refused_rows) == (20, 0, None)
    with scoped(counsellor):
        assert Person.objects.count() == Name.objects.count() == DataConsent.objects.count() == 20
        assert SearchCard.objects.count() == SourceRecord.objects.count() == HouseholdMember.objects.count() == 20
        assert Document.objects.count() == 13
        assert HouseholdMember.objects.values("household").distinct().count() == 7
        one = Person.objects.get(id=SourceRecord.objects.get(source="R00004").person_id)
        assert (one.sex, one.birth_earliest, one.office_id) == ("female", date(1954, 3, 5), counsellor.office_id)
        assert search_people("Person ea Ahmadi")[0].id == one.id
        assert SearchCard.objects.get(person=one).keys


def test_d3_a_file_says_that_it_came_in_with_a_register(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    bring_in(counsellor, write_register(tmp_path / "people.csv", [record(1)]))
    with scoped(counsellor):
        (happening,) = history_of(Person.objects.get().id)
    assert (happening.at, happening.what, happening.user_id) == (NOW, "Came in with a register", counsellor.user_id)


def test_a_hand_and_an_import_write_the_same(
    counsellor: Actor, scoped: Scoped, register: Registrar, tmp_path: Path
) -> None:
    """Name, card and keys are those that a form would have written."""
    file = write_register(tmp_path / "people.csv", [record(1, name="فرید احمدی", latin="Farid Ahmadi", father="")])
    bring_in(counsellor, file)
    with scoped(counsellor):
        theirs = Name.objects.get()
        by_hand = Name.objects.exclude(id=theirs.id).get(person_id=register(counsellor))
        for column in ("kind", "text", "script", "latin", "sort_key", "text_key", "latin_key", "is_primary"):
            assert getattr(theirs, column) == getattr(by_hand, column), column
        cards = [SearchCard.objects.get(person_id=name.person_id) for name in (theirs, by_hand)]
        assert cards[0].names == cards[1].names
        assert cards[0].keys == cards[1].keys


@pytest.mark.parametrize(
    ("told", "column", "sentence"),
    [
        ({"id": ""}, "id", "own id"),
        ({"name": "", "given": "", "family": ""}, "name", "Write at least one name"),
        ({"name": "0912 333"}, "name", "has no letters"),
        ({"name": "A\u202eli"}, "name", "invisible character"),
        ({"born": "1986-02-31"}, "born", "has no day 31"),
        ({"born": "2031"}, "born", "future"),
        ({"born": "sh:1984-01-01"}, "born", "not a day we can read"),
        ({"sex": "x"}, "sex", "Choose the sex"),
        ({"nationality": "ZZ"}, "nationality", "not a country"),
        ({"document_kind": "ticket"}, "document_kind", "Choose the kind"),
        ({"language": "klingon"}, "language", "not a language"),
        ({"office": "XXX"}, "office", "no office “XXX”"),
        ({"consented_on": ""}, "consented_on", "consenting first"),
        ({"consented_on": "2031-01-01"}, "consented_on", "future"),
    ],
)
def test_a_row_that_a_form_would_refuse_stays_out(
    told: dict[str, str], column: str, sentence: str, counsellor: Actor, scoped: Scoped, tmp_path: Path
) -> None:
    """With its number, the column, the sentence, and the row itself; the others come in."""
    file = write_register(tmp_path / "people.csv", [record(0), record(1, **told), record(2)])
    summary = bring_in(counsellor, file)
    assert (summary.progress.new, summary.progress.refused) == (2, 1)
    (error,) = errors_of(file)
    assert (error["row"], error["column"]) == ("3", column)
    assert sentence in error["error"]
    assert error["latin"] == record(1)["latin"]
    with scoped(counsellor):
        assert Person.objects.count() == 2


def test_refused_rows_are_corrected_in_their_own_file(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    file = write_register(tmp_path / "people.csv", [record(0, sex="?"), record(1)])
    bring_in(counsellor, file)
    beside = tmp_path / "people.errors.csv"
    beside.write_text(beside.read_text("utf-8-sig").replace(",?,", ",female,"), "utf-8")
    assert bring_in(counsellor, beside).progress.new == 1
    with scoped(counsellor):
        assert Person.objects.count() == 2
        assert Name.objects.filter(latin="Person aa Ahmadi").exists()


def test_no_cell_of_the_refused_begins_a_formula(counsellor: Actor, tmp_path: Path) -> None:
    file = write_register(tmp_path / "people.csv", [record(0, sex="?", residence_place="=1+1")])
    bring_in(counsellor, file)
    (error,) = errors_of(file)
    assert (error["residence_place"], error["phone"][:2]) == ("'=1+1", "'+")


def test_the_same_file_again_is_in_already(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    file = write_register(tmp_path / "people.csv", [record(n) for n in range(9)])
    bring_in(counsellor, file)
    assert bring_in(counsellor, file).was_in
    with scoped(counsellor):
        assert Person.objects.count() == 9


def test_a_newer_file_brings_only_who_is_new(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    bring_in(counsellor, write_register(tmp_path / "people.csv", [record(n) for n in range(9)]))
    newer = bring_in(counsellor, write_register(tmp_path / "newer.csv", [record(n) for n in range(12)]))
    assert (newer.progress.new, newer.progress.known, newer.progress.refused) == (3, 9, 0)
    with scoped(counsellor):
        assert Person.objects.count() == 12
        household = HouseholdMember.objects.get(person__names__latin="Person ja Ahmadi").household_id
        assert HouseholdMember.objects.filter(household_id=household).count() == 3


def test_an_id_that_is_there_twice_comes_in_once(counsellor: Actor, tmp_path: Path) -> None:
    """In the same part and in a later one."""
    rows = [record(0), record(0, name="علی دیگر"), *[record(n) for n in range(1, 9)], record(0)]
    summary = bring_in(counsellor, write_register(tmp_path / "people.csv", rows))
    assert (summary.progress.new, summary.progress.refused) == (9, 2)
    assert [(error["row"], error["column"]) for error in errors_of(tmp_path / "people.csv")] == [
        ("3", "id"),
        ("12", "id"),
    ]


def test_the_same_passport_comes_in_and_waits_to_be_compared(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    rows = [record(1), record(2, document_number="P 0000001"), record(3)]
    summary = bring_in(counsellor, write_register(tmp_path / "people.csv", rows))
    assert (summary.progress.new, summary.progress.likely_twins) == (3, 1)
    with scoped(counsellor):
        assert LikelyPair.objects.get().reasons[0][0] == "people_match_document"


def test_trying_keeps_nothing(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    file = write_register(tmp_path / "people.csv", [record(0), record(1, sex="?")])
    summary = bring_in(counsellor, file, only_try=True)
    assert (summary.progress.new, summary.progress.refused) == (1, 1)
    assert len(errors_of(file)) == 1
    with scoped(counsellor):
        assert not Person.objects.exists()
        assert not ImportRun.objects.exists()


def test_v10_a_birth_is_as_exact_as_the_register_says(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    """A day, a month, a year, Solar Hijri; and without one nobody is taken for of age."""
    told = ["1984-03-01", "1984-03", "1984", "sh:1363-01-01", "sh:1363", ""]
    file = write_register(tmp_path / "people.csv", [record(n, born=born) for n, born in enumerate(told)])
    bring_in(counsellor, file)
    with scoped(counsellor):
        births = [source.person.birth for source in SourceRecord.objects.order_by("source").select_related("person")]
        guarded = DataConsent.objects.filter(by_guardian=True).count()
    assert [(b.earliest.isoformat(), b.latest.isoformat()) for b in births[:5]] == [
        ("1984-03-01", "1984-03-01"),
        ("1984-03-01", "1984-03-31"),
        ("1984-01-01", "1984-12-31"),
        ("1984-03-21", "1984-03-21"),
        ("1984-03-21", "1985-03-20"),
    ]
    assert not births[5].is_adult_on(NOW.date())
    assert guarded == 1


def test_one_day_of_consent_for_all(counsellor: Actor, scoped: Scoped, tmp_path: Path) -> None:
    """D4: for rows that name no day of their own."""
    file = write_register(tmp_path / "people.csv", [record(0, consented_on=""), record(1)])
    bring_in(counsellor, file, consented_on=date(2016, 4, 2))
    with scoped(counsellor):
        assert {consent.given_at.date() for consent in DataConsent.objects.all()} == {
            date(2016, 4, 2),
            date(2016, 5, 1),
        }


def test_rows_that_cannot_be_read_cost_only_themselves(counsellor: Actor, tmp_path: Path) -> None:
    """Broken letters, a quotation mark that never closes, too many cells; and a mark before the header."""
    good = "R{0},Person {0},1980\r\n"
    text = "\ufeffid,name,born\r\n" + good.format(1) + 'R2,"Ali,1980\r\n' + good.format(3) + "R4,A,1980,x\r\n"
    body = text.encode() + b"R5,\xff\xfe,1980\r\n\r\n" + b'R6,"Two\nlines",1980\r\n' + good.format(7).encode()
    file = tmp_path / "people.csv"
    file.write_bytes(body.replace(b"Person 1", b"Ali").replace(b"Person 3", b"Reza").replace(b"Person 7", b"Zahra"))
    summary = bring_in(counsellor, file, consented_on=date(2016, 4, 2))
    assert [error["row"] for error in errors_of(file)] == ["3", "5", "6"]
    assert summary.progress.new == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name,born\nAli,1980\n", "people_import_columns_missing"),
        ("id,born\n1,1980\n", "people_import_columns_missing"),
        ("id,name,Name\n1,A,B\n", "people_import_column_twice"),
        ("", "people_import_unreadable"),
        ("\x00\x01", "people_import_unreadable"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_a_sentence(
    text: str, code: str, counsellor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(Refused) as refusal:
        bring_in(counsellor, file)
    assert refusal.value.code == code


def test_who_may_not_bring_registers_in(
    actor: ActorMaker, office_lisbon: OfficeRef, stranger: Actor, scoped: Scoped, counsellor: Actor, tmp_path: Path
) -> None:
    """A wrong role and nobody are refused; the right role of another office keeps to its own."""
    file = write_register(tmp_path / "people.csv", [record(0)])
    for wrong in (actor("movement_officer", office_lisbon), NOBODY):
        with pytest.raises(NotAllowed):
            bring_in(wrong, file)
    assert bring_in(stranger, write_register(tmp_path / "b.csv", [record(0, office="LIS")])).progress.new == 0
    assert bring_in(stranger, file).progress.new == 1
    with scoped(counsellor):
        assert not Person.objects.exists()
        assert not ImportRun.objects.exists()
