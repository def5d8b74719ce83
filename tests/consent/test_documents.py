"""What consent puts on paper: everything a declaration must say, in seven languages, and the counselling sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from safar.consent.documents.declaration import TEMPLATE, WORDS, DeclarationPaper, declaration_bytes, declaration_data
from safar.consent.documents.filled import filled_sheet
from safar.consent.documents.pack import TEMPLATE as PACK
from safar.consent.documents.pack import PackPaper, pack_bytes, pack_data
from safar.consent.documents.passages import passages, questions_in
from safar.consent.documents.sheet import PANELS, SheetPaper, blank_sheet_bytes, sheet_bytes, sheet_data
from safar.consent.documents.sheet import TEMPLATE as SHEET
from safar.consent.types import CopyAnswer, Manner, SessionLine, SessionPersonLine, WitnessRelation
from safar.kernel.calendars import ascii_digits
from safar.plumbing.documents import printed, render_pictures
from safar.plumbing.printing import words_of
from tests.plumbing.pictures import grey_pixels

LANGUAGES = ("en", "pt", "fr", "fa-af", "fa", "ps", "ar")
SHEETS = ("en", "pt", "fa-af", "fa")
RIGHT_TO_LEFT = ("fa-af", "fa", "ps", "ar")
GAP = re.compile(r"%\(\w+\)s")
ID = UUID("00000000-0000-4000-8000-000000000007")
BODY = "I wish to return.\n\nI was told:\n\n- what else I can do\n- that #data stays $mine$"
PAPER = DeclarationPaper(
    language="en",
    programme="ARVoRe VI",
    body=BODY,
    is_draft=True,
    origin="translation",
    name_in_document='FARID #1 $x$ "AHMAD" *b*',
    name_in_own_script="فرید احمد",
    born="1975",
    return_country="AF",
    return_place="Herat",
    promised=["Ticket", "Pocket money: EUR 50"],
    children=["Mina", "Omid"],
    reflection_hours=24,
    host_country="IR",
    declaration_id=ID,
    reference="4F7K29QX",
    digest="0123456789abcdef" * 4,
    address="https://safar.example/",
    session_at=datetime(2016, 5, 2, 9, tzinfo=UTC),
    signed_at=datetime(2016, 5, 4, 9, 30, tzinfo=UTC),
    place="Mashhad",
    manner="thumbprint",
    witness_name="Karim Aslan",
    witness_relation="lawyer",
    interpreter_name="number 17",
    copy_answer="safe_keeping",
    reading_aloud_answer="taken",
    office_phone="+98 21 5555 217",
)


def facts(paper: DeclarationPaper) -> dict[str, str]:
    """What is printed beside each label."""
    return {row["label"]: row["value"] for row in printed(TEMPLATE, declaration_data(paper), "fact")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_v1_a_printed_declaration_says_all_that_it_must(language: str) -> None:
    paper = replace(PAPER, language=language)
    words, said = words_of(WORDS, "paper", language), facts(replace(PAPER, language=language))
    assert said[words["name_in_document"]] == PAPER.name_in_document
    assert said[words["name_in_own_script"]] == "فرید احمد"
    assert said[words["programme"]] == "ARVoRe VI"
    assert said[words["manner"]] == words["manner_thumbprint"]
    assert said[words["interpreter"]] == "number 17"
    assert said[words["place"]] == "Mashhad"
    assert "Karim Aslan" in said[words["witness"]]
    assert words["relation_lawyer"] in said[words["witness"]]
    assert said[words["copy"]] == words["copy_safe_keeping"]
    assert said[words["aloud"]] == words["aloud_taken"]
    assert "24" in ascii_digits(said[words["reflection"]])
    assert said[words["phone"]] == "+98 21 5555 217"
    assert "1395" in ascii_digits(said[words["signed_at"]])
    assert "2016" in ascii_digits(said[words["signed_at"]])
    assert said[words["record"]] == "4F7K29QX"
    assert said[words["digest"]] == "0123456789abcdef"
    assert printed(TEMPLATE, declaration_data(paper), "right") == [words["right_title"]]
    assert len(printed(TEMPLATE, declaration_data(paper), "sign")) == 4
    assert declaration_bytes(paper).startswith(b"%PDF")


def test_the_words_signed_stand_on_the_paper_as_they_are() -> None:
    said = printed(TEMPLATE, declaration_data(PAPER), "said")
    for words in ("I wish to return.", "what else I can do", "that #data stays $mine$"):
        assert words in said


def test_what_was_promised_and_the_children_are_named() -> None:
    rows = [row["value"] for row in printed(TEMPLATE, declaration_data(PAPER), "fact")]
    assert {"Ticket", "Pocket money: EUR 50"} <= set(rows)
    assert "Mina" in facts(PAPER)["Children who travel with me"]
    assert "Omid" in facts(PAPER)["Children who travel with me"]


def test_v2_a_shortened_time_to_think_is_printed_with_the_persons_reason() -> None:
    said = facts(replace(PAPER, shortened_reason="my mother is dying"))["Time to think"]
    assert "my mother is dying" in said
    assert "I asked for less" in said


def test_no_interpreter_needed_is_said() -> None:
    said = facts(replace(PAPER, interpreter_name="", no_interpreter_needed=True))
    assert said["Interpreter"] == "none needed"


@pytest.mark.parametrize(
    ("language", "is_draft", "origin", "across"),
    [
        ("en", True, "original", ["DRAFT"]),
        ("en", True, "translation", ["DRAFT TRANSLATION"]),
        ("fa-af", True, "translation", ["ترجمهٔ پیش‌نویس"]),
        ("pt", False, "translation", []),
    ],
)
def test_a_text_nobody_approved_is_watermarked(language: str, is_draft: bool, origin: str, across: list[str]) -> None:
    paper = replace(PAPER, language=language, is_draft=is_draft, origin=origin)
    assert sorted(set(printed(TEMPLATE, declaration_data(paper), "watermark"))) == across
    pack = PackPaper(language, "ARVoRe VI", 1, BODY, is_draft, origin)
    assert sorted(set(printed(PACK, pack_data(pack), "watermark"))) == across


def test_the_code_leads_to_the_record_and_says_nothing_else() -> None:
    assert printed(TEMPLATE, declaration_data(PAPER), "qr") == [f"https://safar.example/q/{ID}/"]


def test_a_declaration_to_be_signed_first_has_lines_to_write_on_and_no_code() -> None:
    blank = replace(PAPER, declaration_id=None, reference="", digest="", signed_at=None, manner="", witness_name="")
    said = facts(replace(blank, witness_relation=""))
    assert printed(TEMPLATE, declaration_data(blank), "qr") == []
    assert [said[label] for label in ("Day and hour", "Signed by", "Witness")] == ["", "", ""]
    assert "Reference" not in said


def test_a_name_in_letters_that_cannot_be_printed_is_left_to_be_written() -> None:
    assert facts(replace(PAPER, name_in_own_script="राम"))["Name in own letters"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_never_run_off_the_paper(language: str) -> None:
    name = "MARIA APARECIDA DOS SANTOS OLIVEIRA DE ALBUQUERQUE CAVALCANTI " * 3
    data = declaration_data(replace(PAPER, language=language, name_in_document=name, children=[name] * 6))
    margin = [
        column for picture in render_pictures(TEMPLATE, data | {"watermark": ""}, 20) for column in edges(picture)
    ]
    assert min(margin) == 255


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_languages_written_from_the_right_are_laid_out_from_the_right(language: str) -> None:
    assert declaration_data(replace(PAPER, language=language))["rtl"] is True
    assert declaration_data(PAPER)["rtl"] is False


@pytest.mark.parametrize("name", ["paper", "sheet"])
def test_every_language_has_every_word_once(name: str) -> None:
    files = sorted(WORDS.glob(f"{name}.*.yaml"))
    expected = codes(WORDS / f"{name}.en.yaml")
    assert {path.name.split(".")[1] for path in files} == {*(LANGUAGES if name == "paper" else SHEETS)}
    for path in files:
        assert codes(path) == expected, path.name
        words, english = words_of(WORDS, name, path.name.split(".")[1]), words_of(WORDS, name, "en")
        assert all(words.values()), path.name
        assert {code: GAP.findall(text) for code, text in words.items()} == {
            code: GAP.findall(text) for code, text in english.items()
        }, path.name


def test_every_code_of_a_declaration_has_its_words() -> None:
    words = words_of(WORDS, "paper", "en")
    for prefix, kind in (
        ("manner", Manner),
        ("relation", WitnessRelation),
        ("copy", CopyAnswer),
        ("aloud", CopyAnswer),
    ):
        assert {f"{prefix}_{code}" for code in kind} <= set(words)


@pytest.mark.parametrize("language", SHEETS)
def test_the_blank_sheet_is_one_page_with_nothing_ticked(language: str) -> None:
    assert len(render_pictures(SHEET, sheet_data(language), 10)) == 1
    assert printed(SHEET, sheet_data(language), "ticked") == []
    assert {row["value"] for row in printed(SHEET, sheet_data(language), "fact")} == {""}
    assert blank_sheet_bytes(language).startswith(b"%PDF")


def test_a_held_talk_fills_the_sheet_without_the_signs_of_pressure() -> None:
    person = SessionPersonLine(
        id=ID, traveller_id=ID, person_id=ID, alone=True, decision="considering", topics=("right_to_withdraw",),
        pack_id=None, manner="read_aloud", understood=True, consequences_told=True, own_words=("one", "two", "three"),
    )  # fmt: skip
    session = SessionLine(
        id=ID, journey_id=ID, counsellor_id=1, held_at=datetime(2016, 5, 2, 9, tzinfo=UTC),
        recorded_at=datetime(2016, 5, 9, 9, tzinfo=UTC), late=False, minutes=70, purpose="first", language="fa-af",
        interpreter_name="number 17", interpreter_mode="phone", no_interpreter_needed=False, place_kind="detention",
        place="room 2", motive="His mother is ill.", heard_of_us="a friend", options_explained="", note="wants #time",
        people=(person,), presences=(("police", True, False), ("spouse", True, True)),
    )  # fmt: skip
    paper = filled_sheet(session, person, language="en", name="Farid", counsellor="Ana Reis", countries=("AF",))
    data = sheet_data("en", paper)
    said = {row["label"]: row["value"] for row in printed(SHEET, data, "fact")}
    assert said["Held on, at"] == "2 May 2016 (13 Sawr 1395), 09:00"
    assert said["Written down on"].startswith("9 May 2016")
    assert said["In their words"] == "wants #time"
    assert said["Language"] == "Dari"
    ticked = printed(SHEET, data, "ticked")
    assert ticked.count("spouse") == 2
    assert ticked.count("police") == 1
    assert {"detention", "first", "by phone", "read aloud", "yes", "still considering", "changing one's mind"} <= {
        *ticked
    }
    assert "Stop" not in said
    assert sheet_bytes("en", paper).startswith(b"%PDF")


def test_a_filled_sheet_has_a_place_for_everything_it_is_given() -> None:
    asked = {question.code for panel in PANELS for question in panel.questions}
    everything = SheetPaper(written={code: f"said of {code}" for code in asked})
    said = {row["value"] for row in printed(SHEET, sheet_data("en", everything), "fact")}
    private = {question.code for panel in PANELS if panel.private for question in panel.questions}
    assert said == {f"said of {code}" for code in asked - private}


def test_a_pack_is_printed_with_its_questions_and_its_version() -> None:
    body = "## You decide {#alternatives_to_return}\nNobody else.\n\n## Three {#questions}\n1. What?\n2. When?\n3. Who?"
    data = pack_data(PackPaper("fa-af", "برنامه", 3, body, False, "translation"))
    assert {"You decide", "Nobody else.", "What?", "Who?"} <= set(printed(PACK, data, "said"))
    assert "۳" in str(data["reference"])
    assert pack_bytes(PackPaper("en", "X", 3, body, False, "original")).startswith(b"%PDF")
    assert questions_in(body) == ("What?", "When?", "Who?")


def test_lines_that_follow_each_other_are_one_paragraph() -> None:
    pieces = passages("## A {#a}\nfirst line\nsecond line\n\n- a point\nnew")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("heading", "A"),
        ("paragraph", "first line second line"),
        ("bullet", "a point"),
        ("paragraph", "new"),
    ]
    assert {piece.topic for piece in pieces} == {"a"}


def codes(path: Path) -> list[str]:
    """The codes in a file of words, as they are written, repeated ones too."""
    node = yaml.compose(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert node is not None
    return [key.value for key, _ in node.value]


def edges(picture: bytes) -> list[int]:
    """The lightest grey of the outermost columns of a page, which stay white as long as nothing runs off."""
    rows = grey_pixels(picture)
    return [row[x] for row in rows for x in (0, 1, 2, -3, -2, -1)]
