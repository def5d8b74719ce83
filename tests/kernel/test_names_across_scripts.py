"""What is written apart or together, left out or heard wrong is one name; what is another name is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.kernel.names import likeness, rough_sound, says_little, sounds_of, words_of

ONE_SOUND = [
    ("خالد", "Khalid"), ("قاسم", "Gasem"), ("غلام", "Golam"), ("رضا", "Rida"), ("مرتضی", "Murtada"),
    ("عثمان", "Othman"), ("عثمان", "Osman"), ("جمال", "Gamal"), ("ولید", "Oualid"), ("خوشناو", "Xoshnaw"),
    ("یعقوب", "Jakob"), ("پری", "Paree"), ("رضایی", "Rezaee"), ("ذاکر", "Dhakir"), ("Christian", "Cristian"),
    ("Thiago", "Tiago"),
    ("Ștefan", "Stefan"), ("João", "Joao"), ("گل", "Gul"), ("نجیب", "Nageeb"), ("لبنی", "Lubna"), ("قربان", "Qurban"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_SOUND)
def test_a_spelling_has_a_sound_of_the_other(one: str, other: str) -> None:
    """ض is z in Kabul and d in Baghdad, `th` is ث or a t: of the two sounds of each, one is the same."""
    assert set(sounds_of(one)) & set(sounds_of(other))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("al-Jubouri", ["jubouri"]), ("Aljubouri", ["jubouri"]), ("الجبوري", ["جبوری"]), ("Elham", ["elham"]),
        ("الهام", ["الهام"]), ("Alireza", ["alireza"]), ("Karim Zada", ["karimzada"]), ("کریم زاده", ["کریمزاده"]),
        ("Yusuf zai", ["yusufzai"]), ("شمس الدین", ["شمسدین"]), ("Shams ud-Din", ["shamsdin"]),
        ("Mhd Rahimi", ["mohammad", "rahimi"]),
        ("Ali bin Hassan", ["ali", "hassan"]), ("Maria da Silva", ["maria", "silva"]), ("bin", ["bin"]),
        ("Abd al-Rahman", ["abdrahman"]), ("Abdurrahman", ["abdrahman"]), ("بی‌بی گل", ["بیبی", "گل"]),
        ("محمّـد", ["محمد"]), ("Nasr Ullah", ["nasrullah"]), ("نصر الله", ["نصرالله"]),
    ],
)  # fmt: skip
def test_articles_fall_away_and_halves_come_together(written: str, words: list[str]) -> None:
    """As a clerk pleases: with the article or without, in one word or two."""
    assert words_of(written) == words


def test_rough_sounds_forgive_a_wrong_consonant_of_one_kind() -> None:
    """What is rough for a hasty ear: t and d, b and p, sh and k; not l and r."""
    assert rough_sound("Ahmad") == rough_sound("Ahmet")
    assert rough_sound("Nishabouri") == rough_sound("Nishapuri")
    assert rough_sound("Karim") != rough_sound("Kalim")


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ("Mohamad Ahmady", "محمد احمدی", "محمود احمدی"),
        ("Mohamad Ahmady", "Mohammad Ahmadi", "Mahmoud Ahmadi"),
        ("zehra noory", "زهرا نوری", "زرین نوری"),
        ("Ali Reza Karimi", "علیرضا کریمی", "علی کریمی"),
        ("Rahimi Farid", "Farid Rahimi", "Farida Rahimi"),
        ("Sayed Farid", "Farid", "Sayed"),
        ("Farid Rahimi", "Farid Rahimi", "Farid Ahmad Rahimi"),
    ],
)
def test_the_likelier_name_weighs_more(asked: str, better: str, worse: str) -> None:
    """By its consonants first, then by what is heard between them, then by what nobody asked for."""
    words = words_of(asked)
    assert likeness(words, words_of(better)) > likeness(words, words_of(worse))


def test_titles_say_little() -> None:
    """They come and go between two records of one person."""
    assert [word for word in ("haji", "سید", "bibi", "farid", "احمد") if says_little(word)] == ["haji", "سید", "bibi"]


NAMES = st.lists(st.text("abdefhijklmnorstuzاحمدیرضعلن", min_size=1, max_size=9), min_size=1, max_size=5)


@given(NAMES, NAMES)
def test_likeness_lies_between_nothing_and_the_name_itself(one: list[str], other: list[str]) -> None:
    """A name is most like itself, and no two are more than one."""
    assert likeness(one, one) == pytest.approx(1)
    assert -1 < likeness(one, other) <= 1.0001
