"""Strict YAML: words stay words, nothing is said twice, and every value knows its line."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from safar.programmes.definition import strict_yaml
from safar.programmes.definition.places_on_disk import ROOT
from safar.programmes.definition.strict_yaml import FaultyYaml, read_yaml_text
from safar.programmes.types import Fault


def plain(text: str) -> object:
    """The text as plain values."""
    return read_yaml_text(text, "a.yaml").plain()


@pytest.mark.parametrize(
    "word", ["NO", "no", "yes", "on", "off", "Y", "1.5", "0123", "1e3", "2016-05-03", "12:30", "~", "0x1F"]
)
def test_plain_words_stay_words(word: str) -> None:
    assert plain(f"country: {word}") == {"country": word}


def test_words_that_are_keys_stay_keys() -> None:
    assert plain("on: 1\nno: 2\nyes: 3") == {"on": 1, "no": 2, "yes": 3}


def test_numbers_true_false_and_nothing_are_read() -> None:
    assert plain("a: 0\nb: -7\nc: true\nd: false\ne:\nf: null\ng: '5'") == {
        "a": 0, "b": -7, "c": True, "d": False, "e": None, "f": None, "g": "5",
    }  # fmt: skip


def test_an_entry_has_the_line_of_its_key_and_an_item_its_own() -> None:
    node = read_yaml_text("# first\na:\n  - one\n  - b: >-\n      long\n      text\n", "a.yaml")
    assert [node.at("a").line, node.at("a", 0).line, node.at("a", 1, "b").line] == [2, 3, 4]


def test_a_repeated_key_names_both_lines() -> None:
    with pytest.raises(FaultyYaml) as caught:
        plain("a: 1\nb: 2\na: 3")
    assert [str(fault) for fault in caught.value.faults] == [
        "a.yaml:3: The key `a` is repeated; it already stands on line 1."
    ]


def test_joiners_of_persian_words_are_no_hidden_characters() -> None:
    assert plain("a: می‌گیرد") == {"a": "می‌گیرد"}


@pytest.mark.parametrize(
    "text", ["a: &x 1\nb: *x", "a: !!set {b}", "a: !x b", "- ? [1, 2]\n  : 3", "a: [1", "a: \u200f1", "a: {" * 30]
)
def test_clever_or_broken_yaml_is_refused(text: str) -> None:
    with pytest.raises(FaultyYaml):
        plain(text)


def test_deep_nesting_is_refused_in_a_sentence_without_reading_it_all() -> None:
    with pytest.raises(FaultyYaml) as caught:
        plain("a: 1\nb: " + "[" * 100_000)
    assert [str(fault) for fault in caught.value.faults] == [
        "a.yaml:2: This is nested more than 20 levels deep; make it flatter."
    ]


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert plain("") == {}


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_reader_in_c_and_the_one_in_python_read_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    quick = read_yaml_text(text, "a.yaml")
    monkeypatch.setattr(strict_yaml, "LOADER", yaml.SafeLoader)
    assert read_yaml_text(text, "a.yaml") == quick


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    faults: list[Fault] = []
    try:
        read_yaml_text(text, "a.yaml")
    except FaultyYaml as error:
        faults = error.faults or [Fault("a.yaml", 0, "refused without a fault")]
    assert all(fault.line >= 1 and fault.sentence.endswith(".") for fault in faults)
