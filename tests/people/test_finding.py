"""People are found however they were heard, by who may see them and by nobody else, and each find says why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from safar.kernel.dates import DayRange, exact_day, in_year
from safar.kernel.names import words_of
from safar.people import services
from safar.people.keys import asked_for, card_of
from safar.people.models import SearchCard, SearchKey
from safar.people.queries import find_people, search_people
from safar.people.types import NameGiven, PersonId, Sought
from safar.plumbing.types import Actor
from tests.consent import raw
from tests.people.conftest import NOW, Registrar, details

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
SAME_NAME, LIKE_NAME, SAME_BIRTH = "people_match_same_name", "people_match_like_name", "people_match_birth"


@pytest.fixture
def karim(counsellor: Actor, scoped: Scoped, register: Registrar) -> PersonId:
    """Of the Karimis: a man written in Dari letters alone, with his father, a cousin and somebody else beside him."""
    with scoped(counsellor):
        found = register(
            counsellor, names=[NameGiven("محمد کریمی", father_name="عبدالرحمن")], details=details(date(1984, 3, 1))
        )
        register(
            counsellor, names=[NameGiven("محمود کریمی", father_name="عبدالرحیم")], details=details(date(1991, 3, 1))
        )
        register(counsellor, names=[NameGiven("زهرا نوری")], details=details(date(1984, 3, 1)))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Mohamad Karimi", "muhammed kareemi abdul rahman", "Kareemy Mohd", "Mhd Karimi Abdurrahman", "mohamet karimy",
        "محمد كريمي", "محمد عبد الرحمان", "Mohammad Karami Abdorahman", "Hajji Mohammad Karimi",
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_was_heard(text: str, karim: PersonId, counsellor: Actor, scoped: Scoped) -> None:
    """In the other script, misheard, swapped, short or with a title: first of all, and it is said that it sounds so."""
    with scoped(counsellor):
        found = find_people(Sought(text=text))
    assert found[0].person.id == karim
    assert found[0].reasons[0] in (SAME_NAME, LIKE_NAME)
    assert found[0].score <= 1.0001


@pytest.mark.parametrize("year", ["1984", "۱۹۸۴", "1983", "1362", "۱۳۶۳"])
def test_a_year_among_the_words_is_the_births_in_either_calendar(
    year: str, karim: PersonId, counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    """Of two with one name the one born then, or a year beside it, comes first and is said to be."""
    with scoped(counsellor):
        register(
            counsellor, names=[NameGiven("محمد کریمی")], details=details(date(1960, 1, 1)),
            after_seeing=[person.id for person in search_people("محمد کریمی")],
        )  # fmt: skip
        first, second = find_people(Sought(text=f"Mohammad Karimi {year}"))[:2]
    assert first.person.id == karim
    assert SAME_BIRTH in first.reasons
    assert SAME_BIRTH not in second.reasons


def test_a_form_asks_for_each_thing_by_itself(karim: PersonId, counsellor: Actor, scoped: Scoped) -> None:
    """Name, father's name, birth, sex: what does not fit is left behind or out."""
    with scoped(counsellor):
        wanted = Sought(name="Mahmood", father="Abdul Rahim", born=exact_day(date(1991, 3, 1)))
        assert find_people(wanted)[0].person.birth == exact_day(date(1991, 3, 1))
        assert find_people(Sought(name="Mohammad Karimi", sex="female")) == []
        assert find_people(Sought(name="Mohammad Karimi", born=in_year(1984, "gregorian")))[0].person.id == karim
        assert find_people(Sought()) == []


def test_nobody_out_of_sight_is_found_and_a_card_is_not_read(
    karim: PersonId, counsellor: Actor, stranger: Actor, scoped: Scoped
) -> None:
    """The same role in another office finds nobody, by page or by the tables; without a scope there is no answer."""
    with scoped(stranger):
        assert find_people(Sought(text="Mohammad Karimi")) == []
        assert not SearchKey.objects.exists()
        assert not SearchCard.objects.exists()
        assert (
            raw.run("INSERT INTO people_searchkey (key, office_id, person_id) VALUES ('s:x', 1, gen_random_uuid())")
            == "42501"
        )
        assert raw.run("UPDATE people_searchcard SET names = 'x' WHERE person_id = %s", karim) is None
    with scoped(counsellor):
        assert SearchCard.objects.get(person_id=karim).names != "x"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('safar.offices', '', true)")
    with pytest.raises(DatabaseError), transaction.atomic():
        find_people(Sought(text="Mohammad Karimi"))


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(
    karim: PersonId, counsellor: Actor, scoped: Scoped
) -> None:
    """The keys follow the names, and the years the birth."""
    with scoped(counsellor):
        row = SearchCard.objects.get(person_id=karim)
        assert (row.born_from, row.born_to) == (1984, 1984)
        services.correct_person(by=counsellor, at=NOW, person_id=karim, version=1, details=details(date(1985, 3, 1)))
        assert SearchCard.objects.get(person_id=karim).born_to == 1985
        services.add_name(by=counsellor, at=NOW, person_id=karim, name=NameGiven("بهرام صدیقی"))
        assert [one.person.id for one in find_people(Sought(text="Behram Sediqi"))] == [karim]
        keys = set(SearchKey.objects.filter(person_id=karim).values_list("key", flat=True))
    made = card_of([("محمد کریمی", "", "عبدالرحمن"), ("بهرام صدیقی", "", "")]).keys
    assert keys == {f"{key} 1985" if key.startswith("y:") else key for key in made}


def test_a_search_asks_indexes_alone(
    karim: PersonId, counsellor: Actor, scoped: Scoped, owner: psycopg.Connection
) -> None:
    """Under row-level security: by equality on the one B-tree, however many people there are."""
    with scoped(counsellor), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT person_id FROM people_searchkey WHERE key = 'p:krmi mhmd'")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using people_searchkey_pkey" in plan
    assert "Index Cond: (((key)::text = 'p:krmi mhmd'::text)" in plan or "key = 'p:krmi mhmd'" in plan


def test_a_name_gives_few_keys() -> None:
    """Each is a row for every office that sees the person."""
    assert len(asked_for(["محمد", "علی", "رضا", "کریمی", "عبدالرحمن"])) < 60
    assert len(asked_for([f"word{n}" for n in range(40)])) < 80
    assert set(asked_for(["حاجی"])) & set(asked_for(["haji"]))


def test_a_year_is_asked_for_with_each_word_where_the_birth_is_about_known(
    register: Registrar, counsellor: Actor, scoped: Scoped
) -> None:
    """Who is found by one right word and a year that may be one off; a birth that is wide open is no key."""
    with scoped(counsellor):
        told = register(counsellor, "نوید کریمی", latin="", details=details(date(1984, 3, 1)))
        eighties = replace(details(), birth=DayRange(date(1980, 1, 1), date(1989, 12, 31)))
        wide = register(counsellor, "امید کریمی", latin="", details=eighties)
        keys = SearchKey.objects.filter(key__startswith="y:").values_list("person_id", "key")
        assert {key for person_id, key in keys if person_id == told} == {"y:nd 1984", "y:krmi 1984"}
        assert wide not in {person_id for person_id, _ in keys}
    assert {"y:krmi 1983", "y:krmi 1984", "y:krmi 1985"} <= set(asked_for(["karimi"], (1984, 1984)))
    assert not [key for key in asked_for(["karimi"], (1980, 1989)) if key.startswith("y:")]


@pytest.mark.parametrize(
    ("on_file", "asked"),
    [
        ("شاه‌محمود رحیمی", "Shahmahmoud Rahimi"), ("Nematullah Muradi", "مرادی نعمت‌الله"),
        ("زارعی داوود محمدعلی", "Zarei Daoud Mohammad Ali"),
    ],
)  # fmt: skip
def test_two_words_that_are_one_on_file_share_a_key_with_it(on_file: str, asked: str) -> None:
    """What joins the halves of a Persian word parts no words, and any two neighbours may be one word."""
    keys = set(card_of([(on_file, "", "")]).keys)
    assert [key for key in asked_for(words_of(asked)) if key in keys and key.startswith("p:")]
