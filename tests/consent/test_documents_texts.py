"""The texts on disk are whole; a fault is refused with file, line and a sentence; publishing makes drafts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.documents.passages import passages, questions_in
from safar.consent.documents.promised import promised_lines
from safar.consent.services import publish_texts
from safar.consent.texts.reading import TextsFaulty, texts_of
from safar.plumbing.scope import acting_as
from safar.programmes.queries import published
from tests.consent.ground import BEFORE, PROGRAMME, Ground

DEFINITIONS = Path(__file__).parents[2] / "definitions"
REQUIRED = {
    "arvore-vi": ("journey_and_arrival", "help_after_return", "re_entry_after_five_years"),
    "avrr-aria": ("journey_and_arrival", "help_after_return", "selection_with_bafia"),
}
LANGUAGES = {"arvore-vi": {"en", "pt", "fr", "ar"}, "avrr-aria": {"en", "fa-af", "fa", "ps"}}
Change = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the texts of one programme."""
    shutil.copytree(DEFINITIONS / "arvore-vi" / "texts", tmp_path / "arvore-vi" / "texts")
    return tmp_path / "arvore-vi" / "texts"


@pytest.mark.parametrize("code", REQUIRED)
def test_v3_every_pack_covers_every_topic_and_asks_three_questions(code: str) -> None:
    texts = texts_of(code, REQUIRED[code])
    for kind in ("pack", "declaration"):
        assert {text.language for text in texts if text.kind == kind} == LANGUAGES[code]
    for text in texts:
        if text.kind == "pack":
            assert len(questions_in(text.body)) == 3, text.file
            assert len([piece for piece in passages(text.body) if piece.kind == "bullet"]) >= 7, text.file
        assert text.origin == ("original" if text.language == "en" else "translation")


def changed(name: str, old: str, new: str) -> Change:
    """Put other words in place of some."""

    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change


def added(name: str, text: str) -> Change:
    """Add a file, or words at the end of one."""

    def change(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def removed(name: str) -> Change:
    """Take a file away."""
    return lambda folder: (folder / name).unlink()


EN, PT, WORDS = "pack.en.md", "pack.pt.md", "declaration.en.md"
FRONT = "---\nversion: 1\nlanguage: pt\norigin: translation\n---\n"
FAULTS: dict[str, tuple[Change, str, int, str]] = {
    "unknown file": (added("notes.txt", "x"), "notes.txt", 1, "Call it pack.<language>.md"),
    "unknown language": (added("pack.xx.md", "x"), "pack.xx.md", 1, "languages: en, pt"),
    "no front": (changed(PT, "---\n", ""), PT, 1, "Begin with version"),
    "unknown key": (changed(PT, "version: 1", "version: 1\nauthor: x"), PT, 3, "`author`"),
    "repeated key": (changed(PT, "version: 1", "version: 1\nversion: 1"), PT, 3, "twice"),
    "missing key": (changed(PT, "version: 1\n", ""), PT, 1, "`version` is missing"),
    "version in words": (changed(PT, "version: 1", "version: one"), PT, 2, "number from 1"),
    "another language": (changed(PT, "language: pt", "language: fr"), PT, 3, "name says pt"),
    "unknown origin": (changed(PT, "translation", "approved"), PT, 4, "original, translation"),
    "topic left out": (changed(EN, "{#right_to_withdraw}", "{#other}"), EN, 6, "right_to_withdraw"),
    "own topic left out": (
        changed(EN, "{#re_entry_after_five_years}", "{#something}"), EN, 6, "re_entry_after",
    ),
    "topic twice": (
        changed(EN, "{#asylum_and_appeal}", "{#alternatives_to_return}"), EN, 6, "two sections",
    ),
    "heading without a topic": (changed(EN, " {#asylum_and_appeal}", ""), EN, 19, "## Title {#topic}"),
    "words under no topic": (changed(EN, "## You", "Hello\n\n## You"), EN, 6, "before the first"),
    "empty section": (
        changed(EN, "## What cannot", "## More {#more}\n\n## What cannot"), EN, 33, "`more` is empty",
    ),
    "two questions": (changed(EN, "\n3. What will", "\nWhat will"), EN, 70, "of three"),
    "text in another order": (
        changed("pack.fr.md", "{#journey_and_arrival}", "{#other}"), "pack.fr.md", 6, "differ from the original",
    ),
    "older translation": (changed(PT, "version: 1", "version: 2"), PT, 1, "translates version 2"),
    "two originals": (changed(PT, "translation", "original"), "pack.ar.md", 1, "found: en, pt"),
    "no original": (removed(WORDS), "declaration.ar.md", 1, "found: none"),
    "declaration without a pack": (removed("pack.fr.md"), "declaration.fr.md", 1, "write the pack too"),
    "declaration with a heading": (added(WORDS, "\n## More {#x}\n"), WORDS, 20, "no headings"),
    "declaration without words": (
        lambda folder: (folder / "declaration.pt.md").write_text(FRONT),
        "declaration.pt.md", 6, "no words",
    ),
    "invisible letter": (changed(EN, "Nobody may", "Nobody\u202e may"), EN, 8, "U+202E"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_file_line_and_a_sentence(folder: Path, name: str) -> None:
    change, file, line, words = FAULTS[name]
    change(folder)
    with pytest.raises(TextsFaulty) as refused:
        texts_of("arvore-vi", REQUIRED["arvore-vi"], root=folder.parents[1])
    found = [fault for fault in refused.value.faults if fault.file.endswith(file) and words in fault.sentence]
    assert found, refused.value
    assert line in [fault.line for fault in found], refused.value


def test_a_programme_without_texts_has_none(tmp_path: Path) -> None:
    assert texts_of("nothing", root=tmp_path) == []


def test_publishing_makes_drafts_and_a_second_time_makes_nothing(ground: Ground) -> None:
    later = BEFORE + timedelta(days=1)
    with acting_as(ground.manager):
        made = publish_texts(by=ground.manager, at=later, code=PROGRAMME)
        assert len(made) == 8
        for language in LANGUAGES[PROGRAMME]:
            for current in (
                queries.current_pack(PROGRAMME, language, later),
                queries.current_text(PROGRAMME, language, later),
            ):
                assert current is not None
                assert current.is_draft
                assert current.origin == ("original" if language == "en" else "translation")
        pack = queries.current_pack(PROGRAMME, "pt", later)
        assert pack is not None
        assert {*REQUIRED[PROGRAMME], "right_to_withdraw"} <= set(pack.topics)
        services.approve_pack(by=ground.manager, at=later, pack_id=pack.id, reader_name="Ana Reis")
        assert publish_texts(by=ground.manager, at=later + timedelta(days=1), code=PROGRAMME) == []


def test_publishing_is_for_those_who_may(ground: Ground) -> None:
    with acting_as(ground.counsellor), pytest.raises(NotAllowed):
        publish_texts(by=ground.counsellor, at=BEFORE + timedelta(days=1), code=PROGRAMME)


def test_v1_no_amount_is_printed_that_nobody_published(ground: Ground) -> None:
    with acting_as(ground.manager):
        programme = published(PROGRAMME).programme
    lines = promised_lines(programme, "en", BEFORE.date())
    assert "Pocket money for the journey: EUR 50" in lines
    assert not [line for line in lines if "1,500" in line or "2,000" in line]
    assert [line for line in lines if line.startswith("Reintegration") and "amount approved for you" in line]
    assert not [line for line in promised_lines(programme, "en", BEFORE.date(), "child") if "Reintegration" in line]
