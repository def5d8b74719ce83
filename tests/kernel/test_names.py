"""Spellings of one name meet, in either script, and names sort in the Persian order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.names import is_alike, name_key, normal_form, script_of, sort_key, sound_keys, words_of

SPELLINGS = [
    ["محمد", "Mohammad", "Muhammad", "Mohamed", "Mohammed", "محمّد"],
    ["احمدی", "أحمدي", "Ahmadi", "Ahmady", "Aḥmadī"],
    ["حسین", "حسين", "Hussain", "Hossein", "Husayn", "Hussein"],
    ["عبدالرحمن", "عبد الرحمن", "Abdul Rahman", "Abdulrahman", "Abd al-Rahman", "Abdurrahman"],
    ["قاسم", "Qasim", "Ghasem", "Kasem"],
    ["فاطمه", "فاطمة", "Fatima", "Fatemeh"],
    ["وحید", "Wahid", "Vahid"],
    ["مصطفی", "مصطفى", "Mustafa", "Mostafa"],
    ["محمد علی", "محمد\u200cعلی", "Mohammad Ali", "Ali Mohammad"],
    ["یوسف", "يوسف", "Yusuf", "Youssef"],
    ["شریفی", "Sharifi", "Charifi"],
    ["José da Silva", "Jose da Silva", "SILVA Jose da"],
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda names: names[-1])
def test_spellings_of_one_name_share_a_key(spellings: list[str]) -> None:
    """Whatever script and romanisation."""
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Ahmad", "Ahmadi"), ("Zahra", "Zohreh Amini"), ("Farid", "Fahim"), ("احمد", "حمید")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    """A key that everyone shares finds nobody."""
    assert name_key(one) != name_key(other)
    assert not is_alike(one, other)


def test_a_shorter_name_is_like_the_longer_that_holds_it() -> None:
    """People give two of their three names."""
    assert is_alike("Farid Haidari", "فرید احمد حیدری")
    assert not is_alike("Farid", "Farid Ahmad Haidari")


@given(st.text(max_size=40))
def test_forms_are_stable(text: str) -> None:
    """A normal form is its own normal form, and every word has a key."""
    assert normal_form(normal_form(text)) == normal_form(text)
    assert all(sound_keys(text))
    assert len(sound_keys(text)) == len(words_of(text))
    assert isinstance(sort_key(text), str)


def test_persian_order() -> None:
    """As a Persian reader looks a name up; Arabic and Persian letters are one."""
    names = ["یاسر", "پروین", "بهرام", "آرش", "گلنار", "کریم", "احمد", "چنگیز", "ژاله", "زهرا"]
    expected = ["آرش", "احمد", "بهرام", "پروین", "چنگیز", "زهرا", "ژاله", "کریم", "گلنار", "یاسر"]
    assert sorted(names, key=sort_key) == expected
    assert sort_key("كريم") == sort_key("کریم")
    assert sort_key("Álvaro") < sort_key("Bruno") < sort_key("آرش")


def test_scripts() -> None:
    """A name knows how it is written."""
    assert [script_of(name) for name in ("احمد", "Ahmad", "Ахмад", "阿")] == ["Arab", "Latn", "Cyrl", "Zyyy"]
