"""Form fields that read what people write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from safar.kernel.calendars import parse_day, short_day
from safar.kernel.unclear import Unclear
from safar.plumbing.web import display


class DayField(forms.CharField):
    """A day, typed in the reader's calendar or in the other one, with any digits."""

    def to_python(self, value: Any) -> Any:
        """The day; says in a sentence what cannot be read."""
        if isinstance(value, date) or not value:
            return value or None
        try:
            return parse_day(str(value), display.calendar_in_use())
        except Unclear as unclear:
            raise forms.ValidationError(gettext(unclear.sentence) % unclear.params) from unclear

    def prepare_value(self, value: Any) -> Any:
        """A day as the reader would type it."""
        if isinstance(value, date):
            return short_day(value, display.language(), display.calendar_in_use())
        return value
