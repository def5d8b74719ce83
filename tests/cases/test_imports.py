"""A caseload is brought in: whole cases or nothing of them, never twice, every error in words, history as history."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from safar.accounts.models import User
from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.importing.columns import COLUMNS
from safar.cases.importing.reading import MOST_ROWS, read
from safar.cases.models import Case, ImportedCase, Member
from safar.cases.services.imports import ImportReport
from safar.consent import queries as consent
from safar.people.models import Person
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import CaseStory
from tests.conftest import ActorMaker

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
KEYS = [column.key for column in COLUMNS]
PERSON = {
    "case_number": "L-17",
    "programme": "arvore-vi",
    "opened_on": "2026-10-01",
    "return_country": "BR",
    "return_place": "Recife",
    "role": "main",
    "name": "Severino Bispo",
    "sex": "male",
    "born": "1984",
    "nationality": "Brasil",
    "language": "pt",
    "phone": "+351 900 111 222",
    "document_kind": "passport",
    "document_number": "FX123456",
    "document_country": "BR",
    "consent_on": "2026-10-01",
    "declared_on": "2026-10-10",
    "note": "Quer viajar antes do Natal.",
}
WIFE = {
    **PERSON,
    "role": "accompanying_adult",
    "relation": "spouse",
    "name": "Ivonete Bispo",
    "sex": "female",
    "born": "03/1986",
    "document_number": "FX654321",
    "phone": "",
    "note": "",
    "declared_on": "",
}
OTHER = {**PERSON, "case_number": "L-18", "name": "Quitéria Falcão", "sex": "female", "document_number": "FX777777"}


def sheet(*rows: dict[str, str], keys: list[str] | None = None) -> bytes:
    """A CSV file with these rows."""
    output = io.StringIO()
    writer = csv.DictWriter(output, keys or KEYS, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue().encode()


def bring_in(by: Actor, content: bytes, *, only_try: bool = False) -> ImportReport:
    """Import as this member of staff."""
    with acting_as(by):
        return services.import_cases(by=by, at=NOW, name="list.csv", content=content, only_try=only_try)


@pytest.fixture
def ana(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A counsellor in Lisbon, where both programmes are published."""
    return actor("counsellor", office_lisbon)


def test_a_family_becomes_one_case_with_its_people_and_relations(ana: Actor) -> None:
    report = bring_in(ana, sheet(PERSON, WIFE, OTHER))
    assert (report.count("new"), report.faults) == (2, [])
    with acting_as(ana):
        case = ImportedCase.objects.get(number="L-17").case
        file = queries.case_file(by=ana, case_id=case.id, at=NOW)
        assert file is not None
        assert {row.name.split(" (")[0] for row in file.enrolments[0].rows} == {"Severino Bispo", "Ivonete Bispo"}
        assert case.opened_at.date().isoformat() == "2026-10-01"
        assert case.return_place == "Recife"


def test_imported_history_is_never_a_declaration_in_force(ana: Actor) -> None:
    bring_in(ana, sheet(PERSON))
    with acting_as(ana):
        traveller = Member.objects.get(case=ImportedCase.objects.get(number="L-17").case).traveller_id
        assert traveller is not None
        assert consent.permits_of([traveller]).get(traveller, []) == []
        assert consent.what_a_permit_waits_for([traveller], NOW)[traveller] != []


def test_the_same_list_again_changes_nothing(ana: Actor, owner: psycopg.Connection) -> None:
    bring_in(ana, sheet(PERSON, WIFE))
    with acting_as(ana):
        before = (Person.objects.count(), Case.objects.count())
    report = bring_in(ana, sheet(PERSON, WIFE, OTHER))
    assert (report.count("already"), report.count("new")) == (1, 1)
    with acting_as(ana):
        assert (Person.objects.count(), Case.objects.count()) == (before[0] + 1, before[1] + 1)


def test_a_preview_leaves_no_trace(ana: Actor) -> None:
    with acting_as(ana):
        before = (Person.objects.count(), Case.objects.count())
    assert bring_in(ana, sheet(PERSON, WIFE), only_try=True).count("new") == 1
    with acting_as(ana):
        assert (Person.objects.count(), Case.objects.count()) == before


def test_one_wrong_row_keeps_its_whole_case_out_and_no_other(ana: Actor) -> None:
    report = bring_in(ana, sheet(PERSON, {**WIFE, "born": "31/31/1986"}, OTHER))
    assert (report.count("refused"), report.count("new")) == (1, 1)
    with acting_as(ana):
        assert list(ImportedCase.objects.values_list("number", flat=True)) == ["L-18"]
        assert not Person.objects.filter(names__text="Severino Bispo").exists()


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("born", "yesterday", "is not a day we can read"),
        ("born", "2031", "future"),
        ("opened_on", "2026-12-24", "future"),
        ("opened_on", "", "must be filled in"),
        ("sex", "x", "is not one of"),
        ("role", "boss", "is not one of"),
        ("nationality", "Atlantis", "is not a country"),
        ("language", "Klingon", "is not a language"),
        ("programme", "arvore-99", "no published programme"),
        ("return_country", "Z9", "is not a country"),
        ("consent_on", "", "must be filled in"),
        ("name", "", "must be filled in"),
        ("name", "Seve\u202erino", "character"),
        ("document_kind", "", "needs its kind"),
        ("case_number", "", "must be filled in"),
        ("role", "child", "one main applicant"),
    ],
)
def test_each_fault_is_named_by_row_and_column_in_words(ana: Actor, column: str, cell: str, said: str) -> None:
    report = bring_in(ana, sheet(OTHER, {**PERSON, column: cell}))
    faults = [fault for fault in report.faults if fault.row == 3 and fault.column == column]
    assert any(said in fault.sentence for fault in faults), report.faults
    assert report.count("new") == 1


def test_rows_of_one_case_must_agree(ana: Actor) -> None:
    report = bring_in(ana, sheet(PERSON, {**WIFE, "return_country": "PT"}))
    assert [(fault.row, fault.column) for fault in report.faults] == [(3, "return_country")]
    assert "row 2" in report.faults[0].sentence


def test_somebody_who_is_registered_already_stops_their_case(ana: Actor) -> None:
    bring_in(ana, sheet(PERSON))
    again = {**PERSON, "case_number": "X-1"}
    report = bring_in(ana, sheet(again))
    assert "registered already" in report.faults[0].sentence
    assert "Severino Bispo" in report.faults[0].sentence
    assert bring_in(ana, sheet({**again, "is_new": "yes"})).count("new") == 1


def test_the_copy_carries_each_error_and_no_formula(ana: Actor) -> None:
    report = bring_in(ana, sheet({**PERSON, "note": "=1+1", "sex": "?"}), only_try=True)
    ending, copy = report.copy_with_errors()
    rows = list(csv.reader(io.StringIO(copy.decode("utf-8-sig"))))
    assert ending == "csv"
    assert "Sex: “?” is not one of" in rows[1][-1]
    assert "'=1+1" in rows[1]
    assert read("copy.csv", copy).rows[0].cells["note"] == "=1+1"


@pytest.mark.parametrize("language", ["en", "pt", "fa-af"])
def test_the_template_in_each_language_is_understood(ana: Actor, language: str) -> None:
    with override(language), acting_as(ana):
        book = CalamineWorkbook.from_filelike(io.BytesIO(services.import_template(by=ana)))
        header = [str(cell) for cell in book.get_sheet_by_index(0).to_python()[0]]
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(header)
    writer.writerow([PERSON.get(key, "") for key in KEYS])
    assert bring_in(ana, content.getvalue().encode(), only_try=True).count("new") == 1


def test_a_row_of_hashtags_below_the_header_is_passed_over(ana: Actor) -> None:
    tags = dict.fromkeys(KEYS, "#meta")
    assert bring_in(ana, sheet(tags, PERSON), only_try=True).count("new") == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_empty"),
        (b"\xff\xfe\x00bad", "import_unreadable"),
        (b"PK\x03\x04 not a zip", "import_unreadable"),
        (b"name,sex\nA,male\n", "import_columns_missing"),
        (sheet(), "import_empty"),
        (sheet(PERSON, keys=[*KEYS, "case_number"]), "import_column_twice"),
        ((",".join(KEYS) + "\n" + "x\n" * (MOST_ROWS + 1)).encode(), "import_too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(ana: Actor, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        bring_in(ana, content)
    assert refused.value.code == code
    assert refused.value.sentence


def test_a_zip_bomb_is_not_opened(ana: Actor) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 90_000_000)
    with pytest.raises(Refused) as refused:
        bring_in(ana, packed.getvalue())
    assert refused.value.code == "import_suspicious"


@given(content=st.binary(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_bytes_make_reading_fail_otherwise_than_in_words(content: bytes) -> None:
    with suppress(Refused):
        read("any", content)


def test_wrong_roles_bring_in_nothing(story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    for role in ("protection_officer", "movement_officer", "administrator", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            bring_in(actor(role, office_lisbon), sheet(PERSON))


def test_another_office_sees_nothing_of_it(ana: Actor, actor: ActorMaker, office_tehran: OfficeRef) -> None:
    bring_in(ana, sheet(PERSON))
    with acting_as(actor("counsellor", office_tehran)):
        assert not ImportedCase.objects.exists()
        assert not Person.objects.filter(names__text="Severino Bispo").exists()


def test_the_pages_lead_from_the_file_to_its_cases(ana: Actor, client: Client) -> None:
    assert ana.user_id is not None
    client.force_login(User.objects.get(id=ana.user_id))
    upload = io.BytesIO(sheet(PERSON, {**OTHER, "sex": "?"}))
    upload.name = "list.csv"
    preview = client.post("/imports", {"file": upload}, follow=True)
    assert b"list.csv" in preview.content
    page = preview.redirect_chain[-1][0]
    assert client.get(f"{page.rstrip('/')}/errors").content.count(b"?") >= 1
    done = client.post(f"{page.rstrip('/')}/apply", follow=True)
    assert done.status_code == 200
    with acting_as(ana):
        assert ImportedCase.objects.get().number == "L-17"


def test_a_kept_file_is_its_uploaders_alone(ana: Actor, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    with acting_as(ana):
        kept = services.keep_import_file(by=ana, at=NOW, name="list.csv", content=sheet(PERSON))
        assert services.kept_import_file(by=ana, file_id=kept)[0] == "list.csv"
    rui = actor("counsellor", office_lisbon, 2)
    with acting_as(rui), pytest.raises(Refused):
        services.kept_import_file(by=rui, file_id=kept)
