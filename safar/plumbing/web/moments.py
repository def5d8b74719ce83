"""Fields for moments and for clean texts, and who is reading a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.kernel.calendars import ascii_digits, short_day
from safar.kernel.text import clean_lines, clean_text
from safar.kernel.unclear import Unclear
from safar.plumbing.scope import acting
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.fields import DayField


def reader() -> Actor:
    """Whoever the middleware opened the scope for; a page that needs somebody refuses nobody."""
    actor = acting()
    if actor is None or actor.user_id is None:
        raise PermissionDenied
    return actor


class CleanText(forms.CharField):
    """One line of text without invisible characters, in one normal form."""

    cleaner: Callable[[str], str] = staticmethod(clean_text)

    def to_python(self, value: Any) -> str:
        """The cleaned text; says in a sentence where an invisible character stands."""
        text = super().to_python(value) or ""
        try:
            return self.cleaner(text)
        except Unclear as unclear:
            raise forms.ValidationError(gettext(unclear.sentence) % unclear.params) from unclear


class CleanLines(CleanText):
    """Several lines of text without invisible characters."""

    cleaner = staticmethod(clean_lines)
    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Room for a few lines."""
        return {**super().widget_attrs(widget), "rows": 4}


class MomentWidget(forms.MultiWidget):
    """A day, written in the reader's calendar, beside a time on the office's clock."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            [
                forms.TextInput(attrs={"aria-label": _("Day"), "size": 14, "autocomplete": "off"}),
                forms.TextInput(
                    attrs={"aria-label": _("Time"), "size": 6, "placeholder": "14:30", "autocomplete": "off"}
                ),
            ],
            attrs,
        )

    def decompress(self, value: datetime | None) -> list[str]:
        """The two texts of a moment."""
        if not isinstance(value, datetime):
            return ["", ""]
        local = timezone.localtime(value)
        day = short_day(local.date(), display.language(), display.calendar_in_use())
        return [day, display.time_in_words(value)]


class MomentField(forms.MultiValueField):
    """A moment: the day in the reader's calendar and the time of day, on the clock of the office."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", MomentWidget())
        options.setdefault("help_text", _("Day, then hours and minutes on this office’s clock."))
        required = options.get("required", True)
        options.setdefault(
            "error_messages",
            {"incomplete": _("Write both the day and the time."), "required": _("Write day and time.")},
        )
        parts = (DayField(required=required), ClockField(required=required))
        super().__init__(fields=parts, require_all_fields=required, **options)

    def compress(self, data_list: list[Any]) -> datetime | None:
        """The moment, or None when nothing was written. The minute we are in means now, not a moment already past."""
        day, clock = (*data_list, None, None)[:2]
        if not day and not clock:
            return None
        if not isinstance(day, date) or not isinstance(clock, time):
            raise forms.ValidationError(gettext("Write both the day and the time."))
        typed, now = timezone.make_aware(datetime.combine(day, clock)), timezone.now()
        return now if typed <= now < typed + timedelta(minutes=1) else typed


class ClockField(forms.CharField):
    """A time of day such as 14:30, in any digits."""

    def to_python(self, value: Any) -> Any:
        """The time of day; says how to write one."""
        text = ascii_digits(super().to_python(value) or "").replace(".", ":").replace("h", ":").strip()
        if not text:
            return None
        try:
            return time.fromisoformat(text.zfill(5))
        except ValueError as error:
            raise forms.ValidationError(
                gettext("“%(text)s” is not a time of day. Write hours and minutes, such as 14:30.") % {"text": text}
            ) from error


def labelled(words: Mapping[str, Any], empty: Any = None) -> list[tuple[str, Any]]:
    """Choices of a select from a table of codes and words, with an empty one first where `empty` says its words."""
    return [*([("", empty)] if empty is not None else []), *words.items()]
