"""Turns the codes in a refusal's details into words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safar.consent.types import Refusal
from safar.kernel.calendars import default_calendar, format_day
from safar.plumbing.refusals import Refused, database_refusals, say

WORDS: dict[str, str | Promise] = {
    "message_from_other": _("a message from somebody else"),
    "red_screen": _("a red screen"),
    "dependant_of_withdrawn": _("somebody they depend on has withdrawn"),
    "death_reported": _("a death was reported"),
    "not_sure": _("the person was not sure"),
    "capacity_doubt": _("a doubt about capacity"),
    "refoulement_doubt": _("a doubt about safety after return"),
    "protection": _("a protection concern"),
    "recovery_period": _("a protection concern"),
    "in_force": _("in force"),
    "held": _("held"),
    "used": _("used"),
    "withdrawn": _("withdrawn"),
    "lapsed": _("lapsed"),
    "advice_offered": _("independent advice offered"),
    "private_place": _("a private place"),
    "second_confirmation": _("a second confirmation by somebody else"),
    "still_yes": _("still yes"),
    "no": _("no"),
}
WORDS |= {
    "advisory": _("an advisory"),
    "interpreter_unfit": _("an interpreter found unfit"),
    "parental_dissent": _("a parent disagrees"),
    "child_procedure": _("something the child needs has fallen away"),
    "return": _("return"),
    "stay": _("to stay"),
    "more_needed": _("more must be known first"),
    "wants_to_return": _("wants to return"),
    "does_not_want": _("does not want to return"),
    "too_young": _("too young to say"),
}
_CODES = ("kind", "state", "answer", "measures", "topics", "steps", "outcome", "wish")
_MOMENTS = ("until", "since", "moment")


def readable(params: Mapping[str, Any], names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The details of a refusal in words; `names` says what a programme calls its topics and steps."""
    return {key: _readable(key, value, names or {}) for key, value in params.items()}


def _readable(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if key in _MOMENTS and isinstance(value, str):
        return _moment(value)
    if key in _CODES and isinstance(value, list):
        return ", ".join(_word(code, names) for code in value)
    if key in _CODES and isinstance(value, str):
        return _word(value, names)
    return value


def _word(code: str, names: Mapping[str, str]) -> str:
    return str(names.get(code) or WORDS.get(code) or code.replace("_", " "))


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    language = get_language() or "en"
    day = format_day(moment.date(), language, default_calendar(language))
    return day if len(text) <= len("2016-05-03") else f"{day}, {moment:%H:%M} UTC"


def refusal(code: str, params: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Refusal:
    """A refusal with its sentence in the reader's language."""
    words = readable(params, names)
    return Refusal(code=code, sentence=say(code, **words), params=dict(params))


@contextmanager
def refusing() -> Iterator[None]:
    """Run writes in a savepoint; what the database refuses becomes a `Refused` whose sentence is in words."""
    try:
        with database_refusals():
            yield
    except Refused as refused:
        refused.params = readable(refused.params)
        raise
