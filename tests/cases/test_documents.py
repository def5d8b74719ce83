"""Letters, receipts and reports of a case: they say what they must, in the person's language, and nothing more."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
import yaml

from safar.cases.documents import (
    AuthorityStatement,
    ClosureReport,
    EndedMember,
    EndedPromise,
    FailedStepOnPaper,
    HandedItem,
    HandOverReceipt,
    RefusalLetter,
    authority_statement_pdf,
    closure_report_pdf,
    hand_over_receipt_pdf,
    refusal_letter_pdf,
)
from safar.cases.documents.letters import hand_over_receipt_data, refusal_letter_data
from safar.cases.documents.parts import TEMPLATE, WORDS
from safar.cases.documents.reports import authority_statement_data, closure_report_data
from safar.plumbing.documents import printed
from safar.plumbing.printing import words_of
from safar.plumbing.types import Json

LANGUAGES = ("en", "pt", "fr", "fa-af", "fa", "ps", "ar")
REPORTS = ("en", "pt", "fa-af", "fa")
GAP = re.compile(r"%\(\w+\)s")
ISOLATES = str.maketrans("", "", "\u2067\u2068\u2069")

LETTER = RefusalLetter(
    language="en",
    programme="ARVoRe VI",
    name="FARID #AHMAD $x$",
    kind="authority",
    decided_by="The ministry",
    decided_on=date(2016, 5, 3),
    reasons=["You were helped before.", "A *second* reason."],
    remedy="Appeal to the Administrative Court of Lisbon.\nRua Filipe Folque 12",
    remedy_until=date(2016, 6, 3),
    own_name="فرید احمد",
    reference="D-12",
    case_reference="4F7K-29QX-M",
    office="Lisbon",
    office_phone="+351 21 555 55",
    countries=("AF",),
)
RECEIPT = HandOverReceipt(
    language="en",
    programme="AVRR-ARIA",
    name="FARID AHMAD",
    items=[HandedItem(what="Sewing machine", for_whom="Zahra", amount="1", paper="R-7")],
    handed_on=date(2016, 5, 3),
    given_by="Latifa",
    case_reference="4F7K-29QX-M",
    office="Herat",
)
REPORT = ClosureReport(
    language="en",
    case_reference="4F7K-29QX-M",
    programme="AVRR-ARIA",
    office="Herat",
    opened_on=date(2016, 1, 5),
    closed_on=date(2016, 12, 5),
    reason="completed",
    members=[
        EndedMember(name="Farid", outcome="arrived", departed_on=date(2016, 6, 1), arrived_on=date(2016, 6, 2)),
        EndedMember(name="Zahra", outcome="stayed"),
    ],
    promises=[EndedPromise(what="Travel", amount="in kind", became="handed over, R-7")],
    closed_by="L. M.",
    countries=("AF",),
)
STATEMENT = AuthorityStatement(
    language="en",
    authority="BAFIA",
    programme="AVRR-ARIA",
    name="FARID AHMAD",
    own_name="فرید احمد",
    born="1975",
    document="Amayesh 123",
    steps=[FailedStepOnPaper(what="Card surrendered", done_on=date(2016, 5, 3))],
    return_country="AF",
    stated_on=date(2016, 5, 9),
    case_reference="4F7K-29QX-M",
    office="Tehran",
    signed_by="L. M.",
    host_country="IR",
)


def facts(data: dict[str, Json]) -> dict[str, str]:
    """What is printed beside each label."""
    return {row["label"]: row["value"] for row in printed(TEMPLATE, data, "fact")}


def said(data: dict[str, Json], label: str = "said") -> list[str]:
    """The sentences, or the cells of tables, without the marks that keep names in their direction."""
    return [text.translate(ISOLATES) for text in printed(TEMPLATE, data, label)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_gives_every_reason_and_the_remedy_with_its_day(language: str) -> None:
    data = refusal_letter_data(replace(LETTER, language=language))
    words, rows, sentences = words_of(WORDS, "letter", language), facts(data), said(data)
    assert rows[words["name"]] == "FARID #AHMAD $x$"
    assert rows[words["own_name"]] == "فرید احمد"
    assert rows[words["decision_number"]] == "D-12"
    assert rows[words["phone"]] == "+351 21 555 55"
    assert rows[words["until"]]
    assert rows[words["until"]] != words["until_in_decision"]
    assert {"You were helped before.", "A *second* reason.", words["remedy"], words["no_harm"]} <= set(sentences)
    assert "Rua Filipe Folque 12" in sentences
    assert [sentence for sentence in sentences if "The ministry" in sentence and "ARVoRe VI" in sentence]
    assert refusal_letter_pdf(replace(LETTER, language=language)).startswith(b"%PDF")


def test_a_refusal_says_who_refused_and_in_both_calendars_until_when() -> None:
    data = refusal_letter_data(LETTER)
    assert facts(data)["Until"] == "3 June 2016 (14 Jawza 1395)"
    assert said(data)[0] == "The ministry refused your application to ARVoRe VI on 3 May 2016 (14 Sawr 1395)."
    ours = said(refusal_letter_data(replace(LETTER, kind="ours")))[0]
    assert ours.startswith("We are sorry: your application")


def test_a_refusal_without_a_day_points_to_the_decision() -> None:
    assert facts(refusal_letter_data(replace(LETTER, remedy_until=None)))["Until"] == "the day written in the decision"


def test_a_letter_may_come_as_its_fields_and_a_wrong_field_is_refused() -> None:
    fields: dict[str, Any] = asdict(LETTER)
    assert refusal_letter_pdf(fields) == refusal_letter_pdf(LETTER)
    with pytest.raises(TypeError, match="remdy"):
        refusal_letter_pdf(fields | {"remdy": "x"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_lists_what_was_handed_over_and_lets_say_what_is_missing(language: str) -> None:
    data = hand_over_receipt_data(replace(RECEIPT, language=language))
    words = words_of(WORDS, "letter", language)
    assert said(data, "cell") == ["Sewing machine", "Zahra", "1", "R-7"]
    assert facts(data)[words["handed_on"]]
    assert words["missing"] + ":" in said(data)
    assert printed(TEMPLATE, data, "sign") == [words["sign_received"], words["sign_given"], words["sign_witness"]]
    assert hand_over_receipt_pdf(replace(RECEIPT, language=language)).startswith(b"%PDF")


def test_a_receipt_printed_before_has_a_line_for_the_day() -> None:
    assert facts(hand_over_receipt_data(replace(RECEIPT, handed_on=None)))["Handed over on"] == ""


@pytest.mark.parametrize("language", REPORTS)
def test_a_closure_report_tells_of_every_member_and_every_promise(language: str) -> None:
    data = closure_report_data(replace(REPORT, language=language))
    cells = said(data, "cell")
    assert {"Farid", "arrived", "Zahra", "stayed", "Travel", "in kind", "handed over, R-7"} <= set(cells)
    assert facts(data)[words_of(WORDS, "report", language)["reason"]] == "completed"
    assert closure_report_pdf(replace(REPORT, language=language)).startswith(b"%PDF")


def test_a_closure_report_without_promises_says_so() -> None:
    assert "Nothing was promised." in said(closure_report_data(replace(REPORT, promises=[])))


@pytest.mark.parametrize("language", REPORTS)
def test_v17_the_statement_names_the_steps_and_is_silent_about_the_reason(language: str) -> None:
    data = authority_statement_data(replace(STATEMENT, language=language))
    words = words_of(WORDS, "report", language)
    assert said(data, "cell")[0] == "Card surrendered"
    assert facts(data)[words["to"]] == "BAFIA"
    assert facts(data)[words["document"]] == "Amayesh 123"
    assert {words["statement_failed"], words["statement_ask"], words["statement_hand"]} <= set(said(data))
    assert authority_statement_pdf(replace(STATEMENT, language=language)).startswith(b"%PDF")


def test_v17_a_statement_has_no_field_for_a_reason_or_for_asylum() -> None:
    fields = set(AuthorityStatement.__dataclass_fields__) | set(FailedStepOnPaper.__dataclass_fields__)
    assert not [field for field in fields if re.search("reason|because|why|asylum|withdr", field)]


def test_a_person_whose_language_has_no_report_reads_the_nearest() -> None:
    data = closure_report_data(replace(REPORT, language="ps"))
    assert data["title"] == words_of(WORDS, "report", "fa-af")["closure"]


@pytest.mark.parametrize(("name", "languages"), [("letter", LANGUAGES), ("report", REPORTS)])
def test_every_language_has_every_word_once(name: str, languages: tuple[str, ...]) -> None:
    assert {path.name.split(".")[1] for path in WORDS.glob(f"{name}.*.yaml")} == set(languages)
    english = words_of(WORDS, name, "en")
    for language in languages:
        written = yaml.compose((WORDS / f"{name}.{language}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
        assert written is not None
        assert [key.value for key, _ in written.value] == list(english), language
        words = words_of(WORDS, name, language)
        assert all(words.values()), language
        assert {code: sorted(GAP.findall(text)) for code, text in words.items()} == {
            code: sorted(GAP.findall(text)) for code, text in english.items()
        }, language
