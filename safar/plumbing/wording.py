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
    "mrz_empty": _("Nothing was written. Type the two or three lines at the bottom of the paper."),
    "mrz_visa": _("These lines stand on a visa. Take those of the passport itself."),
    "mrz_length": _(
        "These are %(count)s characters. A passport has two lines of 44, a card three of 30 or two of 36: look whether"
        " a “<” or a line is missing."
    ),
    "mrz_unreadable": _(
        "No check digit fits, so these are not the lines of a passport or card, or one character is missing near the"
        " beginning. Type them again, line by line."
    ),
    "mrz_character": _(
        "“%(character)s” never stands in these lines: they hold the letters A to Z, digits and “<”. Read it again."
    ),
    "mrz_check_number": _(
        "The check digit of the document’s number is %(written)s; this number gives %(counted)s. Compare characters"
        " %(first)s to %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_number_fits": _(
        "The check digit of the document’s number is %(written)s; this number gives %(counted)s. It would fit if"
        " character %(place)s of line %(line)s were “%(instead)s”: compare it with the paper."
    ),
    "mrz_check_birth": _(
        "The check digit of the date of birth is %(written)s; this date gives %(counted)s. Compare characters %(first)s"
        " to %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_expiry": _(
        "The check digit of “valid until” is %(written)s; this date gives %(counted)s. Compare characters %(first)s to"
        " %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_optional": _(
        "The check digit of the personal number is %(written)s; this number gives %(counted)s. Compare characters"
        " %(first)s to %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_all": _(
        "The last check digit, of all the numbers together, is %(written)s; they give %(counted)s. Compare every digit"
        " with the paper."
    ),
    "mrz_day": _(
        "“%(text)s” is no day: year, month and day have two digits each. Compare characters %(first)s to %(last)s of"
        " line %(line)s with the paper."
    ),
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
