"""Form fields in which people write days and births, in their own calendar and digits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safar.kernel.calendars import parse_day, short_day
from safar.kernel.dates import DayRange, parse_birth, typed_birth
from safar.kernel.unclear import Unclear
from safar.plumbing.refusals import say
from safar.plumbing.web.display import calendar_in_use, language
from safar.plumbing.wording import refusal_of

DAY_HINTS = {
    "gregorian": _("Day, month and year, such as 23/05/2016."),
    "iranian": pgettext_lazy("iranian calendar", "Year, month and day, such as 1395/03/03; a Gregorian day works too."),
    "afghan": pgettext_lazy("afghan calendar", "Year, month and day, such as 1395/03/03; a Gregorian day works too."),
}
BIRTH_HINT = _("A full day, a month (05/1986), a year (1986), an age (30), or an estimated age (40-50).")


def _reworded(unclear: Unclear) -> forms.ValidationError:
    refusal = refusal_of(unclear)
    return forms.ValidationError(say(refusal.code, **refusal.params), code=refusal.code)


class TypedInput(forms.TextInput):
    """A text input whose digits run from left to right in every language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"dir": "auto", "autocomplete": "off", "size": "18", **(attrs or {})})


class DayField(forms.CharField):
    """A day, typed in the reader's calendar with any digits; gives a `date`, or None when left empty.

    A Gregorian year in a Solar calendar is understood, and the other way round: the year says which it is.
    """

    widget = TypedInput
    default_error_messages = {"required": _("Write the day.")}

    def __init__(self, *, not_after_today: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.not_after_today = not_after_today
        self._own_hint = options.get("help_text", "")

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """The field with the hint of the calendar that this reader uses."""
        self.help_text = self._own_hint or DAY_HINTS[calendar_in_use()]
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        """A day as the reader would type it; what somebody typed stays as it is."""
        if isinstance(value, datetime):
            value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
        return short_day(value, language(), calendar_in_use()) if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        """The day that was typed."""
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value), calendar_in_use())
        except Unclear as unclear:
            raise _reworded(unclear) from unclear

    def validate(self, value: Any) -> None:
        """Besides being there: not later than today where that cannot be."""
        super().validate(value)
        if self.not_after_today and isinstance(value, date) and value > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future. Check the year."), code="day_in_future")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day was typed, however it is written."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except forms.ValidationError:
            return True


class RangeField(forms.CharField):
    """A birth as people tell it: a day, a month, a year, “about 1980”, an age or an estimated age.

    Gives a `DayRange`. An age counts on the day given by `told_on`, or today.
    """

    widget = TypedInput
    default_error_messages = {"required": _("Write the day, the year or the age that was told.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", BIRTH_HINT)
        super().__init__(**options)
        self.told_on: date | None = None

    def prepare_value(self, value: Any) -> Any:
        """A birth as the reader would type it; what somebody typed stays as it is."""
        return typed_birth(value, language(), calendar_in_use()) if isinstance(value, DayRange) else value

    def to_python(self, value: Any) -> Any:
        """The range that was typed."""
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, DayRange):
            return value
        try:
            return parse_birth(str(value), calendar_in_use(), self.told_on or timezone.localdate())
        except Unclear as unclear:
            raise _reworded(unclear) from unclear
