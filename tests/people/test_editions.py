"""Whoever changes how names sound or which keys they give raises the edition, and everybody's card is written anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connections

from safar.config import installation
from safar.kernel.dates import exact_day
from safar.kernel.names import name_key
from safar.people import keys, queries
from safar.people.keys import KEYS_EDITION, card_of
from safar.people.services import ask_for_tracing, editions
from safar.people.services.editions import write_cards_anew
from safar.people.types import PersonId, Sought, TracingGiven
from safar.plumbing import tables
from safar.plumbing.database import settings_of
from safar.plumbing.types import Actor
from tests.people.conftest import NOW, Registrar

Scoped = Callable[[Actor], AbstractContextManager[Actor]]
DIGEST = {2: "b545881f3e0d8572"}
# Fictional people: each as text, Latin spelling and father's name.
NAMES = (
    ("محمد کریمی", "Mohammad Karimi", "عبدالرحمن"), ("سید علی‌رضا حسینی", "Sayed Ali Reza Husseini", "حاجی غلام"),
    ("ضیاءالحق نورزی", "Zia ul-Haq Noorzai", "ملا داد"), ("فاطمه زهرا", "", ""), ("گلالۍ", "Gulalai", "شیرآغا"),
    ("احمدشاه احمدزی", "Ahmad Shah Ahmadzai", "خان محمد"), ("نجيب الله", "Najibullah", "عبد الله"),
    ("ذبیح‌الله صافی", "Zabihullah Safi", "ثریا"), ("چنگیز پهلوان", "Changiz Pahlavan", "ژاله"),
    ("عائشة الجبوري", "Aisha Al-Jubouri", "هادي"), ("عبدالقادر الكعبي", "Abdulqadir al Kaabi", "طه"),
    ("Ahmed Hussein", "", "Qasim"), ("Ümit Yıldız", "", "Şükrü"), ("Ștefan Țăranu", "", "Gheorghe Brâncuș"),
    ("Ioana-Maria Ciobănașu", "", ""), ("Vasile Hrițcu", "", "Xenia"), ("João da Conceição", "", "Antônio"),
    ("Maria Aparecida dos Santos", "", ""), ("Cauê Guimarães", "", "Luís Inácio"), ("Thaís Vasconcelos", "", ""),
    ("Jéssica Araújo Nascimento", "", "Wagner"), ("Zoltán Kőszegi", "", "Győző"), ("Nguyễn Thị Hoa", "", ""),
    ("Łukasz Wiśniewski", "", "Zdzisław"), ("Þórunn Æsa", "", ""), ("Dilovan Kurdistanî", "Dilovan", "Şêrko"),
    ("کاوه ڕەسوڵ", "Kawa Rasul", "ئازاد"), ("هێمن", "Hemin", ""), ("پروین خانم", "Parvin Khanum", "بی بی گل"),
    ("Mhd Abdurrahman", "", "Mohd"), ("Lana", "", "Rana"), ("Mao Li", "", ""), ("صفی‌الله ۲", "Safiullah", ""),
    ("Иван Петров", "Ivan Petrov", "Юрий"), ("Олександр Шевченко", "Oleksandr Shevchenko", ""),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", ""), ("ሰላም ተስፋዬ", "Selam Tesfaye", ""),
    ("O’Brien Mac-Allister", "", "Seán"), ("李小龙", "Li Xiaolong", ""),
    ("حضرت بلال ظاهر", "Hazrat Belal Zaher", "صابر"),
)  # fmt: skip


def digest_of_keys() -> str:
    """What tells one set of rules from another, by what they make of the names above."""
    cards = [card_of([name]) for name in NAMES]
    made = [(card.names, card.fathers, card.keys) for card in cards]
    return hashlib.sha256(repr((made, [name_key(text) for text, _, _ in NAMES])).encode()).hexdigest()[:16]


def test_whoever_changes_keys_or_sounds_raises_the_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {KEYS_EDITION: digest_of_keys()} == DIGEST, (
        f"The same names now give other keys ({digest_of_keys()}), and the cards on file do not have them: raise"
        " KEYS_EDITION in safar/people/keys.py and update the digest here, and `safar migrate` writes every card anew."
    )
    monkeypatch.setattr(keys, "MOST_WORDS", 3)
    assert digest_of_keys() not in DIGEST.values(), "a changed rule is seen"


@pytest.fixture
def as_owner(committed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Django's name for a connection as the owner, as a migration has it."""
    monkeypatch.setitem(
        connections.settings, "owner", {**connections.settings["default"], **settings_of(os.environ["OWNER_ADDRESS"])}
    )
    yield "owner"
    connections["owner"].close()
    del connections["owner"]


@pytest.fixture
def three(as_owner: str, counsellor: Actor, scoped: Scoped, register: Registrar) -> list[PersonId]:
    """Three people on file, by this edition."""
    heard: list[Any] = []
    with scoped(counsellor):
        people = [register(counsellor, text, "") for text in ("زرمینه وردک", "Cauê Guimarães", "Ștefan Țăranu")]
    write_cards_anew(using=as_owner, tell=lambda *how_far: heard.append(how_far))
    assert heard == [(3, 3)], "whoever was on file before there were editions is gone through once"
    return sorted(people)


def spoil(owner: psycopg.Connection) -> None:
    """Write what another edition might have written."""
    owner.execute("UPDATE people_searchcard SET names = 'other', keys = '{s:other}'")
    owner.execute("UPDATE people_name SET text_key = 'other'")


def of_edition(owner: psycopg.Connection, edition: int) -> None:
    """Say that all was written by an edition."""
    owner.execute(
        "UPDATE plumbing_setting SET value = jsonb_build_object('edition', %s::int) WHERE key = 'cards_of_people'",
        [edition],
    )


def what_finds(owner: psycopg.Connection) -> list[Any]:
    """Everything by which people are found."""
    return [
        owner.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1").fetchall()
        for table in ("people_searchcard", "people_searchkey")
    ] + owner.execute("SELECT id, text_key, latin_key FROM people_name ORDER BY id").fetchall()


def test_another_edition_is_written_anew_and_the_same_is_left_alone(
    three: list[PersonId], as_owner: str, owner: psycopg.Connection, counsellor: Actor, scoped: Scoped
) -> None:
    before = what_finds(owner)
    spoil(owner)
    spoilt = what_finds(owner)
    assert spoilt != before
    assert write_cards_anew(using=as_owner, tell=lambda *how_far: None) == 0
    assert what_finds(owner) == spoilt, "of the same edition nothing is touched"

    of_edition(owner, KEYS_EDITION - 1)
    with scoped(counsellor):
        assert not queries.cards_are_current()
        assert queries.find_people(Sought(text="Zarmina Wardak")) == []
    with pytest.raises(installation.NotReady, match="safar migrate"):
        installation.refuse_old_tables()
    heard: list[str] = []
    address = {"DATABASE_OWNER_URL": os.environ["OWNER_ADDRESS"]}
    assert tables.bring_up_to_date({**os.environ, **address}, tell=heard.append) == ""
    assert heard == ["Writing anew by what people are found: 3 of 3"]
    assert what_finds(owner) == before
    with scoped(counsellor):
        assert queries.cards_are_current()
        assert len(queries.find_people(Sought(text="Zarmina Wardak"))) == 1
    installation.refuse_old_tables()


def test_what_was_killed_goes_on_after_the_last_portion(
    three: list[PersonId], as_owner: str, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, counsellor: Actor
) -> None:
    monkeypatch.setattr(editions, "PORTION", 1)
    before = what_finds(owner)
    spoil(owner)
    of_edition(owner, KEYS_EDITION + 1)
    heard: list[tuple[int, int]] = []

    def kill(done: int, total: int) -> None:
        heard.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_cards_anew(using=as_owner, tell=kill)
    right = owner.execute("SELECT person_id FROM people_searchcard WHERE names <> 'other' ORDER BY 1").fetchall()
    assert [person_id for (person_id,) in right] == three[:2], "each portion is kept"
    assert not queries.cards_are_current(), "and nobody is served in between"
    write_cards_anew(using=as_owner, tell=kill)
    assert heard == [(1, 3), (2, 3), (3, 3)], "nobody is gone through twice"
    assert what_finds(owner) == before


def test_whoever_sounds_like_one_sought_by_the_new_rules_is_matched(
    three: list[PersonId], as_owner: str, owner: psycopg.Connection, counsellor: Actor, scoped: Scoped
) -> None:
    """What is compared with a name is written with it."""
    spoil(owner)
    with scoped(counsellor):
        given = TracingGiven("Zarmina Wardak", "mother", birth=exact_day(date(1980, 3, 4)))
        named = queries.names_in(three)
        seeker = next(person for person in three if named[person][0].text == "Cauê Guimarães")
        ask_for_tracing(by=counsellor, at=NOW, seeker_id=seeker, given=given)
    owner.execute("UPDATE people_tracing SET sought_key = 'another'")
    assert owner.execute("SELECT 1 FROM people_tracingmatch").fetchall() == []
    of_edition(owner, KEYS_EDITION - 1)
    write_cards_anew(using=as_owner, tell=lambda *how_far: None)
    assert len(owner.execute("SELECT 1 FROM people_tracingmatch").fetchall()) == 1
