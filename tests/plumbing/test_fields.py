"""Days and births as people type them into forms, in the calendar they use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django import forms

from safar.kernel.dates import DayRange
from safar.plumbing.refusals import say
from safar.plumbing.web.display import use_calendar
from safar.plumbing.web.fields import DayField, RangeField
from safar.plumbing.wording import SENTENCES

KERNEL = Path(__file__).parents[2] / "safar" / "kernel"


class BirthForm(forms.Form):
    """A form with both kinds of field."""

    on = DayField(not_after_today=True)
    birth = RangeField(required=False)


@pytest.fixture(autouse=True)
def calendar() -> Iterator[None]:
    """Each test chooses its calendar; the next one starts without."""
    yield
    use_calendar("")


def test_a_day_is_read_in_either_calendar() -> None:
    """The year says which; the page's own comes back in the form."""
    use_calendar("afghan")
    form = BirthForm({"on": "۱۳۹۵/۳/۳", "birth": "1365"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2016, 5, 23)
    assert form.cleaned_data["birth"] == DayRange(date(1986, 3, 21), date(1987, 3, 20))
    assert BirthForm(initial={"on": date(2016, 5, 23)})["on"].value() == "1395/03/03"
    assert "1395/03/03" in str(BirthForm()["on"].help_text)


def test_a_wrong_day_gets_its_sentence_and_stays_typed() -> None:
    """Nothing that was typed is lost."""
    form = BirthForm({"on": "31/02/2016", "birth": "soon"})
    assert not form.is_valid()
    assert form["on"].value() == "31/02/2016"
    assert form.errors["on"] == ["Month 2 of 2016 has no day 31. Check the day and the month."]
    assert "not a day we can read" in form.errors["birth"][0]


def test_a_day_in_the_future_is_refused_where_it_cannot_be() -> None:
    """Such as the day somebody spoke with us."""
    form = BirthForm({"on": "01/01/2150"})
    assert not form.is_valid()
    assert "future" in form.errors["on"][0]


def test_every_sentence_of_the_kernel_can_be_translated() -> None:
    """The catalogue holds each kernel sentence word for word, under its code."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in KERNEL.glob("*.py"))
    raised = re.findall(r'Unclear\(\s*"(\w+)",\s*"([^"]+)"', source)
    assert raised
    for code, sentence in raised:
        assert str(SENTENCES[code]) == sentence
    assert say("day_year", year=1700).startswith("The year 1700")
