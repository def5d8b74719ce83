"""Says in the reader's language what the kernel could not understand, and turns it into a refusal at a field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from safar.kernel.unclear import Unclear
from safar.plumbing.refusals import Refused, register

SENTENCES = {
    "day_unreadable": _(
        "“%(text)s” is not a day we can read. Write day, month and year with numbers, such as 23/05/1986."
    ),
    "day_month_number": _("There is no month %(month)s. Write the day first, then the month, then the year."),
    "day_not_in_month": _("Month %(month)s of %(year)s has no day %(day)s. Check the day and the month."),
    "day_year": _("The year %(year)s cannot be right. Write it with four digits, such as 1986 or 1365."),
    "day_short_year": _("Write the year with four digits, such as 1986 or 1365."),
    "day_month_name": _("“%(month)s” is not a month we know for the year %(year)s. Write the month as a number."),
    "range_backwards": _("The latest day comes before the earliest day. Exchange the two."),
    "age_impossible": _("An age lies between 0 and 120, and the smaller number comes first."),
    "birth_in_future": _("A birth cannot lie in the future. Check the year."),
    "text_invisible": _(
        "There is an invisible character (U+%(number)s) after “%(before)s”. Delete it and type the word again."
    ),
    "reference_character": _(
        "“%(character)s” is never in a case reference: 0, 1, I, L and O are left out. Read it again."
    ),
    "reference_length": _("A case reference has 9 letters and numbers, such as 4F7K-29QX-M; this one has %(count)s."),
    "reference_check": _(
        "This is not a case reference: one character is wrong or two are exchanged. Compare it with the paper."
    ),
    "scan_empty": _("This file is empty. Take the picture again."),
    "scan_too_large": _(
        "This file is larger than %(megabytes)s MB. Scan it in grey or with fewer points, and choose it again."
    ),
    "scan_active": _("This PDF does more than show a paper and was not kept. Scan the paper again."),
    "scan_kind": _("This is neither a PDF nor a JPEG or PNG picture. Scan or photograph the paper again."),
    "scan_broken": _("This picture is broken off. Scan or photograph the paper again."),
}
register(SENTENCES)


def refusal_of(unclear: Unclear, field: str | None = None) -> Refused:
    """The refusal, with its translated sentence, of something that could not be understood."""
    return Refused(unclear.code, field=field, **unclear.params)


@contextmanager
def clearly(field: str | None = None) -> Iterator[None]:
    """Raise `Refused`, naming the field, where what was written in it is unclear."""
    try:
        yield
    except Unclear as unclear:
        raise refusal_of(unclear, field) from unclear
