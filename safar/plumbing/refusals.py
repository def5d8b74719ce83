"""Turns a refusal, whether by a rule or by the database, into a sentence that a person can act on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safar.kernel.calendars import digits

_SENTENCES: dict[str, str | Promise] = {}


class Refused(Exception):
    """Something was not done; `sentence` says what, why and what to do next, `code` names the rule."""

    def __init__(self, code: str, field: str | None = None, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return say(self.code, **self.params)

    def __str__(self) -> str:
        return self.sentence


def register(sentences: Mapping[str, str | Promise]) -> None:
    """Make the sentences for some codes known; each context calls it once when it is loaded."""
    _SENTENCES.update(sentences)


def registered() -> Mapping[str, str | Promise]:
    """Every code that has a sentence."""
    return dict(_SENTENCES)


def say(code: str, **params: Any) -> str:
    """The sentence for a code in the reader's language and digits; an unknown code says so rather than failing."""
    sentence = str(_SENTENCES.get(code, _("This was refused by the rule “%(code)s”.")))
    language = get_language() or ""
    shown = {name: digits(str(value), language) if type(value) is int else value for name, value in params.items()}
    return sentence % {"code": code, **shown}


def refusal_from(error: DatabaseError) -> Refused | None:
    """The refusal that a database error carries: its constraint's registered code and the details in JSON, if any."""
    diag = getattr(error.__cause__ or error, "diag", None)
    code = getattr(diag, "constraint_name", None)
    if not code or code not in _SENTENCES:
        return None
    try:
        params = json.loads(getattr(diag, "message_detail", None) or "{}")
    except ValueError:
        params = {}
    return Refused(code, **(params if isinstance(params, dict) else {}))


@contextmanager
def database_refusals() -> Iterator[None]:
    """Run writes in a savepoint and raise `Refused` where the database refused by a named constraint.

    Deferred constraints are checked before leaving, so that nothing is refused later, at commit, without a sentence.
    """
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError as error:
        refusal = refusal_from(error)
        if refusal is None:
            raise
        raise refusal from error
