"""Days, moments, numbers and telephone numbers are written as the reader writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from safar.plumbing.refusals import register, say
from safar.plumbing.web import display

DAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 19, 20, 33, tzinfo=UTC)  # already the 20th in Kabul


@pytest.fixture(autouse=True)
def _kabul() -> Iterator[None]:
    display.use_calendar("")
    with timezone.override("Asia/Kabul"):
        yield
    display.use_calendar("")


def _render(template: str, **values: object) -> str:
    return Template(template).render(Context(values))


@pytest.mark.parametrize(
    ("language", "written"), [("en", "20 November 2026"), ("pt", "20 de novembro de 2026"), ("fa-af", "۲۹ عقرب ۱۴۰۵")]
)
def test_a_day_is_written_in_the_calendar_of_the_language(language: str, written: str) -> None:
    with translation.override(language):
        assert _render("{{ day|day }}", day=DAY) == written


def test_the_chosen_calendar_wins_over_that_of_the_language() -> None:
    display.use_calendar("gregorian")
    with translation.override("fa-af"):
        assert _render("{{ day|day }}", day=DAY) == "۲۰ نومبر ۲۰۲۶"


def test_both_days_stand_side_by_side() -> None:
    assert _render("{{ day|both_days }}", day=DAY) == "20 November 2026, 29 Aqrab 1405"
    with translation.override("fa-af"):
        assert _render("{{ day|both_days }}", day=DAY) == "۲۹ عقرب ۱۴۰۵، ۲۰ نومبر ۲۰۲۶"


def test_where_nobody_keeps_a_solar_calendar_it_is_not_shown() -> None:
    with timezone.override("Europe/Lisbon"), translation.override("pt"):
        assert _render("{{ day|both_days }}", day=DAY) == "20 de novembro de 2026"
        assert _render("{{ day|both_days:'BR' }}", day=DAY) == "20 de novembro de 2026"
        assert _render("{{ day|both_days:'AF' }}", day=DAY) == "20 de novembro de 2026, 29 de Aqrab de 1405"
    with timezone.override("Europe/Lisbon"), translation.override("fa-af"):
        assert "۲۰ نومبر ۲۰۲۶" in _render("{{ day|both_days }}", day=DAY)


def test_a_moment_follows_the_clock_of_the_office() -> None:
    assert _render("{{ at|moment }}", at=MOMENT) == "20 November 2026, 01:03"
    assert _render("{{ at|clock }}", at=MOMENT) == "01:03"


def test_what_is_not_known_is_a_dash_and_no_error() -> None:
    assert _render("{{ x|day }}{{ x|moment }}{{ x|number }}{{ x|both_days }}", x=None) == "––––"


@pytest.mark.parametrize(("language", "written"), [("en", "1,500.5"), ("pt", "1.500,5"), ("fa-af", "۱٬۵۰۰٫۵")])
def test_numbers_have_the_digits_and_grouping_of_the_language(language: str, written: str) -> None:
    with translation.override(language):
        assert _render("{{ n|number }}", n=Decimal("1500.5")).replace("\u202f", ".") == written


def test_a_telephone_number_shows_only_its_ends() -> None:
    shown = _render("{{ n|masked }}", n="+98 912 123 4217")
    assert shown == '<bdi dir="ltr">+989••••••217</bdi>'
    assert _render("{{ n|masked }}", n="12345") == '<bdi dir="ltr">•••••</bdi>'


def test_names_are_set_apart_and_cannot_carry_markup() -> None:
    assert _render("{{ name|bdi }}", name="<b>Ali</b>") == "<bdi>&lt;b&gt;Ali&lt;/b&gt;</bdi>"


def test_a_chip_takes_only_the_kinds_there_are() -> None:
    assert _render('{% chip "wait" text %}', text="two days") == '<span class="chip wait">two days</span>'
    assert _render('{% chip "x onclick" text %}', text="") == '<span class="chip "></span>'


def test_a_sentence_writes_numbers_in_the_digits_of_the_reader() -> None:
    register({"tests_hours": "within %(hours)s hours of %(place)s"})
    with translation.override("fa-af"):
        assert say("tests_hours", hours=72, place="72") == "within ۷۲ hours of 72"
    with translation.override("en"):
        assert say("tests_hours", hours=72, place="72") == "within 72 hours of 72"
